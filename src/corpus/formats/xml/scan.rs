//! From the text of an XML document to tags and texts, and to the trees of single records. Owns what makes XML dangerous: nothing a
//! document declares is ever expanded or fetched, and a record is bounded in its elements.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;
use quick_xml::Reader;
use quick_xml::escape::{resolve_html5_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::space::Scope;
use super::tree::{Tag, Tree};

/// The most elements and texts of one record. The longest articles have some thousands; a million takes some 200 MB.
const MOST_NODES: usize = 1_000_000;
/// The most attributes of one element; those of news have ten.
const MOST_ATTRIBUTES: usize = 1000;

/// A step through a document.
pub enum Token<'x> {
    Open(Tag),
    Close,
    Text(Cow<'x, str>),
    /// The proper end of the document.
    End,
}

/// Why a document cannot be read on.
pub struct Broken {
    /// The line, from 1.
    pub line: usize,
    pub detail: String,
}

/// A record as it was read.
pub struct Cut {
    pub tree: Tree,
    /// Where the document broke within the record.
    pub broken: Option<Broken>,
    /// Whether the record had more elements than are read.
    pub too_large: bool,
}

/// Reads a document from its start to its end.
pub struct Scan<'x> {
    text: &'x str,
    reader: Reader<&'x [u8]>,
    scope: Scope,
    /// How many elements are open.
    pub depth: usize,
    /// Whether the document declares entities of its own.
    declares: bool,
}

impl<'x> Scan<'x> {
    pub fn new(text: &'x str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        // `AT&T` stands in many a feed.
        config.allow_dangling_amp = true;
        Self { text, reader, scope: Scope::default(), depth: 0, declares: false }
    }

    /// How far the document has been read, in bytes.
    pub fn position(&self) -> usize {
        (self.reader.buffer_position() as usize).min(self.text.len())
    }

    /// The next tag or text.
    pub fn next(&mut self) -> Result<Token<'x>, Broken> {
        loop {
            let event = self.reader.read_event().map_err(|error| self.broken(error.to_string()))?;
            match event {
                Event::Start(start) => return Ok(Token::Open(self.open(&start))),
                Event::End(_) => {
                    self.scope.leave(self.depth);
                    self.depth -= 1;
                    return Ok(Token::Close);
                }
                Event::Text(text) => return Ok(Token::Text(text.xml10_content())),
                Event::CData(text) => return Ok(Token::Text(text.xml10_content())),
                Event::GeneralRef(reference) => return self.reference(&reference).map(Token::Text),
                Event::DocType(declaration) => self.declares |= declaration.contains("<!ENTITY"),
                Event::Eof if self.depth > 0 => {
                    return Err(self.broken(format!("the file ends with {} elements open", self.depth)));
                }
                Event::Eof => return Ok(Token::End),
                _ => {}
            }
        }
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Tag {
        self.depth += 1;
        let mut attributes = Vec::new();
        // Without the check for attributes named twice, which compares each with each.
        for attribute in start.attributes().with_checks(false).flatten().take(MOST_ATTRIBUTES) {
            let value = unescape(&attribute.value).unwrap_or(Cow::Borrowed(&*attribute.value)).into_owned();
            match attribute.key.0.strip_prefix("xmlns") {
                Some("") => self.scope.bind(self.depth, "", &value),
                Some(prefix) if prefix.starts_with(':') => self.scope.bind(self.depth, &prefix[1..], &value),
                _ => attributes.push((attribute.key.0.to_owned(), value)),
            }
        }
        let name = start.name();
        let (prefix, local) = name.0.split_once(':').unwrap_or(("", name.0));
        Tag { space: self.scope.resolve(prefix), name: local.to_owned(), attributes }
    }

    /// A character, or one of the names that HTML gives to characters. What a document declares itself is refused: such entities
    /// name files and addresses, or unfold into gigabytes.
    fn reference(&self, reference: &BytesRef<'_>) -> Result<Cow<'static, str>, Broken> {
        if reference.is_char_ref() {
            let character = reference.resolve_char_ref().ok().flatten();
            return Ok(Cow::Owned(as_meant(character.unwrap_or(char::REPLACEMENT_CHARACTER))));
        }
        match resolve_html5_entity(reference) {
            Some(text) => Ok(Cow::Borrowed(text)),
            None if self.declares => {
                let name: String = reference.chars().take(40).collect();
                Err(self.broken(format!("&{name}; is an entity of the document's own, and these are not expanded")))
            }
            None => Ok(Cow::Owned(format!("&{};", &**reference))),
        }
    }

    fn broken(&self, detail: String) -> Broken {
        let before = self.text.get(..self.position()).unwrap_or(self.text);
        let line = 1 + before.matches('\n').count();
        Broken { line, detail }
    }

    /// Reads on to the end of the element that `tag` opened.
    pub fn record(&mut self, tag: Tag) -> Cut {
        let outside = self.depth - 1;
        let mut cut = Cut { tree: Tree::default(), broken: None, too_large: false };
        let mut open = vec![Some(cut.tree.open(tag))];
        while self.depth > outside {
            let fits = cut.tree.len() < MOST_NODES;
            match self.next() {
                Ok(Token::Open(tag)) => open.push(fits.then(|| cut.tree.open(tag))),
                Ok(Token::Close) => open.pop().flatten().into_iter().for_each(|number| cut.tree.close(number)),
                Ok(Token::Text(text)) if fits => cut.tree.text(&text),
                Ok(_) => {}
                Err(broken) => {
                    cut.broken = Some(broken);
                    break;
                }
            }
            cut.too_large |= !fits;
        }
        open.into_iter().flatten().for_each(|number| cut.tree.close(number));
        cut
    }
}

/// `&#146;` and its like are control characters that nobody writes; what was meant stands at that place in Windows-1252.
fn as_meant(character: char) -> String {
    match u8::try_from(u32::from(character)) {
        Ok(byte @ 0x80..=0x9F) => WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned(),
        _ => character.to_string(),
    }
}
