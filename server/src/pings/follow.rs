//! Following the event log on behalf of one audience.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use newsroom::events::EventNumber;
use newsroom::store::{Store, StoreError, Touched};
use tokio::sync::watch;

use super::standing::Standing;

/// How many events are looked at in one go: as many as addresses fit into one message of IndexNow.
const EVENTS: u32 = 10_000;

/// Somebody who wants to know.
pub(super) trait Audience: Send + Sync {
    /// What its position is kept under.
    const NAME: &'static str;

    /// What to tell it; nothing, where it would not care.
    fn message(
        &self,
        store: &Store,
        touched: &Touched,
    ) -> impl Future<Output = Result<Vec<String>, StoreError>> + Send;

    /// How many addresses fit into one message.
    const MOST: usize;

    /// Tells it of these addresses.
    fn tell(&self, addresses: &[String]) -> impl Future<Output = Outcome> + Send;
}

/// How telling turned out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It was heard.
    Heard,
    /// Not now; if the other side said when, then.
    Later(String, Option<Duration>),
    /// Not before something is set right, here or there.
    NotUntilMended(String),
    /// Never: there is something wrong with the message itself.
    Never(String),
}

/// How fast a follower goes.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// How often it looks whether something happened.
    pub look: Duration,
    /// How long it waits after a first failure; twice as long after each that follows.
    pub first_wait: Duration,
    /// The longest that becomes.
    pub longest_wait: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            look: Duration::from_secs(5),
            first_wait: Duration::from_secs(15),
            longest_wait: Duration::from_secs(3600),
        }
    }
}

impl Pace {
    /// The wait after that many failures in a row, somewhere between a half and all of it, so that many
    /// papers that failed together do not come back together.
    fn wait(self, failures: u32) -> Duration {
        let doubled = 2_u32.saturating_pow(failures.saturating_sub(1).min(20));
        let whole = self
            .first_wait
            .saturating_mul(doubled)
            .min(self.longest_wait);
        let chance = RandomState::new().hash_one(failures) % 1000;
        whole / 2 + whole / 2 * u32::try_from(chance).unwrap_or(0) / 1000
    }
}

/// Tells `audience` what happens, until told to stop.
pub(super) async fn follow<A: Audience>(
    store: Store,
    audience: A,
    pace: Pace,
    standing: Standing,
    mut stopped: watch::Receiver<bool>,
) {
    let mut failures = 0;
    loop {
        let pause = match step(&store, &audience, &standing).await {
            Ok(Step::Done) => {
                failures = 0;
                pace.look
            }
            // There may be more.
            Ok(Step::Told) => {
                failures = 0;
                Duration::ZERO
            }
            Ok(Step::Failed(wait)) => {
                failures += 1;
                pace.wait(failures).max(wait.unwrap_or_default())
            }
            Ok(Step::Stuck) => {
                failures += 1;
                pace.longest_wait
            }
            Err(error) => {
                tracing::error!(%error, follower = A::NAME, "the event log cannot be followed");
                failures += 1;
                pace.wait(failures)
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stopped.wait_for(|stop| *stop) => return,
        }
    }
}

enum Step {
    /// There is nothing to tell.
    Done,
    Told,
    Failed(Option<Duration>),
    Stuck,
}

async fn step<A: Audience>(
    store: &Store,
    audience: &A,
    standing: &Standing,
) -> Result<Step, StoreError> {
    let position = store.follower(A::NAME).await?;
    let Some(touched) = store.touched(position, EVENTS).await? else {
        standing.at(position, position);
        return Ok(Step::Done);
    };
    let newest: EventNumber = store.newest_event().await?;
    standing.at(position, newest);
    let addresses = audience.message(store, &touched).await?;
    for addresses in addresses.chunks(A::MOST) {
        match audience.tell(addresses).await {
            Outcome::Heard => standing.told(addresses.len()),
            Outcome::Never(problem) => {
                tracing::error!(
                    follower = A::NAME,
                    problem,
                    count = addresses.len(),
                    "a message was refused and is left out"
                );
                standing.failed(&problem);
            }
            Outcome::Later(problem, wait) => {
                tracing::warn!(
                    follower = A::NAME,
                    problem,
                    "could not be told; trying again"
                );
                standing.failed(&problem);
                return Ok(Step::Failed(wait));
            }
            Outcome::NotUntilMended(problem) => {
                tracing::error!(
                    follower = A::NAME,
                    problem,
                    "refuses to be told; trying again later"
                );
                standing.failed(&problem);
                return Ok(Step::Stuck);
            }
        }
    }
    store.set_follower(A::NAME, touched.until).await?;
    standing.at(touched.until, newest);
    Ok(Step::Told)
}
