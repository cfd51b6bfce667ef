//! What queries are understood as, and what is refused.

use jiff::civil::Date;

use super::*;
use crate::query::{Clause, Test, What};

fn read(query: &str) -> Query {
    parse(query, Options::default()).unwrap()
}

fn refused(query: &str) -> (usize, String) {
    let error = parse(query, Options::default()).unwrap_err();
    assert!(!error.hint.is_empty());
    (error.at, error.what)
}

/// The clause written out, leaves by their words.
fn shown(query: &Query, clause: &Clause) -> String {
    let list = |clauses: &[Clause], with: &str| {
        clauses.iter().map(|clause| shown(query, clause)).collect::<Vec<_>>().join(with)
    };
    match clause {
        Clause::Leaf(number) => spans(query, &query.leaves[*number]),
        Clause::Meta(test) => format!("{test:?}"),
        Clause::All(clauses) => format!("({})", list(clauses, " & ")),
        Clause::Any(clauses) => format!("({})", list(clauses, " | ")),
        Clause::Not(clause) => format!("!{}", shown(query, clause)),
    }
}

fn spans(query: &Query, leaf: &Spans) -> String {
    let near = |near: &Nearness| match near.reach {
        Reach::Words(words) => format!("{}{words}", if near.ordered { "pre" } else { "w" }),
        Reach::Sentence => "s".to_owned(),
        Reach::Paragraph => "p".to_owned(),
    };
    match leaf {
        Spans::Atom(atom) => {
            match &query.atoms[*atom].what {
                What::Name(bearer) => return bearer.to_string(),
                What::Figure(valued) => return valued.to_string(),
                What::Speaker(forms) => return format!("speaker:{}", forms.join("/")),
                What::Words(_) => {}
            }
            let words = query.atoms[*atom].words().iter().map(|word| match word {
                Pattern::Folded(form) => format!("\"{form}\""),
                Pattern::Stem(stem) => stem.clone(),
                Pattern::Literal(form) => format!("={form}"),
                Pattern::Capitals(form) => form.to_uppercase(),
                Pattern::Wild(wild) => wild.clone(),
                Pattern::Regex(regex) => format!("/{regex}/"),
                Pattern::Fuzzy(form, edits) => format!("~{form}/{edits}"),
            });
            words.collect::<Vec<_>>().join("+")
        }
        Spans::Any(list) => {
            format!("[{}]", list.iter().map(|leaf| spans(query, leaf)).collect::<Vec<_>>().join(" "))
        }
        Spans::Near(left, nearness, right) => {
            format!("<{} {} {}>", spans(query, left), near(nearness), spans(query, right))
        }
        Spans::Alone(left, nearness, right) => {
            format!("<{} !{} {}>", spans(query, left), near(nearness), spans(query, right))
        }
        Spans::AtLeast(count, inner) => format!("{count}x{}", spans(query, inner)),
        Spans::Lead(inner) => format!("lead{}", spans(query, inner)),
        Spans::Quote(inner) => format!("quote{}", spans(query, inner)),
        Spans::Within(inner, outer) => format!("<{} in {}>", spans(query, inner), spans(query, outer)),
    }
}

fn understood(query: &str, options: Options) -> String {
    let query = parse(query, options).unwrap();
    shown(&query, &query.root)
}

#[test]
fn binding_is_not_then_and_then_or() {
    let plain = Options::default();
    assert_eq!(understood("talks OR dam NOT river", plain), "(talk | (dam & !river))");
    assert_eq!(understood("(talks OR dam) -\"final warning\"", plain), "((talk | dam) & !\"final\"+\"warning\")");
    assert_eq!(understood("-talks", plain), "(!talk)");
    assert_eq!(understood("cross-border dam", plain), "([cross+border crossbord] & dam)");
}

#[test]
fn any_makes_neighbours_alternatives_and_plain_knows_no_operators() {
    let any = Options { any: true, ..Options::default() };
    assert_eq!(understood("dam river -talks", any), "((dam | river) & !talk)");
    assert_eq!(understood("dam AND river talks", any), "(talk & dam & river)");
    let plain = Options { plain: true, ..Options::default() };
    assert_eq!(understood("dam OR (source:x", plain), "(dam & or & sourc & x)");
}

