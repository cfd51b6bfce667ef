//! Cases that are not news, or ask for what the design decides otherwise: each with its reason.

/// A reason, the model (empty for all), and what the inputs hold that it is about.
struct Rule {
    reason: &'static str,
    model: &'static str,
    holds: &'static [&'static str],
}

const RULES: &[Rule] = &[
    Rule { reason: "powers: 1.1^23, 6.23x10^-4", model: "number", holds: &["^"] },
    Rule {
        reason: "division in words: one over three, one out of three, 1 in twenty-one",
        model: "number",
        holds: &["one over ", "1 over ", "2000 over ", "out of three", "in twenty-one", "out of five"],
    },
    Rule {
        reason: "parts no newspaper names: twenty-firsts, one hundred thirty-fifths",
        model: "number",
        holds: &[
            "twenty-first",
            "twenty first",
            "twenty-fifth",
            "twenty twenty",
            "thirty fifths",
            "thirty-fifths",
            "hundred fifth",
            "hundred and fifth",
            "thousand fifths",
            "hundred trillionths",
            "hundred-fifths",
            "hundred fifths",
        ],
    },
    Rule {
        reason: "told apart by design: dates, telephone numbers, addresses, names with digits",
        model: "number",
        holds: &["192.168.1.2", "5/17/2018", "phone number", "SCP-173", "nrs."],
    },
    Rule {
        reason: "letters that multiply nowhere in news: 10G, 2.33 k, 3 dzs",
        model: "number",
        holds: &["10G", "10  k", "2.33 k", "674.5 G", "200.5 M", " dzs", " dozs"],
    },
    Rule {
        reason: "digits parted by a sign that is a list or a slip in English: 1,3 and 5,00",
        model: "number",
        holds: &["is 1,3.", "5,00"],
    },
    Rule { reason: "a sign with a space behind it", model: "number", holds: &["- 1 4/5"] },
    Rule {
        reason: "the same words are a part in the number model: forty two and a third",
        model: "ordinal",
        holds: &["and a third"],
    },
    Rule {
        reason: "percent before its number: percent of 10",
        model: "percent",
        holds: &["percents of", "percent of 10", "per cent of "],
    },
    Rule {
        reason: "cents without their word: 15 dollars 50, c $ 100 and fifty",
        model: "currency",
        holds: &[
            "dollars and 15",
            "dollars 50",
            "dollars and 50",
            "17 USD 25",
            "15 USD 50",
            "dollars forty five",
            "100 and fifty",
            "mao five",
            "one dollar and one",
            "one dollar and two",
        ],
    },
];

/// Why a case is left out; none if it counts.
pub fn reason(model: &str, input: &str, values: &[Option<String>]) -> Option<&'static str> {
    if model == "ordinal" && values.iter().flatten().any(|value| value.contains(['+', '-'])) {
        return Some("relative ordinals: last, next, previous");
    }
    if values.iter().any(Option::is_none) && !values.is_empty() {
        return Some("unit without a number");
    }
    let rules = RULES.iter().filter(|rule| rule.model == model || rule.model.is_empty());
    rules.filter(|rule| rule.holds.iter().any(|part| input.contains(part))).map(|rule| rule.reason).next()
}
