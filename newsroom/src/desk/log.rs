//! The log of the desk: who did what, and to what, so that whoever reads it can open that.
//!
//! A line is written in the transaction of what was done. What changes nothing that the desk keeps is noted by itself.

mod kind;

use domain::{Moment, PictureId, Slug};

use super::account::AccountId;
use super::doing::Action;
use super::story::StoryId;
use crate::clock::Clock;
use crate::front::FrontOf;
use crate::letters::SubscriberId;
use crate::store::{Store, StoreError};

pub use kind::Kind;

/// What a line is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A story on the desk.
    Story(StoryId),
    /// A live story.
    Coverage(Slug),
    /// A picture of the library.
    Picture(PictureId),
    /// A letter.
    Letter(Slug),
    /// The issue of that number of a letter.
    Issue(Slug, i64),
    /// Somebody who works at the desk.
    Person(AccountId),
    /// A reader who gets letters.
    Reader(SubscriberId),
    /// What stands where on a front.
    Front(FrontOf),
}

/// A line as it is written.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// What somebody did.
    pub action: Action,
    /// To what, in words.
    pub subject: &'a str,
    /// What can be opened of that.
    pub about: Option<About>,
}

impl<'a> From<(Action, &'a str)> for Line<'a> {
    fn from((action, subject): (Action, &'a str)) -> Self {
        Self {
            action,
            subject,
            about: None,
        }
    }
}

impl<'a> From<(Action, &'a str, About)> for Line<'a> {
    fn from((action, subject, about): (Action, &'a str, About)) -> Self {
        Self {
            action,
            subject,
            about: Some(about),
        }
    }
}

/// A line as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// Its place; numbers grow.
    pub number: i64,
    /// When.
    pub at: Moment,
    /// Whose account it was; none when nobody was signed in, or nobody did it by hand.
    pub account: Option<(AccountId, String)>,
    /// What.
    pub action: Action,
    /// To what.
    pub subject: String,
    /// What can be opened of that, if it still exists.
    pub about: Option<About>,
    /// Whether it was refused.
    pub is_refused: bool,
}

/// Whose lines somebody looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoggedBy {
    /// Those of an account.
    Account(AccountId),
    /// What nobody did by hand, and what was tried by somebody who was not signed in.
    Nobody,
}

/// Which lines somebody looks for: all of them, but for what is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogAsked {
    /// By whom.
    pub by: Option<LoggedBy>,
    /// One of these; any if there is none.
    pub actions: Vec<Action>,
    /// Not before that.
    pub from: Option<Moment>,
    /// Before that.
    pub until: Option<Moment>,
}

/// The last line that was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogCursor {
    /// When it was written.
    pub at: Moment,
    /// Its number.
    pub number: i64,
}

/// Writes a line that goes with nothing else.
///
/// # Errors
/// Any [`StoreError`].
pub async fn note(
    store: &Store,
    clock: &Clock,
    by: Option<AccountId>,
    line: impl Into<Line<'_>>,
    is_refused: bool,
) -> Result<(), StoreError> {
    let mut writing = store.write().await?;
    writing.log_desk(by, line, is_refused, clock.now()).await?;
    writing.commit().await
}
