//! Notifying readers: what is due goes to the push services of their browsers (RFC 8030).
//!
//! Whom something has to be told is in the store before anything is sent, and how each attempt ended is written down
//! after it, so nothing is lost when the server stops; what was under way then may be told twice, and takes the place of
//! itself on the reader's screen. Nobody waits for any of this, least of all a reader.

mod client;
mod sending;

use std::sync::Arc;
use std::time::Duration;

use app::paper::Paper;
use newsroom::notifications::SendingKey;
use newsroom::store::{Store, StoreError};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::outside::Pace;
use crate::pings::Standing;
use crate::settings;
use client::Client;
use sending::Sender;

/// How fast readers are told, and how long a push service that fails is left alone.
pub const PACE: Pace = Pace {
    look: Duration::from_secs(1),
    first_wait: Duration::from_secs(30),
    longest_wait: Duration::from_secs(3600),
};

/// What notifying readers takes.
#[derive(Debug)]
pub struct Notifications {
    key: Arc<SendingKey>,
    settings: settings::Notifications,
}

impl Notifications {
    /// With the paper's key pair, unless the settings say that there are none.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn open(
        store: &Store,
        settings: &settings::Notifications,
    ) -> Result<Option<Self>, StoreError> {
        if !settings.enabled {
            return Ok(None);
        }
        Ok(Some(Self {
            key: Arc::new(store.sending_key().await?),
            settings: settings.clone(),
        }))
    }

    /// What browsers need to know of the paper before they let it send.
    #[must_use]
    pub fn public_key(&self) -> String {
        self.key.public_key()
    }

    /// What stands in for a push service in a test.
    pub(crate) fn stand_in(&self) -> Option<&str> {
        self.settings.service.as_deref()
    }

    /// Starts telling readers of `paper` what happens; it stops by itself when it is told to.
    pub fn start(
        &self,
        paper: &Paper,
        pace: Pace,
        standing: Standing,
        stopped: watch::Receiver<bool>,
    ) -> JoinHandle<()> {
        let sender = Sender {
            store: paper.store.clone(),
            clock: paper.clock.clone(),
            key: self.key.clone(),
            contact: self.settings.contact.clone(),
            breaking: app::breaking::name(&paper.masthead).to_owned(),
            language: paper.masthead.language.clone(),
            client: Client::new(self.stand_in().is_some()),
            pace,
            standing,
        };
        tokio::spawn(sender.run(stopped))
    }
}
