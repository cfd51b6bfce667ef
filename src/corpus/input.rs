//! Opening a file of the archive: compression is seen by its first bytes, whatever the name says.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

/// An opened file, decompressed on the way.
pub struct Input {
    reader: Box<dyn BufRead>,
    /// Whether the file is compressed, so that a broken stream can be told from a disk that fails.
    pub compressed: bool,
}

const BUFFER: usize = 256 * 1024;
const GZIP: [u8; 2] = [0x1F, 0x8B];

/// Opens `path`. The bytes read from the disk are added to `read`.
///
/// # Errors
/// When the system refuses.
pub fn open(path: &Path, read: &Arc<AtomicU64>) -> io::Result<Input> {
    let counted = Counted { file: File::open(path)?, read: Arc::clone(read) };
    let mut file = BufReader::with_capacity(BUFFER, counted);
    let compressed = file.fill_buf()?.starts_with(&GZIP);
    let reader: Box<dyn BufRead> =
        if compressed { Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(file))) } else { Box::new(file) };
    Ok(Input { reader, compressed })
}

struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

impl Input {
    /// Reads to the end, at most `limit` bytes.
    ///
    /// # Errors
    /// When reading or decompressing fails, or with `FileTooLarge` beyond the limit.
    pub fn read_all(self, limit: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::Read::take(self.reader, limit + 1), &mut bytes)?;
        if bytes.len() as u64 > limit {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("more than {limit} bytes")));
        }
        Ok(bytes)
    }

    /// Reads one line without its end into `line`; false at the end of the file.
    ///
    /// # Errors
    /// When reading or decompressing fails; `line` then holds what came before.
    pub fn read_line(&mut self, line: &mut Vec<u8>, limit: u64) -> io::Result<bool> {
        line.clear();
        let read = io::Read::take(&mut self.reader, limit + 1).read_until(b'\n', line)?;
        if read as u64 > limit {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("a line of more than {limit} bytes")));
        }
        if line.ends_with(b"\n") {
            line.pop();
        }
        Ok(read > 0)
    }
}
