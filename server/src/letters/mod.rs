//! Sending letters: what the store says is due goes to mail servers, each copy once.
//!
//! However many processes there are, one of them sends: whoever holds the lock on a file beside the paper's pictures,
//! which the system takes back from a process that dies. Who is to get what is in the store before anything is sent, and
//! what came of each copy is written down before the next goes over the same connection, so that after a crash nobody
//! is forgotten, and at most one copy for each connection may have been taken and is sent again.

mod at_hand;
mod attempt;
mod authorities;
mod dispatch;
mod dkim;
mod domains;
mod message;
mod outbox;
mod phrase;
mod post;
mod record;
mod refused;
mod servers;
mod smtp;
mod troubled;
mod unanswered;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use domain::EmailAddress;
use newsroom::clock::Clock;
use newsroom::letters::{self, Contents, DeliveryId, Letter, PaperFacts, SubscriberId};
use newsroom::store::Store;
use tokio::sync::watch;

use crate::outside::Pace;
use crate::pings::Standing;
use crate::settings::{Mail, MailServer};
pub(crate) use authorities::Authorities;
use dispatch::Dispatch;
use dkim::Signer;
pub(crate) use dkim::private_key;
use domains::Domains;
use message::{Letterhead, Listed, Recipient};
pub use outbox::{Kept, Outbox};
use post::Post;
use servers::Servers;
pub(crate) use servers::reach;
use troubled::Troubled;

/// How fast letters are looked for, and how long a server that fails, or a reader's that says "later", is left alone.
pub const PACE: Pace = Pace {
    look: Duration::from_secs(1),
    first_wait: Duration::from_secs(120),
    longest_wait: Duration::from_secs(4 * 3600),
};
/// How long a mail server rests that did not answer.
const REST: Pace = Pace {
    look: Duration::from_secs(1),
    first_wait: Duration::from_secs(2),
    longest_wait: Duration::from_secs(300),
};

/// How often the schedules are looked at.
const SCHEDULE: Duration = Duration::from_secs(1);

/// What sending letters takes.
#[derive(Clone)]
pub struct Letters {
    store: Store,
    clock: Clock,
    facts: Arc<PaperFacts>,
    data_dir: PathBuf,
    mail: Mail,
    authorities: Authorities,
    letterhead: Arc<Letterhead>,
}

/// The right to send, as long as it is held.
#[derive(Debug)]
pub struct Turn {
    _lock: File,
}

impl Letters {
    /// Those of that paper.
    ///
    /// # Errors
    /// One sentence when the key for signing or the file of authorities is none, or the store does not answer.
    pub async fn open(
        store: &Store,
        clock: &Clock,
        facts: PaperFacts,
        data_dir: &Path,
        mail: &Mail,
    ) -> anyhow::Result<Self> {
        let domain = message::host(&mail.from);
        let signer = mail.dkim.as_ref().map(|key| Signer::open(key, domain));
        let signer = signer.transpose()?.map(Arc::new);
        let letterhead = Letterhead {
            name: facts.name.clone(),
            url: facts.url.clone(),
            from: mail.from.clone(),
            bounces: mail.bounces.clone(),
            key: store.link_key().await?,
            signer,
        };
        Ok(Self {
            store: store.clone(),
            clock: clock.clone(),
            facts: Arc::new(facts),
            data_dir: data_dir.to_owned(),
            mail: mail.clone(),
            authorities: Authorities::of(mail)?,
            letterhead: Arc::new(letterhead),
        })
    }

    /// The same of a paper that is called otherwise, or lives by another clock.
    #[must_use]
    pub fn of(&self, facts: PaperFacts) -> Self {
        let letterhead = Letterhead {
            name: facts.name.clone(),
            ..(*self.letterhead).clone()
        };
        Self {
            facts: Arc::new(facts),
            letterhead: Arc::new(letterhead),
            ..self.clone()
        }
    }

    /// What is known of the paper.
    #[must_use]
    pub fn facts(&self) -> &PaperFacts {
        &self.facts
    }

    /// Where letters land, if no mail server is set.
    #[must_use]
    pub fn outbox(&self) -> Option<Outbox> {
        self.mail
            .servers
            .is_empty()
            .then(|| Outbox::below(&self.data_dir))
    }

