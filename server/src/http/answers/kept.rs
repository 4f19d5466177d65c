//! Answers for programs that ask often: made once, kept until something happens to the paper.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::body::Bytes;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use newsroom::events::EventNumber;
use newsroom::store::{Store, StoreError};

use crate::http::request::bulkheads::Bulkhead;
use crate::http::routes::{broken, sentence};

/// How many bytes are kept. A feed of thirty stories has some 200 KB.
const ROOM: usize = 16 << 20;

/// Answers by the path they were asked for.
#[derive(Debug, Default)]
pub(in crate::http) struct KeptAnswers(Mutex<Shelf>);

#[derive(Debug, Default)]
struct Shelf {
    /// After which event the answers were made.
    after: EventNumber,
    answers: HashMap<String, Bytes>,
    bytes: usize,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(in crate::http) enum NotMade {
    /// Too many wait for one already.
    #[error("too many wait already")]
    Busy,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl IntoResponse for NotMade {
    fn into_response(self) -> Response {
        match self {
            Self::Busy => {
                let said = "Too many ask at once; please try again in a few seconds.\n";
                let said = sentence(StatusCode::SERVICE_UNAVAILABLE, said);
                ([(header::RETRY_AFTER, "5")], said).into_response()
            }
            Self::Store(error) => broken(&error),
        }
    }
}

impl KeptAnswers {
    /// The answer at `path` as it is now: made again, with `make` and a place behind `bulkhead`, only if the event log has
    /// grown since. `None`, where there is nothing at that path, is not kept.
    pub(in crate::http) async fn current<F>(
        &self,
        store: &Store,
        bulkhead: &Bulkhead,
        path: &str,
        make: impl FnOnce() -> F,
    ) -> Result<Option<Bytes>, NotMade>
    where
        F: Future<Output = Result<Option<String>, StoreError>>,
    {
        // Asked for before making: what happens meanwhile makes the next answer anew.
        let newest = store.newest_event().await?;
        if let Some(kept) = self.on_shelf(newest, path) {
            return Ok(Some(kept));
        }
        let _place = bulkhead.enter().await.ok_or(NotMade::Busy)?;
        // Somebody may have waited for the same one.
        if let Some(kept) = self.on_shelf(newest, path) {
            return Ok(Some(kept));
        }
        let Some(made) = make().await?.map(Bytes::from) else {
            return Ok(None);
        };
        self.keep(newest, path, &made);
        Ok(Some(made))
    }

    fn on_shelf(&self, newest: EventNumber, path: &str) -> Option<Bytes> {
        let shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_current = shelf.after == newest;
        is_current
            .then(|| shelf.answers.get(path).cloned())
            .flatten()
    }

    fn keep(&self, newest: EventNumber, path: &str, made: &Bytes) {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever waited for a place knows less than those who came later.
        if newest < shelf.after {
            return;
        }
        if shelf.after != newest {
            *shelf = Shelf {
                after: newest,
                ..Shelf::default()
            };
        }
        if shelf.bytes + made.len() > ROOM {
            return;
        }
        shelf.bytes += made.len();
        if let Some(other) = shelf.answers.insert(path.to_owned(), made.clone()) {
            shelf.bytes -= other.len();
        }
    }
}
