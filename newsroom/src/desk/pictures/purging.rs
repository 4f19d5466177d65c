//! Purging pictures that nothing uses.
//!
//! The rows go first, in one transaction that looks again whether anything uses them, and the names of what is to be
//! removed are written down in it. The files follow. So a page never names a file that is gone; whoever is stopped half-way
//! leaves files that nobody needs and a list of them, and the next purge goes on with it. A picture that is brought in again
//! meanwhile has a row again, which is asked for under the write lock before its files are touched.

use std::collections::HashSet;

use domain::{Moment, PictureId};

use crate::clock::Clock;
use crate::desk::account::Account;
use crate::desk::doing::{Action, DeskError};
use crate::desk::role::Right;
use crate::media::Media;
use crate::store::{Store, StoreError};

/// For how many days nothing may have used a picture, at least: what was brought in today may be meant for a story that is
/// not saved yet.
pub const SHORTEST_REST: u32 = 1;

/// Rows that go in one transaction, and files that go under one lock: nobody else can write meanwhile.
const AT_ONCE: u32 = 200;

/// What a purge did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purged {
    /// How many pictures are no longer in the library.
    pub pictures: u32,
    /// Whether all their files are gone. If not, the log says why, and the next purge goes on.
    pub is_swept: bool,
}

/// Purges the pictures that nothing has used since `before`.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may, [`DeskError::Refused`] for a moment less than [`SHORTEST_REST`] ago.
pub async fn purge(
    store: &Store,
    media: &Media,
    clock: &Clock,
    by: &Account,
    before: Moment,
) -> Result<Purged, DeskError> {
    if !by.may(Right::EditAll) {
        return Err(DeskError::Forbidden);
    }
    if before > clock.now().shifted(-rest(SHORTEST_REST)) {
        return Err(DeskError::Refused(format!(
            "Only what nothing has used for at least {SHORTEST_REST} day is purged."
        )));
    }
    let mut pictures = 0;
    loop {
        let now = clock.now();
        let mut writing = store.write().await?;
        let gone = writing.purge_pictures(before, AT_ONCE).await?;
        for title in &gone {
            writing
                .log_desk(Some(by.id), (Action::Purge, title.as_str()), false, now)
                .await?;
        }
        writing.commit().await?;
        let count = u32::try_from(gone.len()).unwrap_or(AT_ONCE);
        pictures += count;
        if count < AT_ONCE {
            break;
        }
    }
    let swept = sweep(store, media).await;
    if let Err(error) = &swept {
        tracing::error!(%error, "files of purged pictures are left; the next purge goes on");
    }
    Ok(Purged {
        pictures,
        is_swept: swept.is_ok(),
    })
}

/// So many days, in microseconds.
#[must_use]
pub fn rest(days: u32) -> i64 {
    const MICROS_A_DAY: i64 = 24 * 3600 * 1_000_000;
    i64::from(days) * MICROS_A_DAY
}

/// Why files are left.
#[derive(Debug, thiserror::Error)]
pub enum SweepError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The disk.
    #[error("the pictures' folder cannot be used: {0}")]
    Disk(#[from] std::io::Error),
}

/// Removes the files of pictures that were purged.
///
/// # Errors
/// A [`SweepError`]; what is left then is removed the next time.
pub async fn sweep(store: &Store, media: &Media) -> Result<(), SweepError> {
    let purged = store.purged_pictures().await?;
    if purged.is_empty() {
        return Ok(());
    }
    let wanted: HashSet<PictureId> = purged.iter().cloned().collect();
    let folder = media.clone();
    // Without the lock: a large folder takes a while to read.
    let files = tokio::task::spawn_blocking(move || folder.files_of(&wanted))
        .await
        .map_err(std::io::Error::other)??;
    for some in purged.chunks(AT_ONCE as usize) {
        let mut writing = store.write().await?;
        for id in some {
            if !writing.has_picture(id).await? {
                for file in files.get(id).into_iter().flatten() {
                    remove(file)?;
                }
            }
            writing.forget_purged(id).await?;
        }
        writing.commit().await?;
    }
    Ok(())
}

fn remove(file: &std::path::Path) -> std::io::Result<()> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}
