//! Letters that come back reach the paper in two ways: in a Maildir that a mail server on this machine delivers to, and
//! posted by a program or a sending service. There is no third: what is in a mailbox elsewhere, a program such as
//! `fetchmail` or `mbsync` brings here.

mod maildir;

use std::path::PathBuf;
use std::time::Duration;

use newsroom::clock::Clock;
use newsroom::letters::returned::Returned;
use newsroom::store::Store;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::outside::Pace;
use crate::settings::Mail;
pub use maildir::Maildir;

/// How often the Maildir is looked at.
pub const PACE: Pace = Pace {
    look: Duration::from_secs(5),
    first_wait: Duration::from_secs(10),
    longest_wait: Duration::from_secs(5 * 60),
};

/// The ways letters come back by.
#[derive(Debug, Clone, Default)]
pub struct WaysBack {
    /// Where a mail server delivers what comes back.
    pub maildir: Option<PathBuf>,
    /// What whoever posts it has to know.
    pub token: Option<String>,
}

impl WaysBack {
    /// Those that are set.
    #[must_use]
    pub fn of(mail: &Mail) -> Self {
        Self {
            maildir: mail.bounce_maildir.clone(),
            token: mail.bounce_token.clone(),
        }
    }
}

/// Starts to take back what is in the Maildir, if there is one; it stops by itself when it is told to.
pub fn start(
    ways: &WaysBack,
    store: &Store,
    clock: &Clock,
    pace: Pace,
    stopped: &watch::Receiver<bool>,
) -> Option<JoinHandle<()>> {
    let maildir = Maildir::new(ways.maildir.clone()?, store.clone(), clock.clone());
    Some(tokio::spawn(maildir.keep(pace, stopped.clone())))
}

/// Says in the log what became of something that came back, without the reader's address.
pub(crate) fn log(returned: &Returned, from: &str) {
    match returned {
        Returned::Counted {
            subscriber,
            kind,
            status,
            reason,
            ended,
        } => {
            let status = status.map(|status| status.to_string()).unwrap_or_default();
            let reason = without_addresses(reason);
            let subscriber = subscriber.0;
            tracing::info!(from, subscriber, %kind, status, reason, ended, "a letter came back");
        }
        Returned::NotOurs => {
            tracing::warn!(
                from,
                "a report does not prove which letter came back; it counts for nothing"
            );
        }
        Returned::Unknown => tracing::warn!(from, "nobody can tell what came back there"),
        Returned::Before | Returned::Nobody | Returned::Ignored(_) => {
            tracing::debug!(from, ?returned, "what came back there is of no consequence");
        }
    }
}

fn without_addresses(reason: &str) -> String {
    let words = reason.split(' ');
    let words = words.map(|word| if word.contains('@') { "…" } else { word });
    words.collect::<Vec<_>>().join(" ")
}
