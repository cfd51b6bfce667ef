//! Opening a file of the archive, or of an archive file in it: compression is seen by the first bytes, whatever the name says.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bzip2::bufread::MultiBzDecoder;
use lzma_rust2::XzReader;

use super::gzip::{Members, is_junk};
use super::rules::Keys;

/// An opened file, decompressed on the way.
pub struct Input<'a> {
    reader: Box<dyn BufRead + 'a>,
    /// Whether the file is compressed, so that a broken stream can be told from a disk that fails.
    pub compressed: bool,
    /// Its first bytes, decompressed.
    head: Vec<u8>,
    /// The file itself, where it is not compressed.
    file: Option<Counted>,
    /// Its size before decompression.
    size: u64,
    /// What its records call what.
    pub keys: Keys,
}

/// What can be read from any place.
pub trait ReadSeek: Read + Seek {}
impl<T: Read + Seek> ReadSeek for T {}

const BUFFER: usize = 256 * 1024;
/// What a format is recognised by stands in this many bytes: the head of a mail, the first keys of a record.
const HEAD: u64 = 8 * 1024;
const GZIP: [u8; 2] = [0x1F, 0x8B];
const ZSTD: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];
const BZIP2: [u8; 3] = *b"BZh";
/// What opens a block of bzip2, behind its size.
const BZIP2_BLOCK: [u8; 6] = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59];
const XZ: [u8; 6] = [0xFD, b'7', b'z', b'X', b'Z', 0];
/// The largest memory that unpacking xz may take, in KiB: `xz -9`, the most it takes unasked, needs 65 MiB.
const LARGEST_MEMORY: u32 = 192 * 1024;
/// A frame of zstd that holds something else; archives of web pages begin with one.
const ZSTD_SKIPPED: [u8; 3] = [0x2A, 0x4D, 0x18];
/// The frame in which archives of web pages keep the dictionary that all others are packed with.
const ZSTD_DICTIONARY: [u8; 4] = [0x5D, 0x2A, 0x4D, 0x18];
/// The largest dictionary; those of archives have some hundred kilobytes.
const LARGEST_DICTIONARY: u64 = 16 << 20;
/// The largest window of zstd that is held in memory, as a power of two: what its own program accepts unasked.
const LARGEST_WINDOW: u32 = 27;

/// Opens `path`. The bytes read from the disk are added to `read`.
///
/// # Errors
/// When the system refuses.
pub fn open(path: &Path, read: &Arc<AtomicU64>) -> io::Result<Input<'static>> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    let counted = |file| Counted { file, read: Arc::clone(read) };
    let again = file.try_clone()?;
    let input = Input::new(BufReader::with_capacity(BUFFER, counted(file)), size, |decoded| decoded)?;
    let file = (!input.compressed).then(|| counted(again));
    Ok(Input { file, ..input })
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

