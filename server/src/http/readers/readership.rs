//! Counting what is read: who counts as a reader, and writing the counts down now and then.

use std::time::Duration;

use app::Address;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use newsroom::readership::Source;
use tokio::sync::watch;

use super::by_link;
use crate::http::{AppState, writing_down};

/// How often counts are written: the list is that much behind, and a crash loses that much of it.
const PAUSE: Duration = Duration::from_secs(10);

/// What programs call themselves that fetch pages without anybody reading them. Names are compared in
/// lower case; most crawlers have one of the first three words in theirs.
const PROGRAMS: [&str; 14] = [
    "bot",
    "crawl",
    "spider",
    "slurp",
    "preview",
    "facebookexternalhit",
    "feed",
    "monitor",
    "lighthouse",
    "headless",
    "curl",
    "wget",
    "python",
    "http",
];

/// Whether this request of a page is somebody reading it: a browser that gets it for a person, now.
pub(in crate::http) fn is_reading(method: &Method, headers: &HeaderMap) -> bool {
    let says = |name: &str, word: &str| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.contains(word))
    };
    method == Method::GET
        && is_browser(headers)
        && !says("sec-purpose", "prefetch")
        && !says("purpose", "prefetch")
}

/// Where whoever asks came from.
pub(in crate::http) fn source(headers: &HeaderMap) -> Source {
    let text = |name| {
        headers
            .get(name)
            .and_then(|it: &HeaderValue| it.to_str().ok())
    };
    Source::of(
        text(header::REFERER),
        text(header::HOST).unwrap_or_default(),
    )
}

/// Whether what asks calls itself a browser, and no program that is known.
pub(in crate::http) fn is_browser(headers: &HeaderMap) -> bool {
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|agent| agent.to_str().ok())
        .unwrap_or_default()
        .to_ascii_lowercase();
    // A browser's own name is `Mozilla/5.0 (...)`; what says `http` in it gives an address to complain to.
    agent.starts_with("mozilla/") && !PROGRAMS.iter().any(|program| agent.contains(program))
}

/// `POST /read`: a page that had been fetched ahead is being read now. The body is its path.
pub(in crate::http) async fn read(
    State(state): State<AppState>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let path = std::str::from_utf8(&body).unwrap_or_default();
    // What a link from a letter opens is a page, but has no address that anybody could be sent to.
    if by_link::leads_to(path) {
        return StatusCode::NO_CONTENT;
    }
    let Some(address) = Address::read(path, None) else {
        return StatusCode::UNPROCESSABLE_ENTITY;
    };
    if let Address::Article { slug, .. } = address
        && is_browser(&headers)
        && let Ok(Some(article)) = state.paper.store.article(&slug).await
        && article.publication.is_public()
    {
        // It was fetched ahead from the page that leads to it.
        state.readership.count(article.id, Source::paper());
    }
    StatusCode::NO_CONTENT
}

/// Writes the counts, until told to stop, and then once more.
pub(in crate::http) async fn keep(state: AppState, mut stopped: watch::Receiver<bool>) {
    loop {
        let is_last = writing_down::is_last(PAUSE, &mut stopped).await;
        let paper = &state.paper;
        if let Err(error) = state.readership.write(&paper.store, &paper.clock).await {
            tracing::error!(%error, "what was read could not be written down; trying again");
        }
        if is_last {
            return;
        }
    }
}
