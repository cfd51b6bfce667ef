//! Bounds of what archive files may unpack to: a few bytes can stand for any number, and an archive file can hold archive files.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use super::LARGEST_TEXT;

/// Archive files within archive files are opened this deep.
const DEEPEST: usize = 3;
/// How many times its size a file may unpack to. News packs three to ten times, the emptiest tables a hundred times; a bomb of zeros
/// a thousand times and more.
const LARGEST_RATIO: u64 = 250;
/// This much a member may unpack to whatever its size; too little to hurt.
const FREE: u64 = 1 << 20;
/// And this much a whole file, for its small members.
const FREE_OF_FILE: u64 = 64 << 20;

/// What is left of the bounds of one file, shared by all that is unpacked from it at any depth; none once it was not enough.
#[derive(Clone)]
pub struct Bounds {
    depth: usize,
    left: Rc<Cell<Option<u64>>>,
}

impl Bounds {
    /// Those of a file of `size` bytes.
    pub fn of_file(size: u64) -> Self {
        let left = size.saturating_mul(LARGEST_RATIO).saturating_add(FREE_OF_FILE);
        Self { depth: 1, left: Rc::new(Cell::new(Some(left))) }
    }

    /// Those of an archive file within; none if it lies too deep.
    pub fn within(&self) -> Option<Self> {
        (self.depth < DEEPEST).then(|| Self { depth: self.depth + 1, left: Rc::clone(&self.left) })
    }

    /// `reader`, which unpacks `packed` bytes, until a bound is reached.
    pub fn guard<R: Read>(&self, reader: R, packed: u64) -> Guarded<R> {
        let unpacked = packed.saturating_mul(LARGEST_RATIO).saturating_add(FREE);
        Guarded { reader, packed: unpacked, size: LARGEST_TEXT, left: Rc::clone(&self.left) }
    }

    /// A stream of many members, each of which has bounds of its own.
    pub fn guard_stream<R: Read>(&self, reader: R) -> Guarded<R> {
        Guarded { reader, packed: u64::MAX, size: u64::MAX, left: Rc::clone(&self.left) }
    }

    /// Whether nothing more may be unpacked.
    pub fn is_spent(&self) -> bool {
        self.left.get().is_none()
    }
}

/// A reader that fails where a bound is reached.
pub struct Guarded<R> {
    reader: R,
    packed: u64,
    size: u64,
    left: Rc<Cell<Option<u64>>>,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        let taken = count as u64;
        let left = self.left.get().and_then(|left| left.checked_sub(taken));
        self.left.set(left);
        let why = match (left, self.packed.checked_sub(taken), self.size.checked_sub(taken)) {
            (Some(_), Some(packed), Some(size)) => {
                (self.packed, self.size) = (packed, size);
                return Ok(count);
            }
            (None, ..) => {
                format!(
                    "the whole file unpacks to more than {LARGEST_RATIO} times its size; nothing behind this is read"
                )
            }
            (_, _, None) => format!("unpacks to more than {LARGEST_TEXT} bytes"),
            (_, None, _) => format!("unpacks to more than {LARGEST_RATIO} times its size"),
        };
        Err(io::Error::new(io::ErrorKind::QuotaExceeded, why))
    }
}

/// Unpacks all of `reader`, which stands for `packed` bytes: what came out, and what ended it too early.
pub fn unpack(reader: impl Read, packed: usize) -> (Vec<u8>, Option<io::Error>) {
    let mut bytes = Vec::new();
    let failure = Bounds::of_file(packed as u64).guard(reader, packed as u64).read_to_end(&mut bytes).err();
    (bytes, failure)
}
