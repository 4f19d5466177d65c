//! A small paper to try things on: a database file, a folder of articles, and a clock that stands.

use std::fs;
use std::path::{Path, PathBuf};

use domain::{
    Article, ArticleKind, Markdown, Moment, Publication, Section, Slug, Summary, Version,
};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use newsroom::clock::Clock;
use newsroom::events::{EventKind, EventNumber};
use newsroom::importing::{Importer, Report, find};
use newsroom::media::Media;
use newsroom::publishing::{self, Filed, Filing, When};
use newsroom::store::{Cursor, DatabaseUrl, Listing, Store};
use tempfile::TempDir;

/// An article with nothing but what it needs.
pub const SHORT: &str = "---\ntitle: Ferry late\nsection: City\n---\nIt came at nine.\n";

pub struct TestPaper {
    folder: TempDir,
    pub store: Store,
    pub clock: Clock,
    pub media: Media,
    pub time_zone: TimeZone,
}

/// The moment an RFC 3339 text means.
pub fn at(time: &str) -> Moment {
    Moment::from_micros(time.parse::<Timestamp>().unwrap().as_microsecond())
}

/// On the site since then.
pub fn published(time: &str) -> Publication {
    Publication::Published { at: at(time) }
}

pub fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

impl TestPaper {
    /// An empty paper in New York; its clock stands at noon UTC of 2023-02-05.
    pub async fn start() -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("articles")).unwrap();
        let store = Store::open(&database(folder.path())).await.unwrap();
        Self {
            store,
            clock: Clock::standing_at(at("2023-02-05T12:00:00Z")),
            media: Media::new(folder.path().join("media")),
            time_zone: TimeZone::get("America/New_York").unwrap(),
            folder,
        }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn articles(&self) -> PathBuf {
        self.folder.path().join("articles")
    }

    /// Writes a file below the folder of articles.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.articles().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    pub fn importer(&self) -> Importer<'_> {
        Importer {
            store: &self.store,
            clock: &self.clock,
            media: &self.media,
            time_zone: &self.time_zone,
        }
    }

    /// Imports the whole folder of articles.
    pub async fn import(&self) -> Report {
        self.import_paths(&[self.articles()]).await
    }

    pub async fn import_paths(&self, paths: &[PathBuf]) -> Report {
        let found = find(paths);
        self.importer().import(&found, |_| {}).await.unwrap()
    }

    /// Imports one file of that content, and the article it became.
    pub async fn imported(&self, content: &str) -> Article {
        let report = self.import_paths(&[self.write("one.md", content)]).await;
        assert_eq!(report.problems, []);
        self.article("one").await.unwrap()
    }

    /// The one problem that a file of that content, named directly, meets: its line and reason.
    pub async fn problem(&self, content: impl AsRef<[u8]>) -> (Option<usize>, String) {
        let report = self.import_paths(&[self.write("one.md", content)]).await;
        let [problem] = report.problems.as_slice() else {
            panic!("{:?}", report);
        };
        assert_eq!(self.store.health().await.unwrap().articles, 0);
        (problem.line, problem.reason.clone())
    }

    pub async fn article(&self, name: &str) -> Option<Article> {
        self.store.article(&slug(name)).await.unwrap()
    }

    /// Files an article without going through a file, published at once.
    pub async fn publish_new(&self, name: &str) -> Filed {
        self.file(&filing(name)).await
    }

    pub async fn file(&self, filing: &Filing) -> Filed {
        publishing::file(&self.store, &self.clock, filing)
            .await
            .unwrap()
    }

    pub async fn latest(&self) -> Vec<Summary> {
        let page = self.store.list(Listing::Everything, Cursor::START, 100);
        page.await.unwrap().articles
    }

    /// Everything that happened so far, in order.
    pub async fn events(&self) -> Vec<EventKind> {
        let events = self.store.events(EventNumber(0), 10_000).await.unwrap();
        assert!(events.is_sorted_by(|one, next| one.number < next.number));
        events.into_iter().map(|event| event.kind).collect()
    }

    /// The names of the pictures kept, sorted.
    pub fn pictures(&self) -> Vec<String> {
        let Ok(folder) = fs::read_dir(self.folder.path().join("media")) else {
            return Vec::new();
        };
        let mut names: Vec<String> = folder
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

pub fn database(folder: &Path) -> DatabaseUrl {
    DatabaseUrl::file(&folder.join("paper.sqlite"))
}

/// An article in the section City that comes out now.
pub fn filing(name: &str) -> Filing {
    Filing {
        slug: slug(name),
        section: section("City"),
        version: Version {
            kind: ArticleKind::News,
            kicker: None,
            headline: format!("All about {name}").parse().unwrap(),
            standfirst: None,
            body: "Some words.".parse::<Markdown>().unwrap(),
            byline: domain::Byline::default(),
            topics: Vec::new(),
            picture: None,
            language: None,
            corrections: Vec::new(),
        },
        dont_miss: false,
        when: When::Now,
        source: None,
    }
}

pub fn section(name: &str) -> Section {
    Section::new(Slug::from_words(name).unwrap(), name).unwrap()
}
