//! The paper while its database cannot be opened: the last good pages, from their copies on disk. Readers have yesterday's
//! paper, and whoever runs it has the reason in the log and at `/healthz`, until it can be opened.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use app::paper::Masthead;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use newsroom::clock::Clock;
use newsroom::settings::AiCrawlers;
use newsroom::store::{Store, StoreError};
use tokio::sync::watch;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use super::answers::policy::Hsts;
use super::answers::{apologies, caching, files, media, policy};
use super::connection::admission::Admission;
use super::connection::doors::{Doors, SentTo};
use super::connection::{answering, connections};
use super::page_cache::{self, Copies};
use super::programs::robots;
use super::request::{reader_address, reader_scheme};
use super::serving;
use crate::told_to_stop::ToldToStop;
use crate::{Site, settings};

/// How often it is tried whether it can be opened.
const AGAIN: Duration = Duration::from_secs(5);

/// What can be shown without a database.
#[derive(Clone)]
pub struct WithoutStore {
    masthead: Arc<Masthead>,
    site: Site,
    media: Arc<Path>,
    copies: Arc<Copies>,
    reason: Arc<str>,
    ai_crawlers: AiCrawlers,
    hsts: Hsts,
    proxies: Arc<settings::Proxies>,
    sends_on: Option<SentTo>,
    admission: Admission,
}

impl WithoutStore {
    /// What there is of the paper in these folders; `None` if there is no page among the copies.
    #[must_use]
    pub fn of(
        masthead: Masthead,
        site: Site,
        media: &Path,
        copies: &Path,
        reason: &str,
    ) -> Option<Self> {
        let copies = Copies::in_folder(copies.to_owned());
        copies.has_any().then(|| Self {
            masthead: Arc::new(masthead),
            site,
            media: media.into(),
            copies: Arc::new(copies),
            reason: reason.into(),
            ai_crawlers: AiCrawlers::default(),
            hsts: Hsts::default(),
            proxies: Arc::default(),
            sends_on: None,
            admission: Admission::new(Arc::default(), settings::Limits::default().connections),
        })
    }

    /// The same where browsers are asked for so long to open the paper encrypted only, if that is how it is reached.
    #[must_use]
    pub fn with_hsts(self, age: Duration) -> Self {
        Self {
            hsts: Hsts::of(&self.masthead.url, age),
            ..self
        }
    }

    /// The same where one network that is none of these proxies may have so many connections.
    #[must_use]
    pub fn admitting(self, proxies: settings::Proxies, limits: settings::Limits) -> Self {
        let proxies = Arc::new(proxies);
        Self {
            admission: Admission::new(proxies.clone(), limits.connections),
            proxies,
            ..self
        }
    }

    /// The same where readers who came unencrypted to those proxies are sent on, if the paper is reached encrypted.
    #[must_use]
    pub fn with_https_only(self, https_only: bool) -> Self {
        Self {
            sends_on: SentTo::paper_if(https_only, &self.masthead.url),
            ..self
        }
    }

    /// The same where crawlers that gather text for language models are told that. A paper whose desk says otherwise has that in
    /// its database.
    #[must_use]
    pub fn telling_crawlers(self, ai_crawlers: AiCrawlers) -> Self {
        Self {
            ai_crawlers,
            ..self
        }
    }

    /// Serves that until `open` succeeds, or the process is told to stop; then there is no store.
    ///
    /// # Errors
    /// When signals or the listener cannot be used.
    pub async fn serve<F>(
        self,
        doors: &Doors,
        open: impl Fn() -> F,
    ) -> anyhow::Result<Option<Store>>
    where
        F: Future<Output = Result<Store, StoreError>>,
    {
        let mut told = ToldToStop::listen()?;
        let own = doors.again()?;
        let (stop, stopped) = watch::channel(false);
        let admission = self.admission.clone().within(connections::allow_many());
        let answering =
            answering::answer_all(own, admission, |_, _, _: &_| None, self.routes(), stopped);
        let serving = tokio::spawn(answering);
        let store = loop {
            tokio::select! {
                () = tokio::time::sleep(AGAIN) => {}
                () = told.again() => break None,
            }
            match open().await {
                Ok(store) => break Some(store),
                Err(error) => {
                    tracing::error!(%error, "the last good pages are shown; trying again")
                }
            }
        };
        let _ = stop.send(true);
        // A connection that is idle is closed at once. Whose reader takes nothing is left behind.
        if let Ok(ended) = tokio::time::timeout(serving::GRACE, serving).await {
            ended??;
        }
        Ok(store)
    }

    /// The same as a function, for tests.
    pub fn routes(self) -> Router {
        Router::new()
            .route("/healthz", get(health))
            .route("/robots.txt", get(robots_txt))
            .route("/media/{file}", get(picture))
            .fallback(file_or_page)
            .layer(CompressionLayer::new())
            .layer(from_fn_with_state(self.hsts.clone(), policy::secure))
            .layer(CatchPanicLayer::custom(apologies::after_panic))
            .layer(from_fn(caching::keep_no_failure))
            .layer(from_fn_with_state(
                self.sends_on.clone(),
                reader_scheme::send_on,
            ))
            .layer(from_fn_with_state(
                self.proxies.clone(),
                reader_address::note,
            ))
            .with_state(self)
    }
}

async fn health(State(paper): State<WithoutStore>) -> Response {
    let text = format!("the last good pages are shown: {}\n", paper.reason);
    let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (StatusCode::SERVICE_UNAVAILABLE, headers, text).into_response()
}

/// A crawler that cannot read it takes everything as forbidden (RFC 9309 section 2.3.1.4).
async fn robots_txt(State(paper): State<WithoutStore>) -> Response {
    robots::answer(paper.ai_crawlers, &paper.masthead.url)
}

async fn picture(
    State(paper): State<WithoutStore>,
    axum::extract::Path(file): axum::extract::Path<String>,
    asked: HeaderMap,
) -> Response {
    match media::find(&paper.media, &file, &asked).await {
        Some(answer) => answer,
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn file_or_page(
    State(paper): State<WithoutStore>,
    method: Method,
    uri: Uri,
    asked: HeaderMap,
) -> Response {
    if !matches!(method, Method::GET | Method::HEAD) {
        return apologies::later();
    }
    if let Some(file) = files::find(&paper.site, uri.path(), &asked).await {
        return file;
    }
    let Some((key, _)) = page_cache::key_of(uri.path(), uri.query()) else {
        return apologies::later();
    };
    let read = {
        let paper = paper.clone();
        move || paper.copies.read(&key)
    };
    let copy = tokio::task::spawn_blocking(read).await.ok().flatten();
    let now = Clock::system().now();
    match copy.and_then(|copy| copy.noted(&paper.masthead, now)) {
        Some(answer) => answer,
        None => apologies::later(),
    }
}
