//! Asking other sites for what stories lead to, so that the gate can say which links are dead.
//!
//! What is due stands in the store: the gate puts there what it misses, and stories that were saved are looked through here. It is
//! asked for in the background, never while somebody waits, and no host is asked for two things at once.

mod asking;
mod network;
mod standing;
mod unheard;

use std::collections::{HashMap, HashSet};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use domain::Moment;
use newsroom::clock::Clock;
use newsroom::desk::gate::outside_addresses;
use newsroom::desk::story::StoryId;
use newsroom::elsewhere::{self, AT_REST, Elsewhere, Outcome};
use newsroom::store::{Store, StoreError};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use url::Url;

use crate::outside::Pace;
use asking::{Asker, Said};
use network::Network;
pub use standing::Facts;
use standing::Standing;

/// How fast other sites are asked.
#[derive(Debug, Clone, Copy)]
pub struct Manners {
    /// How often it is looked what is due, and how long one rests that was in trouble.
    pub pace: Pace,
    /// How long one address may take, with all that it leads on to.
    pub patience: Duration,
    /// Between two requests to one host.
    pub between: Duration,
}

/// As the server does it.
pub const MANNERS: Manners = Manners {
    pace: Pace {
        look: Duration::from_secs(2),
        first_wait: Duration::from_secs(60),
        longest_wait: Duration::from_secs(3600),
    },
    patience: Duration::from_secs(10),
    between: Duration::from_secs(1),
};

/// How many hosts are asked at once.
const AT_ONCE: usize = 4;
/// How often in a row an address may be in trouble until it is called dead.
const TRIES: u32 = 2;
/// How many due addresses are looked at to find some whose hosts are free.
const LOOKED_AT: u32 = 500;
/// How long before the start stories may have been saved that are looked through, in microseconds: a day.
const BEFORE_START: i64 = 24 * 3600 * 1_000_000;
/// How many stories are looked through in one go.
const STORIES: u32 = 20;
/// How often what nobody wants to know any more is forgotten.
const FORGETTING: Duration = Duration::from_secs(24 * 3600);

/// Whoever asks other sites. Clones share what is known of it.
#[derive(Debug, Clone)]
pub struct Links {
    store: Store,
    clock: Clock,
    url: String,
    service: Option<SocketAddr>,
    standing: Standing,
}

impl Links {
    /// Of the paper in `store` that readers reach at `url`. For tests, a server on this machine may be asked, too.
    #[must_use]
    pub fn new(store: &Store, clock: &Clock, url: &str, service: Option<SocketAddr>) -> Self {
        Self {
            store: store.clone(),
            clock: clock.clone(),
            url: url.to_owned(),
            service,
            standing: Standing::default(),
        }
    }

    /// How it goes.
    #[must_use]
    pub fn facts(&self) -> Facts {
        self.standing.facts()
    }

    /// Asks for what is due, until told to stop. What is being asked for then is asked for again by the next server.
    pub fn start(&self, manners: Manners, stopped: &watch::Receiver<bool>) -> JoinHandle<()> {
        let mut stopped = stopped.clone();
        let round = Round::new(self.clone(), manners);
        tokio::spawn(async move {
            tokio::select! {
                () = round.keep() => {}
                _ = stopped.wait_for(|stop| *stop) => {}
            }
        })
    }
}

/// What is under way.
struct Round {
    links: Links,
    manners: Manners,
    asker: Asker,
    network: Network,
    asking: JoinSet<(Elsewhere, Said)>,
    busy: HashSet<String>,
    /// Until when a host is left alone.
    rests: HashMap<String, Instant>,
    /// The story that was looked through last.
    looked_through: (Moment, StoryId),
    forgotten: Option<Instant>,
}

impl Round {
    fn new(links: Links, manners: Manners) -> Self {
        Self {
            asker: Asker::new(&links.url, links.service, manners.patience),
            network: Network::new(&links.clock, manners.pace),
            looked_through: (links.clock.now().shifted(-BEFORE_START), StoryId(0)),
            links,
            manners,
            asking: JoinSet::new(),
            busy: HashSet::new(),
            rests: HashMap::new(),
            forgotten: None,
        }
    }

