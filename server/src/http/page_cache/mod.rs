//! The page cache: a page is made once, and sent as finished bytes until something happens to the paper that changes it.
//!
//! Three rules make it one that nobody notices. What is sent is never older than an event that this process has seen
//! ([`Freshness`]). A page that has to be made is made once, however many wait for it ([`Flights`]). And where it cannot be
//! made, the last one that could is sent instead, with a note. What time changes by itself (the day, the weather) may be a
//! moment late: the page from before is sent while the next one is made.

mod copies;
mod copy;
mod copying;
mod counts;
mod current;
mod flights;
mod freshness;
mod kept_page;
mod key;
mod making;
mod rush;
mod smallest;
mod soon;
mod stand_in;
mod unmade;
mod waiting;

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use app::Address;
use axum::http::{HeaderMap, HeaderValue, Method, Uri};
use axum::response::Response;
use domain::Moment;
use moka::sync::Cache;
use tokio::runtime::Handle;

use super::AppState;
use super::answers::encoding::Encoding;
use super::answers::{apologies, pages};
use super::readers::readership;
use super::request::request_number;
use super::routes::REQUEST_ID;
pub(super) use copies::Copies;
pub use copies::{CountedCopies, count_copies};
pub(super) use copying::start as copy_pages;
use counts::Counts;
use current::Wanted;
pub(super) use current::Without;
use flights::Flights;
use freshness::Freshness;
use kept_page::KeptPage;
pub(super) use key::of as key_of;
use making::Made;
use rush::Rush;
use smallest::Often;
pub(super) use smallest::start as make_smallest;
pub(super) use soon::soon;
pub(super) use unmade::Instead;
use unmade::Unmade;

/// How many bytes of pages are kept.
const ROOM: u64 = 28 << 20;
/// Microseconds for which a page may still be sent that only time has made old.
const LATE: i64 = 30_000_000;

/// Pages that were made.
pub(super) struct PageCache {
    shelf: Shelf,
    flights: Flights<Made>,
    freshness: Arc<Freshness>,
    often: Arc<Often>,
    copies: Arc<OnceLock<Copies>>,
    unmade: Arc<Unmade>,
    rush: Arc<Rush>,
    /// What became of requests for pages.
    pub(super) counts: Arc<Counts>,
}

type Shelf = Cache<String, Arc<KeptPage>>;

impl Default for PageCache {
    fn default() -> Self {
        let weigh = |key: &String, page: &Arc<KeptPage>| {
            let key = u32::try_from(key.len()).unwrap_or(u32::MAX);
            page.weight().saturating_add(key)
        };
        Self {
            shelf: Cache::builder().max_capacity(ROOM).weigher(weigh).build(),
            flights: Flights::default(),
            freshness: Arc::default(),
            often: Arc::default(),
            copies: Arc::default(),
            unmade: Arc::default(),
            rush: Arc::default(),
            counts: Arc::default(),
        }
    }
}

/// How well a page that is kept would do now.
enum Found {
    Current(Arc<KeptPage>),
    /// The day has turned, or the like.
    Late(Arc<KeptPage>),
    None,
}

/// A request for a page, as far as its answer depends on it.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) method: &'a Method,
    pub(super) uri: &'a Uri,
    pub(super) headers: &'a HeaderMap,
}

impl PageCache {
    fn find(&self, state: &AppState, key: &str) -> Found {
        let Some(page) = self.shelf.get(key) else {
            return Found::None;
        };
        let about = &page.about;
        let now = state.paper.clock.now();
        // A clock that was put back says nothing of what a page shows.
        if !self.freshness.is_current(about.begun, about.of.as_ref())
            || now < about.at
            || now >= about.holds_until.shifted(LATE)
        {
            Found::None
        } else if now >= about.holds_until {
            Found::Late(page)
        } else {
            Found::Current(page)
        }
    }

    /// What the pages take of the memory, about.
    pub(super) fn bytes(&self) -> u64 {
        self.shelf.weighted_size()
    }

    /// Pages that could not be made lately, and what readers have instead.
    pub(super) fn unmade(&self, now: Moment) -> Vec<(String, Instead)> {
        self.unmade.lately(now)
    }

    /// How many copies are to be written.
    pub(super) fn copies_waiting(&self) -> usize {
        self.copies.get().map_or(0, Copies::waiting)
    }

    /// The same without a page, for a site that is set another way: what was made before, or is being made, is not like it.
    pub(super) fn anew(&self) -> Self {
        Self {
            freshness: self.freshness.clone(),
            often: self.often.clone(),
            copies: self.copies.clone(),
            unmade: self.unmade.clone(),
            rush: self.rush.clone(),
            counts: self.counts.clone(),
            ..Self::default()
        }
    }

