//! What is the same name, what may be, and what only looks alike.

use std::fmt::Write as _;

use super::*;
use crate::article::Certainty::{self, High, Low, Medium};
use crate::article::Kind::{Org, Person, Place};

fn certainty(one: &str, two: &str, kind: Option<Kind>) -> Option<Certainty> {
    let (one, two) = (Name::new(one, kind), Name::new(two, kind));
    let (there, back) = (compare(&one, &two), compare(&two, &one));
    let certainty = there.map(|verdict| verdict.certainty);
    assert_eq!(certainty, back.map(|verdict| verdict.certainty), "the order of the two matters: {one:?} {two:?}");
    certainty
}

/// Checks pairs, and that the two of every pair meet under a key.
fn check(kind: Option<Kind>, expected: Certainty, pairs: &[(&str, &str)]) {
    let mut faults = String::new();
    for (one, two) in pairs {
        let found = certainty(one, two, kind);
        if found != Some(expected) {
            let _ = writeln!(faults, "{one} | {two}: {found:?}");
        }
        let meet = keys(one).iter().any(|key| keys(two).contains(key));
        if !meet {
            let _ = writeln!(faults, "{one} | {two}: no common key: {:?} {:?}", keys(one), keys(two));
        }
    }
    assert!(faults.is_empty(), "expected {expected:?}\n{faults}");
}

#[test]
fn romanisations_order_and_particles_make_no_difference() {
    check(
        Some(Person),
        High,
        &[
            ("Khawaja Muhammad Asif", "Asif, Khawaja Mohammed"),
            ("Abe Shinzo", "Shinzo Abe"),
            ("Abdul Rahman Khan", "Abd al-Rahman Khan"),
            ("Abdulrahman Khan", "Abdur Rehman Khan"),
            ("Bashar al-Assad", "Bashar Assad"),
            ("Mahmoud Ahmadinejad", "Mahmood Ahmadinezhad"),
            ("Volodymyr Zelensky", "Володимир Зеленський"),
            ("Volodymyr Zelenskyy", "Vladimir Zelensky"),
            ("Hasan Rohani", "Hassan Rouhani"),
            ("Charles de Gaulle", "Charles De Gaulle"),
            ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
            ("Kim Jong-un", "Kim Jong Un"),
            ("Kim Jong Un", "Kim Jongun"),
            ("Lee Jae-myung", "Ri Jae Myong"),
            ("Siraj-ud-Din Haqqani", "Sirajuddin Haqqani"),
            ("Dr. Rami Makhlouf", "Rami Makhlouf"),
            ("Qasem Soleimani", "Haj Ghasem Soleimani"),
            ("Usama bin Laden", "Osama Bin Ladin"),
        ],
    );
}

#[test]
fn nicknames_initials_and_dropped_middle_names_are_probable() {
    check(
        Some(Person),
        Medium,
        &[
            ("Bob Woodward", "Robert Woodward"),
            ("Bill Clinton", "William Clinton"),
            ("J. K. Rowling", "Joanne Kathleen Rowling"),
            ("J.K. Rowling", "Joanne K. Rowling"),
            ("A. Khamenei", "Ali Khamenei"),
            ("Khawaja Asif", "Khawaja Muhammad Asif"),
            ("Gulbuddin Hekmatyar", "Gulbuddin Hekmatiyar Khan"),
        ],
    );
}

#[test]
fn one_letter_off_is_possible() {
    check(Some(Person), Low, &[("Vladimir Putin", "Vladimir Pulin"), ("Muhammad Ali", "Muhammad Ali Jinnah")]);
    check(Some(Org), Low, &[("OAO Gazprom", "Gasprom JSC")]);
    check(None, Low, &[("Vajiralongkorn", "Vajiralongkron")]);
}

#[test]
fn legal_forms_and_their_order_make_no_difference() {
    check(
        Some(Org),
        High,
        &[
            ("Siemens AG", "Siemens Aktiengesellschaft"),
            ("Volkswagen GmbH", "Volkswagen Gesellschaft mit beschränkter Haftung"),
            ("OAO Gazprom", "Open Joint Stock Company Gazprom"),
            ("Apple Inc.", "Apple"),
            ("Procter & Gamble Co.", "Procter and Gamble"),
            ("Al Qaeda", "al-Qaeda"),
            ("U.S. Department of State", "United States Department of State"),
            ("Pricewaterhouse Coopers LLP", "PricewaterhouseCoopers"),
        ],
    );
    check(
        Some(Org),
        Medium,
        &[("Al Qaeda", "Al Qa'ida"), ("Stroytransgaz OAO", "Stroytransgaz LLC"), ("Northgate Systems", "Northgate")],
    );
}

