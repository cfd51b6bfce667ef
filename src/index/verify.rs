//! Whether an index is as it was written, and whether the archive is as it was read. Everything is looked at: each file against its
//! checksum, each article against the ledger, the ledger against the archive. Changes nothing.

use std::collections::HashSet;
use std::path::Path;

use tantivy::SegmentMeta;
use tantivy::index::SegmentId;

use super::disk::{Disk, META};
use super::drift::{Drift, drift};
use super::error::IndexError;
use super::inspect::Inspection;
use super::ledger;
use super::manifest::{self, Payload, State};
use super::schema::Fields;
use super::snapshot::{Held, Snapshot};
use crate::corpus::changes::{Key, Ledger};

/// What was looked at, and what was found.
#[derive(Debug, Default)]
pub struct Verification {
    /// Files of the index that were read.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Articles that were read and found sound.
    pub sound: u64,
    /// What is wrong.
    pub damage: Vec<Damage>,
    /// How the archive has moved on since; none where it was not looked at.
    pub archive: Option<Vec<Drift>>,
    /// What has to be cut out of the index to make the rest sound.
    pub(super) cut: Cut,
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// Where.
    pub part: Place,
    /// The file: of the index, or for an article the one of the archive that it was read from.
    pub file: String,
    /// The article, as far as it can be told.
    pub article: Option<String>,
    /// What.
    pub detail: String,
}

/// The part of an index that is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The list of what the index consists of.
    Commit,
    /// What is known of the archive.
    Ledger,
    /// A file of articles and words.
    Segment,
    /// One article.
    Article,
    /// A file of the archive that is not as it was read, though nothing says that it changed.
    Archive,
}

/// What has to be done to have a sound index.
#[derive(Debug, Default)]
pub(super) enum Cut {
    /// Nothing.
    #[default]
    Nothing,
    /// Some of it has to go, and to be read again.
    Parts(Parts),
    /// It has to be built anew.
    Everything,
}

/// What has to go.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Segments of which nothing can be believed.
    pub segments: HashSet<SegmentId>,
    /// Articles that no other segment holds.
    pub lost: HashSet<Key>,
    /// Articles that are not as they should be.
    pub wrong: HashSet<Key>,
    /// Files that have to be read again, by root and path.
    pub files: HashSet<(String, String)>,
}

/// Looks at the index in `dir`, and if `archive` is set at the archive too.
///
/// # Errors
/// When there is no index, or none of this format. That it is damaged is no error but an answer.
pub fn verify(dir: &Path, archive: bool) -> Result<Verification, IndexError> {
    let mut verifier = Verifier::default();
    match manifest::state(dir) {
        Ok(State::Ready) => {}
        Ok(State::Empty) if has_remains(dir) => return Ok(unusable(Place::Commit, META, "it is missing".to_owned())),
        Ok(State::Empty) => return Err(IndexError::Missing(dir.to_owned())),
        Err(_) if manifest::is_committed_format(dir) => {
            verifier.add(Place::Commit, manifest::MANIFEST, "it does not state the format that the index has");
        }
        Err(IndexError::Damaged(why)) => return Ok(unusable(Place::Commit, manifest::MANIFEST, why)),
        Err(error) => return Err(error),
    }
    let disk = Disk::open(dir)?;
    let snapshot = match Snapshot::take(&disk) {
        Ok(snapshot) => snapshot,
        Err(IndexError::Damaged(why)) => return Ok(unusable(Place::Commit, META, why)),
        Err(error) => return Err(disk.explain(error)),
    };
    verifier.all(&snapshot, archive)
}

/// Whether a folder without a commit holds what only a commit leaves there.
fn has_remains(dir: &Path) -> bool {
    let names = manifest::names(dir).unwrap_or_default();
    names.iter().any(|name| ledger::is_ledger(name)) && names.iter().any(|name| manifest::is_segment(name))
}

fn unusable(part: Place, file: &str, detail: String) -> Verification {
    let damage = vec![Damage { part, file: file.to_owned(), article: None, detail }];
    Verification { damage, cut: Cut::Everything, ..Verification::default() }
}

