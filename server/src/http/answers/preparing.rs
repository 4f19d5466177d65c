//! Preparing pictures while the paper is served: one at a time, on a thread that gives way to answers.

use std::time::Duration;

use newsroom::media::{Media, Outcome, prepare_next};
use tokio::runtime::Handle;
use tokio::sync::watch;

use crate::http::AppState;
use crate::http::request::giving_way::give_way;

/// How often somebody looks whether a picture waits. The first look comes after it too, so that the
/// first readers are answered first.
const LOOK: Duration = Duration::from_secs(2);
/// How long after the disk or the store failed.
const AFTER_FAILURE: Duration = Duration::from_secs(60);

/// Prepares pictures until told to stop. A picture that is under way then is left and begun again by
/// the next server.
pub(in crate::http) fn start(state: AppState, stopped: watch::Receiver<bool>) {
    let runtime = Handle::current();
    let started = std::thread::Builder::new()
        .name("pictures".to_owned())
        .spawn(move || {
            give_way("pictures are prepared");
            runtime.block_on(prepare(&state, stopped));
        });
    if let Err(error) = started {
        tracing::error!(%error, "pictures cannot be prepared: there is no thread for it");
    }
}

async fn prepare(state: &AppState, mut stopped: watch::Receiver<bool>) {
    let media = Media::new(state.media.as_path());
    let mut pause = LOOK;
    loop {
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stopped.wait_for(|stop| *stop) => return,
        }
        let prepared = prepare_next(&state.paper.store, &media, &state.paper.clock).await;
        if *stopped.borrow() {
            return;
        }
        pause = match prepared {
            Ok(None) => LOOK,
            Ok(Some(Outcome { id, problem: None })) => {
                tracing::debug!(%id, "a picture was prepared");
                Duration::ZERO
            }
            Ok(Some(Outcome {
                id,
                problem: Some(problem),
            })) => {
                tracing::warn!(%id, problem, "a picture stays as it is");
                Duration::ZERO
            }
            Err(error) => {
                tracing::error!(%error, "pictures cannot be prepared; trying again in a minute");
                AFTER_FAILURE
            }
        };
    }
}
