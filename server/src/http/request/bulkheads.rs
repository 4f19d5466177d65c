//! Bulkheads: what costs is done in compartments, each with places of its own, so that a flood in one leaves the others dry.
//!
//! Within one, more at a time would not be done sooner, only all later; and if too many wait, those who come last are told so
//! while there is still time to tell them. What is kept, and files, take no place anywhere.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread::available_parallelism;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::http::AppState;
use crate::http::answers::apologies;
use crate::http::routes::sentence;

/// Pages that are made at once, for each processor. A page waits for the store now and then.
const PAGES: usize = 4;
/// How many may wait: at half a millisecond for each, less than a second on one processor.
const PAGES_WAITING: usize = 1024;
/// In a rush, a page that nobody had asked for is made at once for so many processors. After each there is a rest of four times
/// as long as it took, so all of them get a tenth of the processors.
const PROCESSORS_FOR_A_RARE_PAGE: usize = 2;
/// Half of the store's connections for reading, so that searches leave the others to pages.
const SEARCHES: usize = 2;
/// At some milliseconds for each in a large archive, about a second.
const SEARCHES_WAITING: usize = 256;
/// One writes at a time; the others read what they need for it, or write their answer.
const FORMS: usize = 8;
const FORMS_WAITING: usize = 256;
/// Feeds and sitemaps read whole stories, or thousands of addresses.
const LISTS: usize = 2;
const LISTS_WAITING: usize = 256;

/// The compartments.
#[derive(Debug)]
pub(in crate::http) struct Bulkheads {
    /// Pages that have to be made.
    pub(in crate::http) pages: Bulkhead,
    /// Those among them that nobody had asked for, in a rush.
    pub(in crate::http) rare_pages: Bulkhead,
    pub(in crate::http) searches: Bulkhead,
    /// What is sent, and pages that are for one reader.
    pub(in crate::http) forms: Bulkhead,
    /// Feeds and sitemaps that have to be made.
    pub(in crate::http) lists: Bulkhead,
}

/// One of them: who is in it, and who waits.
#[derive(Debug)]
pub(in crate::http) struct Bulkhead {
    places: Arc<Semaphore>,
    most_waiting: usize,
    waiting: AtomicUsize,
    turned_away: AtomicU64,
}

impl Default for Bulkheads {
    fn default() -> Self {
        let processors = available_parallelism().map_or(1, usize::from);
        Self {
            pages: Bulkhead::of(processors * PAGES, PAGES_WAITING),
            rare_pages: Bulkhead::of(
                processors.div_ceil(PROCESSORS_FOR_A_RARE_PAGE),
                PAGES_WAITING,
            ),
            searches: Bulkhead::of(SEARCHES, SEARCHES_WAITING),
            forms: Bulkhead::of(FORMS, FORMS_WAITING),
            lists: Bulkhead::of(LISTS, LISTS_WAITING),
        }
    }
}

impl Bulkheads {
    /// How many were turned away, by what they wanted.
    pub(in crate::http) fn turned_away(&self) -> [(&'static str, u64); 5] {
        let of = |bulkhead: &Bulkhead| bulkhead.turned_away.load(Ordering::Relaxed);
        [
            ("page", of(&self.pages)),
            ("rare-page", of(&self.rare_pages)),
            ("search", of(&self.searches)),
            ("form", of(&self.forms)),
            ("list", of(&self.lists)),
        ]
    }
}

impl Bulkhead {
    pub(in crate::http) fn of(places: usize, most_waiting: usize) -> Self {
        Self {
            places: Arc::new(Semaphore::new(places)),
            most_waiting,
            waiting: AtomicUsize::new(0),
            turned_away: AtomicU64::new(0),
        }
    }

    /// How many wait for a place.
    pub(in crate::http) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// A place, once there is one. `None` if too many wait already.
    pub(in crate::http) async fn enter(&self) -> Option<OwnedSemaphorePermit> {
        if let Ok(place) = self.places.clone().try_acquire_owned() {
            return Some(place);
        }
        let waits = Waits::among(&self.waiting);
        if waits.others >= self.most_waiting {
            self.turned_away.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        self.places.clone().acquire_owned().await.ok()
    }
}

/// Somebody who waits, until they do no longer or have left.
struct Waits<'a> {
    waiting: &'a AtomicUsize,
    others: usize,
}

impl<'a> Waits<'a> {
    fn among(waiting: &'a AtomicUsize) -> Self {
        let others = waiting.fetch_add(1, Ordering::Relaxed);
        Self { waiting, others }
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Lets a form, or a page for one reader, be dealt with once there is a place. Its body is here by then: somebody who sends it as
/// slowly as can be takes no place from others.
pub(in crate::http) async fn deal_with_forms(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let (head, body) = request.into_parts();
    let whole = Request::from_parts(head.clone(), body);
    let body = match Bytes::from_request(whole, &state).await {
        Ok(body) => body,
        Err(rejection) => {
            let said = match rejection.status() {
                StatusCode::PAYLOAD_TOO_LARGE => "That is more than any form of this paper.\n",
                _ => "That form could not be read.\n",
            };
            return sentence(rejection.status(), said);
        }
    };
    let Some(_place) = state.bulkheads.forms.enter().await else {
        return apologies::busy();
    };
    next.run(Request::from_parts(head, Body::from(body))).await
}
