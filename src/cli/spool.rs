//! What is written article by article and read answer by answer: kept in a file that goes when it is closed, so that memory does not
//! grow with the answer. What came in is put into the order of the answers a batch at a time, so that both are done in long strides.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;

/// Bytes that are kept in memory until they are put in order: few enough to be no burden, enough for few batches.
const BATCH: usize = 32 << 20;
/// Bytes that are read from the file at once, for all batches together and for one.
const STRIDES: usize = 64 << 20;
const STRIDE: usize = 256 << 10;

/// Pieces of answers.
pub struct Spool {
    file: File,
    /// The batch that is being filled, and its pieces: the answer, and which bytes.
    bytes: Vec<u8>,
    pieces: Vec<(u32, Range<usize>)>,
    batches: Vec<Batch>,
    end: u64,
    limit: usize,
}

/// Pieces that were put into the order of the answers.
struct Batch {
    /// The answers that have pieces there, and how many bytes they take.
    answers: std::vec::IntoIter<(u32, u64)>,
    /// The bytes of the file that have not been read.
    rest: Range<u64>,
    /// Those that have been read, and how many of them were handed over.
    read: Vec<u8>,
    given: usize,
}

impl Spool {
    /// An empty spool.
    pub fn new() -> io::Result<Self> {
        Self::limited(BATCH)
    }

    fn limited(limit: usize) -> io::Result<Self> {
        let file = tempfile::tempfile()?;
        Ok(Self { file, bytes: Vec::new(), pieces: Vec::new(), batches: Vec::new(), end: 0, limit })
    }

    /// Adds a piece to an answer.
    pub fn add(&mut self, answer: usize, piece: &[u8]) -> io::Result<()> {
        if piece.is_empty() {
            return Ok(());
        }
        let start = self.bytes.len();
        self.bytes.extend_from_slice(piece);
        self.pieces.push((answer as u32, start..self.bytes.len()));
        if self.bytes.len() >= self.limit { self.put_in_order() } else { Ok(()) }
    }

    /// Writes the batch into the file, answer by answer, and begins another.
    fn put_in_order(&mut self) -> io::Result<()> {
        // Of one answer the pieces stay in the order in which they came.
        self.pieces.sort_by_key(|(answer, _)| *answer);
        let mut out = io::BufWriter::with_capacity(STRIDE, &self.file);
        let mut answers: Vec<(u32, u64)> = Vec::new();
        for (answer, range) in self.pieces.drain(..) {
            let length = range.len() as u64;
            out.write_all(&self.bytes[range])?;
            match answers.last_mut() {
                Some((last, all)) if *last == answer => *all += length,
                _ => answers.push((answer, length)),
            }
        }
        out.flush()?;
        let rest = self.end..self.end + self.bytes.len() as u64;
        self.end = rest.end;
        self.batches.push(Batch { answers: answers.into_iter(), rest, read: Vec::new(), given: 0 });
        self.bytes.clear();
        Ok(())
    }

    /// Ends the adding: the answers can be read.
    pub fn finish(mut self) -> io::Result<Answers> {
        self.put_in_order()?;
        let stride = (STRIDES / self.batches.len().max(1)).min(STRIDE);
        Ok(Answers { file: self.file, batches: self.batches, stride })
    }
}

/// Answers put together.
pub struct Answers {
    file: File,
    batches: Vec<Batch>,
    stride: usize,
}

impl Answers {
    /// Hands over the pieces of an answer, in the order in which they were added, some at a time. Answers are asked for from the first to
    /// the last, each once.
    pub fn each(&mut self, answer: usize, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        for batch in &mut self.batches {
            let next = batch.answers.as_slice().first().copied();
            if let Some((_, length)) = next.filter(|(number, _)| *number as usize == answer) {
                batch.answers.next();
                batch.give(length, (&mut self.file, self.stride), &mut take)?;
            }
        }
        Ok(())
    }
}

impl Batch {
    fn give(
        &mut self,
        mut length: u64,
        (file, stride): (&mut File, usize),
        take: &mut impl FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<()> {
        while length > 0 {
            if self.given == self.read.len() {
                self.read_on(file, stride)?;
            }
            let all = &self.read[self.given..];
            let some = all.len().min(usize::try_from(length).unwrap_or(usize::MAX));
            take(&all[..some])?;
            self.given += some;
            length -= some as u64;
        }
        Ok(())
    }

    fn read_on(&mut self, file: &mut File, stride: usize) -> io::Result<()> {
        let length = (self.rest.end - self.rest.start).min(stride.max(1) as u64);
        self.read.resize(length as usize, 0);
        file.seek(SeekFrom::Start(self.rest.start))?;
        file.read_exact(&mut self.read)?;
        self.rest.start += length;
        self.given = 0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_back_in_the_order_of_their_pieces() {
        for limit in [1, 3, 100] {
            let mut spool = Spool::limited(limit).unwrap();
            for (answer, piece) in [(2, "a"), (0, "b"), (2, ""), (2, "cde"), (0, "f"), (2, "g")] {
                spool.add(answer, piece.as_bytes()).unwrap();
            }
            let mut answers = spool.finish().unwrap();
            let mut read = |answer| {
                let mut all = Vec::new();
                let keep = |piece: &[u8]| {
                    all.extend_from_slice(piece);
                    Ok(())
                };
                answers.each(answer, keep).unwrap();
                all
            };
            assert_eq!((read(0), read(1), read(2)), (b"bf".to_vec(), Vec::new(), b"acdeg".to_vec()), "{limit}");
        }
    }
}
