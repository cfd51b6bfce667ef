//! The words of which numbers are made, and what each adds.

/// What a word is in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// `zero` to `nineteen`.
    Small(u8),
    /// `twenty` to `ninety`.
    Tens(u8),
    /// `hundred`, `million`: the power of ten by which it multiplies.
    Scale(u8),
    /// `hundreds`, `millions`: the same, of no stated number.
    Scales(u8),
    /// `dozen`, `score`: by what it multiplies.
    Lot(u8),
    /// `dozens`, `scores`, `tens`: the same, of no stated number.
    Lots(u8),
    /// `third`, `thirds`: a place or a part, and whether in the plural.
    Ordinal(u8, bool),
    /// `hundredth`, `millionths`: the power of ten, and whether in the plural.
    ScaleOrdinal(u8, bool),
    /// `half`.
    Half,
    /// `quarter`, `quarters`: whether in the plural.
    Quarter(bool),
}

/// What `word` is in a number, in whatever case.
#[must_use]
pub fn part(word: &str) -> Option<Part> {
    if !may_be(word) {
        return None;
    }
    let mut room = [0; LONGEST];
    let small = room.get_mut(..word.len())?;
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    let letter = usize::from(small.first()?.wrapping_sub(b'a'));
    let words = &PARTS[usize::from(*STARTS.get(letter)?)..usize::from(*STARTS.get(letter + 1)?)];
    let at = words.binary_search_by(|(known, _)| known.as_bytes().cmp(small)).ok()?;
    Some(words[at].1)
}

/// The power of ten that letters behind digits multiply by: `1.2m`, `4.7bn`.
#[must_use]
pub fn short_scale(letters: &str) -> Option<u8> {
    let power = match letters {
        "k" | "K" => 3,
        "m" | "M" | "mn" | "Mn" | "MN" | "mln" | "Mln" | "MLN" | "mil" | "MM" => 6,
        "cr" | "Cr" => 7,
        "b" | "B" | "bn" | "Bn" | "BN" | "bln" | "Bln" | "BLN" => 9,
        "tn" | "Tn" | "TN" | "trn" | "tln" => 12,
        _ => return None,
    };
    Some(power)
}

/// No word of the table is longer, in bytes.
const LONGEST: usize = 14;

/// The second letters of the words of a first letter and a length, a bit each: by them most words of a text are known to be none of
/// these without a search.
const SECONDS: [[u32; LONGEST + 1]; 26] = seconds();

const fn seconds() -> [[u32; LONGEST + 1]; 26] {
    let mut seconds = [[0; LONGEST + 1]; 26];
    let mut at = 0;
    while at < PARTS.len() {
        let word = PARTS[at].0.as_bytes();
        seconds[(word[0] - b'a') as usize][word.len()] |= 1 << (word[1] - b'a');
        at += 1;
    }
    seconds
}

/// Where the words of each letter begin in the table, and behind them all its end.
const STARTS: [u8; 27] = starts();

const fn starts() -> [u8; 27] {
    let mut starts = [0; 27];
    let mut at = 0;
    while at < PARTS.len() {
        let mut behind = (PARTS[at].0.as_bytes()[0] - b'a') as usize + 1;
        at += 1;
        while behind < starts.len() {
            starts[behind] = at as u8;
            behind += 1;
        }
    }
    starts
}

/// Whether the first two letters and the length are those of a word of the table.
#[inline]
fn may_be(word: &str) -> bool {
    let [first, second, ..] = word.as_bytes() else { return false };
    let place = |letter: &u8| usize::from(letter.to_ascii_lowercase().wrapping_sub(b'a'));
    let row = SECONDS.get(place(first)).and_then(|row| row.get(word.len()));
    row.is_some_and(|row| place(second) < 26 && row & (1 << place(second)) != 0)
}

