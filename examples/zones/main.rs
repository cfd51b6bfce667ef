//! Measures the zones of saved web pages: `cargo run --release --example zones -- [--pages] ARCHIVE.tar.gz|FOLDER`.
//!
//! Each page is a folder with `source.html`, `expected.html` (its main text, as markup) and `expected-metadata.json` (title, byline,
//! publishedTime, siteName, lang). A page goes the way it goes when it is indexed: recognised, parsed, zoned. Tables stand in
//! `docs/zones.md`.
#![allow(clippy::print_stdout, reason = "a tool prints its result")]

mod bare;
mod page;
mod score;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

use morgue::article::{Article, ArticleId};
use morgue::corpus::{finish, parse_whole, recognise};

use page::Expected;
use score::{Scores, Totals};

type Result<T> = std::result::Result<T, Box<dyn Error>>;
/// The files of each page, by the page's name.
type Pages = BTreeMap<String, BTreeMap<String, Vec<u8>>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (flags, paths): (Vec<_>, Vec<_>) = arguments.iter().partition(|argument| argument.starts_with("--"));
    let each = flags.iter().any(|flag| *flag == "--pages");
    let path = paths.first().ok_or("give the archive of pages: zones [--pages] ARCHIVE.tar.gz|FOLDER")?;
    measure(&pages(Path::new(path))?, each)
}

fn measure(pages: &Pages, each: bool) -> Result<()> {
    let mut all = Totals::default();
    let mut halves = [Totals::default(), Totals::default()];
    let (mut bytes, mut spent) = (0, Duration::ZERO);
    for (index, (name, files)) in pages.iter().enumerate() {
        let source = files.get("source.html").ok_or_else(|| format!("{name}: no source.html"))?;
        let expected = Expected::read(files).map_err(|error| format!("{name}: {error}"))?;
        let begun = Instant::now();
        let article = read(name, source)?;
        spent += begun.elapsed();
        bytes += source.len();
        let scores = Scores::of(&article, &expected, source);
        if each {
            println!("{name}: {scores}");
        }
        all.add(&scores);
        halves[index % 2].add(&scores);
    }
    println!("{}\n{}", Totals::HEADER, all.row("all"));
    println!("{}\n{}", halves[0].row("even half"), halves[1].row("odd half"));
    println!("\n{:.1} MB of HTML a second", bytes as f64 / 1e6 / spent.as_secs_f64());
    Ok(())
}

/// The page as it is indexed. A page that is refused counts as one without text.
fn read(name: &str, source: &[u8]) -> Result<Article> {
    let path = format!("{name}.html");
    let format = recognise(Path::new(&path), source).map_err(|fault| fault.detail)?;
    let draft = parse_whole(format, source).unwrap_or_default();
    Ok(finish(ArticleId(path.clone()), path, draft, |_| 0).0)
}

fn pages(path: &Path) -> Result<Pages> {
    if path.is_dir() { from_folder(path) } else { from_archive(path) }
}

fn from_archive(path: &Path) -> Result<Pages> {
    let mut pages = Pages::new();
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(file));
    for member in archive.entries()? {
        let mut member = member?;
        let place = member.path()?.into_owned();
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes)?;
        keep(&mut pages, &place, bytes);
    }
    Ok(pages)
}

fn from_folder(path: &Path) -> Result<Pages> {
    let mut pages = Pages::new();
    for folder in fs::read_dir(path)? {
        let folder = folder?.path();
        for file in fs::read_dir(&folder)? {
            let file = file?.path();
            keep(&mut pages, &file, fs::read(&file)?);
        }
    }
    Ok(pages)
}

fn keep(pages: &mut Pages, place: &Path, bytes: Vec<u8>) {
    let folder = place.parent().and_then(Path::file_name);
    if let (Some(folder), Some(name), false) = (folder, place.file_name(), bytes.is_empty()) {
        let page = pages.entry(folder.to_string_lossy().into_owned()).or_default();
        page.insert(name.to_string_lossy().into_owned(), bytes);
    }
}
