//! Work that gives way to answers: readers wait for pages, nobody waits for a picture to be prepared or for a letter's second.

use std::thread;

use tokio::runtime;
use tokio::sync::oneshot;

/// How far a thread gives way, as setpriority(2) counts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Way {
    /// To everything: it gets what nobody else wants.
    All,
    /// To answers: beside them it gets a tenth.
    Most,
}

impl Way {
    fn nice(self) -> i32 {
        match self {
            Self::All => 19,
            Self::Most => 10,
        }
    }
}

/// Has this thread give way; `what` is what it does. On Linux the priority is the thread's own. Where it is not allowed, it
/// competes.
pub(super) fn give_way(way: Way, what: &str) {
    if let Err(error) = rustix::process::nice(way.nice()) {
        tracing::debug!(%error, "{what} at full priority");
    }
}

/// Does `work` on a thread of that name with a runtime of its own, and is done when it is. It goes on to its end whatever
/// becomes of whoever waits.
pub(super) async fn apart(name: &'static str, work: impl Future<Output = ()> + Send + 'static) {
    let (ended, end) = oneshot::channel::<()>();
    let started = thread::Builder::new().name(name.to_owned()).spawn(move || {
        give_way(Way::Most, name);
        match runtime::Builder::new_current_thread().enable_all().build() {
            Ok(runtime) => runtime.block_on(work),
            Err(error) => {
                tracing::error!(%error, "{name} are not looked after: there is no runtime")
            }
        }
        drop(ended);
    });
    if let Err(error) = started {
        tracing::error!(%error, "{name} are not looked after: there is no thread for it");
    }
    let _ = end.await;
}