/// In the order of the letters.
const PARTS: &[(&str, Part)] = &[
    ("billion", Part::Scale(9)),
    ("billions", Part::Scales(9)),
    ("billionth", Part::ScaleOrdinal(9, false)),
    ("billionths", Part::ScaleOrdinal(9, true)),
    ("crore", Part::Scale(7)),
    ("crores", Part::Scales(7)),
    ("dozen", Part::Lot(12)),
    ("dozens", Part::Lots(12)),
    ("eight", Part::Small(8)),
    ("eighteen", Part::Small(18)),
    ("eighteenth", Part::Ordinal(18, false)),
    ("eighteenths", Part::Ordinal(18, true)),
    ("eighth", Part::Ordinal(8, false)),
    ("eighths", Part::Ordinal(8, true)),
    ("eightieth", Part::Ordinal(80, false)),
    ("eightieths", Part::Ordinal(80, true)),
    ("eighty", Part::Tens(80)),
    ("eleven", Part::Small(11)),
    ("eleventh", Part::Ordinal(11, false)),
    ("elevenths", Part::Ordinal(11, true)),
    ("fifteen", Part::Small(15)),
    ("fifteenth", Part::Ordinal(15, false)),
    ("fifteenths", Part::Ordinal(15, true)),
    ("fifth", Part::Ordinal(5, false)),
    ("fifths", Part::Ordinal(5, true)),
    ("fiftieth", Part::Ordinal(50, false)),
    ("fiftieths", Part::Ordinal(50, true)),
    ("fifty", Part::Tens(50)),
    ("first", Part::Ordinal(1, false)),
    ("five", Part::Small(5)),
    ("fortieth", Part::Ordinal(40, false)),
    ("fortieths", Part::Ordinal(40, true)),
    ("forty", Part::Tens(40)),
    ("four", Part::Small(4)),
    ("fourteen", Part::Small(14)),
    ("fourteenth", Part::Ordinal(14, false)),
    ("fourteenths", Part::Ordinal(14, true)),
    ("fourth", Part::Ordinal(4, false)),
    ("fourths", Part::Ordinal(4, true)),
    ("fourty", Part::Tens(40)),
    ("half", Part::Half),
    ("halves", Part::Half),
    ("hundred", Part::Scale(2)),
    ("hundreds", Part::Scales(2)),
    ("hundredth", Part::ScaleOrdinal(2, false)),
    ("hundredths", Part::ScaleOrdinal(2, true)),
    ("lac", Part::Scale(5)),
    ("lacs", Part::Scales(5)),
    ("lakh", Part::Scale(5)),
    ("lakhs", Part::Scales(5)),
    ("million", Part::Scale(6)),
    ("millions", Part::Scales(6)),
    ("millionth", Part::ScaleOrdinal(6, false)),
    ("millionths", Part::ScaleOrdinal(6, true)),
    ("nine", Part::Small(9)),
    ("nineteen", Part::Small(19)),
    ("nineteenth", Part::Ordinal(19, false)),
    ("nineteenths", Part::Ordinal(19, true)),
    ("nineth", Part::Ordinal(9, false)),
    ("ninetieth", Part::Ordinal(90, false)),
    ("ninetieths", Part::Ordinal(90, true)),
    ("ninety", Part::Tens(90)),
    ("ninth", Part::Ordinal(9, false)),
    ("ninths", Part::Ordinal(9, true)),
    ("one", Part::Small(1)),
    ("quadrillion", Part::Scale(15)),
    ("quadrillions", Part::Scales(15)),
    ("quadrillionth", Part::ScaleOrdinal(15, false)),
    ("quadrillionths", Part::ScaleOrdinal(15, true)),
    ("quarter", Part::Quarter(false)),
    ("quarters", Part::Quarter(true)),
    ("score", Part::Lot(20)),
    ("scores", Part::Lots(20)),
    ("second", Part::Ordinal(2, false)),
    ("seven", Part::Small(7)),
    ("seventeen", Part::Small(17)),
    ("seventeenth", Part::Ordinal(17, false)),
    ("seventeenths", Part::Ordinal(17, true)),
    ("seventh", Part::Ordinal(7, false)),
    ("sevenths", Part::Ordinal(7, true)),
    ("seventieth", Part::Ordinal(70, false)),
    ("seventieths", Part::Ordinal(70, true)),
    ("seventy", Part::Tens(70)),
    ("six", Part::Small(6)),
    ("sixteen", Part::Small(16)),
    ("sixteenth", Part::Ordinal(16, false)),
    ("sixteenths", Part::Ordinal(16, true)),
    ("sixth", Part::Ordinal(6, false)),
    ("sixths", Part::Ordinal(6, true)),
    ("sixtieth", Part::Ordinal(60, false)),
    ("sixtieths", Part::Ordinal(60, true)),
    ("sixty", Part::Tens(60)),
    ("ten", Part::Small(10)),
    ("tens", Part::Lots(10)),
    ("tenth", Part::Ordinal(10, false)),
    ("tenths", Part::Ordinal(10, true)),
    ("third", Part::Ordinal(3, false)),
    ("thirds", Part::Ordinal(3, true)),
    ("thirteen", Part::Small(13)),
    ("thirteenth", Part::Ordinal(13, false)),
    ("thirteenths", Part::Ordinal(13, true)),
    ("thirtieth", Part::Ordinal(30, false)),
    ("thirtieths", Part::Ordinal(30, true)),
    ("thirty", Part::Tens(30)),
    ("thousand", Part::Scale(3)),
    ("thousands", Part::Scales(3)),
    ("thousandth", Part::ScaleOrdinal(3, false)),
    ("thousandths", Part::ScaleOrdinal(3, true)),
    ("three", Part::Small(3)),
    ("trillion", Part::Scale(12)),
    ("trillions", Part::Scales(12)),
    ("trillionth", Part::ScaleOrdinal(12, false)),
    ("trillionths", Part::ScaleOrdinal(12, true)),
    ("twelfth", Part::Ordinal(12, false)),
    ("twelfths", Part::Ordinal(12, true)),
    ("twelve", Part::Small(12)),
    ("twentieth", Part::Ordinal(20, false)),
    ("twentieths", Part::Ordinal(20, true)),
    ("twenty", Part::Tens(20)),
    ("two", Part::Small(2)),
    ("zero", Part::Small(0)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_every_word_is_found() {
        assert!(PARTS.is_sorted_by(|one, two| one.0 < two.0));
        for (word, known) in PARTS {
            assert_eq!(part(&word.to_uppercase()), Some(*known), "{word}");
        }
        for word in ["", "the", "ones", "tonne", "ünd", "quadrillionthss"] {
            assert_eq!(part(word), None, "{word}");
        }
    }
}
