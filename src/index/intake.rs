//! Reading the archive in order: which records are new or changed, under which id each is shown, and which are gone.
//!
//! One thread reads, in the order of the walk, because ids are given out in that order: the first holder of an id keeps it. So the
//! index comes out the same however it was brought up to date. What a record costs (cleaning, cutting, indexing) is done elsewhere.

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::SyncSender;
use std::time::{SystemTime, UNIX_EPOCH};

use xxhash_rust::xxh3::xxh3_64;

use super::budget::{Budget, Permit};
use crate::article::{ArticleId, ArticleKey};
use crate::corpus::changes::{FileEntry, Key, RecordEntry, key_hash};
use crate::corpus::rules::{Guide, Rulebook};
use crate::corpus::{
    Draft, Fault, Format, FoundFile, Input, Reason, Record, in_zone, open, read_records, read_whole, recognise,
    stamp_of,
};

/// How far a run is; read by whoever shows it.
#[derive(Debug, Default)]
pub struct Meter {
    /// Files to look at.
    pub files: AtomicU64,
    /// Bytes of the files that have to be read.
    pub bytes: AtomicU64,
    /// Files looked at so far.
    pub files_done: AtomicU64,
    /// Bytes read so far.
    pub bytes_read: Arc<AtomicU64>,
    /// Articles indexed so far.
    pub articles: AtomicU64,
    /// Set by whoever wants the run to end without a commit.
    pub stopped: Arc<AtomicBool>,
}

impl Meter {
    /// Whether the run is to end.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

/// An article on its way to the index.
pub struct Work {
    /// Where its entry belongs: the file, and the slot in it.
    pub file: usize,
    pub slot: usize,
    pub key: Key,
    pub id: ArticleId,
    /// Hash of the id its file gave it.
    pub own_id: u64,
    pub path: String,
    pub content: u64,
    pub matter: Matter,
    /// What the archive's rules say of its file.
    pub guide: Guide,
    /// Whether the index holds an older state of it.
    pub replaces: bool,
    pub permit: Permit,
}

/// What is known of an article when it is handed on.
pub enum Matter {
    Bytes(Format, Vec<u8>),
    Draft(Box<Draft>),
}

/// A file as it will stand in the ledger; a slot is empty until its article is indexed, and stays so if that fails.
#[derive(Default)]
pub struct Filing {
    pub entry: FileEntry,
    pub slots: Vec<Option<RecordEntry>>,
}

impl Filing {
    /// The filing of an entry as it is.
    pub fn of(entry: &FileEntry) -> Self {
        Self { entry: entry.clone(), slots: entry.records.iter().cloned().map(Some).collect() }
    }

    /// The finished entry.
    pub fn close(mut self) -> FileEntry {
        self.entry.records = self.slots.into_iter().flatten().collect();
        self.entry
    }
}

/// What became of a file's records, seen from the reader.
#[derive(Default)]
pub struct Outcome {
    pub filing: Filing,
    pub gone: Vec<Key>,
    pub unchanged: u64,
    pub read: bool,
    /// When it was found written to while it was read, nanoseconds since 1970.
    pub grew: Option<i64>,
}

/// The reader of the archive.
pub struct Intake<'a> {
    pub meter: &'a Meter,
    pub budget: Arc<Budget>,
    pub sender: SyncSender<Work>,
    pub ids: Ids,
    pub rules: &'a Rulebook,
}

/// The ids given out so far.
#[derive(Default)]
pub struct Ids(HashSet<u64>);

impl Ids {
    /// The id an article is shown under: its own if nobody holds it, else with its path, else with its number too.
    fn give(&mut self, own: &str, path: &str, number: u64) -> String {
        let mut shown = own.to_owned();
        for attempt in 0_u64.. {
            if self.0.insert(xxh3_64(shown.as_bytes())) {
                break;
            }
            shown = match attempt {
                0 => format!("{own}#{path}"),
                1 => format!("{own}#{path}#{number}"),
                _ => format!("{own}#{path}#{number}#{attempt}"),
            };
        }
        shown
    }

