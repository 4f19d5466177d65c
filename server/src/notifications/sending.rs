//! Following the queue: what is due is sent, many at once, and how it ended is written down.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use domain::{Language, Moment};
use newsroom::clock::Clock;
use newsroom::notifications::{self, Message, SendingKey, encrypt};
use newsroom::store::{Delivery, Ended, NotificationNumber, Store, StoreError};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::client::{Client, Letter};
use crate::outside::Pace;
use crate::outside::client::Answer;
use crate::pings::Standing;

/// How many are sent at once: with a tenth of a second for each, a hundred thousand readers are told in five minutes.
pub(super) const AT_ONCE: usize = 32;
/// How many are taken from the queue in one go; so many may be told twice after a crash.
const BATCH: u32 = 256;
/// How often one is tried, at most.
const MOST_TRIES: u32 = 8;

/// What sending takes.
pub(super) struct Sender {
    pub(super) store: Store,
    pub(super) clock: Clock,
    pub(super) key: Arc<SendingKey>,
    pub(super) contact: String,
    /// The paper's word for breaking news.
    pub(super) breaking: String,
    pub(super) language: Language,
    pub(super) client: Client,
    pub(super) pace: Pace,
    pub(super) standing: Standing,
}

/// What services refused for a reason that stays, so that it is logged once: service and status.
type Refused = HashSet<(String, u16)>;

impl Sender {
    /// Until told to stop.
    pub(super) async fn run(self, mut stopped: watch::Receiver<bool>) {
        let mut refused = Refused::new();
        let mut failures = 0;
        loop {
            let pause = match self.step(&mut refused).await {
                Ok(true) => Duration::ZERO,
                Ok(false) => {
                    failures = 0;
                    self.pace.look
                }
                Err(error) => {
                    tracing::error!(%error, "readers could not be notified; trying again");
                    failures += 1;
                    self.pace.wait(failures)
                }
            };
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                _ = stopped.wait_for(|stop| *stop) => return,
            }
        }
    }

    /// Whether there may be more to do at once.
    async fn step(&self, refused: &mut Refused) -> Result<bool, StoreError> {
        let queued = notifications::queue(&self.store, &self.clock).await?;
        if let Some(until) = queued {
            self.standing.at(until, self.store.newest_event().await?);
        }
        let now = self.clock.now();
        let due = self.store.due_deliveries(now, BATCH).await?;
        if due.is_empty() {
            return Ok(queued.is_some());
        }
        let messages = self.messages(&due, now).await?;
        let mut sending = JoinSet::new();
        let mut ended = Vec::new();
        for delivery in due {
            let message = messages
                .get(&delivery.notification)
                .filter(|_| delivery.expires_at > now);
            // What is no news any more is not told.
            let Some(message) = message else {
                ended.push((delivery, Ended::Done));
                continue;
            };
            let Some(letter) = self.letter(&delivery, message, now) else {
                ended.push((delivery, Ended::Gone));
                continue;
            };
            if sending.len() >= AT_ONCE
                && let Some(Ok((delivery, answer))) = sending.join_next().await
            {
                let end = self.end(&delivery, answer, refused);
                ended.push((delivery, end));
            }
            let client = self.client.clone();
            sending.spawn(async move {
                let answer = client.send(letter).await;
                (delivery, answer)
            });
        }
        while let Some(sent) = sending.join_next().await {
            if let Ok((delivery, answer)) = sent {
                let end = self.end(&delivery, answer, refused);
                ended.push((delivery, end));
            }
        }
        let mut writing = self.store.write().await?;
        for (delivery, end) in &ended {
            writing.end_delivery(delivery, *end).await?;
        }
        writing.commit().await?;
        Ok(true)
    }

    /// What there is to say, for each notification among them.
    async fn messages(
        &self,
        due: &[Delivery],
        now: Moment,
    ) -> Result<HashMap<NotificationNumber, Message>, StoreError> {
        let mut asked = HashSet::new();
        let mut messages = HashMap::new();
        for delivery in due {
            if !asked.insert(delivery.notification) {
                continue;
            }
            let message = notifications::message(
                &self.store,
                delivery.news,
                now,
                &self.breaking,
                &self.language,
            );
            if let Some(message) = message.await? {
                messages.insert(delivery.notification, message);
            }
        }
        Ok(messages)
    }

    /// None for a reader whose key is no key.
    fn letter(&self, delivery: &Delivery, message: &Message, now: Moment) -> Option<Letter> {
        let body = encrypt(message.to_json().as_bytes(), &delivery.keys);
        let authorization = self
            .key
            .authorization(&delivery.endpoint, &self.contact, now);
        match (body, authorization) {
            (Ok(body), Ok(authorization)) => Some(Letter {
                to: delivery.endpoint.clone(),
                body,
                authorization,
                topic: message.tag.clone(),
                lasts: (delivery.expires_at.micros() - now.micros()) / 1_000_000,
            }),
            (Err(error), _) | (_, Err(error)) => {
                tracing::warn!(%error, to = %delivery.endpoint, "a reader cannot be notified and is forgotten");
                None
            }
        }
    }

    /// What an answer means (RFC 8030 sections 5 and 7.3, RFC 8292 section 4.2).
    fn end(&self, delivery: &Delivery, answer: Answer, refused: &mut Refused) -> Ended {
        let (problem, wait) = match answer {
            Answer::Status(200..300, _) => {
                self.standing.told(1);
                return Ended::Done;
            }
            // Nobody is there (any more); that is no failure of anybody's.
            Answer::Status(404 | 410, _) => return Ended::Gone,
            Answer::Status(status @ (408 | 429 | 500..), wait) => (status.to_string(), wait),
            Answer::Status(status, _) => {
                self.standing.failed(&status.to_string());
                let service = delivery.endpoint.service().to_owned();
                if refused.insert((service, status)) {
                    tracing::error!(status, to = %delivery.endpoint, "a push service refuses notifications; they are left out");
                }
                return Ended::Done;
            }
            Answer::None(problem) => (problem, None),
        };
        self.standing.failed(&problem);
        let failures = delivery.failures + 1;
        let wait = self.pace.wait(failures).max(wait.unwrap_or_default());
        let wait = i64::try_from(wait.as_micros()).unwrap_or(i64::MAX);
        let again = self.clock.now().shifted(wait);
        if failures >= MOST_TRIES || again >= delivery.expires_at {
            tracing::warn!(problem, to = %delivery.endpoint, "a reader was not notified in time");
            return Ended::Done;
        }
        Ended::Later(again)
    }
}
