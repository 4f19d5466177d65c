//! What is counted in memory is written down now and then: each reader's request would else be a write.

use std::time::Duration;

use tokio::sync::watch;

/// Waits until it is time to write: after the pause, or at once when told to stop. Whether this is the last time.
pub(super) async fn is_last(pause: Duration, stopped: &mut watch::Receiver<bool>) -> bool {
    tokio::select! {
        () = tokio::time::sleep(pause) => false,
        _ = stopped.wait_for(|stop| *stop) => true,
    }
}
