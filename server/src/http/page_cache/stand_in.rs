//! What is sent when a page cannot be made: the last one that could, with a note of when that was. Readers would rather
//! have the paper of ten minutes ago than a sentence of apology.

use axum::response::Response;

use super::Asked;
use super::copy::Copy;
use super::unmade::Instead;
use crate::http::AppState;
use crate::http::answers::{apologies, pages};

/// The last page that was made for `key`, or that something broke.
pub(super) async fn answer(state: &AppState, key: &str, asked: Asked<'_>) -> Response {
    let last = match in_memory(state, key) {
        Some(last) => Some(last),
        None => on_disk(state, key).await,
    };
    let last = last.and_then(|last| noted(state, last));
    let instead = match last {
        Some(_) => Instead::TheLast,
        None => Instead::Nothing,
    };
    let now = state.paper.clock.now();
    state.page_cache.unmade.note(key, instead, now);
    match last {
        Some(answer) => answer,
        None => pages::broken(state, asked.uri).await,
    }
}

/// The last page that was made for `key` and is at hand, or that one has to come back. Both cost next to nothing.
pub(super) fn when_busy(state: &AppState, key: &str) -> Response {
    let last = in_memory(state, key).and_then(|last| noted(state, last));
    last.unwrap_or_else(apologies::busy)
}

fn in_memory(state: &AppState, key: &str) -> Option<Copy> {
    let cache = &state.page_cache;
    let kept = cache.shelf.get(key)?;
    let may = cache.freshness.may_stand_in(kept.about.begun);
    let (status, headers) = kept.head();
    may.then_some(Copy {
        status,
        headers,
        begun: kept.about.begun,
        at: kept.about.at,
        html: kept.html().ok()?,
    })
}

async fn on_disk(state: &AppState, key: &str) -> Option<Copy> {
    let (state, key) = (state.clone(), key.to_owned());
    let read = move || {
        let cache = &state.page_cache;
        let copies = cache.copies.get()?;
        let copy = copies.read(&key)?;
        let may = cache.freshness.may_stand_in(copy.begun);
        may.then_some(copy)
    };
    tokio::task::spawn_blocking(read).await.ok()?
}

fn noted(state: &AppState, last: Copy) -> Option<Response> {
    let noted = last.noted(&state.paper.masthead, state.paper.clock.now())?;
    state.page_cache.counts.stand_in();
    Some(noted)
}
