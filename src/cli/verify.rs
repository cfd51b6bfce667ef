//! `morgue verify`

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::args::PlainFormat;
use super::failure::Failure;
use super::plan::VerifyPlan;
use super::{Verdict, output};
use crate::index::{Damage, Drift, DriftKind, Place, Repair, Verification, repair, verify};
use crate::text::printable::printable;

pub fn run(plan: &VerifyPlan) -> Result<Verdict, Failure> {
    let (before, repaired) = if plan.repair {
        let Repair { before, report, lost, after } = repair(&plan.index, plan.archive, plan.threads)?;
        let read = report.as_ref().map_or(0, |report| report.read);
        let unread = report.is_some_and(|report| !report.unread_roots.is_empty());
        (before, Some(Repaired { read, lost, unread, left: after.damage }))
    } else {
        (verify(&plan.index, plan.archive)?, None)
    };
    let answer = Answer { before, repaired };
    let mut out = output::stdout();
    match plan.format {
        PlainFormat::Text => answer.write(&mut out)?,
        PlainFormat::Json => answer.write_json(&mut out)?,
    }
    out.flush()?;
    Ok(if answer.status() == "damaged" { Verdict::None } else { Verdict::Found })
}

struct Answer {
    before: Verification,
    repaired: Option<Repaired>,
}

struct Repaired {
    /// Files that were read again.
    read: u64,
    /// Articles that could not be.
    lost: u64,
    /// Whether a root could not be read.
    unread: bool,
    /// What is still wrong.
    left: Vec<Damage>,
}

#[derive(Serialize)]
struct DamageLine<'a> {
    r#type: &'static str,
    part: &'static str,
    file: &'a str,
    article: Option<&'a str>,
    detail: &'a str,
}

#[derive(Serialize)]
struct DriftLine<'a> {
    r#type: &'static str,
    change: &'static str,
    root: &'a str,
    path: &'a str,
    detail: &'a str,
}

#[derive(Serialize)]
struct SummaryLine {
    r#type: &'static str,
    status: &'static str,
    files: u64,
    bytes: u64,
    articles: u64,
    damaged: usize,
    archive: Option<BTreeMap<&'static str, usize>>,
    repaired: Option<RepairedLine>,
}

#[derive(Serialize)]
struct RepairedLine {
    read: u64,
    lost: u64,
    left: usize,
}

fn part(place: Place) -> &'static str {
    match place {
        Place::Commit => "commit",
        Place::Ledger => "ledger",
        Place::Segment => "segment",
        Place::Article => "article",
        Place::Archive => "archive",
    }
}

fn change(kind: DriftKind) -> &'static str {
    match kind {
        DriftKind::Changed => "changed",
        DriftKind::Missing => "missing",
        DriftKind::New => "new",
        DriftKind::Unread => "unread",
        DriftKind::Silent => "silent",
    }
}

impl Answer {
    fn drifts(&self) -> impl Iterator<Item = &Drift> {
        self.before.archive.iter().flatten()
    }

