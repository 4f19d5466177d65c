//! Following the event log on behalf of one audience.

use std::time::Duration;

use newsroom::events::EventNumber;
use newsroom::store::{Store, StoreError, Touched};
use tokio::sync::watch;

use super::standing::Standing;
use crate::outside::Pace;

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
