//! The archive: which files it holds, how each format is read, what is an article's own text and what the page added, and what has
//! changed since the last run. Yields articles; knows no index and no query.

pub mod changes;
mod clean;
mod dates;
mod decode;
mod draft;
mod faults;
mod follow;
mod formats;
mod gzip;
mod input;
mod moments;
mod presence;
mod remote;
mod repeated;
pub mod rules;
mod walk;
mod wide;

pub use clean::{Edges, finish};
pub use dates::in_zone;
pub use draft::{Draft, Unparsed};
pub use faults::{Fault, Reason};
pub use follow::{Bell, Follower, Heard};
pub use formats::{
    Format, Record, parse_whole, parse_with, read_apart, read_records, read_whole, recognise, serve_apart,
};
pub use input::{Input, ReadSeek, open};
pub use remote::remote;
pub use repeated::Repeated;
pub use walk::{FoundFile, Stamp, Walk, stamp_of, walk};