#[derive(Default)]
struct Verifier {
    found: Verification,
    parts: Parts,
}

impl Verifier {
    fn all(mut self, snapshot: &Snapshot, archive: bool) -> Result<Verification, IndexError> {
        let payload = match &snapshot.payload {
            Ok(payload) if payload.ledger.is_empty() => {
                return Err(IndexError::Missing(snapshot.disk.dir().to_owned()));
            }
            Ok(payload) => payload,
            Err(error) => return Ok(unusable(Place::Commit, META, error.to_string())),
        };
        self.found.files += 1;
        self.found.bytes += snapshot.meta_bytes.len() as u64;
        let ledger = self.ledger(snapshot, payload);
        self.segment_files(snapshot);
        let Some(ledger) = ledger else {
            self.found.cut = Cut::Everything;
            return Ok(self.found);
        };
        self.articles(snapshot, payload, &ledger);
        let archive = archive.then(|| drift(&ledger, snapshot.disk.dir())).transpose()?;
        self.archive(archive);
        if !self.found.damage.is_empty() {
            self.found.cut = Cut::Parts(self.parts);
        }
        Ok(self.found)
    }

    fn add(&mut self, part: Place, file: impl Into<String>, detail: impl Into<String>) {
        self.found.damage.push(Damage { part, file: file.into(), article: None, detail: detail.into() });
    }

    fn ledger(&mut self, snapshot: &Snapshot, payload: &Payload) -> Option<Ledger> {
        let bytes = snapshot.ledger.as_ref()?.bytes().map_err(|error| IndexError::Damaged(error.to_string()));
        let read = bytes.and_then(|bytes| {
            self.found.files += 1;
            self.found.bytes += bytes.len() as u64;
            ledger::parse(payload, &bytes)
        });
        match read {
            Ok(ledger) => Some(ledger),
            Err(error) => {
                self.add(Place::Ledger, &payload.ledger, error.to_string());
                None
            }
        }
    }

    fn segment_files(&mut self, snapshot: &Snapshot) {
        for (segment, files) in &snapshot.segments {
            for held in files {
                self.segment_file(segment, held);
            }
        }
    }

    fn segment_file(&mut self, segment: &SegmentMeta, held: &Held) {
        self.found.files += 1;
        self.found.bytes += held.length().unwrap_or_default();
        if let Some(fault) = held.fault() {
            self.add(Place::Segment, held.name.to_string_lossy(), fault);
            self.parts.segments.insert(segment.id());
        }
    }

    fn articles(&mut self, snapshot: &Snapshot, payload: &Payload, ledger: &Ledger) {
        let mut inspection = Inspection::of(ledger);
        for (segment, _) in &snapshot.segments {
            if self.parts.segments.contains(&segment.id()) {
                continue;
            }
            if let Err(error) = inspection.segment(&snapshot.index, segment) {
                // Its bytes are as they were written, so it was written wrong, or the list of segments is.
                self.add(Place::Segment, segment.id().uuid_string(), error.to_string());
                self.parts.segments.insert(segment.id());
            }
        }
        self.found.sound = inspection.sound();
        let lost = inspection.lost();
        self.parts.lost.extend(&lost);
        self.parts.wrong.extend(&inspection.wrong);
        self.found.damage.extend(inspection.damage(&lost));
        if snapshot.index.schema() != Fields::schema().0 {
            self.add(Place::Commit, META, "its fields are not those of this format");
        }
        if payload.totals != ledger::totals(ledger) {
            self.add(Place::Commit, META, "its totals are not those of the ledger");
        }
    }

    /// Takes in what the archive showed.
    fn archive(&mut self, archive: Option<Vec<Drift>>) {
        let Some(archive) = archive else {
            return;
        };
        let (silent, told): (Vec<Drift>, Vec<Drift>) = archive.into_iter().partition(Drift::is_silent);
        for Drift { root, path, detail, .. } in silent {
            self.add(Place::Archive, &path, detail);
            self.parts.files.insert((root, path));
        }
        self.found.archive = Some(told);
    }
}
