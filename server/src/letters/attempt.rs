//! One attempt to send one copy, and what is written down of it.

use std::sync::Arc;
use std::time::Duration;

use domain::{Language, Moment};
use newsroom::clock::Clock;
use newsroom::desk::people;
use newsroom::letters::returned::is_nobody;
use newsroom::letters::{Contents, Due, Outcome, SubscriberId, confirmation, invitation};
use newsroom::store::{Store, StoreError};

use super::message::{Letterhead, Listed, Recipient};
use super::post::Place;
use super::record::Record;
use super::refused::Refused;

/// How often a copy is tried: with waits that double up to four hours, for about two days.
const MOST_TRIES: u32 = 18;

/// An issue that goes out.
pub(super) struct Issued {
    pub(super) contents: Contents,
    pub(super) listed: Listed,
}

/// How an attempt ended.
pub(super) struct Ended {
    pub(super) due: Due,
    pub(super) place: Place,
    pub(super) result: Result<(), Refused>,
}

/// What one attempt takes.
pub(super) struct Attempt {
    pub(super) store: Store,
    pub(super) clock: Clock,
    pub(super) letterhead: Arc<Letterhead>,
    pub(super) language: Language,
    pub(super) issued: Option<Arc<Issued>>,
    pub(super) now: Moment,
    /// How long until the next one, should it fail.
    pub(super) wait: Duration,
    pub(super) record: Record,
}

impl Attempt {
    /// Sends one copy and writes down what came of it. Only then is there another for the same connection.
    pub(super) async fn make(self, due: Due, place: Place) -> Ended {
        let invited = self.invited(&due).await;
        let Self {
            letterhead,
            language,
            issued,
            now,
            wait,
            record,
            ..
        } = self;
        let owned = due.clone();
        // Signing takes a millisecond or two, for which pages should not wait.
        let written = tokio::task::spawn_blocking(move || {
            let to = Recipient {
                // Nobody's number for whoever is no reader: their letters have no links that say whose they are.
                id: owned.subscriber.unwrap_or(SubscriberId(0)),
                address: &owned.address,
            };
            match (&issued, owned.consent, invited?) {
                (Some(issued), _, _) => {
                    let listed = Some(&issued.listed);
                    letterhead.copy(owned.id, to, &issued.contents, listed, now)
                }
                (None, Some(consent), _) => {
                    let confirm = letterhead.confirm(consent, now);
                    let contents = confirmation(&letterhead.name, &language, &confirm);
                    letterhead.copy(owned.id, to, &contents, None, now)
                }
                (None, None, Some(contents)) => letterhead.copy(owned.id, to, &contents, None, now),
                (None, None, None) => anyhow::bail!("what it was about is forgotten"),
            }
        });
        let result = match written.await.map_err(anyhow::Error::from).flatten() {
            Ok(copy) => place.send(due.id, &copy).await,
            // A store that does not answer now may in a minute; nothing else that goes wrong here goes right later.
            Err(error) if error.is::<StoreError>() => Err(Refused::Later(error.to_string())),
            Err(error) => Err(Refused::Letter(error.to_string())),
        };
        let (outcome, nobody) = outcome(&due, &result, now, wait);
        if let Some(outcome) = outcome {
            // What was sent has to be known to be, or it would be sent again.
            let mut pause = Duration::from_millis(200);
            while !record.end(due.id, outcome.clone(), nobody).await {
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(Duration::from_secs(30));
            }
        }
        Ended { due, place, result }
    }

    /// The letter to somebody at the desk, if that is what it is, with a link that is made for it.
    async fn invited(&self, due: &Due) -> Result<Option<Contents>, StoreError> {
        let Some(account) = due.account else {
            return Ok(None);
        };
        let made = people::link_in_letter(&self.store, &self.clock, account).await?;
        Ok(made.map(|(account, secret)| {
            let letterhead = &self.letterhead;
            let link = format!("{}/desk/enter/{}", letterhead.url, secret.text());
            invitation(&letterhead.name, &self.language, &account.name, &link)
        }))
    }
}

/// What is written down, and who is not to be written to any more.
fn outcome(
    due: &Due,
    result: &Result<(), Refused>,
    now: Moment,
    wait: Duration,
) -> (Option<Outcome>, Option<SubscriberId>) {
    match result {
        Ok(()) => (Some(Outcome::Sent), None),
        Err(Refused::Server(_) | Refused::Closed(_)) => (None, None),
        Err(Refused::Recipient(why)) => {
            let nobody = due.subscriber.filter(|_| is_nobody(why));
            (Some(Outcome::Failed(why.clone())), nobody)
        }
        Err(Refused::Letter(why)) => (Some(Outcome::Failed(why.clone())), None),
        Err(Refused::Later(why) | Refused::Broken(why) | Refused::HungUp(why))
            if due.failures + 1 >= MOST_TRIES =>
        {
            (
                Some(Outcome::Failed(format!("tried {MOST_TRIES} times: {why}"))),
                None,
            )
        }
        Err(Refused::Later(why) | Refused::Broken(why) | Refused::HungUp(why)) => {
            let wait = i64::try_from(wait.as_micros()).unwrap_or(i64::MAX);
            (Some(Outcome::Later(now.shifted(wait), why.clone())), None)
        }
    }
}
