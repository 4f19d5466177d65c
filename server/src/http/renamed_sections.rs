//! Follows sections that were renamed while the paper is served, so that its search finds their stories by the new name.

use std::time::Duration;

use newsroom::store::Store;
use tokio::sync::watch;

/// How long others may write before the next stories are.
const BETWEEN: Duration = Duration::from_millis(20);
/// How long after the store failed.
const AFTER_FAILURE: Duration = Duration::from_secs(60);

/// Keeps the search by the sections' names until told to stop. Only what is set at the desk names a section anew, so nobody looks
/// before the site has `renewed` itself by that. What is left at the end is done by the next server.
pub(super) async fn keep(
    store: Store,
    mut renewed: watch::Receiver<()>,
    mut stopped: watch::Receiver<bool>,
) {
    let mut so_far = None;
    loop {
        // What is set from here on is looked at once more.
        renewed.mark_unchanged();
        let pause = match store.follow_renaming(so_far.take()).await {
            Ok(None) => None,
            Ok(further) => {
                so_far = further;
                Some(BETWEEN)
            }
            Err(error) => {
                tracing::error!(%error, "the search cannot follow a section's new name; trying again in a minute");
                Some(AFTER_FAILURE)
            }
        };
        let next = async {
            match pause {
                Some(pause) => {
                    tokio::time::sleep(pause).await;
                    true
                }
                None => renewed.changed().await.is_ok(),
            }
        };
        tokio::select! {
            goes_on = next => if !goes_on { return },
            _ = stopped.wait_for(|stop| *stop) => return,
        }
    }
}