    /// Whether the ids of a file that is not read again are still the ones its articles would be given; if so they are given out.
    fn confirm(&mut self, file: &FileEntry) -> bool {
        let mut given = HashSet::new();
        let stands = file.records.iter().all(|record| {
            let taken = self.0.contains(&record.id) || given.contains(&record.id);
            let fits = if taken { record.shown != record.id } else { record.shown == record.id };
            fits && !self.0.contains(&record.shown) && given.insert(record.shown)
        });
        if stands {
            self.0.extend(given);
        }
        stands
    }

    /// Takes the ids of a file that could not be looked at as they are.
    pub fn keep(&mut self, file: &FileEntry) {
        self.0.extend(file.records.iter().map(|record| record.shown));
    }
}

/// One record as read, before it is known whether the index holds it already.
pub struct Seen {
    record: String,
    pub own_id: String,
    number: u64,
    /// Hash of its bytes and of the rules under which they are read.
    pub content: u64,
    size: usize,
    pub matter: Matter,
}

impl Intake<'_> {
    /// Looks at one file. `index` is its number in the ledger to be, `old` what the last run knew of it.
    pub fn file(&mut self, root: &str, found: &FoundFile, index: usize, old: Option<&FileEntry>) -> Outcome {
        self.meter.files_done.fetch_add(1, Ordering::Relaxed);
        let guide = self.rules.guide(root, &found.below);
        if let Some(old) = old.filter(|old| old.is_current(found.stamp, guide.hash()) && self.ids.confirm(old)) {
            return kept(old);
        }
        let (path, rules) = (found.below.clone(), guide.hash());
        let entry = FileEntry { path, stamp: found.stamp, read: now(), rules, ..FileEntry::default() };
        let mut outcome = Outcome { filing: Filing { entry, slots: Vec::new() }, read: true, ..Outcome::default() };
        let mut reading = Reading::new(root, (index, guide), old);
        self.read(found, &mut outcome, &mut reading);
        outcome.gone = reading.gone();
        outcome.grew = (stamp_of(&found.path) != Some(found.stamp)).then(now);
        let unreadable = outcome.filing.entry.faults.iter().any(|fault| fault.reason == Reason::Unreadable);
        if unreadable {
            outcome.filing.entry.distrust();
        }
        match old {
            // It is still there, and was read before: what is known of it is better than nothing.
            Some(old) if unreadable && outcome.filing.slots.is_empty() => self.keep_unread(old, outcome),
            Some(old) if unreadable => self.keep_rest(old, outcome),
            _ => outcome,
        }
    }

    fn keep_unread(&mut self, old: &FileEntry, mut outcome: Outcome) -> Outcome {
        self.ids.keep(old);
        outcome.gone.clear();
        outcome.unchanged = old.records.len() as u64;
        outcome.filing.slots = Filing::of(old).slots;
        for fault in &mut outcome.filing.entry.faults {
            fault.detail.push_str("; the state read before is kept");
        }
        outcome
    }

    /// Of a file that could be read only in part, what was not seen is not gone.
    fn keep_rest(&mut self, old: &FileEntry, mut outcome: Outcome) -> Outcome {
        let gone: HashSet<Key> = std::mem::take(&mut outcome.gone).into_iter().collect();
        for record in old.records.iter().filter(|record| gone.contains(&record.key)) {
            self.ids.0.insert(record.shown);
            outcome.unchanged += 1;
            outcome.filing.slots.push(Some(record.clone()));
        }
        outcome
    }

    fn read(&mut self, found: &FoundFile, outcome: &mut Outcome, reading: &mut Reading<'_>) {
        let mut seen = |intake: &mut Self, result: Result<Seen, Fault>, reading: &mut Reading<'_>| match result {
            Ok(seen) => intake.take(seen, outcome, reading),
            Err(fault) => outcome.filing.entry.faults.push(fault),
        };
        let (guide, read) = (reading.guide.clone(), Arc::clone(&self.meter.bytes_read));
        read_file((&found.path, &found.below), &guide, &read, &mut |result| seen(self, result, reading));
    }

    fn take(&mut self, seen: Seen, outcome: &mut Outcome, reading: &mut Reading<'_>) {
        let path = &outcome.filing.entry.path;
        let key = reading.key(path, &seen);
        let shown = self.ids.give(&seen.own_id, path, seen.number);
        if shown != seen.own_id {
            outcome.filing.entry.renamed.push((seen.own_id.clone(), shown.clone()));
        }
        let slot = outcome.filing.slots.len();
        let known = reading.take_known(key);
        match known {
            Some(old) if old.content == seen.content && old.shown == xxh3_64(shown.as_bytes()) => {
                outcome.unchanged += 1;
                outcome.filing.slots.push(Some(old.clone()));
            }
            _ => {
                let path = path.clone();
                outcome.filing.slots.push(None);
                let (file, guide, replaces) = (reading.index, reading.guide.clone(), known.is_some());
                self.send(seen, Target { file, slot, key, shown, path, guide, replaces });
            }
        }
    }

    fn send(&mut self, seen: Seen, target: Target) {
        /// A text stands in memory as read, cut into a tape and as stored, each a little larger than it.
        const COPIES: usize = 5;
        if self.meter.is_stopped() {
            return;
        }
        let permit = self.budget.take(seen.size * COPIES);
        let Target { file, slot, key, shown, path, guide, replaces } = target;
        let own_id = xxh3_64(seen.own_id.as_bytes());
        let work = Work {
            file,
            slot,
            key,
            id: ArticleId(shown),
            own_id,
            path,
            content: seen.content,
            matter: seen.matter,
            guide,
            replaces,
            permit,
        };
        // The workers are gone only when the run has failed; whoever stopped them says why.
        let _ = self.sender.send(work);
    }

    /// Reads a file once more for those of its articles whose zones have to be found anew.
    pub fn again(&mut self, root: &str, index: usize, entry: &FileEntry, wanted: &HashSet<Key>) {
        let slots: HashMap<Key, (usize, &RecordEntry)> =
            entry.records.iter().enumerate().map(|(slot, record)| (record.key, (slot, record))).collect();
        let guide = self.rules.guide(root, &entry.path);
        let mut reading = Reading::new(root, (index, guide.clone()), None);
        read_file((&located(root, &entry.path), &entry.path), &guide, &Arc::default(), &mut |result| {
            let Ok(seen) = result else {
                return;
            };
            let key = reading.key(&entry.path, &seen);
            // A record that changed since is left to the next run, which finds the file changed.
            let unchanged =
                slots.get(&key).filter(|(_, record)| wanted.contains(&key) && record.content == seen.content);
            if let Some((slot, record)) = unchanged {
                let shown = shown_before(&seen, entry, record);
                let (slot, path, guide) = (*slot, entry.path.clone(), guide.clone());
                self.send(seen, Target { file: index, slot, key, shown, path, guide, replaces: true });
            }
        });
    }
}