impl Seek for Counted {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// Gives an error once.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Reads the dictionary at the start of a file, which may be packed itself.
fn dictionary(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut head = [0; 8];
    reader.read_exact(&mut head)?;
    let length = u64::from(u32::from_le_bytes([head[4], head[5], head[6], head[7]]));
    let mut packed = Vec::new();
    reader.take(length.min(LARGEST_DICTIONARY)).read_to_end(&mut packed)?;
    if !packed.starts_with(&ZSTD) {
        return Ok(packed);
    }
    let mut bytes = Vec::new();
    zstd::Decoder::with_buffer(packed.as_slice())?.take(LARGEST_DICTIONARY).read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl<'a> Input<'a> {
    /// Reads `reader`, of `size` bytes, decompressed if it is compressed; `guard` stands between the decompressed bytes and the reader
    /// of the format.
    ///
    /// # Errors
    /// When the first bytes cannot be read.
    pub fn new<R: BufRead + 'a>(
        mut reader: R,
        size: u64,
        guard: impl FnOnce(Box<dyn Read + 'a>) -> Box<dyn Read + 'a>,
    ) -> io::Result<Self> {
        let start = reader.fill_buf()?;
        let is_gzip = start.starts_with(&GZIP);
        let skipped = start.len() > 4 && start[0] & 0xF0 == 0x50 && start[1..].starts_with(&ZSTD_SKIPPED);
        let decoder: Box<dyn Read + 'a> = if is_gzip {
            Box::new(Members::new(reader))
        } else if start.starts_with(&ZSTD_DICTIONARY) {
            let dictionary = dictionary(&mut reader)?;
            let mut decoder = zstd::Decoder::with_dictionary(reader, &dictionary)?;
            decoder.window_log_max(LARGEST_WINDOW)?;
            Box::new(decoder)
        } else if start.starts_with(&ZSTD) || skipped {
            let mut decoder = zstd::Decoder::with_buffer(reader)?;
            decoder.window_log_max(LARGEST_WINDOW)?;
            Box::new(decoder)
        } else if start.starts_with(&BZIP2) && start.get(4..10) == Some(BZIP2_BLOCK.as_slice()) {
            Box::new(MultiBzDecoder::new(reader))
        } else if start.starts_with(&XZ) {
            Box::new(XzReader::new_mem_limit(reader, true, LARGEST_MEMORY))
        } else {
            return Ok(Self::peeked(Box::new(reader), false, size));
        };
        Ok(Self::peeked(Box::new(BufReader::with_capacity(BUFFER, guard(decoder))), true, size))
    }

    fn peeked(mut reader: Box<dyn BufRead + 'a>, compressed: bool, size: u64) -> Self {
        let mut head = Vec::new();
        let failure = (&mut reader).take(HEAD).read_to_end(&mut head).err();
        let start = Cursor::new(head.clone());
        let reader: Box<dyn BufRead + 'a> = match failure {
            Some(error) => Box::new(start.chain(BufReader::new(Broken(Some(error)))).chain(reader)),
            None => Box::new(start.chain(reader)),
        };
        Self { reader, compressed, head, file: None, size, keys: Keys::default() }
    }

    /// Its first bytes, decompressed.
    #[must_use]
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// With `guard` between its bytes and whoever reads them.
    #[must_use]
    pub fn guarded(self, guard: impl FnOnce(Box<dyn BufRead + 'a>) -> Box<dyn Read + 'a>) -> Self {
        Self { reader: Box::new(BufReader::with_capacity(BUFFER, guard(self.reader))), ..self }
    }

    /// Its size before decompression.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The decompressed bytes, in order.
    #[must_use]
    pub fn into_reader(self) -> Box<dyn BufRead + 'a> {
        self.reader
    }

    /// The decompressed bytes, from any place: the file itself, or what `spool` keeps of them.
    ///
    /// # Errors
    /// When reading or keeping them fails.
    pub fn into_seekable(
        self,
        spool: impl FnOnce(Box<dyn BufRead + 'a>) -> io::Result<Box<dyn ReadSeek>>,
    ) -> io::Result<Box<dyn ReadSeek>> {
        match self.file {
            Some(mut file) => {
                file.rewind()?;
                Ok(Box::new(BufReader::with_capacity(BUFFER, file)))
            }
            None => spool(self.reader),
        }
    }

    /// Reads to the end, at most `limit` bytes; with them the error that tells of what stands behind the compressed data.
    ///
    /// # Errors
    /// When reading or decompressing fails, or with `FileTooLarge` beyond the limit.
    pub fn read_all(self, limit: u64) -> io::Result<(Vec<u8>, Option<io::Error>)> {
        let mut bytes = Vec::new();
        let failure = io::Read::read_to_end(&mut io::Read::take(self.reader, limit + 1), &mut bytes).err();
        let junk = failure.map_or(Ok(None), |error| if is_junk(&error) { Ok(Some(error)) } else { Err(error) })?;
        if bytes.len() as u64 > limit {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("more than {limit} bytes")));
        }
        Ok((bytes, junk))
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
