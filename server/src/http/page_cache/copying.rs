//! Writing copies of pages, on a thread that gives way to answers.

use std::time::{Duration, Instant};

use tokio::sync::watch;

use crate::http::AppState;
use crate::http::request::giving_way::give_way;

/// How often pages are written. What is made several times meanwhile is written once.
const PAUSE: Duration = Duration::from_secs(2);
/// How often it is looked whether something was taken from readers, or the server is to stop.
const LOOK: Duration = Duration::from_millis(250);
/// How often the folder is looked through.
const TRIM: Duration = Duration::from_secs(3_600);
/// How many bytes of copies are kept: some 100,000 pages.
const ROOM: u64 = 1 << 30;

/// Begins, until told to stop.
pub(in crate::http) fn start(state: AppState, stopped: watch::Receiver<bool>) {
    let started = std::thread::Builder::new()
        .name("copies".to_owned())
        .spawn(move || {
            give_way("copies of pages are written");
            copy(&state, &stopped);
        });
    if let Err(error) = started {
        tracing::error!(%error, "no copies of pages are written: there is no thread for it");
    }
}

fn copy(state: &AppState, stopped: &watch::Receiver<bool>) {
    let cache = &state.page_cache;
    let Some(copies) = cache.copies.get() else {
        return;
    };
    let mut written = Instant::now();
    let mut trimmed: Option<Instant> = None;
    let mut recalled = copies.recalled();
    loop {
        let is_last = *stopped.borrow();
        let newest = cache.freshness.recalled();
        if recalled.is_none_or(|recalled| newest > recalled) {
            match copies.recall(newest) {
                Ok(()) => recalled = Some(newest),
                Err(error) => {
                    tracing::error!(%error, "copies of what was taken back could not be removed")
                }
            }
        }
        if is_last || written.elapsed() >= PAUSE {
            if let Err(error) = copies.write() {
                tracing::warn!(%error, "copies of pages could not be written");
            }
            written = Instant::now();
        }
        if is_last {
            return;
        }
        if trimmed.is_none_or(|at| at.elapsed() >= TRIM) {
            if let Err(error) = copies.trim(ROOM) {
                tracing::warn!(%error, "old copies of pages could not be removed");
            }
            trimmed = Some(Instant::now());
        }
        std::thread::sleep(LOOK);
    }
}
