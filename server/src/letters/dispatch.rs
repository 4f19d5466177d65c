//! The queue: what is due goes to the server whose turn it is, and what came of it is written down.
//!
//! One task decides and many send. What it holds in memory is what it took from the store and nothing else, so a stop at
//! any moment loses nothing: what was not written down as sent is due again.

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::{Language, Moment};
use newsroom::clock::Clock;
use newsroom::letters::returned::is_nobody;
use newsroom::letters::{Due, IssueId, IssueState, Outcome};
use newsroom::store::{Store, StoreError};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::at_hand::AtHand;
use super::attempt::{Attempt, Ended, Issued};
use super::domains::Domains;
use super::message::{Letterhead, Listed, host};
use super::post::{Place, Post};
use super::record::Record;
use super::refused::Refused;
use super::troubled::Troubled;
use crate::outside::Pace;
use crate::pings::Standing;

/// How many copies are taken from the store in one go.
const BATCH: u32 = 512;
/// With fewer at hand, more are taken.
const FEW: usize = 128;
/// So many letters refused in a row, and it is not the readers: the issue waits until somebody has looked.
const TOO_MANY_REFUSED: u32 = 20;
/// How long copies that are under way are waited for when the server stops.
const GRACE: Duration = Duration::from_secs(5);
/// How long those of them are waited for that a server has: while it looks for viruses it says nothing. Systemd kills after 90
/// seconds.
const GRACE_FOR_ANSWERS: Duration = Duration::from_secs(60);

/// Sends what is due.
pub(super) struct Dispatch {
    pub(super) store: Store,
    pub(super) clock: Clock,
    pub(super) letterhead: Arc<Letterhead>,
    pub(super) language: Language,
    pub(super) post: Post,
    pub(super) domains: Domains,
    pub(super) pace: Pace,
    pub(super) standing: Standing,
    pub(super) troubled: Troubled,
    pub(super) at_hand: AtHand,
}

impl Dispatch {
    /// Until told to stop, or, with `until_done`, until nothing is due.
    pub(super) async fn run(mut self, mut stopped: watch::Receiver<bool>, until_done: bool) {
        let record = Record::start(self.store.clone(), self.clock.clone());
        let mut sending = JoinSet::new();
        let mut look_at = Instant::now();
        let mut is_exhausted = false;
        let mut failures = 0;
        while !*stopped.borrow() {
            let whole = Instant::now() >= look_at;
            if whole || (self.at_hand.waiting.len() < FEW && !is_exhausted) {
                let had = self.at_hand.known.len();
                match self.look(whole).await {
                    Ok(()) => {
                        failures = 0;
                        is_exhausted = self.at_hand.known.len() <= had;
                        if until_done && self.at_hand.known.is_empty() {
                            break;
                        }
                        if whole {
                            look_at = Instant::now() + self.pace.look;
                        }
                    }
                    Err(error) => {
                        tracing::error!(%error, "letters could not be looked up; trying again");
                        failures += 1;
                        is_exhausted = true;
                        look_at = Instant::now() + self.pace.wait(failures);
                    }
                }
            }
            let free_at = self.send_what_can_be(&mut sending, &record).await;
            let wake = free_at.map_or(look_at, |free_at| free_at.min(look_at));
            tokio::select! {
                Some(ended) = sending.join_next() => {
                    if let Ok(ended) = ended {
                        self.note(ended).await;
                    }
                }
                () = tokio::time::sleep_until(wake.into()) => {}
                () = until_stopped(&mut stopped) => {}
            }
        }
        self.finish(&mut sending).await;
        self.post.close().await;
    }

    /// Waits for copies that are under way. One that a server has, and that was not waited for, would be sent again.
    async fn finish(&self, sending: &mut JoinSet<Ended>) {
        let is_over = ended(sending, GRACE, || true).await;
        if !is_over && self.post.has_unanswered() {
            ended(sending, GRACE_FOR_ANSWERS, || self.post.has_unanswered()).await;
            ended(sending, GRACE, || true).await;
        }
    }

    /// Takes more from the store; with `whole`, also sees whether issues were paused or ended.
    async fn look(&mut self, whole: bool) -> Result<(), StoreError> {
        let now = self.clock.now();
        let under_way = self.store.issues_under_way().await?;
        let going: Vec<IssueId> = under_way
            .iter()
            .filter(|issue| issue.state == IssueState::Sending)
            .map(|issue| issue.id)
            .collect();
        if whole {
            self.at_hand.forget_others(&going);
        }
        self.take(None, now).await?;
        for issue in under_way {
            if issue.state != IssueState::Sending {
                continue;
            }
            let id = issue.id;
            if !self.at_hand.issues.contains_key(&id) {
                let letters = self.store.letters().await?;
                let letter = letters.into_iter().find(|it| it.id == issue.letter);
                if let Some(letter) = letter {
                    let issued = Issued {
                        contents: issue.contents,
                        listed: Listed::of(&letter),
                    };
                    self.at_hand.issues.insert(id, Arc::new(issued));
                }
            }
            self.take(Some(id), now).await?;
        }
        if self.at_hand.known.is_empty() && !going.is_empty() {
            let mut writing = self.store.write().await?;
            for issue in writing.end_issues().await? {
                tracing::info!(issue = issue.0, "an issue is sent");
            }
            writing.commit().await?;
        }
        Ok(())
    }

