//! Where the addresses of a manuscript lead within the paper.

use domain::{PictureId, Publication, Section, Slug};
use jiff::civil::Date;

use super::{GateFacts, paper_addresses};
use crate::desk::checking;
use crate::desk::manuscript::Manuscript;
use crate::redirects::{OldAddress, Target};
use crate::store::{Store, StoreError};

/// Pages that the site makes itself, which are there in every paper.
const PAGES: [&str; 9] = [
    "about",
    "accessibility",
    "archive",
    "corrections",
    "letters",
    "offline",
    "privacy",
    "search",
    "stay-in-touch",
];
/// Folders of files, which the store does not know.
const FILES: [&str; 3] = ["fonts", "og", "pkg"];
const FEEDS: [&str; 3] = ["feed.rss", "feed.atom", "feed.json"];

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
    let brings = Brings::of(manuscript, itself);
    for address in paper_addresses(manuscript, url) {
        if let Some(name) = file_name(store, &address).await? {
            facts.file_names.insert(address.clone(), name);
        }
        if !leads_somewhere(store, &address, &brings).await? && !leads_on(store, &address).await? {
            facts.leads_nowhere.insert(address);
        }
    }
    Ok(facts)
}

/// What readers find once the story is out, and perhaps not before.
struct Brings<'m> {
    itself: Option<&'m Slug>,
    topics: Vec<Slug>,
    authors: Vec<Slug>,
}

impl<'m> Brings<'m> {
    /// Names that cannot be read keep the story in, whatever it links to.
    fn of(manuscript: &Manuscript, itself: Option<&'m Slug>) -> Self {
        let topics = checking::topics(&manuscript.topics).unwrap_or_default();
        let byline = checking::byline(&manuscript.byline).unwrap_or_default();
        Self {
            itself,
            topics: topics.iter().map(|it| it.slug().clone()).collect(),
            authors: byline
                .authors()
                .iter()
                .map(|it| it.slug().clone())
                .collect(),
        }
    }
}

async fn leads_somewhere(
    store: &Store,
    address: &str,
    brings: &Brings<'_>,
) -> Result<bool, StoreError> {
    let parts: Vec<&str> = address.split('/').skip(1).collect();
    match parts.as_slice() {
        [""] => Ok(true),
        [page] if PAGES.contains(page) => Ok(true),
        ["media", file] => is_kept(store, file).await,
        ["topic", slug, rest @ ..] => match list_of(slug, rest) {
            Some(slug) => Ok(brings.topics.contains(&slug) || store.topic(&slug).await?.is_some()),
            None => Ok(false),
        },
        ["author", slug, rest @ ..] => match list_of(slug, rest) {
            Some(slug) => {
                Ok(brings.authors.contains(&slug) || store.author(&slug).await?.is_some())
            }
            None => Ok(false),
        },
        ["letters", slug, rest @ ..] => is_letter(store, slug, rest).await,
        // In one spelling.
        ["archive", day] => Ok(day
            .parse::<Date>()
            .is_ok_and(|read| read.to_string() == *day)),
        [first, _, ..] if FILES.contains(first) => Ok(true),
        // The desk, what programs ask for, and what opens something of one reader's.
        [first, ..]
            if first
                .parse::<Slug>()
                .is_ok_and(|word| Section::is_reserved(&word)) =>
        {
            Ok(false)
        }
        [section] => match section.parse::<Slug>() {
            Ok(slug) => Ok(store.section(&slug).await?.is_some()),
            Err(_) if section.starts_with("feed.") => Ok(FEEDS.contains(section)),
            // A file of the paper, such as `/robots.txt`.
            Err(_) => Ok(section.contains('.')),
        },
        [section, slug, rest @ ..] => match (section.parse::<Slug>(), slug.parse::<Slug>()) {
            (Ok(_), Ok(slug)) if rest.is_empty() || rest == ["changes"] => {
                Ok(brings.itself == Some(&slug) || is_public(store, slug).await?)
            }
            (Ok(section), Err(_)) if rest.is_empty() && FEEDS.contains(slug) => {
                Ok(store.section(&section).await?.is_some())
            }
            (Ok(_) | Err(_), _) => Ok(false),
        },
        [] => Ok(false),
    }
}

/// Whose list of articles, or whose feed, it is.
fn list_of(slug: &str, rest: &[&str]) -> Option<Slug> {
    match rest {
        [] => slug.parse().ok(),
        [feed] if FEEDS.contains(feed) => slug.parse().ok(),
        _ => None,
    }
}

/// Whether it is a letter, its feed, or an issue of it.
async fn is_letter(store: &Store, slug: &str, rest: &[&str]) -> Result<bool, StoreError> {
    let Ok(slug) = slug.parse::<Slug>() else {
        return Ok(false);
    };
    let Some(letter) = store.letter(&slug).await? else {
        return Ok(false);
    };
    match rest {
        [] => Ok(true),
        [feed] if FEEDS.contains(feed) => Ok(true),
        [number] => match number.parse() {
            Ok(number) => Ok(store.issue_of(letter.id, number).await?.is_some()),
            Err(_) => Ok(false),
        },
        _ => Ok(false),
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
