//! Telling others that the paper has changed: search engines (IndexNow), readers' programs (WebSub), and the network that keeps
//! pages nearer to readers.
//!
//! Each of them follows the event log from a position of its own, which is kept in the store and moves
//! only once the other side has taken what it was told. So nothing is missed while the paper or the other
//! side is down. Only a crash between the answer and the note of it tells something twice, which changes
//! nothing: it says "look again". Nobody waits for any of this, least of all a reader.

mod follow;
mod index_now;
mod purging;
mod standing;
mod websub;

use std::time::Duration;

use newsroom::store::Store;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub use index_now::{ENDPOINT, IndexNow};
pub use standing::{Facts, Standing, Standings};
pub use websub::WebSub;

use crate::outside::Pace;
use crate::settings::{Cdn, Discovery};
use purging::Purging;

/// How fast others are told.
pub const PACE: Pace = Pace {
    look: Duration::from_secs(5),
    first_wait: Duration::from_secs(15),
    longest_wait: Duration::from_secs(3600),
};

/// How soon a network is told at the latest.
const PURGE_LOOK: Duration = Duration::from_millis(500);

/// Starts telling whoever the settings name about the paper at `url`; each stops by itself when it is told to.
pub fn start(
    store: &Store,
    url: &str,
    discovery: &Discovery,
    cdn: Option<&Cdn>,
    pace: Pace,
    stopped: &watch::Receiver<bool>,
) -> (Standings, Vec<JoinHandle<()>>) {
    let mut standings = Standings::default();
    let mut tasks = Vec::new();
    if let Some(key) = &discovery.index_now_key {
        let endpoint = discovery.index_now_endpoint.as_deref().unwrap_or(ENDPOINT);
        let audience = IndexNow::new(url.to_owned(), key.clone(), endpoint.to_owned());
        let standing = standings.add("indexnow");
        let task = follow::follow(store.clone(), audience, pace, standing, stopped.clone());
        tasks.push(tokio::spawn(task));
    }
    if let Some(hub) = &discovery.websub_hub {
        let audience = WebSub::new(url.to_owned(), hub.clone());
        let standing = standings.add("websub");
        let task = follow::follow(store.clone(), audience, pace, standing, stopped.clone());
        tasks.push(tokio::spawn(task));
    }
    if let Some(cdn) = cdn {
        let standing = standings.add("cdn");
        // Readers wait for it, behind the network.
        let pace = Pace {
            look: pace.look.min(PURGE_LOOK),
            ..pace
        };
        let audience = Purging(cdn.clone());
        let task = follow::follow(store.clone(), audience, pace, standing, stopped.clone());
        tasks.push(tokio::spawn(task));
    }
    (standings, tasks)
}
