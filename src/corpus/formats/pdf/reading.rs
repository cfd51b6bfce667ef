//! What a PDF holds: the letters that the crate finds, put together to paragraphs, and what the document says of itself.

use std::cell::Cell;
use std::panic;
use std::sync::Once;
use std::thread;

use pdf_extract::{Dictionary, Document, Error, OutputError, output_doc, output_doc_page};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::glyphs::Glyphs;
use super::{checks, letters, packing, paragraphs};
use crate::article::Zone;
use crate::corpus::formats::story::Story;
use crate::corpus::{Fault, Reason};

/// A document as read.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    pub headline: Option<String>,
    /// Its paragraphs.
    pub lines: Vec<(String, Zone)>,
    /// What it says of itself: author, days, and so on.
    pub about: Map<String, Value>,
}

/// Deep enough for what the crate calls on itself; a thread of the pool has a quarter of it.
const STACK: usize = 32 << 20;

/// Reads a document. The crate may panic on a broken one, which is told as a fault.
pub fn read(bytes: &[u8]) -> Result<Paper, Fault> {
    quiet_panics();
    let read = || {
        QUIET.set(true);
        read_bounded(bytes)
    };
    let outcome = thread::scope(|scope| {
        let reader = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, read);
        reader.map(thread::ScopedJoinHandle::join)
    });
    match outcome {
        Ok(Ok(result)) => result,
        Ok(Err(_)) => Err(broken("its parts contradict each other")),
        Err(error) => Err(Fault::file(Reason::Unreadable, error.to_string())),
    }
}

thread_local! {
    /// Whether a panic of this thread is expected, and told as a fault.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Keeps the panics of the crate out of what the program prints; all others are told as ever.
fn quiet_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                before(info);
            }
        }));
    });
}

fn broken(why: &str) -> Fault {
    Fault::file(Reason::Document, format!("the PDF cannot be read: {why}"))
}

fn read_bounded(bytes: &[u8]) -> Result<Paper, Fault> {
    checks::streams(bytes)?;
    let mut document = load(bytes)?;
    checks::without_pictures(&mut document);
    packing::unpack(&mut document)?;
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    if pages.is_empty() {
        return Err(broken("no page in it"));
    }
    checks::tree(&document)?;
    letters::letters(&document)?;
    checks::drawing(&document)?;
    let (glyphs, failures) = glyphs_of(&document, &pages);
    if glyphs.is_spent() {
        return Err(Fault::file(Reason::Size, "more letters, or more work to find them, than any document has"));
    }
    let Story { headline, lines, .. } = paragraphs::story(glyphs.into_lines());
    if headline.is_none() && lines.is_empty() {
        return Err(without_text(pages.len(), failures));
    }
    let lines = lines.into_iter().map(|line| (line.text, line.zone)).collect();
    Ok(Paper { headline, lines, about: said(&document) })
}

/// The letters of all pages, and how many pages broke. They are read in one go, which is much faster; if one of them breaks, each by
/// itself, so that it costs itself alone.
fn glyphs_of(document: &Document, pages: &[u32]) -> (Glyphs, usize) {
    let mut glyphs = Glyphs::default();
    if is_whole(|| output_doc(document, &mut glyphs)) || glyphs.is_spent() {
        return (glyphs, 0);
    }
    let mut glyphs = Glyphs::default();
    let mut failures = 0;
    for page in pages {
        failures += usize::from(!is_whole(|| output_doc_page(document, &mut glyphs, *page)));
        if glyphs.is_spent() {
            break;
        }
    }
    (glyphs, failures)
}

fn is_whole(read: impl FnOnce() -> Result<(), OutputError>) -> bool {
    matches!(panic::catch_unwind(panic::AssertUnwindSafe(read)), Ok(Ok(())))
}

fn without_text(pages: usize, failures: usize) -> Fault {
    if failures > 0 {
        return broken(&format!("{failures} of its {pages} pages are damaged, and the others hold no text"));
    }
    let noun = if pages == 1 { "page" } else { "pages" };
    Fault::file(Reason::NoTextLayer, format!("{pages} {noun} of pictures alone; recognise the letters first (OCR)"))
}

/// A document that asks for a password is not guessed at; one that everybody may read is opened.
fn load(bytes: &[u8]) -> Result<Document, Fault> {
    let locked = || Fault::file(Reason::Encrypted, "the PDF opens with a password only");
    let mut document = Document::load_mem(bytes).map_err(|error| match error {
        Error::Decryption(_) | Error::InvalidPassword => locked(),
        error => broken(&error.to_string()),
    })?;
    if document.is_encrypted() {
        document.decrypt("").map_err(|_| locked())?;
    }
    Ok(document)
}

/// What a document says of itself.
fn said(document: &Document) -> Map<String, Value> {
    let info = document.trailer.get(b"Info").ok();
    let info = info.and_then(|info| document.dereference(info).ok()).and_then(|(_, info)| info.as_dict().ok());
    info.map(about).unwrap_or_default()
}

fn about(info: &Dictionary) -> Map<String, Value> {
    const NAMES: [(&[u8], &str); 6] = [
        (b"Title", "title"),
        (b"Author", "author"),
        (b"Subject", "subject"),
        (b"Keywords", "keywords"),
        (b"CreationDate", "created"),
        (b"ModDate", "modified"),
    ];
    let said = NAMES.iter().filter_map(|(name, key)| {
        let text = pdf_extract::decode_text_string(info.get(name).ok()?).ok()?;
        let text = text.trim_matches(['\0', ' ']).to_owned();
        Some(((*key).to_owned(), Value::String(text.strip_prefix("D:").map(str::to_owned).unwrap_or(text))))
    });
    said.collect()
}