    async fn take(&mut self, issue: Option<IssueId>, now: Moment) -> Result<(), StoreError> {
        let ahead = self.at_hand.ahead_of(issue);
        if ahead >= FEW {
            return Ok(());
        }
        let under_way = u32::try_from(self.at_hand.known.len()).unwrap_or(u32::MAX);
        let limit = BATCH.saturating_add(under_way);
        let due = self.store.due_letters(issue, now, limit).await?;
        self.at_hand.put(due, ahead);
        Ok(())
    }

    /// Hands over letters as long as there is a server that may have one. When that is, if only time has to pass.
    async fn send_what_can_be(
        &mut self,
        sending: &mut JoinSet<Ended>,
        record: &Record,
    ) -> Option<Instant> {
        while let Some(due) = self.at_hand.waiting.pop_front() {
            if !due.is_wanted {
                self.put_off(&due, Outcome::Dropped, record).await;
                continue;
            }
            let now = self.clock.now();
            if !self.at_hand.placed.remove(&due.id)
                && let Some(wait) = self.domains.wait(host(&due.address))
            {
                self.at_hand.placed.insert(due.id);
                let wait = i64::try_from(wait.as_micros()).unwrap_or(i64::MAX);
                let later = Outcome::Postponed(now.shifted(wait));
                self.put_off(&due, later, record).await;
                continue;
            }
            let Some(place) = self.post.next() else {
                self.at_hand.placed.insert(due.id);
                self.at_hand.waiting.push_front(due);
                return self.post.ready_at();
            };
            let attempt = Attempt {
                store: self.store.clone(),
                clock: self.clock.clone(),
                letterhead: self.letterhead.clone(),
                language: self.language.clone(),
                issued: due
                    .issue
                    .and_then(|issue| self.at_hand.issues.get(&issue).cloned()),
                now,
                wait: self.pace.wait(due.failures + 1),
                record: record.clone(),
            };
            sending.spawn(attempt.make(due, place));
        }
        None
    }

    /// Writes down that a copy is not sent now.
    async fn put_off(&mut self, due: &Due, outcome: Outcome, record: &Record) {
        record.end(due.id, outcome, None).await;
        self.at_hand.known.remove(&due.id);
    }

    /// What an attempt says of the server and of the issue.
    async fn note(&mut self, ended: Ended) {
        let Ended { due, place, result } = ended;
        let failed = matches!(
            result,
            Err(Refused::Server(_) | Refused::Closed(_) | Refused::Broken(_) | Refused::HungUp(_))
        );
        let is_news = self.post.done(&place, failed);
        self.at_hand.known.remove(&due.id);
        match result {
            Ok(()) => {
                self.standing.told(1);
                self.at_hand.refused_in_a_row = 0;
                self.troubled.is_well(place.name()).await;
            }
            Err(Refused::HungUp(why)) => self.note_trouble(&place, &why, is_news).await,
            Err(Refused::Server(why) | Refused::Closed(why)) => {
                self.note_trouble(&place, &why, is_news).await;
                // It was not tried, so it is as due as before, and keeps its place in its domain's row.
                self.at_hand.placed.insert(due.id);
                self.at_hand.known.insert(due.id);
                self.at_hand.waiting.push_front(due);
            }
            Err(Refused::Recipient(why)) if is_nobody(&why) => {
                tracing::debug!(delivery = due.id.0, %why, "nobody is at an address");
            }
            Err(Refused::Letter(why) | Refused::Recipient(why)) => {
                tracing::warn!(delivery = due.id.0, %why, "a mail server refused a letter");
                self.at_hand.refused_in_a_row += 1;
                if let Some(issue) = due.issue
                    && self.at_hand.refused_in_a_row >= TOO_MANY_REFUSED
                {
                    self.pause(issue, &why).await;
                }
            }
            Err(Refused::Later(why) | Refused::Broken(why)) => {
                tracing::debug!(delivery = due.id.0, %why, "a letter was not taken");
            }
        }
    }

    /// A mail server takes no letters at present.
    async fn note_trouble(&mut self, place: &Place, why: &str, is_news: bool) {
        if is_news {
            tracing::warn!(server = place.name(), %why, "a mail server takes no letters; trying again");
        }
        self.standing.failed(&format!("{}: {why}", place.name()));
        let now = self.clock.now();
        self.troubled.is_ill(place.name(), why, now).await;
    }

    async fn pause(&mut self, issue: IssueId, why: &str) {
        self.at_hand.refused_in_a_row = 0;
        let paused = async {
            let mut writing = self.store.write().await?;
            writing
                .put_issue_in_state(issue, IssueState::Paused, self.clock.now())
                .await?;
            writing.commit().await
        };
        match paused.await {
            Ok(()) => tracing::error!(
                issue = issue.0,
                %why,
                "so many letters in a row were refused that the issue waits; `dateline letters resume` goes on"
            ),
            Err(error) => tracing::error!(%error, "an issue could not be paused"),
        }
        self.at_hand.forget(issue);
    }
}

/// Waits for those who send, so long and while there is a reason to. Whether it need not have been longer.
async fn ended(
    sending: &mut JoinSet<Ended>,
    longest: Duration,
    is_reason: impl Fn() -> bool,
) -> bool {
    let all = async { while is_reason() && sending.join_next().await.is_some() {} };
    tokio::time::timeout(longest, all).await.is_ok()
}

async fn until_stopped(stopped: &mut watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stop| *stop).await;
}
