//! Whether the roots are still the folders that they were. A disk that is taken away and put back is told of by nobody: what watched its
//! folders watches nothing any more. So the roots themselves are looked at every so often. Knows no index and no walk.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::Duration;

/// So often.
const LOOK: Duration = Duration::from_secs(10);

/// What a root was when it was last looked at; none where it is not there.
type Known = Mutex<Vec<(PathBuf, Option<Identity>)>>;

/// What tells one folder from another under the same name.
type Identity = (u64, u64);

/// Looks at roots until it is dropped.
pub struct Presence(Arc<Known>);

impl Presence {
    /// Looks at no roots yet; `changed` is called when one came, went or was replaced.
    pub fn new(changed: impl Fn() + Send + 'static) -> Self {
        Self::every(LOOK, changed)
    }

    fn every(pause: Duration, changed: impl Fn() + Send + 'static) -> Self {
        let known = Arc::default();
        let looked_at: Weak<Known> = Arc::downgrade(&known);
        // Without a thread what is not told is found by the next run all the same.
        let _ = thread::Builder::new().spawn(move || {
            while let Some(known) = looked_at.upgrade() {
                if has_changed(&known) {
                    changed();
                }
                drop(known);
                thread::sleep(pause);
            }
        });
        Self(known)
    }

    /// Looks at these from now on, and no others any more.
    pub fn look_at(&self, roots: &[PathBuf]) {
        let roots = roots.iter().map(|root| (root.clone(), identity(root))).collect();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = roots;
    }
}

fn has_changed(known: &Known) -> bool {
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    let mut changed = false;
    for (root, was) in known.iter_mut() {
        let is = identity(root);
        changed |= *was != is;
        *was = is;
    }
    changed
}

#[cfg(unix)]
fn identity(root: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    // A file is replaced by whoever writes it anew, and that is told.
    fs::metadata(root).ok().map(|data| if data.is_dir() { (data.dev(), data.ino()) } else { (0, 0) })
}

#[cfg(not(unix))]
fn identity(root: &Path) -> Option<Identity> {
    fs::metadata(root).ok().map(|_| (0, 0))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot set up its case has failed")]

    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn a_root_that_goes_comes_or_is_replaced_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let (root, away) = (dir.path().join("news"), dir.path().join("away"));
        fs::create_dir(&root).unwrap();
        let (sender, told) = channel();
        let presence = Presence::every(Duration::from_millis(5), move || sender.send(()).unwrap_or_default());
        presence.look_at(std::slice::from_ref(&root));
        assert!(told.recv_timeout(Duration::from_millis(100)).is_err());
        let tell = |act: &dyn Fn()| {
            act();
            told.recv_timeout(Duration::from_secs(20)).unwrap();
        };
        tell(&|| fs::rename(&root, &away).unwrap());
        tell(&|| fs::create_dir(&root).unwrap());
        tell(&|| {
            fs::remove_dir(&root).unwrap();
            fs::rename(&away, &root).unwrap();
        });
    }
}
