//! `morgue status`

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::args::PlainFormat;
use super::failure::Failure;
use super::index::described;
use super::{Verdict, output};
use crate::backend::Backend;
use crate::corpus::changes::Ledger;
use crate::corpus::{Fault, Reason};
use crate::index::{FORMAT, LocalIndex};
use crate::text::printable::printable;

pub fn run(dir: &Path, format: PlainFormat) -> Result<Verdict, Failure> {
    let index = LocalIndex::open(dir)?;
    let ledger = index.ledger()?;
    let status = Status::of(&index, &ledger);
    let mut out = output::stdout();
    match format {
        PlainFormat::Text => status.write(&mut out)?,
        PlainFormat::Json => status.write_json(&mut out)?,
    }
    out.flush()?;
    Ok(Verdict::Found)
}

struct Status<'a> {
    line: StatusLine<'a>,
    faults: Vec<(&'a str, &'a Fault)>,
    renamed: Vec<(&'a str, &'a str, &'a str)>,
}

#[derive(Serialize)]
struct StatusLine<'a> {
    r#type: &'static str,
    format: u32,
    roots: &'a [String],
    files: usize,
    articles: u64,
    unsearched: u64,
    /// What the archive's rules leave out.
    skipped: usize,
    reasons: BTreeMap<Reason, usize>,
}

#[derive(Serialize)]
struct FaultLine<'a> {
    r#type: &'static str,
    path: &'a str,
    record: Option<u64>,
    reason: Reason,
    detail: &'a str,
}

impl<'a> Status<'a> {
    fn of(index: &'a LocalIndex, ledger: &'a Ledger) -> Self {
        let files = || ledger.files().map(|(_, file)| file);
        let faults: Vec<_> =
            files().flat_map(|file| file.faults.iter().map(|fault| (file.path.as_str(), fault))).collect();
        let renamed = files()
            .flat_map(|file| file.renamed.iter().map(|(id, shown)| (file.path.as_str(), id.as_str(), shown.as_str())))
            .collect();
        let mut reasons = BTreeMap::new();
        for (_, fault) in &faults {
            *reasons.entry(fault.reason).or_default() += 1;
        }
        let coverage = index.coverage();
        let (articles, unsearched) = (coverage.articles, coverage.unsearched);
        let line = StatusLine {
            r#type: "status",
            format: FORMAT,
            roots: index.roots(),
            files: files().count(),
            articles,
            unsearched,
            skipped: reasons.get(&Reason::Skipped).copied().unwrap_or_default(),
            reasons,
        };
        Self { line, faults, renamed }
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let StatusLine { format, roots, files, articles, unsearched, .. } = &self.line;
        writeln!(out, "{articles} articles from {files} files; index format {format}")?;
        for root in *roots {
            writeln!(out, "root: {}", printable(root))?;
        }
        for (path, id, shown) in &self.renamed {
            writeln!(
                out,
                "id held already: {} in {} is shown as {}",
                printable(id),
                printable(path),
                printable(shown)
            )?;
        }
        writeln!(out, "not indexed: {unsearched}")?;
        let (left_out, unsearched): (Vec<_>, Vec<_>) =
            self.line.reasons.iter().partition(|(reason, _)| **reason == Reason::Skipped);
        for (reason, count) in unsearched {
            writeln!(out, "  {} ({count})", reason.describe())?;
            self.write_faults(out, *reason)?;
        }
        for (reason, count) in left_out {
            writeln!(out, "{}: {count}", reason.describe())?;
            self.write_faults(out, *reason)?;
        }
        Ok(())
    }

    fn write_faults(&self, out: &mut impl Write, reason: Reason) -> io::Result<()> {
        let mut faults = self.faults.iter().filter(|(_, fault)| fault.reason == reason);
        faults.try_for_each(|(path, fault)| writeln!(out, "    {}", described(path, fault)))
    }

    fn write_json(&self, out: &mut impl Write) -> io::Result<()> {
        for (path, fault) in &self.faults {
            let line =
                FaultLine { r#type: "fault", path, record: fault.record, reason: fault.reason, detail: &fault.detail };
            serde_json::to_writer(&mut *out, &line)?;
            out.write_all(b"\n")?;
        }
        serde_json::to_writer(&mut *out, &self.line)?;
        out.write_all(b"\n")
    }
}
