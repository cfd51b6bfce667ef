//! Where the parts of a document lie on the axis, worked out from their lengths.

use tantivy::DocId;
use tantivy::columnar::Column;

use super::error::IndexError;
use super::segment::Segment;
use crate::article::Part;
use crate::text::axis::PART_GAP;

/// The extents of the documents of a segment.
pub struct Extents<'a>([&'a Column<u64>; 3]);

/// Where the parts of one document end; a part that it does not have ends where it would begin.
#[derive(Debug, Clone, Copy)]
pub struct Extent {
    pub headline: u32,
    pub body: u32,
}

impl<'a> Extents<'a> {
    pub fn open(segment: &'a Segment<'_>) -> Result<Self, IndexError> {
        let words = |part| segment.words(part);
        Ok(Self([words(Part::Headline)?, words(Part::Body)?, words(Part::Boilerplate)?]))
    }

    /// The number of words of a part.
    pub fn words(&self, doc: DocId, part: Part) -> u32 {
        self.0[part as usize].first(doc).unwrap_or_default() as u32
    }

    pub fn of(&self, doc: DocId) -> Extent {
        let headline = self.words(doc, Part::Headline);
        let body = if headline > 0 { headline + PART_GAP } else { 0 };
        Extent { headline, body: body + self.words(doc, Part::Body) }
    }
}

impl Extent {
    /// The part in which a position lies.
    pub fn part(self, at: u32) -> Part {
        match at {
            _ if at < self.headline => Part::Headline,
            _ if at < self.body => Part::Body,
            _ => Part::Boilerplate,
        }
    }
}
