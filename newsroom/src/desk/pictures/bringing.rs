//! Bringing a picture in: kept, written down, and only then offered to anybody.

use domain::PictureId;

use crate::clock::Clock;
use crate::desk::account::Account;
use crate::desk::doing::Action;
use crate::desk::log::About;
use crate::desk::role::Right;
use crate::media::{self, KeptPicture, Media, MediaProblem};
use crate::store::{Arrival, LibraryPicture, Store, StoreError};

/// How long a file's name may be, in characters; what is more is left out.
const LONGEST_NAME: usize = 200;

/// Why a picture was not brought in.
#[derive(Debug, thiserror::Error)]
pub enum BringingError {
    /// They have no right to it.
    #[error("was not taken: you may not add pictures")]
    Forbidden,
    /// The file is none that the paper shows.
    #[error(transparent)]
    Picture(#[from] MediaProblem),
    /// The store failed.
    #[error("could not be kept")]
    Store(#[from] StoreError),
}

/// Keeps a picture, and what its file says of it. One that is known already stays as it is known.
///
/// # Errors
/// A [`BringingError`] that says why it was not taken.
pub async fn bring_in(
    store: &Store,
    media: &Media,
    clock: &Clock,
    by: &Account,
    file_name: &str,
    file: impl AsRef<[u8]> + Send + Sync + Clone + 'static,
) -> Result<LibraryPicture, BringingError> {
    if !by.may(Right::Write) {
        return Err(BringingError::Forbidden);
    }
    let picture = keep(media, file.clone()).await?;
    let id = picture.id.clone();
    let name = name(file_name);
    let arrival = Arrival {
        words: media::words(file.as_ref(), picture.media_type),
        picture,
        file_name: name.clone(),
        by: Some(by.id),
    };
    let now = clock.now();
    let mut writing = store.write().await?;
    writing.add_picture(&arrival, now).await?;
    let subject = name.unwrap_or_else(|| id.to_string());
    let what = (
        Action::BringIn,
        subject.as_str(),
        About::Picture(id.clone()),
    );
    writing.log_desk(Some(by.id), what, false, now).await?;
    writing.commit().await?;
    // A purge may have removed the file before it was written down that somebody wants it again.
    keep(media, file).await?;
    found(store, &id).await
}

async fn keep(
    media: &Media,
    file: impl AsRef<[u8]> + Send + 'static,
) -> Result<KeptPicture, BringingError> {
    let media = media.clone();
    let kept = tokio::task::spawn_blocking(move || media.keep(file.as_ref())).await;
    Ok(kept.map_err(|error| MediaProblem::Disk(std::io::Error::other(error)))??)
}

async fn found(store: &Store, id: &PictureId) -> Result<LibraryPicture, BringingError> {
    let found = store.library_picture(id).await?;
    let gone = || StoreError::Damaged(format!("the picture {id} is gone again"));
    Ok(found.ok_or_else(gone)?)
}

/// A file's name without the folders before it, on one line; none of an empty one.
fn name(raw: &str) -> Option<String> {
    let name = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name
        .chars()
        .filter(|c| !c.is_control())
        .take(LONGEST_NAME)
        .collect();
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}
