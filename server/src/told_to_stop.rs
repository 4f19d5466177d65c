//! Being told to stop: by Ctrl-C (SIGINT), or by whatever runs the program (SIGTERM).

use anyhow::Context;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// What is listened for from now on, instead of being ended by it.
pub(crate) struct ToldToStop {
    interrupt: Signal,
    terminate: Signal,
}

impl ToldToStop {
    /// # Errors
    /// When the system gives no signals.
    pub(crate) fn listen() -> anyhow::Result<Self> {
        let listen = |kind| signal(kind).context("cannot listen for signals");
        Ok(Self {
            interrupt: listen(SignalKind::interrupt())?,
            terminate: listen(SignalKind::terminate())?,
        })
    }

    /// Waits for the next time.
    pub(crate) async fn again(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
