//! The threads that clean, cut and index what the reader sends, and what they share with it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tantivy::{IndexWriter, Term};
use xxhash_rust::xxh3::xxh3_64;

use super::budget::Budget;
use super::document::{Prepared, key_bytes, prepare};
use super::error::IndexError;
use super::intake::{Filing, Ids, Intake, Matter, Meter, Work};
use super::schema::Fields;
use crate::corpus::changes::{FileEntry, RecordEntry};
use crate::corpus::rules::{Guide, Rulebook};
use crate::corpus::{Draft, Edges, Fault, Reason, Repeated, finish, in_zone, parse_with};
use crate::extract::figures::found;
use crate::extract::names::NameFinder;
use crate::extract::quotes::quotes;

/// Text on its way from the reader to tantivy, in bytes.
const ON_THE_WAY: usize = 96 << 20;
/// Articles on their way from the reader to a worker, for each thread.
const QUEUE: usize = 64;

/// What the threads work with.
#[derive(Clone)]
pub struct Workers<'a> {
    pub writer: &'a IndexWriter<Prepared>,
    pub fields: Fields,
    pub meter: &'a Meter,
    pub threads: usize,
    pub rules: &'a Rulebook,
}

impl Workers<'_> {
    /// Runs `read` on this thread and indexes on others what it sends.
    pub fn beside(&self, shared: &Shared<'_>, read: impl FnOnce(&mut Intake<'_>)) -> Result<(), IndexError> {
        let (sender, receiver) = sync_channel(self.threads * QUEUE);
        let receiver = Mutex::new(receiver);
        std::thread::scope(|scope| {
            for _ in 0..self.threads {
                scope.spawn(|| self.work(&receiver, shared));
            }
            let (budget, ids) = (Budget::new(ON_THE_WAY), Ids::default());
            let mut intake = Intake { meter: self.meter, budget, sender, ids, rules: self.rules };
            read(&mut intake);
        });
        lock(&shared.failure).take().map_or(Ok(()), Err)
    }

    fn work(&self, receiver: &Mutex<Receiver<Work>>, shared: &Shared<'_>) {
        let mut finder = NameFinder::default();
        loop {
            let work = lock(receiver).recv();
            let Ok(work) = work else {
                return;
            };
            // After a failure the queue is only emptied, so that the reader never waits for room.
            let result = if shared.has_failed() { Ok(()) } else { self.index(work, &mut finder, shared) };
            if let Err(error) = result {
                shared.fail(error);
            }
        }
    }

    fn index(&self, work: Work, finder: &mut NameFinder, shared: &Shared<'_>) -> Result<(), IndexError> {
        let Work { file, slot, key, id, own_id, path, content, matter, guide, replaces, permit } = work;
        if replaces {
            self.writer.delete_term(Term::from_field_bytes(self.fields.key, &key_bytes(key)));
        }
        let draft = match draft_of(matter, guide) {
            Ok(draft) => draft,
            Err(fault) => {
                shared.refuse(file, fault, replaces);
                return Ok(());
            }
        };
        let shown = xxh3_64(id.0.as_bytes());
        let mut repeated = 0;
        let (mut article, edges) = finish(id, path, draft, |edges: &Edges| {
            repeated = shared.repeated.among(edges.source, &edges.lines);
            repeated
        });
        article.names = finder.names(&article);
        let found = found(&article);
        (article.figures, article.valueless) = (found.figures, found.valueless);
        article.quotes = quotes(&article);
        let (document, words) = prepare(&self.fields, key, &article, permit)?;
        self.writer.add_document(document)?;
        self.meter.articles.fetch_add(1, Ordering::Relaxed);
        let record =
            RecordEntry { key, id: own_id, shown, content, words, source: edges.source, edges: edges.lines, repeated };
        shared.record(file, slot, record, replaces);
        Ok(())
    }
}

/// Parses what the reader left to be parsed.
pub fn draft_of(matter: Matter, guide: Guide) -> Result<Draft, Fault> {
    let keys = guide.keys();
    let draft = in_zone(guide.zone(), || match matter {
        Matter::Draft(draft) => draft.parsed(&keys),
        Matter::Bytes(format, bytes) => parse_with(format, &bytes, &keys),
    })?;
    if draft.is_empty() { Err(Fault::file(Reason::Empty, "no text in it")) } else { Ok(Draft { guide, ..draft }) }
}

/// What reader and workers share.
pub struct Shared<'a> {
    repeated: &'a Repeated,
    filings: Mutex<Vec<Filing>>,
    done: Mutex<Done>,
    failed: AtomicBool,
    failure: Mutex<Option<IndexError>>,
}

/// What the workers did, in the order in which they did it.
#[derive(Default)]
struct Done {
    records: Vec<(usize, usize, RecordEntry)>,
    refused: Vec<(usize, Fault)>,
    counts: Counts,
}

/// How many articles were indexed.
#[derive(Default)]
pub struct Counts {
    /// For the first time.
    pub added: u64,
    /// In place of an older state.
    pub changed: u64,
    /// Not any more, though an older state was.
    pub refused: u64,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<'a> Shared<'a> {
    /// Nothing done yet; zones are to be found with these repeated lines.
    pub fn new(repeated: &'a Repeated) -> Self {
        Self {
            repeated,
            filings: Mutex::default(),
            done: Mutex::default(),
            failed: AtomicBool::new(false),
            failure: Mutex::default(),
        }
    }

    /// The number of a file whose entry comes later.
    pub fn reserve(&self) -> usize {
        self.add(Filing::default())
    }

    /// Takes the entry of a file; its number.
    pub fn add(&self, filing: Filing) -> usize {
        let mut filings = lock(&self.filings);
        filings.push(filing);
        filings.len() - 1
    }

    /// The entry of a reserved number.
    pub fn file(&self, number: usize, filing: Filing) {
        lock(&self.filings)[number] = filing;
    }

    /// Whether the run cannot go on.
    pub fn has_failed(&self) -> bool {
        self.failed.load(Ordering::Relaxed)
    }

    fn fail(&self, error: IndexError) {
        self.failed.store(true, Ordering::Relaxed);
        lock(&self.failure).get_or_insert(error);
    }

    fn record(&self, file: usize, slot: usize, record: RecordEntry, replaces: bool) {
        let mut done = lock(&self.done);
        done.records.push((file, slot, record));
        done.counts.added += u64::from(!replaces);
        done.counts.changed += u64::from(replaces);
    }

    fn refuse(&self, file: usize, fault: Fault, replaces: bool) {
        let mut done = lock(&self.done);
        done.refused.push((file, fault));
        done.counts.refused += u64::from(replaces);
    }

    /// The finished entries, in the order of their numbers.
    pub fn close(self) -> (Vec<FileEntry>, Counts) {
        let mut filings = self.filings.into_inner().unwrap_or_else(PoisonError::into_inner);
        let done = self.done.into_inner().unwrap_or_else(PoisonError::into_inner);
        for (file, slot, record) in done.records {
            filings[file].slots[slot] = Some(record);
        }
        for (file, fault) in done.refused {
            let entry = &mut filings[file].entry;
            if fault.reason == Reason::Unreadable {
                entry.distrust();
            }
            entry.faults.push(fault);
        }
        (filings.into_iter().map(Filing::close).collect(), done.counts)
    }
}
