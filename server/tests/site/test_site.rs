//! A paper of its own for each test: a real store in a folder that goes away, a clock that stands.

use app::paper::{Masthead, Paper};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use domain::{Author, Byline, Moment, Picture, Section, Slug, Topic, Version};
use newsroom::clock::Clock;
use newsroom::publishing::{self, Filing, When};
use newsroom::store::{DatabaseUrl, Store};
use server::Site;
use server::http::{self, AppState};
use tempfile::TempDir;
use tower::ServiceExt;

/// 2023-02-05T15:00:00Z: ten in the morning in New York.
pub const NOW: Moment = Moment::from_micros(1_675_609_200_000_000);
const HOUR: i64 = 3_600_000_000;

/// A running paper.
pub struct TestSite {
    pub store: Store,
    pub clock: Clock,
    pub folder: TempDir,
    router: Router,
}

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl TestSite {
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&DatabaseUrl::file(&folder.path().join("paper.sqlite")))
            .await
            .unwrap();
        let clock = Clock::standing_at(NOW);
        let files = folder.path().join("site");
        std::fs::create_dir_all(files.join("pkg")).unwrap();
        std::fs::write(
            files.join("pkg/dateline.css"),
            "body { color: red }".repeat(50),
        )
        .unwrap();
        std::fs::write(files.join("pkg/dateline.css.br"), "compressed").unwrap();
        std::fs::write(files.join("favicon.svg"), "<svg/>").unwrap();
        std::fs::write(files.join(".secret.svg"), "for nobody").unwrap();
        let media = folder.path().join("media");
        std::fs::create_dir_all(&media).unwrap();
        let site = Site::in_folder(&files);
        let masthead = Masthead {
            name: "The Test".to_owned(),
            motto: None,
            place: Some("New York".to_owned()),
            language: "en".parse().unwrap(),
            time_zone: jiff::tz::TimeZone::get("America/New_York").unwrap(),
            url: "https://paper.example".to_owned(),
        };
        let paper = Paper::new(masthead, store.clone(), clock.clone(), site.build());
        let router = http::all(AppState::new(paper, site, media));
        Self {
            store,
            clock,
            folder,
            router,
        }
    }

    /// An article to be filed, two hours old unless it is said otherwise.
    pub fn article(&self, slug: &str) -> ArticleBuilder<'_> {
        ArticleBuilder {
            site: self,
            filing: Filing {
                slug: slug.parse().unwrap(),
                section: section("world"),
                version: Version {
                    headline: format!("Headline of {slug}").parse().unwrap(),
                    standfirst: None,
                    body: "The story.".to_owned().try_into().unwrap(),
                    byline: Byline::default(),
                    topics: Vec::new(),
                    picture: None,
                    language: None,
                },
                dont_miss: false,
                when: When::At(NOW.shifted(-2 * HOUR)),
                source: None,
            },
        }
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

    /// Sends a form as a browser without script would, or, with `accept`, as the island does.
    pub async fn post_form(&self, address: &str, accept: Option<&str>, form: &str) -> Answer {
        let request = Request::post(address)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept", accept.unwrap_or("text/html"));
        self.ask(request.body(Body::from(form.to_owned())).unwrap())
            .await
    }

    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
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

/// Says of an article what matters to a test.
pub struct ArticleBuilder<'a> {
    site: &'a TestSite,
    filing: Filing,
}

impl ArticleBuilder<'_> {
    pub fn headline(mut self, headline: &str) -> Self {
        self.filing.version.headline = headline.parse().unwrap();
        self
    }

    pub fn standfirst(mut self, standfirst: &str) -> Self {
        self.filing.version.standfirst = Some(standfirst.parse().unwrap());
        self
    }

    pub fn body(mut self, body: &str) -> Self {
        self.filing.version.body = body.parse().unwrap();
        self
    }

    pub fn picture(mut self, picture: Picture) -> Self {
        self.filing.version.picture = Some(picture);
        self
    }

    pub fn language(mut self, tag: &str) -> Self {
        self.filing.version.language = Some(tag.parse().unwrap());
        self
    }

    pub fn by(mut self, names: &[&str]) -> Self {
        let authors: Vec<Author> = names
            .iter()
            .map(|name| Author::new(Slug::from_words(name).unwrap(), name).unwrap())
            .collect();
        self.filing.version.byline = Byline::try_from(authors).unwrap();
        self
    }

    pub fn topic(mut self, name: &str) -> Self {
        self.filing
            .version
            .topics
            .push(Topic::new(Slug::from_words(name).unwrap(), name).unwrap());
        self
    }

    pub fn hours_ago(mut self, hours: i64) -> Self {
        self.filing.when = When::At(NOW.shifted(-hours * HOUR));
        self
    }

    pub fn draft(mut self) -> Self {
        self.filing.when = When::Draft;
        self
    }

    pub fn picked(mut self) -> Self {
        self.filing.dont_miss = true;
        self
    }

    pub async fn save(self) {
        publishing::file(&self.site.store, &self.site.clock, &self.filing)
            .await
            .unwrap();
    }
}

fn section(slug: &str) -> Section {
    let mut name = slug.to_owned();
    name[..1].make_ascii_uppercase();
    Section::new(slug.parse().unwrap(), &name).unwrap()
}