    /// The right to send; none while another process has it.
    ///
    /// # Errors
    /// One sentence when the file of the lock cannot be made.
    pub fn turn(&self) -> anyhow::Result<Option<Turn>> {
        let path = self.data_dir.join("letters.lock");
        let open = File::options().create(true).append(true).open(&path);
        let lock = open.with_context(|| format!("{} cannot be opened", path.display()))?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(Turn { _lock: lock })),
            Err(std::fs::TryLockError::WouldBlock) => Ok(None),
            Err(std::fs::TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("{} cannot be locked", path.display()))
            }
        }
    }

    /// Makes the issues that are due by their schedules, until told to stop.
    pub async fn keep_issuing(self, mut stopped: watch::Receiver<bool>) {
        loop {
            match letters::issue_due(&self.store, &self.clock, &self.facts).await {
                Ok(issued) => {
                    for (issue, readers) in issued {
                        tracing::info!(issue = issue.0, readers, "an issue goes out as scheduled");
                    }
                }
                Err(error) => {
                    tracing::error!(%error, "issues that are due could not be made; trying again");
                }
            }
            tokio::select! {
                () = tokio::time::sleep(SCHEDULE) => {}
                _ = stopped.wait_for(|stop| *stop) => return,
            }
        }
    }

    /// Sends one copy of `contents` past the queue, to try it out, and says what the server answered.
    ///
    /// # Errors
    /// What the server said, or what keeps the letter from being written.
    pub async fn try_out(
        &self,
        letter: &Letter,
        contents: &Contents,
        to: &EmailAddress,
    ) -> anyhow::Result<String> {
        let mut post = self.post()?;
        let place = post.next().context("no mail server is free")?;
        let now = self.clock.now();
        let listed = Listed::of(letter);
        // Nobody's number: its links open nothing.
        let recipient = Recipient {
            id: SubscriberId(0),
            address: to,
        };
        let id = DeliveryId(0);
        let copy = self
            .letterhead
            .copy(id, recipient, contents, Some(&listed), now)?;
        let sent = place.send(id, &copy).await;
        post.close().await;
        match sent {
            Ok(()) => Ok(place.name().to_owned()),
            Err(refused) => bail!("{}: {}", place.name(), refused.words()),
        }
    }

    /// Sends what is due until told to stop, as soon as no other process does.
    pub async fn keep_sending(
        self,
        pace: Pace,
        standing: Standing,
        mut stopped: watch::Receiver<bool>,
    ) {
        let mut failures = 0;
        loop {
            let wait = match self.turn() {
                Ok(Some(turn)) => {
                    return self.send(turn, pace, standing, stopped, false).await;
                }
                Ok(None) => pace.look,
                Err(error) => {
                    tracing::error!(%error, "letters are not sent; trying again");
                    failures += 1;
                    pace.wait(failures)
                }
            };
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                _ = stopped.wait_for(|stop| *stop) => return,
            }
        }
    }

    /// Sends what is due until told to stop, or, with `until_done`, until nothing is due.
    pub async fn send(
        &self,
        turn: Turn,
        pace: Pace,
        standing: Standing,
        stopped: watch::Receiver<bool>,
        until_done: bool,
    ) {
        let post = match self.post() {
            Ok(post) => post,
            Err(error) => {
                tracing::error!(%error, "letters are not sent");
                standing.failed(&error.to_string());
                return;
            }
        };
        let servers: Vec<&str> = self.mail.servers.iter().map(MailServer::name).collect();
        let dispatch = Dispatch {
            troubled: Troubled::among(self.store.clone(), &servers).await,
            store: self.store.clone(),
            clock: self.clock.clone(),
            letterhead: self.letterhead.clone(),
            language: self.facts.language.clone(),
            post,
            domains: Domains::limited(self.mail.per_domain),
            pace,
            standing,
            at_hand: at_hand::AtHand::default(),
        };
        dispatch.run(stopped, until_done).await;
        drop(turn);
    }

    fn post(&self) -> anyhow::Result<Post> {
        Ok(match self.outbox() {
            Some(outbox) => Post::Outbox(outbox, false),
            None => {
                let domain = self.letterhead.domain();
                Post::Servers(Servers::of(&self.mail, &self.authorities, domain, REST)?)
            }
        })
    }
}
