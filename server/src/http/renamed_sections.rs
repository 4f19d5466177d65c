//! Follows sections that were renamed while the paper is served, so that its search finds their stories by the new name.

use std::time::Duration;

use newsroom::store::Store;
use tokio::sync::watch;

/// How often somebody looks whether one was renamed.
const LOOK: Duration = Duration::from_secs(1);
/// How long others may write before the next stories are.
const BETWEEN: Duration = Duration::from_millis(20);
/// How long after the store failed.
const AFTER_FAILURE: Duration = Duration::from_secs(60);

/// Keeps the search by the sections' names until told to stop. What is left then is done by the next server.
pub(super) async fn keep(store: Store, mut stopped: watch::Receiver<bool>) {
    let mut so_far = None;
    loop {
        let pause = match store.follow_renaming(so_far.take()).await {
            Ok(None) => LOOK,
            Ok(further) => {
                so_far = further;
                BETWEEN
            }
            Err(error) => {
                tracing::error!(%error, "the search cannot follow a section's new name; trying again in a minute");
                AFTER_FAILURE
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stopped.wait_for(|stop| *stop) => return,
        }
    }
}
