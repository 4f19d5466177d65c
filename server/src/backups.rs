//! Backups that the server makes by itself, and how that goes, for whoever watches it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::Moment;
use newsroom::backup::{BackupError, House, Renewed, Shelf};
use newsroom::clock::Clock;
use newsroom::store::Store;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How often it is looked whether one is due, and how long it is waited after one that failed.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// Between two looks.
    pub look: Duration,
    /// After a failure.
    pub rest: Duration,
}

/// As the server does it: one is made at most a minute late, and a full disk is not tried all the time.
pub const PACE: Pace = Pace {
    look: Duration::from_secs(60),
    rest: Duration::from_secs(600),
};

/// Makes backups of one paper. Clones share what is known of it.
#[derive(Debug, Clone)]
pub struct Backups {
    shelf: Shelf,
    house: House,
    facts: Arc<Mutex<Facts>>,
}

/// What is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Backups made since the start.
    pub made: u64,
    /// Those that could not be made.
    pub failures: u64,
    /// When the newest was taken, by whichever server.
    pub newest: Option<Moment>,
    /// What is wrong, in words that anybody may see, until one could be made.
    pub problem: Option<String>,
}

impl Backups {
    /// Of the paper in `house`, to that shelf.
    #[must_use]
    pub fn new(shelf: Shelf, house: House) -> Self {
        Self {
            shelf,
            house,
            facts: Arc::default(),
        }
    }

    /// What is known.
    #[must_use]
    pub fn facts(&self) -> Facts {
        self.lock().clone()
    }

    /// Makes one whenever it is due, the first time at once, until told to stop. One that is being made then is left: the next
    /// server clears away what there is of it.
    pub fn start(
        &self,
        store: &Store,
        clock: &Clock,
        pace: Pace,
        stopped: &watch::Receiver<bool>,
    ) -> JoinHandle<()> {
        let (backups, store, clock) = (self.clone(), store.clone(), clock.clone());
        let mut stopped = stopped.clone();
        tokio::spawn(async move {
            let keep = async {
                loop {
                    let went_well = backups.look(&store, &clock).await;
                    let pause = if went_well { pace.look } else { pace.rest };
                    tokio::time::sleep(pause).await;
                }
            };
            tokio::select! {
                () = keep => {}
                _ = stopped.wait_for(|stop| *stop) => {}
            }
        })
    }

    async fn look(&self, store: &Store, clock: &Clock) -> bool {
        let renewed = self.shelf.renew(store, &self.house, clock).await;
        let newest = self.shelf.all().ok();
        let newest = newest.and_then(|all| {
            let mut past = all.into_iter().map(|shelved| shelved.at);
            past.find(|at| *at <= clock.now())
        });
        let went_well = renewed.is_ok();
        let mut facts = self.lock();
        facts.newest = newest;
        match renewed {
            Ok(None) => {}
            Ok(Some(renewed)) => {
                facts.made += 1;
                facts.problem = told_of(&renewed);
                tell(&renewed);
            }
            Err(error) => {
                tracing::error!(%error, "a backup could not be made; trying again");
                facts.failures += 1;
                facts.problem = Some(public(&error));
            }
        }
        went_well
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Facts> {
        self.facts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn told_of(renewed: &Renewed) -> Option<String> {
    (renewed.from_the_future > 0).then(|| {
        format!(
            "{} are of a time that is still to come, so no old one is removed",
            renewed.from_the_future
        )
    })
}

fn tell(renewed: &Renewed) {
    let file = renewed.new.file.display();
    tracing::info!(%file, bytes = renewed.new.bytes, removed = renewed.removed, "a backup was made");
    if renewed.from_the_future > 0 {
        tracing::warn!(
            backups = renewed.from_the_future,
            "no old backup is removed while some are of a time that is still to come: see to the clock, or take those away"
        );
    }
}

/// Where files are is nobody's business who asks whether all is well.
fn public(error: &BackupError) -> String {
    match error {
        BackupError::Disk(_, error) => {
            format!("the folder of backups or a file of the paper: {error}")
        }
        BackupError::Store(error) => error.to_string(),
        BackupError::NotWhole(_, reason) => format!("what was written is not whole: {reason}"),
        BackupError::Existing(_) | BackupError::Occupied(_) | BackupError::LeftOver(_) => {
            "a file is in its way".to_owned()
        }
    }
}
