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
use morgue::search::{Expand, Request, search, understood};

type Result<T> = std::result::Result<T, Box<dyn Error>>;
/// Grades of documents, by query.
type Judgements = HashMap<String, HashMap<String, f64>>;

const DEPTH: usize = 1000;

fn main() -> Result<()> {
    println!("{:<12} {:>8} {:>8} {:>8} {:>12} {:>8}", "set", "queries", "MAP", "nDCG@10", "expand: MAP", "nDCG@10");
    for folder in std::env::args().skip(1) {
        let folder = Path::new(&folder);
        let place = std::env::temp_dir().join(format!("morgue-ranking-{}", std::process::id()));
        let measured = measure(folder, &place);
        fs::remove_dir_all(&place)?;
        let (queries, plain, expanded) = measured?;
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        println!(
            "{name:<12} {queries:>8} {:>8.4} {:>8.4} {:>12.4} {:>8.4}",
            plain.map, plain.ndcg, expanded.map, expanded.ndcg
        );
    }
    Ok(())
}

/// Means over the judged queries of a set.
#[derive(Default)]
struct Means {
    map: f64,
    ndcg: f64,
}

/// The number of judged queries, and how well they are answered without and with `--expand`.
fn measure(folder: &Path, place: &Path) -> Result<(usize, Means, Means)> {
    let roots = Roots::Replace(vec![folder.join("docs.jsonl")]);
    let plan = Plan { dir: place.to_owned(), roots, threads: 2, rebuild: false };
    update(&plan, &Progress::default())?;
    let index = LocalIndex::open(place)?;
    let judgements = judgements(&fs::read_to_string(folder.join("qrels.tsv"))?);
    let queries = fs::read_to_string(folder.join("queries.tsv"))?;
    let queries = queries.lines().map(|line| line.split_once('\t').unwrap_or((line, "")));
    let judged: Vec<_> = queries.filter_map(|(id, text)| Some((judgements.get(id)?, text))).collect();
    let means = |expand: bool| {
        let mut means = Means::default();
        for (grades, text) in &judged {
            let ranked = ask(&index, text, expand)?;
            means.map += average_precision(&ranked, grades) / judged.len() as f64;
            means.ndcg += ndcg_at_10(&ranked, grades) / judged.len() as f64;
        }
        Ok::<_, Box<dyn Error>>(means)
    };
    Ok((judged.len(), means(false)?, means(true)?))
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

fn ask(index: &LocalIndex, text: &str, expand: bool) -> Result<Vec<String>> {
    let query = understood(index, parse(text, Options { any: true, plain: true, ..Options::default() })?)?;
    let request =
        Request { count: Some(DEPTH), passages: 0, expand: expand.then_some(Expand::Find), ..Request::default() };
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
