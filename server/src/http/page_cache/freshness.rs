//! Which pages are older than what happened to the paper.
//!
//! A page is as new as the event after which it was begun. Each event of the log is a floor: for all pages, as almost every
//! event changes what stands around each of them, or for those of one part of the paper. A page below a floor that is meant for it is
//! made anew. So nothing has to be looked for and thrown away when something happens, and what was begun before an event
//! and is finished after it is known to be old.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use newsroom::events::{Event, EventKind, EventNumber, Part, Tail};
use newsroom::store::{Store, StoreError};
use tokio::runtime::Handle;
use tokio::sync::{Mutex, Notify};

/// How many events are read at a time.
const AT_A_TIME: u32 = 500;

/// What pages are measured against.
#[derive(Debug, Default)]
pub(super) struct Freshness {
    /// Up to which event the floors are right.
    known: AtomicI64,
    everywhere: AtomicI64,
    /// What happened to single parts, where that is newer than the floor for all.
    parts: RwLock<HashMap<Part, EventNumber>>,
    /// The newest event that took something from readers.
    recalled: AtomicI64,
    following: Mutex<Option<Tail>>,
    /// Told each time that somebody has read what happened, or could not.
    caught_up: Notify,
}

impl Freshness {
    /// The newest event that this process has seen, if the floors are right up to it.
    pub(super) fn newest(&self, store: &Store) -> Option<EventNumber> {
        let known = EventNumber(self.known.load(Ordering::Acquire));
        // Zero is where nobody has looked yet.
        (known.0 > 0 && known >= store.newest_seen()).then_some(known)
    }

    /// The same, once they are.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub(super) async fn catch_up(&self, store: &Store) -> Result<EventNumber, StoreError> {
        if let Some(newest) = self.newest(store) {
            return Ok(newest);
        }
        let read = self.read_on(store).await;
        self.caught_up.notify_waiters();
        read
    }

    /// The same for a thread that must not wait for the store: what happened is read `on` that runtime, once for all who wait.
    /// None where it is not known yet.
    pub(super) async fn once_caught_up(
        self: &Arc<Self>,
        store: &Store,
        on: &Handle,
    ) -> Option<EventNumber> {
        // From here on it hears of it.
        let caught_up = self.caught_up.notified();
        if let Some(newest) = self.newest(store) {
            return Some(newest);
        }
        if self.following.try_lock().is_ok() {
            let (freshness, store) = (self.clone(), store.clone());
            // Whoever asks the site next meets the error, if there is one, and tells it.
            on.spawn(async move { freshness.catch_up(&store).await });
        }
        caught_up.await;
        self.newest(store)
    }

    async fn read_on(&self, store: &Store) -> Result<EventNumber, StoreError> {
        let mut following = self.following.lock().await;
        if following.is_none() {
            let tail = Tail::of(store).await?;
            self.recall(store.newest_recall().await?);
            self.everywhere.store(tail.newest().0, Ordering::Release);
            self.known.store(tail.newest().0, Ordering::Release);
            *following = Some(tail);
        }
        loop {
            let known = EventNumber(self.known.load(Ordering::Acquire));
            let newest = store.newest_seen();
            if known >= newest {
                return Ok(known);
            }
            let events = store.events(known, AT_A_TIME).await?;
            for event in &events {
                self.happened(event);
            }
            let read = events.last().map_or(newest, |event| event.number);
            self.known.store(read.0, Ordering::Release);
        }
    }

    fn happened(&self, event: &Event) {
        if matches!(
            event.kind,
            EventKind::ArticleWithdrawn | EventKind::EntryRemoved
        ) {
            self.recall(event.number);
        }
        let mut parts = self.parts.write().unwrap_or_else(PoisonError::into_inner);
        match event.part() {
            None => {
                parts.clear();
                self.everywhere.fetch_max(event.number.0, Ordering::AcqRel);
            }
            Some(part) => {
                parts.insert(part, event.number);
            }
        }
    }

    fn recall(&self, number: EventNumber) {
        self.recalled.fetch_max(number.0, Ordering::AcqRel);
    }

    /// Whether a page that was begun after `begun`, of `part` if it is of one, shows everything that happened.
    pub(super) fn is_current(&self, begun: EventNumber, part: Option<&Part>) -> bool {
        if begun.0 < self.everywhere.load(Ordering::Acquire) {
            return false;
        }
        let Some(part) = part else { return true };
        let parts = self.parts.read().unwrap_or_else(PoisonError::into_inner);
        parts.get(part).is_none_or(|floor| begun >= *floor)
    }

    /// The newest event that took something from readers.
    pub(super) fn recalled(&self) -> EventNumber {
        EventNumber(self.recalled.load(Ordering::Acquire))
    }

    /// Whether such a page may be shown for want of a newer one: it has nothing that readers are not to have any more.
    pub(super) fn may_stand_in(&self, begun: EventNumber) -> bool {
        begun >= self.recalled()
    }
}
