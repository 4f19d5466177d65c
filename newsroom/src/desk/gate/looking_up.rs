//! Where the addresses of a manuscript lead within the paper.

use domain::{PictureId, Publication, Section, Slug};

use super::{GateFacts, paper_addresses};
use crate::desk::manuscript::Manuscript;
use crate::redirects::{OldAddress, Target};
use crate::store::{Store, StoreError};

/// What the gate has to know of a manuscript. `url` is where readers reach the paper; `itself` the story that the manuscript is
/// of, which may link to itself before it is public.
///
/// # Errors
/// [`StoreError::Unreachable`] when the database does not answer.
pub async fn look_up(
    store: &Store,
    manuscript: &Manuscript,
    url: &str,
    itself: Option<&Slug>,
) -> Result<GateFacts, StoreError> {
    let mut facts = GateFacts {
        url: url.to_owned(),
        ..GateFacts::default()
    };
    for address in paper_addresses(manuscript, url) {
        if let Some(name) = file_name(store, &address).await? {
            facts.file_names.insert(address.clone(), name);
        }
        if !leads_somewhere(store, &address, itself).await? && !leads_on(store, &address).await? {
            facts.leads_nowhere.insert(address);
        }
    }
    Ok(facts)
}

/// Pages of the paper's own, such as `/about` and `/topic/ferries`, are taken to be there.
async fn leads_somewhere(
    store: &Store,
    address: &str,
    itself: Option<&Slug>,
) -> Result<bool, StoreError> {
    let parts: Vec<&str> = address.split('/').skip(1).collect();
    match parts.as_slice() {
        ["media", file] => is_kept(store, file).await,
        [""] => Ok(true),
        [section] => match section.parse::<Slug>() {
            Ok(slug) => Ok(is_kept_word(&slug) || store.section(&slug).await?.is_some()),
            // A file of the paper, such as `/feed.rss`.
            Err(_) => Ok(section.contains('.')),
        },
        [section, slug, rest @ ..] => match (section.parse::<Slug>(), slug.parse::<Slug>()) {
            (Ok(section), _) if is_kept_word(&section) => Ok(true),
            (Ok(_), Ok(slug)) if rest.is_empty() || rest == ["changes"] => {
                Ok(itself == Some(&slug) || is_public(store, slug).await?)
            }
            (Ok(section), Err(_)) if slug.starts_with("feed.") => {
                Ok(store.section(&section).await?.is_some())
            }
            (Ok(_) | Err(_), _) => Ok(false),
        },
        [] => Ok(false),
    }
}

/// Whether it is an old address from which readers are led on.
async fn leads_on(store: &Store, address: &str) -> Result<bool, StoreError> {
    let Ok(old) = address.parse::<OldAddress>() else {
        return Ok(false);
    };
    Ok(match store.redirect(old.as_str()).await? {
        Some(Target::Moved(_)) => true,
        Some(Target::Gone) | None => false,
    })
}

/// Whether the site uses a word itself, so that no section can have it.
fn is_kept_word(word: &Slug) -> bool {
    Section::new(word.clone(), "A section").is_err()
}

/// An article is found under every slug it ever had, in whatever section.
async fn is_public(store: &Store, slug: Slug) -> Result<bool, StoreError> {
    let article = match store.article(&slug).await? {
        Some(article) => Some(article),
        None => match store.slug_since(&slug).await? {
            Some(slug) => store.article(&slug).await?,
            None => None,
        },
    };
    Ok(article.is_some_and(|article| match article.publication {
        Publication::Published { .. } => true,
        Publication::Draft | Publication::Scheduled { .. } | Publication::Withdrawn { .. } => false,
    }))
}

/// What the file of a picture was called when somebody brought it in.
async fn file_name(store: &Store, address: &str) -> Result<Option<String>, StoreError> {
    let Some(id) = address.strip_prefix("/media/").and_then(picture) else {
        return Ok(None);
    };
    let picture = store.library_picture(&id).await?;
    Ok(picture.and_then(|picture| picture.file_name))
}

/// A smaller picture, `{hash}-{recipe}-{width}`, is there as long as the one it was made from.
async fn is_kept(store: &Store, file: &str) -> Result<bool, StoreError> {
    match picture(file) {
        Some(id) => Ok(!store.pictures(&[id]).await?.is_empty()),
        None => Ok(false),
    }
}

fn picture(file: &str) -> Option<PictureId> {
    file.split(['.', '-']).next()?.parse().ok()
}
