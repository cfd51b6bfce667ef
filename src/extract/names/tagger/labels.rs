//! The labels that the tagger gives to words: outside of any name, or the beginning, inside, end or whole of a name of one kind.

use std::ops::Range;

use crate::article::Kind;

/// A label as a number: 0 is outside; a name of the k-th kind has 1 + 4k for its beginning, then inside, end, whole.
pub type Label = u8;

/// How many labels there are.
pub const LABELS: usize = 17;
/// Rows of weights are this long, so that they are added as whole vectors.
pub const PADDED: usize = 20;
/// No name.
pub const OUTSIDE: Label = 0;

const BEGIN: u8 = 0;
const INSIDE: u8 = 1;
const END: u8 = 2;
const WHOLE: u8 = 3;

fn label(kind: Kind, place: u8) -> Label {
    1 + 4 * kind as u8 + place
}

/// The kind of name that a label belongs to.
#[must_use]
pub fn kind_of(label: Label) -> Option<Kind> {
    let kind = usize::from(label.checked_sub(1)? / 4);
    Kind::ALL.get(kind).copied()
}

fn place_of(label: Label) -> u8 {
    (label + 3) % 4
}

/// Whether a name goes on after a word with this label.
#[must_use]
pub fn is_open(label: Label) -> bool {
    label != OUTSIDE && matches!(place_of(label), BEGIN | INSIDE)
}

/// Whether `next` may stand after `label`.
#[must_use]
pub fn may_follow(label: Label, next: Label) -> bool {
    let goes_on = next != OUTSIDE && matches!(place_of(next), INSIDE | END);
    if is_open(label) { goes_on && kind_of(label) == kind_of(next) } else { !goes_on }
}

/// Writes the labels of a name of `kind` over the words `words`.
pub fn mark(labels: &mut [Label], words: Range<usize>, kind: Kind) {
    let Range { start, end } = words;
    if end - start == 1 {
        labels[start] = label(kind, WHOLE);
        return;
    }
    labels[start..end].fill(label(kind, INSIDE));
    labels[start] = label(kind, BEGIN);
    labels[end - 1] = label(kind, END);
}

/// The names that a row of labels spells, in order. What spells no whole name is passed over.
pub fn names(labels: &[Label]) -> impl Iterator<Item = (Range<usize>, Kind)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < labels.len() {
            let start = at;
            at += 1;
            let Some(kind) = kind_of(labels[start]) else { continue };
            while is_open(labels[at - 1]) && at < labels.len() && may_follow(labels[at - 1], labels[at]) {
                at += 1;
            }
            if !is_open(labels[at - 1]) {
                return Some((start..at, kind));
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_written_as_labels_are_read_back() {
        let mut labels = [OUTSIDE; 7];
        mark(&mut labels, 0..3, Kind::Org);
        mark(&mut labels, 3..4, Kind::Place);
        mark(&mut labels, 5..7, Kind::Other);
        let read: Vec<_> = names(&labels).collect();
        assert_eq!(read, [(0..3, Kind::Org), (3..4, Kind::Place), (5..7, Kind::Other)]);
        assert!(labels.windows(2).all(|pair| may_follow(pair[0], pair[1])));
    }

    #[test]
    fn a_name_never_changes_its_kind_midway() {
        assert!(!may_follow(label(Kind::Person, BEGIN), label(Kind::Org, END)));
        assert!(!may_follow(label(Kind::Person, BEGIN), OUTSIDE));
        assert!(!may_follow(OUTSIDE, label(Kind::Person, INSIDE)));
    }
}
