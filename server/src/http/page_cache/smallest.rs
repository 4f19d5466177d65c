//! Making pages that are asked for often as small as they can be, on a thread that gives way to answers. It takes some tens
//! of milliseconds for each, which pays only where a page lives and is read.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use super::Shelf;
use super::kept_page::KeptPage;
use crate::http::AppState;
use crate::http::request::giving_way::give_way;

/// How often a page has to be asked for.
const OFTEN: u32 = 32;
/// How many wait. What is asked for while so many do stays as it is.
const WAITING: usize = 64;
/// Microseconds that a page has to have lived: on a night of news, most do not.
const SETTLED: i64 = 3_000_000;
/// How often the thread looks whether it is to end.
const LOOK: Duration = Duration::from_millis(500);

/// A page, its key, and where it is kept.
type Page = (Shelf, String, Arc<KeptPage>);

/// Pages that are asked for often, on their way to the thread.
pub(super) struct Often {
    send: SyncSender<Page>,
    take: Mutex<Option<Receiver<Page>>>,
}

impl Default for Often {
    fn default() -> Self {
        let (send, take) = sync_channel(WAITING);
        Self {
            send,
            take: Mutex::new(Some(take)),
        }
    }
}

impl Often {
    /// Counts somebody who has got a page.
    pub(super) fn took(&self, shelf: &Shelf, key: &str, page: &Arc<KeptPage>) {
        if page.ask() == OFTEN {
            let _ = self
                .send
                .try_send((shelf.clone(), key.to_owned(), page.clone()));
        }
    }
}

/// Begins, until told to stop. The second who begins does nothing.
pub(in crate::http) fn start(state: AppState, stopped: watch::Receiver<bool>) {
    let mut take = state
        .page_cache
        .often
        .take
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    let Some(take) = take.take() else { return };
    let own = state.clone();
    let started = std::thread::Builder::new()
        .name("smallest".to_owned())
        .spawn(move || {
            give_way("pages are made small");
            make(&own, &take, &stopped);
        });
    if let Err(error) = started {
        tracing::error!(%error, "pages stay larger than they could be: there is no thread for it");
    }
}

fn make(state: &AppState, take: &Receiver<Page>, stopped: &watch::Receiver<bool>) {
    while !*stopped.borrow() {
        let (shelf, key, page) = match take.recv_timeout(LOOK) {
            Ok(often) => often,
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let cache = &state.page_cache;
        let is_current = || {
            cache
                .freshness
                .is_current(page.about.begun, page.about.of.as_ref())
        };
        while is_current()
            && !*stopped.borrow()
            && state.paper.clock.now() < page.about.at.shifted(SETTLED)
        {
            std::thread::sleep(LOOK);
        }
        if !is_current() || *stopped.borrow() {
            continue;
        }
        match page.make_smallest() {
            // It weighs more now.
            Ok(()) => shelf.insert(key, page),
            Err(error) => tracing::warn!(%error, "a page stays larger than it could be"),
        }
    }
}