/// The records of a file as it is now, each with the hash of its bytes, and what cannot be read of it.
pub fn contents(root: &str, file: &FoundFile, guide: &Guide) -> (Vec<(Key, u64)>, Vec<String>) {
    let mut reading = Reading::new(root, (0, guide.clone()), None);
    let (mut records, mut faults) = (Vec::new(), Vec::new());
    read_file((&file.path, &file.below), guide, &Arc::default(), &mut |result| match result {
        Ok(seen) => records.push((reading.key(&file.below, &seen), seen.content)),
        Err(fault) => faults.push(fault.detail),
    });
    (records, faults)
}

/// The id under which a record was shown: its own, or the one it was renamed to.
fn shown_before(seen: &Seen, entry: &FileEntry, record: &RecordEntry) -> String {
    let renamed = entry.renamed.iter().map(|(_, shown)| shown).find(|shown| xxh3_64(shown.as_bytes()) == record.shown);
    renamed.unwrap_or(&seen.own_id).clone()
}

/// The file of an entry; a root that is a file is the entry itself.
fn located(root: &str, below: &str) -> PathBuf {
    let root = Path::new(root);
    if root.is_file() { root.to_owned() } else { root.join(below) }
}

struct Target {
    file: usize,
    slot: usize,
    key: Key,
    shown: String,
    path: String,
    guide: Guide,
    replaces: bool,
}

