//! How fast the two real archives are indexed, measured beside plain tantivy in the same run; how long a query takes in a process of
//! its own; how much memory indexing takes.
//!
//! `cargo bench --bench throughput [-- FOLDER]`, where the folder holds the archives; without it they are looked for in
//! `../shared/archive`. Other work on the machine distorts seconds more than CPU seconds, so both are given.
#![allow(clippy::print_stdout, reason = "the measurements are the output")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use common::{Failure, THREADS, archives, build_plainly, each_record, median, with_morgue};
use tempfile::TempDir;

const ROUNDS: usize = 3;
const PROGRAM: &str = env!("CARGO_BIN_EXE_morgue");

const QUERIES: [&str; 20] = [
    "tariffs",
    "the",
    "president",
    "cocoa",
    "crude oil",
    "interest rates inflation",
    "\"interest rates\"",
    "\"of the\"",
    "\"united states of america\"",
    "\"federal reserve\" AND dollar",
    "wheat OR corn OR soybean",
    "steel AND (tariff OR import) NOT china",
    "headline:merger",
    "headline:(trade deficit)",
    "published:1987-03 bank",
    "published:2025.. border",
    "source:reuters opec",
    "1987",
    "ukraine ceasefire negotiations",
    "zzyzx",
];

fn main() -> Result<(), Failure> {
    let Some(files) = archives() else { return Ok(()) };
    let scratch = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    compare_indexing(&files, &scratch)?;
    time_queries(&scratch.path().join("morgue"))?;
    measure_memory(&files, &scratch.path().join("memory"))
}

/// A way to index the files into an empty folder.
type Build = fn(&[PathBuf], &Path) -> Result<(), Failure>;

fn with_one_body_field(files: &[PathBuf], dir: &Path) -> Result<(), Failure> {
    build_plainly(files, dir, false)
}

fn with_two_body_fields(files: &[PathBuf], dir: &Path) -> Result<(), Failure> {
    build_plainly(files, dir, true)
}

/// What a build took.
#[derive(Clone, Copy)]
struct Cost {
    seconds: f64,
    cpu_seconds: f64,
    index_bytes: u64,
}

fn measure(build: Build, files: &[PathBuf], dir: &Path) -> Result<Cost, Failure> {
    if dir.exists() {
        fs::remove_dir_all(dir)?;
    }
    fs::create_dir(dir)?;
    let (start, cpu_before) = (Instant::now(), cpu_seconds());
    build(files, dir)?;
    let seconds = start.elapsed().as_secs_f64();
    Ok(Cost { seconds, cpu_seconds: cpu_seconds() - cpu_before, index_bytes: size_of_folder(dir)? })
}

/// The time that all threads of this process have worked so far; not a number where the system does not say.
fn cpu_seconds() -> f64 {
    /// Linux counts in hundredths for every program.
    const TICKS: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name in brackets come the 3rd and further values; user and system time are the 14th and 15th.
    let values = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let times: Vec<f64> = values.skip(11).take(2).filter_map(|value| value.parse().ok()).collect();
    if times.len() == 2 { times.iter().sum::<f64>() / TICKS } else { f64::NAN }
}

fn size_of_folder(dir: &Path) -> Result<u64, Failure> {
    let sizes = fs::read_dir(dir)?.map(|entry| Ok(entry?.metadata()?.len()));
    sizes.sum()
}

fn compare_indexing(files: &[PathBuf], scratch: &TempDir) -> Result<(), Failure> {
    let builds: [(&str, &str, Build); 3] = [
        ("plain", "plain tantivy, one body field", with_one_body_field),
        ("morgue", "morgue", with_morgue),
        ("twice", "plain tantivy, two body fields", with_two_body_fields),
    ];
    let mut costs = [const { Vec::new() }; 3];
    for _ in 0..ROUNDS {
        for ((folder, _, build), costs) in builds.iter().zip(&mut costs) {
            costs.push(measure(*build, files, &scratch.path().join(folder))?);
        }
    }
    let medians = costs.map(|costs| median(costs, |cost| cost.seconds));
    print_costs(&builds.map(|(_, name, _)| name), &medians, text_bytes(files)?);
    Ok(())
}

fn text_bytes(files: &[PathBuf]) -> Result<usize, Failure> {
    let mut bytes = 0;
    each_record(files, |record| {
        bytes += record.title.len() + record.body.len();
        Ok(())
    })?;
    Ok(bytes)
}

