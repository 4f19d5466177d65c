//! One sending of a letter, and the copies of it that are on their way.

use domain::{EmailAddress, Moment};

use super::letter::words;
use super::{ConsentId, LetterId, SubscriberId};
use crate::desk::AccountId;

/// Which issue it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IssueId(pub i64);

/// Which copy, of an issue or of a letter about a subscription, it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeliveryId(pub i64);

/// What is in an issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// The subject, one line.
    pub subject: String,
    /// What mail programs show beside the subject, one line.
    pub preheader: String,
    /// The whole HTML, with [placeholders](super::PLACEHOLDERS) where readers differ.
    pub html: String,
    /// The same for those who read text.
    pub plain: String,
    /// The articles in it.
    pub articles: Vec<domain::ArticleId>,
}

/// An issue as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Its number in the store.
    pub id: IssueId,
    /// Of which letter.
    pub letter: LetterId,
    /// The how many-th of that letter, from 1.
    pub number: i64,
    /// What is in it.
    pub contents: Contents,
    /// How far it is.
    pub state: IssueState,
    /// When it was made.
    pub composed_at: Moment,
    /// Up to when what came out was gathered.
    pub until: Moment,
}

/// What anybody can read of an issue that went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastIssue {
    /// The how many-th of its letter, from 1.
    pub number: i64,
    /// Its subject.
    pub subject: String,
    /// What mail programs show beside the subject.
    pub preheader: String,
    /// What somebody wrote above its stories.
    pub introduction: Option<domain::Markdown>,
    /// The articles in it.
    pub articles: Vec<domain::ArticleId>,
    /// When it was made.
    pub composed_at: Moment,
}

/// How far an issue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IssueState {
    /// It is going out.
    Sending,
    /// It waits until somebody lets it go on.
    Paused,
    /// Everybody has it who could get it.
    Done,
    /// Who has not got it will not.
    Cancelled,
}

words!(
    IssueState,
    "An issue is sending, paused, done or cancelled.",
    Sending = "sending",
    Paused = "paused",
    Done = "done",
    Cancelled = "cancelled"
);

/// A copy that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Its number.
    pub id: DeliveryId,
    /// Of which issue; none for a letter about the subscription itself, or to somebody at the desk.
    pub issue: Option<IssueId>,
    /// Which reader it goes to.
    pub subscriber: Option<SubscriberId>,
    /// Whom at the desk it goes to, with a link to come in.
    pub account: Option<AccountId>,
    /// Where.
    pub address: EmailAddress,
    /// What it asks to confirm, if it does.
    pub consent: Option<ConsentId>,
    /// How often sending it failed.
    pub failures: u32,
    /// Whether its reader still wants it.
    pub is_wanted: bool,
}

/// How an attempt to send a copy ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The mail server took it.
    Sent,
    /// It will never be taken (RFC 5321 section 4.2.1, 5yz), or was tried for too long.
    Failed(String),
    /// There is no use in it any more.
    Dropped,
    /// It is tried again then; the mail server said why.
    Later(Moment, String),
    /// It was not tried, and is then.
    Postponed(Moment),
}

/// How many copies of an issue there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Not tried, or to be tried again.
    pub waiting: i64,
    /// Taken by the mail server.
    pub sent: i64,
    /// Refused for good.
    pub failed: i64,
    /// Not sent, because their reader left or the issue was cancelled.
    pub dropped: i64,
}

/// What became of the copies of an issue after mail servers took them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Results {
    /// Came back for now.
    pub soft: i64,
    /// Came back for good.
    pub hard: i64,
    /// Were called spam.
    pub complaints: i64,
    /// Were the last that their reader got before they left the letter.
    pub left: i64,
}
