//! The tables that tell which letter a code of a typeface stands for. The crate follows every range of them, however many codes it spans,
//! so the codes are counted first, and read as the crate reads them.

use std::collections::HashMap;

use pdf_extract::{Document, Object};

use super::checks::is_picture;
use crate::corpus::{Fault, Reason};

/// Refuses a document whose tables of letters stand for more letters than there are, a table counted for each typeface that has it.
pub fn letters(document: &Document) -> Result<(), Fault> {
    const MOST: u64 = 4_000_000;
    let (mut all, mut counted) = (0_u64, HashMap::new());
    let mut take = |table: &Object| {
        let Ok((id, Object::Stream(table))) = document.dereference(table) else {
            return;
        };
        if !is_picture(table) {
            all = all.saturating_add(*counted.entry(id).or_insert_with(|| ranges(&table.content)));
        }
    };
    document.objects.values().for_each(|object| each_table(object, &mut take));
    if all > MOST {
        return Err(Fault::file(Reason::Unpacking, "its tables of letters stand for more letters than there are"));
    }
    Ok(())
}

/// The tables of an object and of all that stands in it: a typeface may stand where it is used.
fn each_table(object: &Object, take: &mut dyn FnMut(&Object)) {
    let dictionary = match object {
        Object::Array(list) => return list.iter().for_each(|object| each_table(object, take)),
        Object::Dictionary(dictionary) => dictionary,
        Object::Stream(stream) => &stream.dict,
        _ => return,
    };
    for (key, value) in dictionary {
        if matches!(key.as_slice(), b"ToUnicode" | b"Encoding") {
            take(value);
        }
        each_table(value, take);
    }
}

/// How many codes the ranges of a table stand for.
fn ranges(table: &[u8]) -> u64 {
    let of = |operator: &'static [u8]| {
        let starts = (0..table.len()).filter(move |start| table[*start..].starts_with(operator));
        starts.map(move |start| codes(&table[start + operator.len()..]))
    };
    of(b"beginbfrange").chain(of(b"begincidrange")).fold(0, u64::saturating_add)
}

/// How many codes a section stands for: each range two codes, and what the first of them stands for, which may be a list.
fn codes(mut section: &[u8]) -> u64 {
    let (mut places, mut all) = (Vec::new(), 0_u64);
    while let Some(place) = next_place(&mut section) {
        places.push(place);
        if let [Place::Code(first), Place::Code(last), _] = places[..] {
            all = all.saturating_add(u64::from(last.saturating_sub(first)));
        }
        if places.len() == 3 {
            places.clear();
        }
    }
    all
}

/// What a range is made of.
#[derive(Clone, Copy)]
enum Place {
    Code(u32),
    List,
}

/// The code or list that stands next; none at the end of the section.
fn next_place(section: &mut &[u8]) -> Option<Place> {
    loop {
        let (first, behind) = section.split_first()?;
        let until = |end: &[u8]| behind.iter().position(|byte| end.contains(byte)).unwrap_or(behind.len());
        match first {
            b'%' => *section = &behind[until(b"\r\n")..],
            b'<' => {
                let (code, rest) = behind.split_at(until(b">"));
                *section = rest.get(1..).unwrap_or_default();
                return Some(Place::Code(hexadecimal(code)));
            }
            // No table has its codes in brackets, but the crate would take them for any code.
            b'(' => {
                let (code, rest) = behind.split_at(until(b")"));
                *section = rest.get(1..).unwrap_or_default();
                return Some(Place::Code(if code.is_empty() { 0 } else { u32::MAX }));
            }
            b'[' => {
                *section = behind.get(until(b"]") + 1..).unwrap_or_default();
                return Some(Place::List);
            }
            byte if byte.is_ascii_whitespace() || *byte == 0 => *section = behind,
            _ => return None,
        }
    }
}

/// The last four bytes, as the crate has it, whatever stands between their digits.
fn hexadecimal(code: &[u8]) -> u32 {
    let digits = code.iter().filter_map(|digit| char::from(*digit).to_digit(16));
    digits.fold(0, |code: u32, digit| code << 4 | digit)
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn the_codes_of_a_table_are_counted_however_they_are_written() {
        let counted = |section: &str| ranges(format!("/CIDInit 2 beginbfrange\n{section}\nendbfrange end").as_bytes());
        assert_eq!(counted("<0000> <005e> <0020>\n<005f> <0061> [<0066> <006c>]"), 0x5e + 2);
        assert_eq!(counted("<00><ff><0041>"), 255);
        assert!(counted("<00 00\n00 00> % endbfrange\n<FF FF FF FF><0041>") > 4_000_000);
        assert!(counted("<0000000000000000ff00000000> <01000000000000000000ffffffff> <0041>") > 4_000_000);
        assert!(counted("(\\0) (\\377\\377\\377\\377) <0041>") < 4_000_000);
        assert!(counted("<00> (\\377\\377\\377\\377) <0041>") > 4_000_000);
    }
}
