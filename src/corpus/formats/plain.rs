//! Plain text: the file is the article; its first line may be the headline.

use crate::corpus::decode::decode;
use crate::corpus::{Draft, Fault, Reason};

pub fn parse(bytes: &[u8]) -> Result<Draft, Fault> {
    let body = decode(bytes).ok_or_else(|| Fault::file(Reason::Binary, "the bytes are no text in any encoding"))?;
    Ok(Draft { body: body.into_owned(), headline_inside: true, ..Draft::default() })
}
