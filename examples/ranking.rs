//! Measures ranking on judged queries: `cargo run --release --example ranking -- FOLDER…`, each folder with `docs.jsonl` (id, title,
//! body), `queries.tsv` (id, text) and `qrels.tsv` (query, 0, document, grade). Prints mean average precision and nDCG@10 for each.
//!
//! Queries are asked as `--any --plain`, 1 000 results deep, as the figures in `docs/ranking.md` are.
#![allow(clippy::print_stdout, reason = "a tool prints its result")]

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use morgue::backend::BackendError;
use morgue::index::{LocalIndex, Plan, Progress, Roots, update};
use morgue::query::{Options, parse};
use morgue::search::{Request, search, understood};

type Result<T> = std::result::Result<T, Box<dyn Error>>;
/// Grades of documents, by query.
type Judgements = HashMap<String, HashMap<String, f64>>;

const DEPTH: usize = 1000;

fn main() -> Result<()> {
    println!("{:<12} {:>8} {:>8} {:>8}", "set", "queries", "MAP", "nDCG@10");
    for folder in std::env::args().skip(1) {
        let folder = Path::new(&folder);
        let place = std::env::temp_dir().join(format!("morgue-ranking-{}", std::process::id()));
        let (queries, map, ndcg) = measure(folder, &place)?;
        fs::remove_dir_all(&place)?;
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        println!("{name:<12} {queries:>8} {map:>8.4} {ndcg:>8.4}");
    }
    Ok(())
}

/// The number of judged queries, their mean average precision and their mean nDCG@10.
fn measure(folder: &Path, place: &Path) -> Result<(usize, f64, f64)> {
    let roots = Roots::Replace(vec![folder.join("docs.jsonl")]);
    let plan = Plan { dir: place.to_owned(), roots, threads: 2, rebuild: false };
    update(&plan, &Progress::default())?;
    let index = LocalIndex::open(place)?;
    let judgements = judgements(&fs::read_to_string(folder.join("qrels.tsv"))?);
    let (mut count, mut map, mut ndcg) = (0, 0.0, 0.0);
    for line in fs::read_to_string(folder.join("queries.tsv"))?.lines() {
        let (id, text) = line.split_once('\t').unwrap_or((line, ""));
        let Some(grades) = judgements.get(id) else {
            continue;
        };
        let ranked = ask(&index, text)?;
        count += 1;
        map += average_precision(&ranked, grades);
        ndcg += ndcg_at_10(&ranked, grades);
    }
    let queries = f64::from(u32::try_from(count)?).max(1.0);
    Ok((count, map / queries, ndcg / queries))
}

fn judgements(text: &str) -> Judgements {
    let mut all = Judgements::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let grade = cells.get(3).and_then(|grade| grade.parse::<f64>().ok()).unwrap_or_default();
        if let (Some(query), Some(document), true) = (cells.first(), cells.get(2), grade > 0.0) {
            all.entry((*query).to_owned()).or_default().insert((*document).to_owned(), grade);
        }
    }
    all
}

fn ask(index: &LocalIndex, text: &str) -> Result<Vec<String>> {
    let query = understood(index, parse(text, Options { any: true, plain: true, ..Options::default() })?)?;
    let request = Request { count: Some(DEPTH), passages: 0, ..Request::default() };
    let mut ranked = Vec::new();
    search(index, &query, &request, |hit| {
        ranked.push(hit.article.id.0);
        Ok::<(), BackendError>(())
    })?;
    Ok(ranked)
}

fn average_precision(ranked: &[String], grades: &HashMap<String, f64>) -> f64 {
    let (mut found, mut sum) = (0.0, 0.0);
    for (rank, _) in (1_u32..).zip(ranked).filter(|(_, id)| grades.contains_key(*id)) {
        found += 1.0;
        sum += found / f64::from(rank);
    }
    sum / grades.len() as f64
}

fn ndcg_at_10(ranked: &[String], grades: &HashMap<String, f64>) -> f64 {
    let discounted =
        |gains: &[f64]| (2_u32..).zip(gains).map(|(rank, gain)| gain / f64::from(rank).log2()).sum::<f64>();
    let gains: Vec<f64> = ranked.iter().take(10).map(|id| grades.get(id).copied().unwrap_or_default()).collect();
    let mut ideal: Vec<f64> = grades.values().copied().collect();
    ideal.sort_by(|one, other| other.total_cmp(one));
    ideal.truncate(10);
    discounted(&gains) / discounted(&ideal)
}
