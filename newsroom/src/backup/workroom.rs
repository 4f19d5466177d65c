//! A folder where a database stands unpacked, or a backup half written, for a while.

use std::fs::{File, Permissions, TryLockError};
use std::io::{self, ErrorKind};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tempfile::TempDir;

use super::{BackupError, disk};

/// What its name begins with.
const BEGINNING: &str = ".dateline-unfinished-";
/// What it began with in earlier versions.
const FORMERLY: &str = ".dateline-check-";

/// Only its maker may look into it. It goes with this value; one that a program left which was killed goes when the next is made
/// in the same place.
pub(super) struct Workroom {
    folder: TempDir,
    /// Locked for as long as it is in use: whose lock is gone was left.
    _in_use: File,
}

impl Workroom {
    /// One in the first of `places` that may be written to.
    ///
    /// # Errors
    /// [`BackupError::Disk`] with the place where it cannot be made.
    pub(super) fn in_first_of(places: &[&Path]) -> Result<Self, BackupError> {
        let mut refused = None;
        for place in places {
            match std::fs::metadata(place).and_then(|_| Self::within(place)) {
                Ok(made) => return Ok(made),
                Err(error) if is_forbidden(&error) => refused = Some(disk(*place)(error)),
                Err(error) => return Err(disk(*place)(error)),
            }
        }
        Err(refused.unwrap_or_else(|| disk("")(ErrorKind::NotFound.into())))
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    fn within(place: &Path) -> io::Result<Self> {
        clear(place);
        loop {
            let folder = tempfile::Builder::new()
                .prefix(BEGINNING)
                .permissions(Permissions::from_mode(0o700))
                .tempdir_in(place)
                .map_err(bare)?;
            // Somebody else may clear the place just now, and have it before its lock.
            let in_use = match File::open(folder.path()) {
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                opened => opened?,
            };
            let is_lost = matches!(in_use.try_lock(), Err(TryLockError::WouldBlock));
            if !is_lost && folder.path().exists() {
                return Ok(Self {
                    folder,
                    _in_use: in_use,
                });
            }
        }
    }
}

/// The error without the path that `tempfile` adds, which whoever tells of it names.
fn bare(error: io::Error) -> io::Error {
    let cause = error.get_ref().and_then(|error| error.source());
    let cause = cause.and_then(|cause| cause.downcast_ref::<io::Error>());
    let code = cause.and_then(io::Error::raw_os_error);
    code.map_or(error, io::Error::from_raw_os_error)
}

fn is_forbidden(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied
    )
}

/// Removes what was left in `place`. What cannot be removed is in nobody's way.
fn clear(place: &Path) {
    let found = std::fs::read_dir(place).into_iter().flatten().flatten();
    for left in found {
        let name = left.file_name();
        let name = name.to_string_lossy();
        let is_ours = name.starts_with(BEGINNING) || name.starts_with(FORMERLY);
        if !is_ours || !left.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        if let Ok(folder) = File::open(left.path())
            && folder.try_lock().is_ok()
        {
            let _ = std::fs::remove_dir_all(left.path());
        }
    }
}
