//! What a format's reader hands on: an article before its zones are known.

use std::ops::Range;

use super::formats::{Format, fits_an_article, parse_with};
use super::rules::{Guide, Keys};
use super::{Fault, Reason};
use crate::article::{Meta, Zone};

/// An article as read from its file.
#[derive(Debug, Default)]
pub struct Draft {
    /// The headline, where the record states one.
    pub headline: Option<String>,
    /// The text, as decoded. Where `headline_inside` is set, its first line may be the headline.
    pub body: String,
    /// Whether the headline, if there is one, still stands in `body`.
    pub headline_inside: bool,
    /// What is known beside the text; an empty source is filled in from the folder.
    pub meta: Meta,
    /// The paragraphs of `body` and their zones, where the reader knows them.
    pub layout: Option<Vec<(Range<usize>, Zone)>>,
    /// The bytes of the article where they are still to be parsed, which is work for many threads.
    pub unparsed: Option<Unparsed>,
    /// What the archive's rules say of its file.
    pub guide: Guide,
}

/// An article inside another file, as bytes.
#[derive(Debug)]
pub struct Unparsed {
    /// What they are.
    pub format: Format,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Where they stand in their file, as a fault names it.
    pub place: String,
    /// The record's number in the file.
    pub number: Option<u64>,
}

impl Draft {
    /// How many bytes of text it holds, parsed or not.
    #[must_use]
    pub fn size(&self) -> usize {
        let unparsed = self.unparsed.as_ref().map_or(0, |unparsed| unparsed.bytes.len());
        self.body.len() + self.headline.as_ref().map_or(0, String::len) + unparsed
    }

    /// Parses what is still to be parsed. The address that is known already stands; the day is only taken where the text states none.
    /// `keys` tells what its front matter calls what.
    ///
    /// # Errors
    /// With the reason, and the place, when the bytes are no article or too many for one.
    pub fn parsed(mut self, keys: &Keys) -> Result<Self, Fault> {
        let Some(Unparsed { format, bytes, place, number }) = self.unparsed.take() else {
            return fits_an_article(self.size()).map(|()| self);
        };
        let at_place = |fault: Fault| Fault { record: number, detail: format!("{place}: {}", fault.detail), ..fault };
        let mut draft = parse_with(format, &bytes, keys).map_err(at_place)?;
        if draft.is_empty() {
            return Err(at_place(Fault::file(Reason::Empty, "no text in it")));
        }
        draft.meta.url = self.meta.url.or(draft.meta.url);
        draft.meta.published = draft.meta.published.or(self.meta.published);
        Ok(draft)
    }

    /// Whether there is neither headline nor text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.body.trim().is_empty() && self.headline.as_ref().is_none_or(|headline| headline.trim().is_empty())
    }
}
