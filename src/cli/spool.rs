//! What is written article by article and read name by name: kept in a file that goes when it is closed, so that memory does not grow
//! with the answer.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};

/// Pieces of answers.
pub struct Spool {
    file: BufWriter<File>,
    /// For each answer the places of its pieces.
    pieces: Vec<Vec<(u64, u32)>>,
    end: u64,
}

impl Spool {
    /// A spool for so many answers.
    pub fn new(answers: usize) -> io::Result<Self> {
        let file = BufWriter::with_capacity(1 << 20, tempfile::tempfile()?);
        Ok(Self { file, pieces: vec![Vec::new(); answers], end: 0 })
    }

    /// Adds a piece to an answer.
    pub fn add(&mut self, answer: usize, piece: &[u8]) -> io::Result<()> {
        if !piece.is_empty() {
            self.file.write_all(piece)?;
            self.pieces[answer].push((self.end, piece.len() as u32));
            self.end += piece.len() as u64;
        }
        Ok(())
    }

    /// Hands over the pieces of an answer, in the order in which they were added.
    pub fn each(&mut self, answer: usize, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        let mut buffer = Vec::new();
        for (start, length) in std::mem::take(&mut self.pieces[answer]) {
            buffer.resize(length as usize, 0);
            self.file.seek(SeekFrom::Start(start))?;
            self.file.get_mut().read_exact(&mut buffer)?;
            take(&buffer)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_back_in_the_order_of_their_pieces() {
        let mut spool = Spool::new(2).unwrap();
        for (answer, piece) in [(1, "a"), (0, "b"), (1, ""), (1, "c")] {
            spool.add(answer, piece.as_bytes()).unwrap();
        }
        let mut read = |answer| {
            let mut all = Vec::new();
            let keep = |piece: &[u8]| {
                all.extend_from_slice(piece);
                Ok(())
            };
            spool.each(answer, keep).unwrap();
            all
        };
        assert_eq!((read(1), read(0)), (b"ac".to_vec(), b"b".to_vec()));
    }
}