fn kept(old: &FileEntry) -> Outcome {
    Outcome { filing: Filing::of(old), unchanged: old.records.len() as u64, ..Outcome::default() }
}

/// What is remembered while one file is read.
struct Reading<'a> {
    root: &'a str,
    index: usize,
    guide: Guide,
    known: HashMap<Key, &'a RecordEntry>,
    keys: HashSet<Key>,
}

impl<'a> Reading<'a> {
    fn new(root: &'a str, (index, guide): (usize, Guide), old: Option<&'a FileEntry>) -> Self {
        let records = old.map(|old| old.records.as_slice()).unwrap_or_default();
        let known = records.iter().map(|record| (record.key, record)).collect();
        Self { root, index, guide, known, keys: HashSet::new() }
    }

    /// The key of a record; a second record of one id in one file is told apart by its number.
    fn key(&mut self, path: &str, seen: &Seen) -> Key {
        let key = |record: String| key_hash(&ArticleKey { root: self.root.to_owned(), path: path.to_owned(), record });
        let own = key(seen.record.clone());
        if self.keys.insert(own) {
            return own;
        }
        let numbered = key(format!("{}#{}", seen.record, seen.number));
        self.keys.insert(numbered);
        numbered
    }

    fn take_known(&mut self, key: Key) -> Option<&'a RecordEntry> {
        self.known.remove(&key)
    }

    fn gone(self) -> Vec<Key> {
        self.known.into_keys().collect()
    }
}

/// Reads a file, whatever it holds, to `found`: where it lies, and its path below the root.
pub fn read_file(
    (path, below): (&Path, &str),
    guide: &Guide,
    read: &Arc<AtomicU64>,
    found: &mut dyn FnMut(Result<Seen, Fault>),
) {
    // The rules are part of what a record is: under others it is another, and is indexed anew.
    let mut ruled = |seen: Result<Seen, Fault>| {
        found(seen.map(|seen| Seen { content: seen.content ^ guide.hash(), ..seen }));
    };
    let input = open(path, read).map(|mut input| {
        input.keys = guide.keys();
        input
    });
    in_zone(guide.zone(), || read_input((path, below), input, &mut ruled));
}

fn read_input((path, below): (&Path, &str), input: io::Result<Input<'_>>, found: &mut dyn FnMut(Result<Seen, Fault>)) {
    let input = match input {
        Ok(input) => input,
        Err(error) => return found(Err(Fault::file(Reason::Unreadable, error.to_string()))),
    };
    let format = match recognise(path, input.head()) {
        Ok(format) => format,
        Err(fault) => return found(Err(fault)),
    };
    if !format.has_records() {
        let bytes = read_whole(input, &mut |fault| found(Err(fault)));
        return found(bytes.and_then(|bytes| whole(format, below, bytes)));
    }
    read_records(format, input, &mut |record| found(record.map(|record| seen(below, record))));
}

fn seen(below: &str, record: Record) -> Seen {
    let Record { number, sole, id, inside, hash, draft } = record;
    let unnamed = match (&inside, sole) {
        (Some(inside), _) => format!("/{inside}"),
        (None, true) => String::new(),
        (None, false) => format!("#{number}"),
    };
    let named = id.as_ref().map(|id| if inside.is_some() { format!("{unnamed}#{id}") } else { id.clone() });
    Seen {
        own_id: id.unwrap_or_else(|| format!("{below}{unnamed}")),
        record: named.unwrap_or(unnamed),
        number,
        content: hash,
        size: draft.size(),
        matter: Matter::Draft(Box::new(draft)),
    }
}

fn whole(format: Format, below: &str, bytes: Vec<u8>) -> Result<Seen, Fault> {
    if bytes.trim_ascii().is_empty() {
        return Err(Fault::file(Reason::Empty, "nothing but white space in it"));
    }
    let (content, size) = (xxh3_64(&bytes), bytes.len());
    Ok(Seen {
        record: String::new(),
        own_id: below.to_owned(),
        number: 1,
        content,
        size,
        matter: Matter::Bytes(format, bytes),
    })
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
}
