//! How romanisations write sounds: which letters stand for which consonant or class of vowels. Drawn from the common romanisations of
//! Arabic, Persian, Urdu, Pashto, Turkish and the Slavic languages (BGN/PCGN, ALA-LC and what newspapers print).

// Classes of vowels; `e` may be any of the first three.
pub(super) const A: u16 = 1;
pub(super) const E: u16 = 2;
pub(super) const I: u16 = 3;
pub(super) const U: u16 = 4;

/// How a `w` or `v` inside a word is read: Kalinowski has a consonant there, Dawood none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Glide {
    Consonant,
    Vowel,
}

/// What a few letters of a word stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    Consonants(&'static [u8]),
    Vowel(u16),
    Silent,
}

/// Spellings of one sound with more than one letter, longest first.
const DIGRAPHS: [(&[u8], Piece); 25] = [
    (b"tsch", Piece::Consonants(b"C")),
    (b"shch", Piece::Consonants(b"S")),
    (b"sch", Piece::Consonants(b"S")),
    (b"tch", Piece::Consonants(b"C")),
    (b"dzh", Piece::Consonants(b"j")),
    (b"kh", Piece::Consonants(b"x")),
    (b"gh", Piece::Consonants(b"g")),
    (b"sh", Piece::Consonants(b"S")),
    (b"ch", Piece::Consonants(b"C")),
    (b"zh", Piece::Consonants(b"j")),
    (b"dj", Piece::Consonants(b"j")),
    (b"dz", Piece::Consonants(b"z")),
    (b"ts", Piece::Consonants(b"c")),
    (b"tz", Piece::Consonants(b"c")),
    (b"th", Piece::Consonants(b"t")),
    (b"dh", Piece::Consonants(b"d")),
    (b"ph", Piece::Consonants(b"f")),
    (b"bh", Piece::Consonants(b"b")),
    (b"ck", Piece::Consonants(b"k")),
    (b"ce", Piece::Consonants(b"s")),
    (b"ci", Piece::Consonants(b"s")),
    (b"cy", Piece::Consonants(b"s")),
    (b"ee", Piece::Vowel(I)),
    (b"oo", Piece::Vowel(U)),
    (b"ou", Piece::Vowel(U)),
];

/// The sound that starts at `at`, and how many letters write it.
pub(super) fn piece(letters: &[u8], at: usize, glide: Glide) -> (Piece, usize) {
    let rest = &letters[at..];
    if at > 0 && rest == b"ic" {
        return (Piece::Vowel(I), 1);
    }
    if at > 0 && rest == b"c" && letters.ends_with(b"ic") {
        return (Piece::Consonants(b"C"), 1);
    }
    for (spelling, piece) in &DIGRAPHS {
        if rest.starts_with(spelling) {
            // The vowel of `ce` is read on its own.
            let length = if matches!(spelling, [b'c', b'e' | b'i' | b'y']) { 1 } else { spelling.len() };
            return (*piece, length);
        }
    }
    (single(letters, at, glide), 1)
}

fn single(letters: &[u8], at: usize, glide: Glide) -> Piece {
    let before = at.checked_sub(1).map(|at| letters[at]);
    let next = letters.get(at + 1).copied();
    let vowel_next = next.is_some_and(is_vowel);
    match letters[at] {
        b'a' => Piece::Vowel(A),
        b'e' => Piece::Vowel(E),
        b'i' if before.is_none() && matches!(next, Some(b'a' | b'o' | b'u')) => Piece::Consonants(b"y"),
        b'y' if before.is_none() && vowel_next => Piece::Consonants(b"y"),
        b'i' | b'y' => Piece::Vowel(I),
        b'o' | b'u' => Piece::Vowel(U),
        b'j' if next.is_none() && matches!(before, Some(b'e' | b'i' | b'y')) => Piece::Vowel(I),
        // Kept between vowels and before a consonant (Ahmad), silent behind a consonant and at the end.
        b'h' if next.is_none() || before.is_some_and(|letter| !is_vowel(letter)) => Piece::Silent,
        b'w' | b'v' if before.is_some() && glide == Glide::Vowel => Piece::Vowel(U),
        b'w' => Piece::Consonants(b"v"),
        b'c' | b'q' => Piece::Consonants(b"k"),
        b'x' => Piece::Consonants(b"ks"),
        other => Piece::Consonants(plain(other)),
    }
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// A letter that stands for itself, as a string that lives as long as the program.
fn plain(letter: u8) -> &'static [u8] {
    const ALL: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    ALL.iter().position(|known| *known == letter).map_or(b"", |at| &ALL[at..=at])
}
