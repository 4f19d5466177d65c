//! Answers for programs that ask often: made once, kept until something happens to the paper.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::body::Bytes;
use newsroom::events::EventNumber;
use newsroom::store::{Store, StoreError};

/// How many bytes are kept. A feed of thirty stories has some 200 KB.
const ROOM: usize = 16 << 20;

/// Answers by the path they were asked for.
#[derive(Debug, Default)]
pub(super) struct KeptAnswers(Mutex<Shelf>);

#[derive(Debug, Default)]
struct Shelf {
    /// After which event the answers were made.
    after: EventNumber,
    answers: HashMap<String, Bytes>,
    bytes: usize,
}

impl KeptAnswers {
    /// The answer at `path` as it is now: made again, with `make`, only if the event log has grown
    /// since. `None`, where there is nothing at that path, is not kept.
    pub(super) async fn current<F>(
        &self,
        store: &Store,
        path: &str,
        make: impl FnOnce() -> F,
    ) -> Result<Option<Bytes>, StoreError>
    where
        F: Future<Output = Result<Option<String>, StoreError>>,
    {
        // Asked for before making: what happens meanwhile makes the next answer anew.
        let newest = store.newest_event().await?;
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
