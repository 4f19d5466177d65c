//! A paper of its own for each test: a real store in a folder that goes away, a clock that stands.

mod article_builder;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use app::paper::{Masthead, Outdoors, Paper};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::response::Parts;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use axum::response::Response;
use domain::{Moment, TemperatureUnit};
use newsroom::clock::Clock;
use newsroom::desk::gate::Strictness;
use newsroom::letters::RefusedDomains;
use newsroom::readership::Readership;
use newsroom::settings::Origins;
use newsroom::store::{DatabaseUrl, Store};
use newsroom::vitals::{Sample, Vitals};
use newsroom::weather::Whereabouts;
use server::Site;
use server::acme;
use server::http::{self, AppState, Doors, listen, serving};
use server::letters::Letters;
use server::links::Links;
use server::notifications::Notifications;
use server::pings::Standings;
use server::returned::WaysBack;
use server::settings::{Cdn, Discovery, Limits, Live, Proxies};
use server::weather;
use tempfile::TempDir;
use tower::ServiceExt;

pub use article_builder::ArticleBuilder;

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

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
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

    /// The same with another share of live streams.
    pub fn with_live(self, live: Live) -> Self {
        self.where_state(|state| state.with_live(live))
    }

    /// The same whose readers' browsers measure that share of page loads.
    pub fn measuring(self, sample: Sample) -> Self {
        self.where_state(|state| state.with_vitals(Some(sample)))
    }

    /// The same behind other proxies.
    pub fn with_proxies(self, proxies: Proxies) -> Self {
        self.where_state(|state| state.with_proxies(proxies))
    }

    /// The same with a certificate that it gets itself.
    pub fn with_certificate(self, certificate: acme::Standing) -> Self {
        self.where_state(|state| state.with_certificate(Some(certificate)))
    }

    /// The same where readers who came unencrypted to a proxy are sent on.
    pub fn with_https_only(self) -> Self {
        self.where_state(|state| state.with_https_only(true))
    }

    /// The same where one network may have so much of what costs.
    pub fn with_limits(self, limits: Limits) -> Self {
        self.where_state(|state| state.with_limits(limits))
    }

    /// The same behind a content delivery network.
    pub fn behind_a_network(self, cdn: Cdn) -> Self {
        self.where_state(|state| state.with_cdn(Some(cdn)))
    }

    /// The same where browsers are asked for so long to open it encrypted only.
    pub fn with_hsts(self, age: Duration) -> Self {
        self.where_state(|state| state.with_hsts(age))
    }

    /// The same with settings that come from there.
    pub fn with_origins(self, origins: Origins) -> Self {
        self.where_state(|state| state.with_origins(origins))
    }

    /// The same without readers whose address is of one of these domains.
    pub fn with_refused_domains(self, domains: RefusedDomains) -> Self {
        self.where_state(|state| state.with_refused_domains(domains))
    }

    /// The same with what is known of telling others of changes.
    pub fn with_pings(self, pings: Standings) -> Self {
        self.where_state(|state| state.with_pings(pings))
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

    /// The same with a way to notify readers.
    pub fn with_notifications(self, notifications: Notifications) -> Self {
        self.where_state(|state| state.with_notifications(Some(notifications)))
    }

    /// The same with somebody who sends letters.
    pub fn with_office(self, letters: Letters) -> Self {
        self.where_state(|state| state.with_letters(letters))
    }

    /// The same with somebody who asks other sites for what stories lead to.
    pub fn with_links(self, links: Links) -> Self {
        self.where_state(|state| state.with_links(Some(links)))
    }

    /// The same with a gate that is as strict as that.
    pub fn with_gate(self, strictness: Strictness) -> Self {
        self.where_state(|state| state.with_gate(strictness))
    }

    /// The same with ways for letters to come back.
    pub fn with_ways_back(self, ways: WaysBack) -> Self {
        self.where_state(|state| state.with_ways_back(ways))
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

    /// An article to be filed, two hours old unless it is said otherwise.
    pub fn article(&self, slug: &str) -> ArticleBuilder<'_> {
        ArticleBuilder::new(self, slug)
    }

    pub async fn get(&self, address: &str) -> Answer {
        self.ask(Request::get(address).body(Body::empty()).unwrap())
            .await
    }

    pub async fn method(&self, method: Method, address: &str) -> Answer {
        self.ask(
            Request::builder()
                .method(method)
                .uri(address)
                .body(Body::empty())
                .unwrap(),
        )
        .await
    }

    /// What is at an address for a server that has made no page yet.
    pub async fn unkept(&self, address: &str) -> Answer {
        let state = AppState::new(
            self.state.paper.clone(),
            self.state.site.clone(),
            self.state.media.to_path_buf(),
        );
        let request = Request::get(address).body(Body::empty()).unwrap();
        read(http::all(state).oneshot(request).await.unwrap()).await
    }

    /// Sends a form as a browser without script would, or, with `accept`, as the island does.
    pub async fn post_form(&self, address: &str, accept: Option<&str>, form: &str) -> Answer {
        let request = Request::post(address)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept", accept.unwrap_or("text/html"));
        self.ask(request.body(Body::from(form.to_owned())).unwrap())
            .await
    }

    /// Sends a request and leaves the body of the answer unread.
    pub async fn open(&self, request: Request<Body>) -> Response {
        self.asking(request).await
    }

    /// The same, for a test that sends several at once.
    pub fn asking(&self, request: Request<Body>) -> impl Future<Output = Response> + use<> {
        let answer = self.router.clone().oneshot(request);
        async move { answer.await.unwrap() }
    }

    /// What is at an address, byte for byte.
    pub async fn bytes(&self, address: &str) -> (Parts, Vec<u8>) {
        self.bytes_as(address, "identity").await
    }

    /// The same as a browser gets it that takes that encoding.
    pub async fn bytes_as(&self, address: &str, encoding: &str) -> (Parts, Vec<u8>) {
        let request = Request::get(address).header("accept-encoding", encoding);
        let request = request.body(Body::empty()).unwrap();
        let (parts, body) = self.open(request).await.into_parts();
        (parts, to_bytes(body, usize::MAX).await.unwrap().to_vec())
    }

    pub async fn ask(&self, request: Request<Body>) -> Answer {
        read(self.open(request).await).await
    }
}

async fn read(answer: Response) -> Answer {
    let (parts, body) = answer.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8_lossy(&bytes).into_owned(),
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map(|value| value.to_str().unwrap())
            .unwrap_or_default()
    }

    /// The first place of `text` in the page; fails the test where there is none.
    pub fn place(&self, text: &str) -> usize {
        self.body
            .find(text)
            .unwrap_or_else(|| panic!("no {text:?} in {}", self.body))
    }

    pub fn has(&self, text: &str) -> bool {
        self.body.contains(text)
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
