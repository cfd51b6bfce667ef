//! Numbers with what they are numbers of: counts, money, percent, measures, ordinals; their bounds and ranges; and digits that are no
//! value at all (scores, telephone numbers), which are told apart and passed over.

use super::tokens::Page;
use crate::article::Figure;

/// What begins at a token: the token behind it, and the figure; no figure where the digits are no value. None if nothing begins there.
#[must_use]
pub fn at(_page: &Page<'_>, _at: usize) -> Option<(usize, Option<Figure>)> {
    None
}
