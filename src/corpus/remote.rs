//! Whether a folder lies on a file system that other machines write to: of their changes this machine's system tells nothing.

use std::path::{Path, PathBuf};

/// The kind of network file system that `path` lies on; none on a disk of this machine, and where the system does not say (only
/// Linux does).
#[must_use]
pub fn remote(path: &Path) -> Option<String> {
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    kind_of(path, &mounts).filter(|kind| is_remote(kind))
}

/// The kind of the file system mounted nearest above `path`; of two mounted at one place, the later one.
fn kind_of(path: &Path, mounts: &str) -> Option<String> {
    let above = mounts.lines().filter_map(mount).filter(|(point, _)| path.starts_with(point));
    above.max_by_key(|(point, _)| point.components().count()).map(|(_, kind)| kind.to_owned())
}

/// Where a line of `mountinfo` mounts what kind: `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - nfs4 server:/share rw`.
fn mount(line: &str) -> Option<(PathBuf, &str)> {
    let (place, kind) = line.split_once(" - ")?;
    let point = place.split(' ').nth(4)?;
    // White space in a name stands there in octal.
    let point = point.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\");
    Some((point.into(), kind.split(' ').next()?))
}

fn is_remote(kind: &str) -> bool {
    const KINDS: [&str; 13] =
        ["nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "gfs2", "ocfs2", "lustre", "9p", "virtiofs"];
    let disk_of_this_machine = matches!(kind, "fuseblk" | "fuse.fuse-overlayfs" | "fusectl");
    !disk_of_this_machine && (KINDS.contains(&kind) || kind.starts_with("fuse"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_mount_above_decides() {
        let mounts = "22 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw\n\
                      40 22 0:35 / /mnt/the\\040archive rw - nfs4 server:/share rw\n\
                      41 40 8:2 / /mnt/the\\040archive/local rw shared:7 master:2 - xfs /dev/sdb rw\n\
                      42 22 0:36 / /mnt/web rw - fuse.sshfs host: rw\n";
        let kind = |path: &str| kind_of(Path::new(path), mounts).filter(|kind| is_remote(kind));
        assert_eq!(kind("/mnt/the archive/2025"), Some("nfs4".to_owned()));
        assert_eq!(kind("/mnt/the archive/local/2025"), None);
        assert_eq!(kind("/mnt/web"), Some("fuse.sshfs".to_owned()));
        assert_eq!(kind("/mnt/webster"), None);
    }
}
