//! What the units of Recognizers-Text are called here.

use morgue::article::{Figure, FigureKind};

/// Its name, and ours.
const NAMES: &[(&str, &str)] = &[
    ("Dollar", "USD"),
    ("United States dollar", "USD"),
    ("Canadian dollar", "CAD"),
    ("Australian dollar", "AUD"),
    ("Hong Kong dollar", "HKD"),
    ("New Zealand dollar", "NZD"),
    ("Pound", "GBP"),
    ("Pound", "lb"),
    ("British pound", "GBP"),
    ("Euro", "EUR"),
    ("Japanese yen", "JPY"),
    ("Chinese yuan", "CNY"),
    ("Franc", "franc"),
    ("Swiss franc", "CHF"),
    ("Finnish markka", "FIM"),
    ("Netherlands guilder", "NLG"),
    ("Peseta", "ESP"),
    ("Cent", "cent"),
    ("Pence", "penny"),
    ("Penny", "penny"),
    ("Sen", "sen"),
    ("Rupee", "rupee"),
    ("Turkish lira", "TRY"),
    ("Mexican peso", "MXN"),
    ("Costa Rican colón", "CRC"),
    ("Georgian lari", "GEL"),
    ("Lao kip", "LAK"),
    ("Sri Lankan rupee", "LKR"),
    ("Bitcoin", "BTC"),
    ("Satoshi", "satoshi"),
    ("Milliliter", "ml"),
    ("Inch", "inch"),
    ("Mile", "mile"),
    ("Barrel", "barrel"),
    ("Foot", "foot"),
    ("Ounce", "ounce"),
    ("Acre", "acre"),
    ("Gallon", "gallon"),
    ("Cubic foot", "cubic foot"),
    ("Square meter", "m²"),
    ("Ton", "ton"),
    ("Ton", "tonne"),
    ("Metric ton", "tonne"),
    ("Bit", "bit"),
    ("Mile per hour", "mph"),
    ("Meter", "m"),
    ("Kilometer", "km"),
    ("Millimeter", "mm"),
    ("Square kilometer", "km²"),
    ("Decimeter", "dm"),
    ("Megabit", "Mbit"),
    ("Megabyte", "MB"),
    ("Tablespoon", "tablespoon"),
    ("Cup", "cup"),
    ("Teaspoon", "teaspoon"),
    ("Picometer", "pm"),
    ("Kilometer per hour", "km/h"),
    ("Dram", "dram"),
    ("Meter per millisecond", "m/ms"),
    ("Centimeter per millisecond", "cm/ms"),
    ("Kilometer per millisecond", "km/ms"),
    ("Kilogram", "kg"),
    ("Microgram", "µg"),
    ("Gram", "g"),
    ("Degree", "degree"),
    ("Radian", "radian"),
    ("Turn", "turn"),
    ("C", "°C"),
    ("F", "°F"),
    ("Year", "year of age"),
    ("Month", "month of age"),
    ("Week", "week of age"),
    ("Day", "day of age"),
    ("Age", "year of age"),
];

/// Whether a unit of theirs is one of ours.
pub fn same(theirs: &str, ours: Option<&str>) -> bool {
    ours.is_some_and(|ours| NAMES.iter().any(|(name, known)| *name == theirs && *known == ours))
}

fn name(figure: &Figure) -> &str {
    figure.unit.as_ref().map_or("", |unit| unit.name.as_str())
}

pub fn is_age(figure: &Figure) -> bool {
    name(figure).ends_with("of age")
}

pub fn is_temperature(figure: &Figure) -> bool {
    matches!(name(figure), "°C" | "°F" | "degree")
}

/// Time is no dimension there, and temperature has its own model.
pub fn is_dimension(figure: &Figure) -> bool {
    const TIME: [&str; 12] =
        ["second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century", "°C", "°F"];
    figure.kind == FigureKind::Measure && !is_age(figure) && !TIME.contains(&name(figure))
}
