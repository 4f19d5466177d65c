//! Work that gives way to answers: readers wait for pages, nobody waits for a picture to be prepared or for a letter's second.

use std::thread;

use tokio::runtime;
use tokio::sync::oneshot;

/// How far a thread gives way, as setpriority(2) counts: it gets what nobody else wants, and beside them next to nothing.
const TO_EVERYTHING: i32 = 19;

/// Has this thread give way; `what` is what it does. On Linux the priority is the thread's own. Where it is not allowed, it
/// competes.
pub(in crate::http) fn give_way(what: &str) {
    if let Err(error) = rustix::process::nice(TO_EVERYTHING) {
        tracing::debug!(%error, "{what} at full priority");
    }
}

/// Does `work` on a thread of that name with a runtime of its own, and is done when it is. It goes on to its end whatever
/// becomes of whoever waits.
pub(in crate::http) async fn apart(
    name: &'static str,
    work: impl Future<Output = ()> + Send + 'static,
) {
    let (ended, end) = oneshot::channel::<()>();
    let started = thread::Builder::new().name(name.to_owned()).spawn(move || {
        give_way(name);
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
