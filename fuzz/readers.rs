//! What must hold of any file that is read, whatever bytes it is made of: first of what its reader gives, then of the articles that come
//! of it. Run by the fuzz targets of the readers and, on a bounded number of made-up files, by `tests/fuzz_readers.rs`.

use std::path::Path;
use std::time::{Duration, Instant};

use morgue::article::{Article, ArticleId, Span, Zone};
use morgue::corpus::rules::Keys;
use morgue::corpus::{
    Draft, Edges, Fault, Format, Input, Record, finish, parse_whole, read_records, read_whole, recognise,
};
use morgue::extract::figures::found;
use morgue::extract::names::NameFinder;
use morgue::extract::quotes::quotes;

/// An input of some kilobytes takes milliseconds; one that takes this long has found work that grows faster than the input. Far above what
/// a busy machine and an instrumented program add.
const LONGEST: Duration = Duration::from_secs(20);
/// How many bytes of text a byte of a file may give: a page repeats its headline, each stray byte becomes three, each line two line breaks.
const MOST_TEXT: usize = 12;
/// And this much beside, for files of a few bytes.
const FREE_TEXT: usize = 1024;

/// What a file gave: its articles, and what was wrong with the rest.
#[derive(Debug, Default)]
pub struct Outcome {
    pub articles: Vec<Article>,
    pub faults: Vec<Fault>,
}

/// The names by which the target `file` has a file announced.
pub const NAMES: [&str; 24] = [
    "a",
    "a.txt",
    "a.md",
    "a.html",
    "a.json",
    "a.jsonl",
    "a.xml",
    "a.csv",
    "a.tsv",
    "a.warc",
    "a.arc",
    "a.zip",
    "a.tar",
    "a.gz",
    "a.jsonl.gz",
    "a.tgz",
    "a.txt.bz2",
    "a.xml.xz",
    "a.warc.zst",
    "a.eml",
    "a.pdf",
    "a.docx",
    "a.odt",
    "a.epub",
];

/// Reads `bytes` as `format`, whatever they are.
pub fn check(format: Format, bytes: &[u8]) -> Outcome {
    let name = format!("outlet/a.{format:?}");
    checked(bytes, &|| read(&name, Some(format), bytes))
}

/// Reads `bytes` as what they are recognised as; the first one picks the name of the file.
pub fn check_file(data: &[u8]) -> Outcome {
    let Some((name, bytes)) = data.split_first() else { return Outcome::default() };
    let name = NAMES[usize::from(*name) % NAMES.len()];
    checked(bytes, &|| read(name, None, bytes))
}

/// The same file twice, and everything that must hold of it.
fn checked(bytes: &[u8], read: &dyn Fn() -> Read) -> Outcome {
    let start = Instant::now();
    let first = read();
    let taken = start.elapsed();
    assert!(taken < LONGEST, "{} bytes take {taken:?}", bytes.len());
    assert!(!first.articles.is_empty() || !first.faults.is_empty(), "neither an article nor a reason");
    first.faults.iter().for_each(check_fault);
    check_size(&first, bytes);
    let outcome = Outcome { articles: annotated(first.articles), faults: first.faults };
    outcome.articles.iter().for_each(check_article);
    let again = read();
    assert_eq!(outcome.faults, again.faults, "read twice, other faults");
    let same = |(one, other): (&Article, &Article)| {
        (&one.text, &one.blocks, &one.meta) == (&other.text, &other.blocks, &other.meta)
    };
    assert!(outcome.articles.len() == again.articles.len() && outcome.articles.iter().zip(&again.articles).all(same));
    outcome
}

/// What a reader gave, before names and figures are looked for.
#[derive(Default)]
struct Read {
    articles: Vec<Article>,
    faults: Vec<Fault>,
    /// Whether the bytes may stand for more than they are.
    packed: bool,
}

fn read(path: &str, format: Option<Format>, bytes: &[u8]) -> Read {
    let mut result = Read::default();
    let input = match Input::new(bytes, bytes.len() as u64, |decoded| decoded) {
        Ok(input) => input,
        Err(error) => panic!("memory cannot be read: {error}"),
    };
    let format = match format.map_or_else(|| recognise(Path::new(path), input.head()), Ok) {
        Ok(format) => format,
        Err(fault) => {
            result.faults.push(fault);
            return result;
        }
    };
    result.packed =
        input.compressed || matches!(format, Format::Zip | Format::Tar | Format::Warc | Format::Arc | Format::Pdf);
    let mut last = 0;
    let mut take = |record: Result<Record, Fault>| match record.and_then(|record| parsed(record, &mut last)) {
        Ok(draft) => result.articles.push(article(path, draft)),
        Err(fault) => result.faults.push(fault),
    };
    if format.has_records() {
        read_records(format, input, &mut take);
    } else {
        let bytes = read_whole(input, &mut |fault| take(Err(fault)));
        take(bytes.and_then(|bytes| whole(format, &bytes)));
    }
    result
}

