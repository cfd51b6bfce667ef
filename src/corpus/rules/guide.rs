//! What the rules of an archive say of one file.

use std::sync::Arc;

use jiff::tz::TimeZone;
use xxhash_rust::xxh3::xxh3_64;

use super::keys::{KeyRule, Keys};
use super::lines::{LineRule, Marks};
use super::outlets::{OutletRule, describe};
use super::{Rules, Zone};
use crate::article::Meta;

/// The rules that hold of a file; by default none.
#[derive(Debug, Clone, Default)]
pub struct Guide(Option<Arc<Held>>);

#[derive(Debug)]
struct Held {
    hash: u64,
    zone: Option<TimeZone>,
    keys: Keys,
    outlets: Vec<Arc<OutletRule>>,
    lines: Vec<Arc<LineRule>>,
}

impl Rules {
    /// What holds of the file at `path` below the root.
    #[must_use]
    pub fn guide(&self, path: &str) -> Guide {
        let in_folder = |rule: &LineRule| rule.folder.as_ref().is_none_or(|folder| folder.hold(path));
        let of_file = |rule: &KeyRule| rule.files.as_ref().is_none_or(|files| files.hold(path));
        let outlets: Vec<_> = self.outlets.iter().filter(|rule| rule.may_hold(path)).cloned().collect();
        let lines: Vec<_> = self.lines.iter().filter(|rule| in_folder(rule)).cloned().collect();
        let keys: Vec<&KeyRule> = self.keys.iter().map(AsRef::as_ref).filter(|rule| of_file(rule)).collect();
        let zone: Option<&Zone> = outlets.iter().find_map(|rule| rule.zone.as_ref()).or(self.zone.as_ref());
        let mut hashes: Vec<u64> = zone.map(|zone| xxh3_64(zone.name.as_bytes())).into_iter().collect();
        hashes.extend(outlets.iter().map(|rule| rule.hash));
        hashes.extend(keys.iter().map(|rule| rule.hash));
        hashes.extend(lines.iter().map(|rule| rule.hash));
        if hashes.is_empty() {
            return Guide::default();
        }
        let bytes: Vec<u8> = hashes.iter().flat_map(|hash| hash.to_le_bytes()).collect();
        let (zone, keys) = (zone.map(|zone| zone.zone.clone()), Keys::of(keys.into_iter()));
        Guide(Some(Arc::new(Held { hash: xxh3_64(&bytes), zone, keys, outlets, lines })))
    }
}

impl Guide {
    /// By what is told whether other rules hold of a file now than when it was read; 0 where none do.
    #[must_use]
    pub fn hash(&self) -> u64 {
        self.0.as_ref().map_or(0, |held| held.hash)
    }

    /// The zone in which the days of its moments are counted.
    #[must_use]
    pub fn zone(&self) -> Option<&TimeZone> {
        self.0.as_ref()?.zone.as_ref()
    }

    /// What its records call what.
    #[must_use]
    pub fn keys(&self) -> Keys {
        self.0.as_ref().map(|held| held.keys.clone()).unwrap_or_default()
    }

    /// Sets what the rules say of an article beside its text.
    pub fn describe(&self, meta: &mut Meta) {
        let outlets = self.0.iter().flat_map(|held| &held.outlets);
        describe(outlets.map(AsRef::as_ref), meta);
    }

    /// What the rules say of the lines of an article of `source`.
    #[must_use]
    pub fn marks(&self, source: &str) -> Marks<'_> {
        let lines = self.0.iter().flat_map(|held| &held.lines).map(AsRef::as_ref);
        Marks(lines.filter(|rule: &&LineRule| rule.is_of(source)).collect())
    }
}
