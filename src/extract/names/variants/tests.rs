use super::*;
use crate::article::Certainty::{self, High, Low, Medium};

fn certainty(one: &str, two: &str, kind: Option<Kind>) -> Option<Certainty> {
    compare(&Name::new(one, kind), &Name::new(two, kind)).map(|verdict| verdict.certainty)
}

#[test]
fn nothing_is_too_odd_to_compare() {
    let forms = ["", " ", "'", "\u{1F600}", &"a".repeat(10_000), &"ab ".repeat(5_000), "العربية", "김정은", "\u{0301}", "-,-", ",", "(", "."];
    for one in forms {
        keys(one);
        for two in forms {
            for kind in [None, Some(Kind::Person), Some(Kind::Org), Some(Kind::Place)] {
                let _ = certainty(one, two, kind);
                let likeness = similarity(&Name::new(one, kind), &Name::new(two, kind));
                assert!((0.0..=1.0).contains(&likeness), "{one} {two}");
            }
        }
    }
}
