//! The sample paper: articles and pictures inside the program, so that a fresh one has something to
//! show, through the same import as everybody's own files.
//!
//! Its dates are written around one moment, which becomes the moment of loading: the paper is
//! always today's, with one story some hours ahead. What is there already keeps the date it has.

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

use domain::Moment;
use rust_embed::Embed;

use crate::importing::{Found, FoundFile, Importer, Origin, Report, Rules, Unreadable};
use crate::store::{Store, StoreError};

/// The moment the sample's dates are written around: 2000-01-01T12:00:00Z.
const WRITTEN_AT: Moment = Moment::from_micros(946_728_000_000_000);

/// Where the sample paper is at home, unless the settings of whoever loads it say otherwise.
pub const PLACE: &str = "New York";
/// The time zone of [`PLACE`].
pub const TIME_ZONE: &str = "America/New_York";
/// Degrees north and east of [`PLACE`].
pub const COORDINATES: &str = "40.7128,-74.006";

/// What the names of its files begin with in the store.
const SOURCE: &str = "sample:";

#[derive(Embed)]
#[folder = "../sample/articles"]
struct Articles;

#[derive(Embed)]
#[folder = "../sample/authors"]
struct Authors;

#[derive(Embed)]
#[folder = "../sample/pictures"]
struct PictureFiles;

/// Imports the sample paper as if it had been written today. Articles that are there already are
/// left as they are, so loading it again re-dates and repeats nothing.
///
/// # Errors
/// Any [`StoreError`]; what was imported before it stays.
pub async fn load(
    importer: &Importer<'_>,
    progress: impl FnMut(&Path),
) -> Result<Report, StoreError> {
    let now = importer.clock.now();
    let rules = Rules {
        shift: now.micros().saturating_sub(WRITTEN_AT.micros()),
        leaves_held: true,
    };
    importer
        .import_from(&Sample, rules, &files(), progress)
        .await
}

/// Imports the sample paper into a store without a single article; does nothing, and says `None`,
/// in any other.
///
/// # Errors
/// Any [`StoreError`]; what was imported before it stays.
pub async fn load_if_empty(importer: &Importer<'_>) -> Result<Option<Report>, StoreError> {
    if importer.store.health().await?.articles > 0 {
        return Ok(None);
    }
    load(importer, |_| {}).await.map(Some)
}

/// Whether the paper in `store` is the sample paper and nothing else: nobody has put a story of their own in it.
///
/// # Errors
/// Any [`StoreError`].
pub async fn is_all_there_is(store: &Store) -> Result<bool, StoreError> {
    store.all_articles_are_from(SOURCE).await
}

/// One of the sample's pictures, such as `lighthouse.webp`.
#[must_use]
pub fn picture(name: &str) -> Option<Cow<'static, [u8]>> {
    PictureFiles::get(name).map(|file| file.data)
}

/// The sample's articles and authors, for a progress bar to know how many there are.
#[must_use]
pub fn files() -> Found {
    let articles = Articles::iter().map(|name| Path::new("articles").join(name.as_ref()));
    let authors = Authors::iter().map(|name| Path::new("authors").join(name.as_ref()));
    let mut paths: Vec<PathBuf> = articles
        .chain(authors)
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    paths.sort();
    Found {
        files: paths
            .into_iter()
            .map(|path| FoundFile {
                path,
                is_named: false,
            })
            .collect(),
        problems: Vec::new(),
    }
}

/// The folder `sample` as it was when the program was built.
struct Sample;

impl Origin for Sample {
    fn read(&self, path: &Path, limit: usize) -> Result<Cow<'static, [u8]>, Unreadable> {
        let path = straightened(path);
        let name = |folder| path.strip_prefix(folder).ok().and_then(Path::to_str);
        let file = match (name("articles"), name("authors"), name("pictures")) {
            (Some(name), ..) => Articles::get(name),
            (_, Some(name), _) => Authors::get(name),
            (.., Some(name)) => PictureFiles::get(name),
            (None, None, None) => None,
        };
        let bytes = file.ok_or(Unreadable::Missing)?.data;
        if bytes.len() > limit {
            return Err(Unreadable::TooLarge { limit });
        }
        Ok(bytes)
    }

    fn source(&self, path: &Path) -> String {
        format!("{SOURCE}{}", path.display())
    }

    fn still_has(&self, _source: &str) -> bool {
        // Nobody is turned away for a held article, because it is left as it is anyway.
        false
    }
}

/// The path without `..`: what is embedded has names, not folders to go up in.
fn straightened(path: &Path) -> PathBuf {
    let mut straight = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                straight.pop();
            }
            other => straight.push(other),
        }
    }
    straight
}