#[test]
fn a_bad_query_says_what_where_and_what_to_write_instead() {
    assert_eq!(refused("dam \"open").0, 5);
    assert_eq!(refused("(dam").0, 1);
    assert_eq!(refused("dam)").0, 4);
    assert_eq!(refused("dam AND").0, 8);
    assert_eq!(refused("OR dam").0, 1);
    assert_eq!(refused("w/5 b").0, 1);
    assert_eq!(refused("a w/5").0, 6);
    assert_eq!(refused("a w/0 b").0, 3);
    assert_eq!(refused("a w/1000 b").0, 3);
    assert_eq!(refused("(a AND b) w/5 (c AND d)").0, 1);
    assert_eq!(refused("dam not w/5 (a AND b)").0, 13);
    assert_eq!(refused("atleast2(a b)").0, 9);
    assert_eq!(refused("(a -b) w/5 dam").0, 1);
    assert_eq!(refused("headline:(body:dam)").0, 11);
    assert_eq!(refused("a w/5 -b").0, 7);
    assert_eq!(refused("a w/5 source:x").0, 7);
    assert_eq!(refused("~g20").0, 1);
    assert_eq!(refused("~mehsud/3").0, 1);
    assert_eq!(refused(&format!("a ~{}", "b".repeat(101))).0, 3);
    assert_eq!(refused("/kh[ao/").0, 1);
    assert_eq!(refused("/kh").0, 1);
    assert_eq!(refused("dam *").0, 5);
    assert_eq!(refused("atleast0(dam)").0, 1);
    assert_eq!(refused("dam atleast99999999999999999999(weir)").0, 5);
    assert_eq!(refused("dam sauce:x"), (5, "there is no field `sauce:`".into()));
    assert_eq!(refused("published:soon").0, 11);
    assert_eq!(refused("published:2025-11..2025-10").0, 11);
    assert_eq!(refused("\u{2014}").0, 1);
    assert_eq!(refused("()").0, 2);
    assert_eq!(refused("").0, 1);
    assert_eq!(refused(&"(".repeat(5000)).0, 201);
    assert_eq!(refused(&"-".repeat(5000)).0, 1);
    assert_eq!(refused(&"lead:".repeat(5000)).0, 1001);
    assert_eq!(refused(&format!("a{}", " w/2 a".repeat(5000))).0, 1201);
    assert_eq!(refused(&"NOT ".repeat(5000)).0, 801);
}

#[test]
fn every_operator_is_understood_as_documented() {
    let understood = |query: &str| understood(query, Options::default());
    assert_eq!(understood("dam w/5 river"), "<dam w5 river>");
    assert_eq!(understood("\"final warning\" pre/3 (talks OR summit)"), "<\"final\"+\"warning\" pre3 [talk summit]>");
    assert_eq!(understood("a /s b /p c"), "<<a s b> p c>");
    assert_eq!(understood("a not w/5 b"), "<a !w5 b>");
    assert_eq!(understood("a NOT /s b"), "<a !s b>");
    assert_eq!(understood("a not b"), "(a & not & b)");
    assert_eq!(understood("NOT a w/5 b OR c"), "((!<a w5 b>) | c)");
    assert_eq!(understood("atleast3(dam OR weir)"), "3x[dam weir]");
    assert_eq!(understood("lead:(dam w/2 river)"), "lead<dam w2 river>");
    assert_eq!(understood("quote:(dam atleast2(river) -a)"), "(quotedam & quote2xquoteriver & !quotea)");
    assert_eq!(understood("(a b) w/5 c"), "(<a w5 c> & <b w5 c>)");
    assert_eq!(
        understood("c not /s a pre/2 (a OR (b d))"),
        "(<<c !s a> pre2 a> | (<<c !s a> pre2 b> & <<c !s a> pre2 d>))"
    );
    assert_eq!(understood("US us \"US\" Who"), "(US & us & \"us\" & who)");
    assert_eq!(understood("=US =\"The Hague\""), "(=US & =The+=Hague)");
    assert_eq!(understood("Terror* *stan wom?n"), "(terror* & *stan & wom?n)");
    assert_eq!(understood("~Mehsud ~Mehsud/1"), "(~mehsud/2 & ~mehsud/1)");
    assert_eq!(understood("/kh[ao]w?ari[jz]/"), "/kh[ao]w?ari[jz]/");
    assert_eq!(understood("/(a|b)c/"), "/(a|b)c/");
    assert_eq!(understood("\"terror* attack\""), "terror*+\"attack\"");
    assert_eq!(understood("why?"), "whi");
    assert_eq!(understood("https://a.org/x?y=1"), "https+a+org+x+y+\"1\"");
}

