//! Following the folders of the archive: hears from the system that something changed, and wakes whoever waits for it. What changed is
//! found out by a walk; here it is only heard that there is something to find. Knows no index, and no clock but the time of what it heard.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, ErrorKind, Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::presence::Presence;

/// What was heard since it was last asked.
#[derive(Debug, Clone, Default)]
pub struct Heard {
    /// When the first change was heard.
    pub first: Option<Instant>,
    /// When the last one was.
    pub last: Option<Instant>,
    /// Whether what is watched has to be set up anew: a root came or went, or the system lost count.
    pub anew: bool,
    /// Whether all is to end.
    pub ended: bool,
}

/// Where changes are told, from any thread, and waited for.
#[derive(Debug, Default)]
pub struct Bell {
    heard: Mutex<Heard>,
    rung: Condvar,
}

impl Bell {
    /// Waits until the moment that `until` gives for what was heard so far, or until the end is rung for; takes what was heard.
    pub fn wait(&self, until: &dyn Fn(&Heard) -> Instant) -> Heard {
        let mut heard = self.lock();
        loop {
            let left = until(&heard).saturating_duration_since(Instant::now());
            if heard.ended || left.is_zero() {
                let rest = Heard { ended: heard.ended, ..Heard::default() };
                return std::mem::replace(&mut heard, rest);
            }
            heard = self.rung.wait_timeout(heard, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Rings for the end.
    pub fn end(&self) {
        self.lock().ended = true;
        self.rung.notify_all();
    }

    fn change(&self, anew: bool) {
        let now = Instant::now();
        let mut heard = self.lock();
        heard.first.get_or_insert(now);
        heard.last = Some(now);
        heard.anew |= anew;
        self.rung.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Follows roots, and rings a bell when something below them changes.
pub struct Follower {
    bell: Arc<Bell>,
    except: PathBuf,
    following: Option<(Targets, RecommendedWatcher)>,
    presence: Presence,
}

/// What the system is asked to watch: a folder, and whether with all below it.
type Targets = Vec<(PathBuf, bool)>;

impl Follower {
    /// Follows nothing yet. Of `except`, the folder of the index, nothing is ever heard.
    #[must_use]
    pub fn new(except: &Path, bell: &Arc<Bell>) -> Self {
        let told = Arc::clone(bell);
        let presence = Presence::new(move || told.change(true));
        Self { bell: Arc::clone(bell), except: except.to_owned(), following: None, presence }
    }

    /// Follows `roots`, absolute paths without links, and no others any more. A root that is not there is awaited. Where nothing would
    /// change nothing is done, unless all is to be set up `anew`.
    ///
    /// # Errors
    /// When the system refuses to watch; nothing is followed then.
    pub fn follow(&mut self, roots: &[PathBuf], anew: bool) -> Result<(), String> {
        let targets = targets(roots);
        if !anew && self.following.as_ref().is_some_and(|(following, _)| *following == targets) {
            return Ok(());
        }
        self.presence.look_at(roots);
        self.following = None;
        self.following = Some((targets.clone(), self.watcher(roots, &targets).map_err(|error| described(&error))?));
        Ok(())
    }

    fn watcher(&self, roots: &[PathBuf], targets: &Targets) -> notify::Result<RecommendedWatcher> {
        let scope = Scope { roots: roots.to_vec(), except: real(&self.except) };
        let bell = Arc::clone(&self.bell);
        let hear = move |event: notify::Result<Event>| match event {
            Ok(event) => scope.concern(&event).into_iter().for_each(|anew| bell.change(anew)),
            Err(_) => bell.change(true),
        };
        let mut watcher = RecommendedWatcher::new(hear, Config::default().with_follow_symlinks(false))?;
        for (path, below) in targets {
            let mode = if *below { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            match watcher.watch(path, mode) {
                // It went in this moment; the folder above tells when it is back.
                Err(error) if matches!(error.kind, ErrorKind::PathNotFound) => self.bell.change(true),
                result => result?,
            }
        }
        Ok(watcher)
    }
}

fn described(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => "the system watches no more folders for this user (inotify limit)".to_owned(),
        ErrorKind::Io(error) => error.to_string(),
        _ => error.to_string(),
    }
}

/// The path without links, also of a folder that is yet to be made.
fn real(path: &Path) -> PathBuf {
    let parent = || path.parent().map(|parent| if parent.as_os_str().is_empty() { Path::new(".") } else { parent });
    let below_parent = || Some(parent()?.canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(below_parent).unwrap_or_else(|| path.to_owned())
}

/// What to watch for `roots`: folders with all below them; and the nearest folder above each root, because a root that comes, goes or
/// is replaced is told of there.
fn targets(roots: &[PathBuf]) -> Targets {
    let folders: Vec<&PathBuf> = roots.iter().filter(|root| root.is_dir()).collect();
    let inside = |path: &Path| folders.iter().any(|folder| path != folder.as_path() && path.starts_with(folder));
    let outermost = folders.iter().filter(|folder| !inside(folder)).map(|folder| ((*folder).clone(), true));
    let above = roots.iter().filter_map(|root| root.ancestors().skip(1).find(|above| above.is_dir()));
    let covered = |path: &Path| inside(path) || folders.iter().any(|folder| folder.as_path() == path);
    let above = above.filter(|above| !covered(above)).map(|above| (above.to_owned(), false));
    let mut targets: Targets = outermost.chain(above).collect();
    targets.sort();
    targets.dedup();
    targets
}

/// Of what is to be heard.
struct Scope {
    roots: Vec<PathBuf>,
    except: PathBuf,
}

impl Scope {
    /// Whether an event is a change of the archive: none if it is not, else whether watching has to be set up anew.
    fn concern(&self, event: &Event) -> Option<bool> {
        if event.need_rescan() {
            return Some(true);
        }
        let looked_at = match event.kind {
            EventKind::Access(kind) => kind != AccessKind::Close(AccessMode::Write),
            _ => false,
        };
        let concerns = |path: &&PathBuf| {
            !path.starts_with(&self.except)
                && self.roots.iter().any(|root| path.starts_with(root) || root.starts_with(path))
        };
        let mut paths = event.paths.iter().filter(concerns).peekable();
        if looked_at || paths.peek().is_none() {
            return None;
        }
        Some(paths.any(|path| self.roots.iter().any(|root| root.starts_with(path))))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use notify::event::{CreateKind, ModifyKind, RemoveKind, RenameMode};

    use super::*;

    fn event(kind: EventKind, path: &str) -> Event {
        Event::new(kind).add_path(path.into())
    }

    #[test]
    fn only_changes_of_the_archive_are_heard_and_those_of_a_root_set_it_up_anew() {
        let scope = Scope { roots: vec!["/a/news".into(), "/b/one.txt".into()], except: "/a/news/index".into() };
        let create = EventKind::Create(CreateKind::File);
        assert_eq!(scope.concern(&event(create, "/a/news/2025/x.txt")), Some(false));
        assert_eq!(scope.concern(&event(create, "/a/news/index/0.term")), None);
        assert_eq!(scope.concern(&event(create, "/a/newspaper")), None);
        assert_eq!(scope.concern(&event(create, "/b/one.txt~")), None);
        assert_eq!(
            scope.concern(&event(EventKind::Modify(ModifyKind::Name(RenameMode::To)), "/b/one.txt")),
            Some(true)
        );
        assert_eq!(scope.concern(&event(EventKind::Remove(RemoveKind::Folder), "/a")), Some(true));
        let closed = |mode| event(EventKind::Access(AccessKind::Close(mode)), "/a/news/x.txt");
        assert_eq!(scope.concern(&closed(AccessMode::Read)), None);
        assert_eq!(scope.concern(&closed(AccessMode::Write)), Some(false));
        let lost = Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan);
        assert_eq!(scope.concern(&lost), Some(true));
    }

    #[test]
    fn a_folder_is_watched_once_and_the_nearest_folder_above_a_root_with_it() {
        let dir = tempfile::tempdir().unwrap();
        let at = |path: &str| dir.path().join(path);
        fs::create_dir_all(at("news/2025")).unwrap();
        fs::write(at("news/one.txt"), "x").unwrap();
        let watched = |roots: &[&str]| targets(&roots.iter().map(|root| at(root)).collect::<Vec<_>>());
        let above = (dir.path().to_owned(), false);
        assert_eq!(watched(&["news", "news/2025", "news/one.txt"]), [above.clone(), (at("news"), true)]);
        assert_eq!(watched(&["news/one.txt"]), [(at("news"), false)]);
        assert_eq!(watched(&["gone/far/away"]), [above]);
    }

    #[test]
    fn a_change_wakes_who_waits_and_the_end_is_not_forgotten() {
        let bell = Arc::new(Bell::default());
        let far = Instant::now() + Duration::from_secs(60);
        let until = |heard: &Heard| heard.first.map_or(far, |first| first);
        let other = Arc::clone(&bell);
        let thread = std::thread::spawn(move || other.change(false));
        let heard = bell.wait(&until);
        thread.join().unwrap();
        assert!(heard.first.is_some() && !heard.ended);
        bell.end();
        assert!(bell.wait(&until).ended && bell.wait(&until).ended);
    }
}
