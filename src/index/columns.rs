//! The columns of a segment, each opened when it is first asked for and then kept: opening one takes longer than many a query.

use std::sync::OnceLock;

use tantivy::SegmentReader;
use tantivy::columnar::{Column, StrColumn};

use super::error::IndexError;
use super::schema::column;
use crate::article::Part;

/// The columns of one segment.
#[derive(Default)]
pub struct Columns {
    words: [OnceLock<Column<u64>>; 3],
    published: OnceLock<Column<u64>>,
    ids: OnceLock<Option<StrColumn>>,
}

impl Columns {
    /// The number of words of a part of each document.
    pub fn words(&self, reader: &SegmentReader, part: Part) -> Result<&Column<u64>, IndexError> {
        opened(&self.words[part as usize], || Ok(reader.fast_fields().u64(column::WORDS[part as usize])?))
    }

    /// The day of publication.
    pub fn published(&self, reader: &SegmentReader) -> Result<&Column<u64>, IndexError> {
        opened(&self.published, || Ok(reader.fast_fields().u64(column::PUBLISHED)?))
    }

    /// The ids that are shown.
    pub fn ids(&self, reader: &SegmentReader) -> Result<Option<&StrColumn>, IndexError> {
        Ok(opened(&self.ids, || Ok(reader.fast_fields().str(column::ID)?))?.as_ref())
    }
}

fn opened<T>(place: &OnceLock<T>, open: impl FnOnce() -> Result<T, IndexError>) -> Result<&T, IndexError> {
    if let Some(column) = place.get() {
        return Ok(column);
    }
    let column = open()?;
    Ok(place.get_or_init(|| column))
}