    async fn keep(mut self) {
        let mut failures = 0;
        loop {
            let pause = match self.look().await {
                Ok(()) => {
                    failures = 0;
                    self.manners.pace.look
                }
                Err(error) => {
                    failures += 1;
                    self.fail(&error);
                    self.manners.pace.wait(failures)
                }
            };
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                Some(asked) = self.asking.join_next() => {
                    if let Ok((link, said)) = asked
                        && let Err(error) = self.keep_said(&link, said).await
                    {
                        self.fail(&error);
                    }
                }
            }
        }
    }

    fn fail(&self, error: &StoreError) {
        tracing::error!(%error, "links to other sites cannot be asked for; trying again");
        let problem = error.to_string();
        self.links
            .standing
            .change(|facts| facts.problem = Some(problem));
    }

    /// Begins to ask for what is due, as far as somebody is free.
    async fn look(&mut self) -> Result<(), StoreError> {
        self.look_through_stories().await?;
        self.forget().await?;
        let store = &self.links.store;
        let due = store
            .elsewhere_due(self.links.clock.now(), LOOKED_AT)
            .await?;
        let waiting = store.elsewhere_waiting().await?;
        self.links.standing.change(|facts| {
            facts.waiting = waiting;
            facts.problem = self.network.problem();
        });
        if self.network.rests_until().is_some() {
            return Ok(());
        }
        let now = Instant::now();
        self.rests.retain(|_, until| *until > now);
        for link in due {
            if self.asking.len() >= AT_ONCE {
                break;
            }
            let host = host(&link.address);
            if self.rests.contains_key(&host) || !self.busy.insert(host) {
                continue;
            }
            let (asker, network) = (self.asker.clone(), self.network.clone());
            let store = store.clone();
            self.asking.spawn(async move {
                let said = asker.ask_aside(&link.address, link.failures > 0).await;
                network.hear(&said);
                let said = match said {
                    Said::Unreached(why)
                        if network.is_there(&store, &asker, &link.address).await =>
                    {
                        Said::Trouble(why, None)
                    }
                    said => said,
                };
                (link, said)
            });
        }
        Ok(())
    }

    /// Has what newly saved stories lead to asked for.
    async fn look_through_stories(&mut self) -> Result<(), StoreError> {
        let Links {
            store, clock, url, ..
        } = &self.links;
        let until = clock.now().shifted(-AT_REST);
        loop {
            let saved = store
                .stories_saved(self.looked_through, until, STORIES)
                .await?;
            for story in &saved {
                if let Some(save) = store.save(story.id, story.save).await? {
                    let addresses = outside_addresses(&save.manuscript, url);
                    elsewhere::want(store, &addresses, clock.now()).await?;
                }
                self.looked_through = (story.at, story.id);
            }
            if saved.len() < STORIES as usize {
                return Ok(());
            }
        }
    }

    async fn forget(&mut self) -> Result<(), StoreError> {
        if self.forgotten.is_some_and(|at| at.elapsed() < FORGETTING) {
            return Ok(());
        }
        elsewhere::forget_unwanted(&self.links.store, self.links.clock.now()).await?;
        self.forgotten = Some(Instant::now());
        Ok(())
    }

    /// Keeps what was said of an address, and leaves its host alone for a moment.
    async fn keep_said(&mut self, link: &Elsewhere, said: Said) -> Result<(), StoreError> {
        let host = host(&link.address);
        self.busy.remove(&host);
        self.rests
            .insert(host, Instant::now() + self.manners.between);
        let now = self.links.clock.now();
        let outcome = match said {
            Said::There(why) => found(false, why),
            Said::Dead(why) | Said::Nowhere(why) => found(true, why),
            Said::Trouble(why, _) if link.failures + 1 >= TRIES => found(true, why),
            Said::Trouble(trouble, told_to_wait) => {
                let wait = self.manners.pace.wait(link.failures + 1);
                let wait = wait.max(told_to_wait.unwrap_or_default());
                let wait = i64::try_from(wait.as_micros()).unwrap_or(i64::MAX);
                Outcome::Again {
                    trouble,
                    at: now.shifted(wait),
                }
            }
            Said::Unreached(why) => {
                let rest = self.manners.pace.first_wait.as_micros();
                let rest = now.shifted(i64::try_from(rest).unwrap_or(i64::MAX));
                let at = self.network.rests_until().unwrap_or(rest);
                Outcome::Unlearnt { why, at }
            }
        };
        elsewhere::keep(&self.links.store, &link.address, &outcome, now).await?;
        // Not before it is kept: what is counted, the gate knows.
        self.links.standing.change(|facts| match &outcome {
            Outcome::Found { is_dead: false, .. } => facts.there += 1,
            Outcome::Found { is_dead: true, .. } => facts.dead += 1,
            Outcome::Again { .. } => facts.troubles += 1,
            Outcome::Unlearnt { .. } => facts.unlearnt += 1,
        });
        Ok(())
    }
}

fn found(is_dead: bool, why: String) -> Outcome {
    Outcome::Found { is_dead, why }
}

/// The host of an address.
fn host(address: &str) -> String {
    let url = Url::parse(address).ok();
    let host = url.as_ref().and_then(Url::host_str);
    host.unwrap_or_default().to_owned()
}