    /// Has the last good page of every address kept in that folder too. The first folder counts.
    pub(super) fn copy_to(&self, folder: PathBuf) {
        let _ = self.copies.set(Copies::in_folder(folder));
    }

    fn keep(&self, key: &str, page: &Arc<KeptPage>) {
        self.shelf.insert(key.to_owned(), page.clone());
    }
}

/// The answer to a request for a page, if it is there as finished bytes and nothing has to be waited for. Asked before
/// anything else is done for a request: most need no more.
pub(super) fn at_once(state: &AppState, asked: Asked) -> Option<Response> {
    if !matches!(*asked.method, Method::GET | Method::HEAD) {
        return None;
    }
    let cache = &state.page_cache;
    cache.freshness.newest(&state.paper.store)?;
    let path = asked.uri.path();
    let written;
    let key = match asked.uri.query() {
        None => path,
        Some(query) => {
            written = key::of(path, Some(query))?.0;
            &written
        }
    };
    let Found::Current(page) = cache.find(state, key) else {
        return None;
    };
    let number = || request_number::of(asked.headers);
    let answer = finished(state, key, &page, asked, number)?;
    cache.counts.hit();
    Some(answer)
}

/// The answer with a page as finished bytes, if it is there in the form that is wanted.
fn finished(
    state: &AppState,
    key: &str,
    page: &Arc<KeptPage>,
    asked: Asked,
    number: impl FnOnce() -> HeaderValue,
) -> Option<Response> {
    let form = page.ready(Encoding::best_for(asked.headers))?;
    took(state, key, page, asked);
    let mut answer = page.answer(form, asked.method, asked.headers);
    answer.headers_mut().insert(REQUEST_ID, number());
    state.metrics.answered_at_once(answer.status());
    Some(answer)
}

/// Has it known here what happened to the paper, for a page that is not kept: what stands around it is as new as that.
pub(super) async fn follow(state: &AppState) {
    if let Err(error) = state
        .page_cache
        .freshness
        .catch_up(&state.paper.store)
        .await
    {
        tracing::error!(%error, "it is not known what happened to the paper");
    }
}

/// The answer to a request for the page of `address`, which is kept under `key`, by somebody there. It was asked for just now if it
/// is known `already` that there is none.
pub(super) async fn answer(
    state: &AppState,
    key: &str,
    address: Address,
    asked: Asked<'_>,
    from: Option<IpAddr>,
    already: Option<&Without>,
) -> Response {
    let cache = &state.page_cache;
    let page = match already {
        Some(without) => Err(without.clone()),
        None => {
            let newest = match cache.freshness.catch_up(&state.paper.store).await {
                Ok(newest) => newest,
                Err(error) => {
                    tracing::error!(%error, "it is not known what happened to the paper");
                    return stand_in::answer(state, key, asked).await;
                }
            };
            let wanted = Wanted {
                asked,
                key,
                address: &address,
                from,
            };
            current::page(state, wanted, newest, &Handle::current()).await
        }
    };
    let page = match page {
        Ok(page) => page,
        Err(Without::TooOften(too_often)) => return apologies::too_often(state, too_often),
        Err(Without::Moved(path)) => return pages::moved(&path, asked.uri),
        Err(Without::Other(written)) => {
            return pages::or_elsewhere(state, asked.uri, &written).await;
        }
        Err(Without::Busy) => {
            cache.counts.shed();
            return stand_in::when_busy(state, key);
        }
        Err(Without::Broken) => return stand_in::answer(state, key, asked).await,
    };
    let encoding = Encoding::best_for(asked.headers);
    let form = match page.ready(encoding) {
        Some(form) => Ok(form),
        None => {
            let made = page.make(encoding);
            // It weighs more now.
            cache.keep(key, &page);
            made
        }
    };
    match form {
        Ok(form) => {
            took(state, key, &page, asked);
            page.answer(form, asked.method, asked.headers)
        }
        Err(error) => {
            tracing::error!(%error, "a page could not be compressed");
            stand_in::answer(state, key, asked).await
        }
    }
}

/// Counts what was sent.
fn took(state: &AppState, key: &str, page: &Arc<KeptPage>, asked: Asked) {
    if let Some(article) = page.about.reads
        && readership::is_reading(asked.method, asked.headers)
    {
        let source = readership::source(asked.headers);
        state.readership.count(article, source);
    }
    let cache = &state.page_cache;
    cache.often.took(&cache.shelf, key, page);
}