#[test]
fn a_name_is_an_operand_like_any_other() {
    let understood = |query: &str| understood(query, Options::default());
    assert_eq!(understood("person:\"Khawaja Asif\""), "person:\"khawaja asif\"");
    assert_eq!(understood("Org:T.T.P. PLACE:Türkiye other:ramadan"), "(org:ttp & place:turkiye & other:ramadan)");
    assert_eq!(understood("person:kim-jong-un"), "person:\"kim jong un\"");
    assert_eq!(understood("person:* w/5 talks"), "<person:* w5 talk>");
    assert_eq!(understood("person:asif not /s (org:ttp OR dam)"), "<person:asif !s [org:ttp dam]>");
    assert_eq!(understood("(person:asif org:*) /p talks"), "(<person:asif p talk> & <org:* p talk>)");
    assert_eq!(understood("atleast3(person:*) -place:x"), "(3xperson:* & !place:x)");
    assert_eq!(understood("lead:(person:asif) quote:org:ttp"), "(leadperson:asif & quoteorg:ttp)");
    assert_eq!(understood("\"person:\" person"), "(\"person\" & person)");
    assert_eq!(read("person:asif person:Asif headline:person:asif").leaves.len(), 2);
    let parts = |query: &str| read(query).atoms[0].parts;
    assert_eq!(parts("headline:(person:asif)"), Parts::only(crate::article::Part::Headline));
    assert_eq!(understood("person://x"), "person+x");
}

#[test]
fn what_is_no_name_is_refused_where_it_stands() {
    let wild = "a name is written as it is: no wildcard, regular expression, `~` or `=`";
    for value in [
        "as*",
        "*if",
        "a?if",
        "asi?",
        "**",
        "\"khawaja as*\"",
        "/as.f/",
        "~asif",
        "~asif/1",
        "=Asif",
        "=\"Asif\"",
        "a://b*",
    ] {
        assert_eq!(refused(&format!("dam person:{value}")), (12, wild.into()), "{value}");
    }
    for value in ["\"\"", "\"!\"", "!"] {
        assert_eq!(refused(&format!("dam org:{value}")), (9, "`org:` without a name".into()), "{value}");
    }
    assert_eq!(refused("dam place:"), (5, "`place:` without a name".into()));
    assert_eq!(refused("Other: dam"), (1, "`other:` without a name".into()));
    assert_eq!(refused("(person:) dam"), (2, "`person:` without a name".into()));
    assert_eq!(refused("person:(asif)"), (1, "`person:` takes one word or a quoted phrase".into()));
    assert_eq!(refused("person:\"asif").0, 8);
    assert_eq!(refused("dam speaker:as*"), (13, wild.into()));
    assert_eq!(refused("dam ordinal:5").0, 5);
}

#[test]
fn dates_are_days_months_years_and_ranges() {
    let test = |query: &str| read(query).root;
    let day = |text: &str| text.parse::<Date>().ok();
    assert_eq!(test("published:2024-02"), Clause::Meta(Test::Published(day("2024-02-01"), day("2024-02-29"))));
    assert_eq!(
        test("published:2025-10..2025-11-06"),
        Clause::Meta(Test::Published(day("2025-10-01"), day("2025-11-06")))
    );
    assert_eq!(test("published:..2025"), Clause::Meta(Test::Published(None, day("2025-12-31"))));
}

#[test]
fn a_word_asked_for_twice_is_one_leaf() {
    assert_eq!(read("dam dams OR dam").leaves.len(), 1);
    assert_eq!(read("headline:dam dam").leaves.len(), 2);
    assert_eq!(read("dam w/3 dam").atoms.len(), 1);
}

#[test]
fn a_value_of_any_length_is_read_in_the_time_of_its_length() {
    /// Far beyond what a look at each byte takes, and far below what one at each pair of bytes does.
    const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);
    let begun = std::time::Instant::now();
    for typed in ["7 ", "million ", "1,", "$"] {
        assert!(parse(&format!("money:\"{}\"", typed.repeat(100_000)), Options::default()).is_err(), "{typed}");
    }
    assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
}
