//! A box of mails (`mbox`): each behind a line that begins with `From `, as programs have kept mail since Unix. Where one mail ends and the
//! next begins; what a mail says is not known here.

use super::{Place, take};
use crate::corpus::formats::{Found, LARGEST_ARTICLE, fits_an_article, reason_of};
use crate::corpus::input::Input;
use crate::corpus::{Fault, Reason};

/// Whether a file begins as a box: with such a line, and the head of a mail behind it.
pub fn opens_box(head: &[u8]) -> bool {
    let mut lines = head.trim_ascii_start().split(|byte| *byte == b'\n');
    let is_field = |line: &[u8]| {
        let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
        name.len() < line.len() && name.iter().all(u8::is_ascii_graphic)
    };
    lines.next().is_some_and(is_border) && lines.next().is_some_and(is_field)
}

/// `From jo@g.example Sat Nov  1 10:00:00 2025`, the zone where it likes; some write nothing behind `From `. A sentence may begin so, and
/// not go on so.
fn is_border(line: &[u8]) -> bool {
    const MONTHS: [&[u8]; 12] =
        [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let is_time = |word: &[u8]| word.contains(&b':') && word.iter().all(|byte| is_digit(byte) || *byte == b':');
    let is_year = |word: &[u8]| word.len() == 4 && word.iter().all(is_digit);
    let has = |is_one: &dyn Fn(&[u8]) -> bool| rest.split(u8::is_ascii_whitespace).any(is_one);
    let is_month = |word: &[u8]| MONTHS.contains(&word);
    rest.trim_ascii().is_empty() || has(&is_time) && has(&is_year) && has(&is_month)
}

pub fn read(mut input: Input<'_>, found: &mut Found<'_>) {
    let compressed = input.compressed;
    let (mut mails, mut line, mut behind_blank) =
        (Mails { found, bytes: Vec::new(), size: 0, number: 0 }, Vec::new(), true);
    loop {
        match input.read_line(&mut line, LARGEST_ARTICLE as u64) {
            Ok(true) if behind_blank && is_border(&line) => mails.next(),
            Ok(true) => mails.line(&line),
            Ok(false) => return mails.hand_on(mails.number == 1),
            Err(error) => {
                mails.hand_on(false);
                let detail = format!("{error}; nothing behind it could be read");
                return (mails.found)(Err(Fault::record(reason_of(&error, compressed), mails.number + 1, detail)));
            }
        }
        behind_blank = line.trim_ascii().is_empty();
    }
}

/// The mail that is being read, and who takes it.
struct Mails<'f, 'g> {
    found: &'f mut Found<'g>,
    bytes: Vec<u8>,
    /// How many bytes it has, held or not.
    size: usize,
    /// Its number; 0 before the first.
    number: u64,
}

impl Mails<'_, '_> {
    fn next(&mut self) {
        self.hand_on(false);
        self.number += 1;
        self.bytes.clear();
        self.size = 0;
    }

    /// Adds a line. One that begins with `From ` in a mail was given a `>`, and one with that another.
    fn line(&mut self, line: &[u8]) {
        let quoted = line.iter().position(|byte| *byte != b'>').unwrap_or_default();
        let line = if quoted > 0 && line[quoted..].starts_with(b"From ") { &line[1..] } else { line };
        self.size += line.len() + 1;
        if self.size <= LARGEST_ARTICLE {
            self.bytes.extend_from_slice(line);
            self.bytes.push(b'\n');
        }
    }

    /// Hands on the mail as far as it was read; before the first there is none.
    fn hand_on(&mut self, sole: bool) {
        let place = Place { number: self.number, sole };
        if self.number == 0 {
            return;
        }
        match fits_an_article(self.size) {
            Ok(()) if self.bytes.trim_ascii().is_empty() => {
                (self.found)(Err(place.fault(Reason::Empty, "nothing behind the line that begins the mail")));
            }
            Ok(()) => take(self.bytes.trim_ascii_end(), place, self.found),
            Err(fault) => (self.found)(Err(place.fault(fault.reason, fault.detail))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_border_is_told_from_a_sentence() {
        for border in ["From jo@x Sat Nov  1 10:00:00 2025", "From - Sat Nov 01 10:00:00 +0000 2025\r", "From "] {
            assert!(is_border(border.as_bytes()), "{border}");
        }
        for sentence in ["From the start of 2025 he said no.", "From 10:30 on all may come.", "From: jo@x.example"] {
            assert!(!is_border(sentence.as_bytes()), "{sentence}");
        }
        assert!(opens_box(b"From jo@x Sat Nov  1 10:00:00 2025\nSubject: Dam\n"));
        assert!(!opens_box(b"From Paris, at 10:00 in 2025\n\nNote: talks ended."));
    }
}
