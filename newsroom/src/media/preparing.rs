//! Preparing pictures: one after the other, each once, whenever there is time.
//!
//! The files are written first and the store told afterwards, in one step with an event. So a page
//! never names a file that is not there; a process that is killed leaves files that the next one
//! writes again; and of two processes at one picture the second finds it done.

use std::io;

use domain::{MediaType, PictureFile, PictureId, Variant};

use super::variants::{self, RECIPE};
use super::{Media, metadata};
use crate::clock::Clock;
use crate::events::EventKind;
use crate::store::{Preparation, Store, StoreError};

/// How one picture was prepared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Which picture.
    pub id: PictureId,
    /// Why it stays as it is although it should not, in words for whoever runs the paper.
    pub problem: Option<String>,
}

/// Why a picture could not be prepared now. Trying again later may help.
#[derive(Debug, thiserror::Error)]
pub enum PreparingError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The disk.
    #[error("the pictures' folder cannot be used: {0}")]
    Disk(#[from] io::Error),
}

/// Prepares the picture that has waited longest. `None` when none is waiting.
///
/// This computes for seconds: it is meant for a thread of its own.
///
/// # Errors
/// A [`PreparingError`]; the picture goes on waiting.
pub async fn prepare_next(
    store: &Store,
    media: &Media,
    clock: &Clock,
) -> Result<Option<Outcome>, PreparingError> {
    match store.next_unprepared().await? {
        None => Ok(None),
        Some((id, media_type)) => prepare(store, media, clock, id, media_type).await.map(Some),
    }
}

/// Prepares one picture. One that another process prepared meanwhile stays as that left it.
///
/// This computes for seconds: it is meant for a thread of its own.
///
/// # Errors
/// A [`PreparingError`]; the picture goes on waiting.
pub async fn prepare(
    store: &Store,
    media: &Media,
    clock: &Clock,
    id: PictureId,
    media_type: MediaType,
) -> Result<Outcome, PreparingError> {
    let preparation = make_files(media, &id, media_type)?;
    let problem = match &preparation {
        Preparation::Done(_) => None,
        Preparation::Failed(problem) => Some(problem.clone()),
    };
    let now = clock.now();
    let mut writing = store.write().await?;
    let is_first = writing.set_prepared(&id, &preparation, now).await?;
    if is_first && problem.is_none() {
        writing.log(EventKind::PicturePrepared, None, now).await?;
    }
    writing.commit().await?;
    Ok(Outcome { id, problem })
}

fn make_files(media: &Media, id: &PictureId, media_type: MediaType) -> io::Result<Preparation> {
    let file = media.file(id, media_type);
    let bytes = match std::fs::read(&file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(Preparation::Failed("its file is missing".to_owned()));
        }
        read => read?,
    };
    // What an earlier version kept still has its metadata.
    let clean = metadata::without(&bytes, media_type);
    if clean != bytes {
        media.write(&file, &clean)?;
    }
    let made = match variants::of(&clean) {
        Ok(made) => made,
        Err(problem) => return Ok(Preparation::Failed(problem.to_string())),
    };
    for variant in made.files {
        let name = PictureFile {
            id: id.clone(),
            variant: Some(Variant {
                recipe: RECIPE,
                width: variant.width,
            }),
            media_type: variant.media_type,
        };
        media.write(&media.path_of(&name), &variant.bytes)?;
    }
    Ok(Preparation::Done(made.prepared))
}
