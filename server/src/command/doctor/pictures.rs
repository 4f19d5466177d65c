//! Pictures: that every file the store knows of is there and is one.

use domain::Picture;
use newsroom::media::Media;
use newsroom::store::{Store, StoreError};

use super::Check;
use crate::settings::Settings;

/// How many files are named.
const NAMED: usize = 5;

pub(super) async fn check(settings: &Settings, store: &Store) -> Result<Check, StoreError> {
    let pictures = store.all_pictures().await?;
    let media = Media::new(settings.media_dir());
    let count = pictures.len();
    let looked = tokio::task::spawn_blocking(move || broken(&media, &pictures));
    let broken = looked.await.unwrap_or_default();
    if broken.is_empty() {
        return Ok(Check::pass(
            "pictures",
            format!("All {count} are there and whole."),
        ));
    }
    let mut found = format!(
        "{} of {count} are missing or damaged: {}",
        broken.len(),
        broken[..broken.len().min(NAMED)].join(", ")
    );
    found.push_str(if broken.len() > NAMED {
        " and others."
    } else {
        "."
    });
    Ok(Check::fail(
        "pictures",
        found,
        "Copy these files from a backup (its folder media) into the data folder's media, or import the articles that show them again.",
    ))
}

/// The names of those whose file, as it was kept, is not there or does not show what it did.
fn broken(media: &Media, pictures: &[Picture]) -> Vec<String> {
    let is_whole = |picture: &&Picture| {
        let file = media.file(&picture.id, picture.media_type);
        let looked = std::fs::read(file).ok().map(|bytes| Media::look(&bytes));
        looked.is_some_and(|looked| {
            looked.is_ok_and(|found| {
                found.media_type == picture.media_type
                    && (found.width, found.height) == (picture.width, picture.height)
            })
        })
    };
    let broken = pictures.iter().filter(|picture| !is_whole(picture));
    broken
        .map(|picture| format!("{}.{}", picture.id, picture.media_type.extension()))
        .collect()
}