fn print_costs(names: &[&str; 3], costs: &[Cost; 3], text_bytes: usize) {
    let megabytes = text_bytes as f64 / 1e6;
    println!("indexing {megabytes:.1} MB of text on {THREADS} threads, medians of {ROUNDS} rounds");
    println!("{:<32}{:>8}{:>9}{:>13}{:>10}", "", "MB/s", "seconds", "CPU seconds", "index MB");
    for (name, cost) in names.iter().zip(costs) {
        let Cost { seconds, cpu_seconds, index_bytes } = *cost;
        let (speed, index) = (megabytes / seconds, index_bytes as f64 / 1e6);
        println!("{name:<32}{speed:>8.1}{seconds:>9.2}{cpu_seconds:>13.2}{index:>10.1}");
    }
    let [plain, morgue, twice] = costs;
    print_ratio("speed of morgue to plain tantivy", plain, morgue);
    print_ratio("speed of morgue to plain tantivy with two body fields", twice, morgue);
    let (seconds, cpu) = (twice.seconds / plain.seconds, twice.cpu_seconds / plain.cpu_seconds);
    println!("a second body field costs {:+.0} % seconds, {:+.0} % CPU", (seconds - 1.0) * 100.0, (cpu - 1.0) * 100.0);
}

fn print_ratio(name: &str, of: &Cost, to: &Cost) {
    println!(
        "{name}: {:.2} by seconds, {:.2} by CPU seconds",
        of.seconds / to.seconds,
        of.cpu_seconds / to.cpu_seconds
    );
}

/// Times fixed queries, each in a process of its own; the files of the index are in the page cache by then.
fn time_queries(index: &Path) -> Result<(), Failure> {
    const TIMES: usize = 5;
    if !Path::new(PROGRAM).exists() {
        println!("queries skipped: {PROGRAM} is not there");
        return Ok(());
    }
    let mut medians = Vec::new();
    for query in QUERIES {
        let times = (0..TIMES).map(|_| time_query(index, query)).collect::<Result<Vec<_>, _>>()?;
        medians.push((median(times, |time| *time), query));
    }
    let all = median(medians.clone(), |(time, _)| *time).0;
    println!("a query in a new process, {} queries {TIMES} times each: median {all:.1} ms", QUERIES.len());
    medians.sort_by(|one, other| other.0.total_cmp(&one.0));
    for (time, query) in medians.iter().take(3) {
        println!("  among the slowest: {time:.1} ms for {query}");
    }
    Ok(())
}

/// Milliseconds from the start of the program to its end.
fn time_query(index: &Path, query: &str) -> Result<f64, Failure> {
    let mut command = Command::new(PROGRAM);
    command.args(["query", "--format", "json", "--index"]).arg(index).args(["--", query]);
    let start = Instant::now();
    let output = command.output()?;
    let time = start.elapsed().as_secs_f64() * 1000.0;
    match output.status.code() {
        Some(0 | 1) => Ok(time),
        _ => Err(format!("{query}: {}", String::from_utf8_lossy(&output.stderr)).into()),
    }
}

/// Prints the most memory that the program held while it indexed the files into a new folder.
fn measure_memory(files: &[PathBuf], dir: &Path) -> Result<(), Failure> {
    if !Path::new("/proc/self/status").exists() || !Path::new(PROGRAM).exists() {
        println!("memory skipped: it is read from /proc, and from {PROGRAM}");
        return Ok(());
    }
    let mut command = Command::new(PROGRAM);
    command.args(["index", "--threads", &THREADS.to_string(), "--index"]).arg(dir).args(files);
    let mut child = command.stdout(Stdio::null()).spawn()?;
    let peak = watch(&mut child)?;
    println!("indexing held at most {:.0} MiB in memory", peak as f64 / 1024.0);
    Ok(())
}

/// The high-water mark of a process's resident memory in KiB, followed until the process ends.
fn watch(child: &mut Child) -> Result<u64, Failure> {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        // A process that has just ended has no such line any more.
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let held = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(held.unwrap_or_default());
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(peak),
            Some(status) => return Err(format!("indexing failed: {status}").into()),
            None => thread::sleep(Duration::from_millis(20)),
        }
    }
}
