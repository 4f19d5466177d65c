//! A paper of its own for each test: a real store in a folder that goes away, a clock that stands.

mod article_builder;
mod asking;
mod set_otherwise;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use app::paper::{Masthead, Outdoors, Paper};
use axum::Router;
use domain::{Moment, TemperatureUnit};
use newsroom::clock::Clock;
use newsroom::readership::Readership;
use newsroom::store::{DatabaseUrl, Store};
use newsroom::vitals::Vitals;
use newsroom::weather::Whereabouts;
use server::Site;
use server::http::{self, AppState, Doors, listen, serving};
use server::settings::Discovery;
use server::weather;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, SqliteConnection};
use tempfile::TempDir;

pub use article_builder::ArticleBuilder;
pub use asking::Answer;

/// 2023-02-05T15:00:00Z: ten in the morning in New York.
pub const NOW: Moment = Moment::from_micros(1_675_609_200_000_000);

/// A running paper.
pub struct TestSite {
    pub store: Store,
    pub clock: Clock,
    pub readership: Readership,
    pub vitals: Vitals,
    pub folder: TempDir,
    state: AppState,
    router: Router,
}

/// What a build would have left.
fn browser_files(folder: &Path) -> PathBuf {
    let files = folder.join("site");
    std::fs::create_dir_all(files.join("pkg")).unwrap();
    let style = "body { color: red }".repeat(50);
    std::fs::write(files.join("pkg/dateline.css"), style).unwrap();
    std::fs::write(files.join("pkg/dateline.css.br"), "compressed").unwrap();
    std::fs::write(files.join("favicon.svg"), "<svg/>").unwrap();
    std::fs::write(files.join(".secret.svg"), "for nobody").unwrap();
    files
}

impl TestSite {
    pub async fn start() -> Self {
        Self::in_language("en").await
    }

    pub async fn in_language(language: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let site = Site::in_folder(&browser_files(folder.path()));
        Self::of(folder, site, language, Discovery::default(), |_| {}).await
    }

    pub async fn with_catalogue() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let site = Site::in_folder(&browser_files(folder.path()));
        let catalogue = |paper: &mut Paper| paper.has_catalogue = true;
        Self::of(folder, site, "en", Discovery::default(), catalogue).await
    }

    pub async fn start_with(discovery: Discovery) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let site = Site::in_folder(&browser_files(folder.path()));
        Self::of(folder, site, "en", discovery, |_| {}).await
    }

    /// With the weather of that place, in that unit.
    pub async fn outdoors(language: &str, place: Whereabouts, unit: TemperatureUnit) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let site = Site::in_folder(&browser_files(folder.path()));
        let outdoors = |paper: &mut Paper| {
            Arc::make_mut(&mut paper.masthead).outdoors = Some(Outdoors { place, unit });
        };
        Self::of(folder, site, language, Discovery::default(), outdoors).await
    }

    /// With other files for the browser.
    pub async fn serving(site: Site) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::of(folder, site, "en", Discovery::default(), |_| {}).await
    }

    async fn of(
        folder: TempDir,
        site: Site,
        language: &str,
        discovery: Discovery,
        change: impl FnOnce(&mut Paper),
    ) -> Self {
        let database = DatabaseUrl::file(&folder.path().join("paper.sqlite"));
        let store = Store::open(&database).await.unwrap();
        let clock = Clock::standing_at(NOW);
        let media = folder.path().join("media");
        std::fs::create_dir_all(&media).unwrap();
        let masthead = Masthead {
            name: "The Test".to_owned(),
            motto: None,
            place: Some("New York".to_owned()),
            language: language.parse().unwrap(),
            time_zone: jiff::tz::TimeZone::get("America/New_York").unwrap(),
            sections: vec!["sport".parse().unwrap()],
            menu: None,
            url: "https://paper.example".to_owned(),
            outdoors: None,
        };
        let mut paper = Paper::new(
            masthead,
            store.clone(),
            clock.clone(),
            site.build(),
            folder.path().join("pages"),
        );
        change(&mut paper);
        let state = AppState::new(paper, site, media).with_discovery(discovery);
        Self {
            store,
            clock,
            readership: state.readership.clone(),
            vitals: state.vitals.clone(),
            folder,
            router: http::all(state.clone()),
            state,
        }
    }

    /// The same with something about its state changed.
    fn where_state(self, change: impl FnOnce(AppState) -> AppState) -> Self {
        let state = change(self.state);
        Self {
            router: http::all(state.clone()),
            state,
            ..self
        }
    }

    /// Another server of the paper, with a store of its own and the same clock.
    pub async fn on_the_same_database(&self) -> Self {
        let database = DatabaseUrl::file(&self.folder.path().join("paper.sqlite"));
        let store = Store::open(&database).await.unwrap();
        let paper = Paper::new(
            (*self.state.paper.masthead).clone(),
            store.clone(),
            self.clock.clone(),
            self.state.site.build(),
            self.folder.path().join("pages"),
        );
        let media = self.state.media.to_path_buf();
        let state = AppState::new(paper, self.state.site.clone(), media);
        Self {
            store,
            clock: self.clock.clone(),
            readership: state.readership.clone(),
            vitals: state.vitals.clone(),
            folder: tempfile::tempdir().unwrap(),
            router: http::all(state.clone()),
            state,
        }
    }

    /// As a server that was just started, which has made no page, with copies of pages in its folder.
    pub fn started_anew(self) -> Self {
        let state = AppState::new(
            self.state.paper.clone(),
            self.state.site.clone(),
            self.state.media.to_path_buf(),
        )
        .with_copies(self.copies());
        Self {
            router: http::all(state.clone()),
            state,
            ..self
        }
    }

    /// Where those are.
    pub fn copies(&self) -> PathBuf {
        self.folder.path().join("page-copies")
    }

    /// Serves it at a port, for tests of what only a connection shows.
    pub async fn at_a_port(&self) -> SocketAddr {
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        self.behind(Doors::plain(listen(any).await.unwrap()))
    }

    /// Serves it behind those doors.
    pub fn behind(&self, doors: Doors) -> SocketAddr {
        let address = doors.address().unwrap();
        tokio::spawn(serving::serve(doors, self.state.clone()));
        address
    }

    /// The paper.
    pub fn paper(&self) -> &Paper {
        &self.state.paper
    }

    /// How asking for the weather goes.
    pub fn sky(&self) -> &weather::Standing {
        &self.state.sky
    }

    /// As the server does when it is told to stop.
    pub fn end_live_streams(&self) {
        self.state.end_live_streams();
    }

    /// Another program that writes and takes its time: until what this returns is dropped, nobody else can write.
    pub async fn another_program_that_writes(&self) -> SqliteConnection {
        let mut other = SqliteConnectOptions::new()
            .filename(self.folder.path().join("paper.sqlite"))
            .connect()
            .await
            .unwrap();
        sqlx::query("begin immediate")
            .execute(&mut other)
            .await
            .unwrap();
        other
    }

    /// An article to be filed, two hours old unless it is said otherwise.
    pub fn article(&self, slug: &str) -> ArticleBuilder<'_> {
        ArticleBuilder::new(self, slug)
    }
}

/// Waits for what happens in the background, far longer than it takes.
pub async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    for _ in 0..3000 {
        if holds() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{what} did not happen");
}