    fn status(&self) -> &'static str {
        let unread = self.drifts().any(|drift| drift.kind == DriftKind::Unread);
        match &self.repaired {
            Some(repaired) if !repaired.left.is_empty() || repaired.unread => "damaged",
            Some(_) if !self.before.damage.is_empty() => "repaired",
            _ if !self.before.damage.is_empty() || unread => "damaged",
            _ => "sound",
        }
    }

    fn archive(&self) -> Option<BTreeMap<&'static str, usize>> {
        let mut counts = BTreeMap::from([("changed", 0), ("missing", 0), ("new", 0), ("unread", 0)]);
        for drift in self.before.archive.as_ref()? {
            *counts.entry(change(drift.kind)).or_default() += 1;
        }
        Some(counts)
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let Verification { files, bytes, sound, damage, .. } = &self.before;
        writeln!(out, "{files} files of the index read, {bytes} bytes; {sound} articles in it are sound")?;
        write_damage(out, damage)?;
        self.write_archive(out)?;
        let Some(repaired) = self.repaired.as_ref().filter(|_| !damage.is_empty()) else {
            return Ok(());
        };
        writeln!(out, "repaired: {} files of the archive were read again", repaired.read)?;
        if repaired.lost > 0 {
            writeln!(out, "  {} articles are in the archive no longer, or could not be read", repaired.lost)?;
        }
        if repaired.unread {
            writeln!(out, "  a root could not be read: run morgue index when it is there again")?;
        }
        if repaired.left.is_empty() { Ok(()) } else { write_damage(out, &repaired.left) }
    }

    fn write_archive(&self, out: &mut impl Write) -> io::Result<()> {
        let Some(archive) = &self.before.archive else {
            return writeln!(out, "the archive was not looked at");
        };
        if archive.is_empty() {
            return writeln!(out, "the archive is as it was read");
        }
        let (unread, moved): (Vec<_>, Vec<_>) = archive.iter().partition(|drift| drift.kind == DriftKind::Unread);
        let shown = |drift: &&Drift| {
            format!("{}: {}: {}", change(drift.kind), printable(path_of(drift)), printable(&drift.detail))
        };
        if !moved.is_empty() {
            let heading = "the archive has moved on since, which is no damage (morgue index takes it in)";
            writeln!(out, "{heading}: {}", moved.len())?;
            write_some(out, &moved, shown)?;
        }
        if !unread.is_empty() {
            writeln!(out, "could not be read, so that the index could not be held against it: {}", unread.len())?;
            write_some(out, &unread, shown)?;
        }
        Ok(())
    }

    fn write_json(&self, out: &mut impl Write) -> io::Result<()> {
        for Damage { part: place, file, article, detail } in &self.before.damage {
            let article = article.as_deref();
            line(out, &DamageLine { r#type: "damage", part: part(*place), file, article, detail })?;
        }
        for Drift { kind, root, path, detail } in self.drifts() {
            line(out, &DriftLine { r#type: "archive", change: change(*kind), root, path, detail })?;
        }
        let Verification { files, bytes, sound, damage, .. } = &self.before;
        let repaired = self.repaired.as_ref();
        line(
            out,
            &SummaryLine {
                r#type: "summary",
                status: self.status(),
                files: *files,
                bytes: *bytes,
                articles: *sound,
                damaged: damage.len(),
                archive: self.archive(),
                repaired: repaired.map(|repaired| RepairedLine {
                    read: repaired.read,
                    lost: repaired.lost,
                    left: repaired.left.len(),
                }),
            },
        )
    }
}

fn line(out: &mut impl Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}

/// A root that is missing is named itself.
fn path_of(drift: &Drift) -> &str {
    if drift.path.is_empty() { &drift.root } else { &drift.path }
}

fn write_damage(out: &mut impl Write, damage: &[Damage]) -> io::Result<()> {
    if damage.is_empty() {
        return writeln!(out, "nothing is damaged");
    }
    writeln!(out, "damaged: {} (morgue verify --repair reads again what is)", damage.len())?;
    write_some(out, damage, |damage| {
        let article = damage.article.as_ref().map(|article| format!(", {}", printable(article))).unwrap_or_default();
        format!("{} {}{article}: {}", part(damage.part), printable(&damage.file), printable(&damage.detail))
    })
}

/// The first of a list; JSON gives all of it.
fn write_some<T>(out: &mut impl Write, list: &[T], text: impl Fn(&T) -> String) -> io::Result<()> {
    const SHOWN: usize = 20;
    for one in list.iter().take(SHOWN) {
        writeln!(out, "  {}", text(one))?;
    }
    if list.len() > SHOWN {
        writeln!(out, "  and {} more (--format json lists them all)", list.len() - SHOWN)?;
    }
    Ok(())
}
