//! Feeds: the newest stories, whole, for programs that read for people.

mod absolute;
mod atom;
mod content;
mod json;
mod letters;
mod rss;

use app::Address;
use app::feeds::Format;
use app::paper::Masthead;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use domain::{Moment, Slug};
use newsroom::store::{Listing, StoreError};

use crate::http::AppState;
use crate::http::answers::kept::NotMade;
use crate::http::answers::policy;
use crate::http::routes::sentence;
use content::{Entry, Feed};

/// Stories in a feed: what a busy desk publishes in a day, so that a program that asks daily misses none.
const STORIES: u32 = 30;

/// `/feed.rss`, `/feed.atom`, `/feed.json`, and the same below a section, a topic, an author, coverage.
pub(in crate::http) async fn feed(State(state): State<AppState>, uri: Uri) -> Response {
    let nothing = || sentence(StatusCode::NOT_FOUND, "There is no such feed.\n");
    let Some((format, home)) = Format::read(uri.path()) else {
        return nothing();
    };
    let store = &state.paper.store;
    let make = || make(&state, format, home);
    let bulkhead = &state.bulkheads.lists;
    let feed = match Address::read(home, None) {
        // An issue that goes out is nothing that happens to the paper, so its event log does not grow.
        Some(Address::Letter { slug, .. }) => match bulkhead.enter().await {
            Some(_place) => letters::make(&state, format, home, &slug)
                .await
                .map_err(NotMade::from),
            None => Err(NotMade::Busy),
        },
        _ => {
            let kept = state.kept.current(store, bulkhead, uri.path(), make);
            kept.await
        }
    };
    match feed {
        Ok(Some(feed)) => {
            let content_type = format!("{}; charset=utf-8", format.media_type());
            let content_type = [(header::CONTENT_TYPE, content_type)];
            let anybody = [policy::EMBEDDED_BY_ANYBODY];
            let mut answer = (content_type, anybody, feed).into_response();
            if let Some(links) = links(&state, uri.path()) {
                answer.headers_mut().insert(header::LINK, links);
            }
            answer
        }
        Ok(None) => nothing(),
        Err(why) => why.into_response(),
    }
}

/// Where a program finds who tells it of changes, without reading the feed (WebSub, section 4).
fn links(state: &AppState, path: &str) -> Option<HeaderValue> {
    let hub = state.discovery.websub_hub.as_deref()?;
    let url = &state.paper.masthead.url;
    HeaderValue::try_from(format!("<{hub}>; rel=\"hub\", <{url}{path}>; rel=\"self\"")).ok()
}

async fn make(state: &AppState, format: Format, home: &str) -> Result<Option<String>, StoreError> {
    let store = &state.paper.store;
    let (name, articles) = match Address::read(home, None) {
        Some(Address::Article { slug, .. }) => return coverage(state, format, home, &slug).await,
        Some(Address::Front) => (
            None,
            store.newest_whole(Listing::Everything, STORIES).await?,
        ),
        Some(Address::Section { slug, .. }) => match store.section(&slug).await? {
            Some(section) => (
                Some(section.name().to_owned()),
                store.newest_whole(Listing::Section(&slug), STORIES).await?,
            ),
            None => return Ok(None),
        },
        Some(Address::Topic { slug, .. }) => match store.topic(&slug).await? {
            Some(topic) => (
                Some(topic.name().to_owned()),
                store.newest_whole(Listing::Topic(&slug), STORIES).await?,
            ),
            None => return Ok(None),
        },
        Some(Address::Author { slug, .. }) => match store.author(&slug).await? {
            Some(author) => (
                Some(author.name().to_owned()),
                store.newest_whole(Listing::Author(&slug), STORIES).await?,
            ),
            None => return Ok(None),
        },
        Some(
            Address::StayInTouch { .. }
            | Address::Letter { .. }
            | Address::Letters
            | Address::Issue { .. }
            | Address::Changes { .. }
            | Address::About(_)
            | Address::Archive { .. }
            | Address::Offline
            | Address::Corrections { .. }
            | Address::Search(_)
            | Address::Catalogue(_)
            | Address::Tampered,
        )
        | None => return Ok(None),
    };
    let masthead: &Masthead = &state.paper.masthead;
    let entries: Vec<Entry> = articles
        .iter()
        .map(|article| Entry::of(article, masthead))
        .collect();
    // Asked for again after the next event only.
    let now = state.paper.clock.now();
    Ok(Some(write(
        state,
        format,
        home,
        name.as_deref(),
        now,
        entries,
    )))
}

/// The newest updates of coverage. Other articles have no feed.
async fn coverage(
    state: &AppState,
    format: Format,
    home: &str,
    slug: &Slug,
) -> Result<Option<String>, StoreError> {
    let store = &state.paper.store;
    let article = store.article(slug).await?.filter(|article| {
        let is_coverage = article.coverage.is_some();
        is_coverage && article.publication.is_public() && article.path() == home
    });
    let Some(article) = article else {
        return Ok(None);
    };
    let updates = store.newest_entries(article.id, STORIES).await?;
    let entries = updates
        .iter()
        .map(|update| Entry::of_update(update, &article, &state.paper.masthead))
        .collect();
    let name = article.version.headline.as_str();
    let since = article.saved_at;
    Ok(Some(write(state, format, home, Some(name), since, entries)))
}

fn write(
    state: &AppState,
    format: Format,
    home: &str,
    name: Option<&str>,
    since: Moment,
    entries: Vec<Entry>,
) -> String {
    let masthead: &Masthead = &state.paper.masthead;
    let hub = state.discovery.websub_hub.as_deref();
    let feed = Feed::new(masthead, name, home, format, hub, since, entries);
    match format {
        Format::Rss => rss::write(&feed),
        Format::Atom => atom::write(&feed),
        Format::Json => json::write(&feed),
    }
}
