//! From the event log to the readers: one task reads it, writes each message once, and wakes them.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, Weak};
use std::time::Duration;

use app::Surroundings;
use app::paper::Paper;
use domain::{ArticleId, Breaking, EntryNumber, Summary, VersionNumber};
use newsroom::events::{Event, EventNumber, Tail};
use newsroom::store::StoreError;
use newsroom::weather::Shown;
use tokio::time::{Instant, MissedTickBehavior};

use super::seats::Seats;
use super::shelf::{KEPT, Shelf};
use super::telling::{Known, Told, tell};

/// How many events are read at a time.
const AT_A_TIME: u32 = 500;
const SECOND: Duration = Duration::from_secs(1);

/// What all streams are fed from.
pub(super) struct Hub {
    shelf: RwLock<Shelf>,
    paper: RwLock<Paper>,
    pub(super) seats: Seats,
    ended: AtomicBool,
}

impl Hub {
    /// Reads what was told lately, and follows the log from there until the hub is dropped.
    pub(super) async fn open(paper: &Paper, heartbeat: Duration) -> Result<Arc<Self>, StoreError> {
        let tail = Tail::of(&paper.store).await?;
        let begin = EventNumber((tail.newest().0 - KEPT).max(0));
        let hub = Arc::new(Self {
            shelf: RwLock::new(Shelf::starting_after(begin)),
            paper: RwLock::new(paper.clone()),
            seats: Seats::default(),
            ended: AtomicBool::new(false),
        });
        hub.catch_up(tail.newest()).await?;
        tokio::spawn(follow(Arc::downgrade(&hub), tail, heartbeat));
        Ok(hub)
    }

    pub(super) fn shelf(&self) -> RwLockReadGuard<'_, Shelf> {
        self.shelf.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn is_about(&self, paper: &Paper) {
        *self.paper.write().unwrap_or_else(PoisonError::into_inner) = paper.clone();
    }

    fn paper(&self) -> Paper {
        let paper = self.paper.read().unwrap_or_else(PoisonError::into_inner);
        paper.clone()
    }

    /// Lets every stream end.
    pub(super) fn end(&self) {
        self.ended.store(true, Ordering::Release);
        self.seats.wake();
    }

    pub(super) fn has_ended(&self) -> bool {
        self.ended.load(Ordering::Acquire)
    }

    /// Puts on the shelf what happened up to `newest`.
    async fn catch_up(&self, newest: EventNumber) -> Result<(), StoreError> {
        let paper = self.paper();
        let mut done = self.shelf().newest();
        while done < newest {
            let events = paper.store.events(done, AT_A_TIME).await?;
            let Some(last) = events.last() else {
                return Ok(());
            };
            done = last.number;
            self.put(&paper, &events, done).await?;
        }
        Ok(())
    }

    async fn put(
        &self,
        paper: &Paper,
        events: &[Event],
        newest: EventNumber,
    ) -> Result<(), StoreError> {
        let articles: BTreeSet<ArticleId> = events.iter().filter_map(|it| it.article).collect();
        let articles: Vec<ArticleId> = articles.into_iter().collect();
        let view = View {
            public: paper.store.public_among(&articles).await?,
            most_read: paper.store.most_read().await?,
            weather: paper.weather().await?,
            picks: Surroundings::picks(&paper.store).await?,
            breaking: paper.store.breaking(paper.clock.now()).await?,
            removed: paper.store.removed_among(&articles).await?,
            paper,
        };
        let told: Vec<Told> = events.iter().filter_map(|it| view.tell(it)).collect();
        let mut shelf = self.shelf.write().unwrap_or_else(PoisonError::into_inner);
        shelf.retell(&articles, |told| view.tell(&told.event));
        shelf.put(told, newest);
        Ok(())
    }
}

/// What readers can see of what happened.
struct View<'a> {
    public: HashMap<ArticleId, (Summary, VersionNumber)>,
    most_read: Vec<Summary>,
    weather: Option<Shown>,
    picks: Vec<Summary>,
    breaking: Option<Breaking>,
    removed: HashSet<(ArticleId, EntryNumber)>,
    paper: &'a Paper,
}

impl View<'_> {
    fn tell(&self, event: &Event) -> Option<Told> {
        let known = Known {
            masthead: &self.paper.masthead,
            now: self.paper.clock.now(),
            article: event.article.and_then(|article| self.public.get(&article)),
            most_read: &self.most_read,
            weather: self.weather,
            picks: &self.picks,
            breaking: self.breaking.as_ref(),
            removed: &self.removed,
        };
        tell(event, &known)
    }
}

async fn follow(hub: Weak<Hub>, mut tail: Tail, heartbeat: Duration) {
    let round = usize::try_from(heartbeat.as_secs()).unwrap_or(1).max(1);
    let mut second = 0;
    let mut beats = tokio::time::interval_at(Instant::now() + SECOND, SECOND);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut done = match hub.upgrade() {
        Some(hub) => hub.shelf().newest(),
        None => return,
    };
    loop {
        let newest = tokio::select! {
            newest = tail.past(done) => newest,
            _ = beats.tick() => Some(done),
        };
        let (Some(newest), Some(hub)) = (newest, hub.upgrade()) else {
            return;
        };
        if newest == done {
            hub.seats.beat(second % round, round);
            second += 1;
            continue;
        }
        match hub.catch_up(newest).await {
            Ok(()) => {
                done = newest;
                hub.seats.wake();
            }
            Err(error) => {
                tracing::error!(%error, "readers could not be told what happened; trying again");
                drop(hub);
                tokio::time::sleep(SECOND).await;
            }
        }
    }
}