#[test]
fn acronyms_are_probable() {
    check(
        Some(Org),
        Medium,
        &[
            ("TTP", "Tehreek-e-Taliban Pakistan"),
            ("PLA", "People\u{2019}s Liberation Army"),
            ("IRGC", "Islamic Revolutionary Guard Corps"),
            ("IRISL", "Islamic Republic of Iran Shipping Lines"),
        ],
    );
    check(Some(Org), High, &[("Tehreek-e-Taliban Pakistan (TTP)", "Tehreek-i-Taliban Pakistan")]);
}

#[test]
fn places_go_by_all_their_names() {
    for kind in [Some(Place), None] {
        check(
            kind,
            High,
            &[
                ("Turkey", "Türkiye"),
                ("Burma", "Myanmar"),
                ("Kiev", "Kyiv"),
                ("UAE", "United Arab Emirates"),
                ("U.S.", "United States of America"),
                ("Bombay", "Mumbai"),
            ],
        );
    }
}

#[test]
fn names_that_only_look_alike_are_not_the_same() {
    let traps = [
        ("Kabul", "Kabila"),
        ("Karachi", "Kerch"),
        ("Niger", "Nigeria"),
        ("Hassan", "Hussain"),
        ("Mahmoud Abbas", "Mohammed Abbas"),
        ("Iran", "Iraq"),
        ("Austria", "Australia"),
        ("2024", "2025"),
        ("Euro 2024", "Euro 2025"),
        ("Carlyle Partners VII", "Carlyle Partners VIII"),
        ("Bashar al-Assad", "Hafez al-Assad"),
        ("Salman bin Muhammad al-Rawi", "Muhammad bin Salman al-Rawi"),
        ("Asif", "Khawaja Asif"),
        ("Abdul Aziz Khan", "Abdul Karim Khan"),
        ("Bank of China (Hong Kong)", "Bank of China (Australia)"),
        ("Mali", "Malta"),
        ("South Korea", "North Korea"),
        ("Li Peng", "Le Pen"),
    ];
    for (one, two) in traps {
        for kind in [None, Some(Person), Some(Org), Some(Place)] {
            assert_eq!(certainty(one, two, kind), None, "{one} {two} {kind:?}");
        }
    }
}

#[test]
fn keys_are_few_and_none_is_a_single_letter() {
    for form in
        ["Khawaja Muhammad Asif", "Tehreek-e-Taliban Pakistan", "J. K. Rowling", "Ali", "Li Na", "United Nations"]
    {
        let keys = keys(form);
        assert!(keys.len() <= 12, "{form} {keys:?}");
        assert!(keys.iter().all(|key| key.len() > 1), "{form} {keys:?}");
    }
    assert!(keys("TTP").contains(&"^ttp".to_owned()));
    assert!(keys("Tehreek-e-Taliban Pakistan").contains(&"^ttp".to_owned()));
    assert!(keys("").is_empty());
}

#[test]
fn nothing_is_too_odd_to_compare() {
    let long = ["a".repeat(10_000), "ab ".repeat(5_000), "Ab-'".repeat(2_500)];
    let odd = [
        "",
        " ",
        "'",
        "'s",
        "\u{1F600}",
        "العربية",
        "김정은",
        "习近平",
        "\u{0301}",
        "-,-",
        ",",
        "(",
        ".",
        "a.b.",
        "abd",
        "abdul al",
    ];
    let forms: Vec<&str> = odd.into_iter().chain(long.iter().map(String::as_str)).collect();
    for one in &forms {
        assert!(keys(one).iter().all(|key| key.len() > 1));
        for two in &forms {
            for kind in [None, Some(Person), Some(Org), Some(Place)] {
                certainty(one, two, kind);
                let likeness = similarity(&Name::new(one, kind), &Name::new(two, kind));
                assert!((0.0..=1.0).contains(&likeness), "{one} {two}");
            }
        }
    }
}

proptest::proptest! {
    #[test]
    fn a_name_is_itself_and_shares_its_keys(form in "\\PC{0,30}") {
        for kind in [None, Some(Person), Some(Org), Some(Place)] {
            let name = Name::new(&form, kind);
            let verdict = compare(&name, &name.clone());
            proptest::prop_assert!(name.tokens.is_empty() || verdict.is_some_and(|verdict| verdict.certainty == High));
        }
    }
}