fn whole(format: Format, bytes: &[u8]) -> Result<Record, Fault> {
    Ok(Record { number: 1, sole: true, draft: parse_whole(format, bytes)?, ..Record::default() })
}

/// Parses what a record leaves to be parsed, as the threads of a run do.
fn parsed(record: Record, last: &mut u64) -> Result<Draft, Fault> {
    assert!(record.number > *last, "record {} behind record {last}", record.number);
    *last = record.number;
    assert!(record.id.as_ref().is_none_or(|id| !id.trim().is_empty()), "an empty id");
    let inside = record.inside.as_deref().unwrap_or_default();
    assert!(!inside.contains(char::is_control), "{inside:?}");
    let draft = record.draft.parsed(&Keys::default())?;
    let empty = || Fault::file(morgue::corpus::Reason::Empty, "no text in it");
    if draft.is_empty() { Err(empty()) } else { Ok(draft) }
}

/// The article of a draft. What the draft states must stand in it.
fn article(path: &str, draft: Draft) -> Article {
    let headline = draft.headline.clone().filter(|headline| !headline.trim().is_empty());
    let body = if draft.headline_inside { String::new() } else { draft.body.clone() };
    let (article, edges) = finish(ArticleId("x".into()), path.to_owned(), draft, |_: &Edges| 0);
    assert!(edges.lines.len() <= u32::BITS as usize, "{} edges", edges.lines.len());
    assert!(article.text.ends_with(&body), "the body does not stand in the text");
    if headline.is_some() {
        assert_eq!(article.headline(), headline.as_deref());
    }
    article
}

/// Every reason is told, in words that fit into a report.
fn check_fault(fault: &Fault) {
    assert!(!fault.detail.trim().is_empty(), "{fault:?}");
    assert!(fault.record != Some(0), "{fault:?}");
}

fn check_size(read: &Read, bytes: &[u8]) {
    let text: usize = read.articles.iter().map(|article| article.text.len()).sum();
    let bound = bytes.len() * MOST_TEXT + FREE_TEXT * (1 + read.articles.len());
    assert!(read.packed || text <= bound, "{} bytes give {text} bytes of text", bytes.len());
}

/// The articles with what a run finds in them.
fn annotated(mut articles: Vec<Article>) -> Vec<Article> {
    let mut finder = NameFinder::default();
    for article in &mut articles {
        article.names = finder.names(article);
        let found = found(article);
        (article.figures, article.valueless) = (found.figures, found.valueless);
        article.quotes = quotes(article);
    }
    articles
}

fn check_article(article: &Article) {
    check_blocks(article);
    check_annotations(article);
    let stored = serde_json::to_vec(article).expect("an article can be stored");
    let restored: Article = serde_json::from_slice(&stored).expect("an article that was stored can be read");
    assert_eq!(*article, restored);
}

/// Blocks stand in order and apart, and no word stands outside of them.
fn check_blocks(article: &Article) {
    let mut end = 0;
    for (number, block) in article.blocks.iter().enumerate() {
        check_span(article, block.span);
        assert!(block.span.start() >= end, "block {number} of {:?} begins before {end}", article.text);
        check_gap(&article.text[end..block.span.start()]);
        assert!(number == 0 || block.zone != Zone::Headline, "a second headline");
        end = block.span.end();
    }
    check_gap(&article.text[end..]);
}

fn check_gap(gap: &str) {
    assert!(gap.trim().is_empty(), "{gap:?} stands in no block");
}

fn check_annotations(article: &Article) {
    let names = &article.names;
    // Each block is looked at for each name, so only where these are few.
    let few = names.mentions.len() * article.blocks.len() < 10_000;
    for mention in &names.mentions {
        check_span(article, mention.span);
        let block = || article.blocks.iter().find(|block| block.span.contains(mention.span));
        assert!(!few || article.block_of(mention.span) == block(), "{mention:?} lies in another block");
        assert!((mention.entity as usize) < names.entities.len(), "{mention:?} is nobody");
    }
    assert!(names.entities.iter().all(|entity| !entity.name.trim().is_empty()), "{:?}", names.entities);
    for figure in &article.figures {
        check_span(article, figure.span);
        figure.unit.iter().for_each(|unit| check_span(article, unit.span));
        figure.of.iter().for_each(|of| [of.head, of.phrase].into_iter().for_each(|span| check_span(article, span)));
    }
    for quote in &article.quotes {
        check_span(article, quote.span);
        quote.speaker.iter().for_each(|speaker| check_span(article, speaker.span));
        quote.verb.iter().for_each(|verb| check_span(article, *verb));
    }
}

/// A span selects something, on borders of characters.
fn check_span(article: &Article, span: Span) {
    let again = Span::new(&article.text, span.start(), span.end());
    assert_eq!(again, Some(span), "{span:?} in {} bytes", article.text.len());
}
