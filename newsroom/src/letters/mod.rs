//! Letters: what readers can subscribe to, who did, and what is sent to whom when.
//!
//! An address gets nothing but one question until its owner has pressed the button behind the link in it
//! ([`sign_up`], [`confirm`]). An issue is composed once, with [placeholders](PLACEHOLDERS) where readers differ, and
//! written down together with everybody who is to get it, in one transaction; so however often the server stops, nobody
//! is forgotten. What is sent and what came of it belongs to whoever sends.

mod composing;
mod confirmation;
mod definitions;
mod enabling;
mod erasing;
pub mod exchange;
mod handmade;
mod invitation;
mod issue;
mod issuing;
mod letter;
mod link;
mod one_link;
mod planning;
mod preferences;
mod refused_domains;
pub mod returned;
mod schedule;
mod sending;
mod signing_up;
mod stored;
mod subscriber;
mod waiting;
mod words;

pub use composing::{LONGEST_HTML, PaperFacts, compose, compose_by_hand};
pub use confirmation::confirmation;
pub use definitions::settle;
pub use erasing::erase;
pub use handmade::{
    Handmade, IssueDraft, LONGEST_INTRODUCTION, LONGEST_PREHEADER, LONGEST_SUBJECT,
};
pub use invitation::invitation;
pub use issue::{
    Contents, DeliveryId, Due, Issue, IssueId, IssueState, Outcome, PastIssue, Progress, Results,
};
pub use issuing::{IssueError, issue_due, issue_now};
pub use letter::{
    Definition, Gathers, LONGEST_NAME, LONGEST_PROMISE, Letter, LetterId, LetterState,
    MOST_STORIES, Source,
};
pub use link::{BadLink, CONFIRM_SECONDS, Link, LinkKey};
pub use planning::{Plan, Which, next_issue, plan};
pub use preferences::{UNTIL_FURTHER_NOTICE, Wishes, set_preferences, unsubscribe};
pub use refused_domains::RefusedDomains;
pub use schedule::{Schedule, Slot};
pub use sending::{Seen, Sent};
pub use signing_up::{Asked, Confirmed, SignUp, confirm, sign_up};
pub use stored::{StoredDelivery, everything_about};
pub use subscriber::{Consent, ConsentId, Frequency, Subscriber, SubscriberId, SubscriberState};
pub use waiting::{Answer, MailTrouble, Waiting};

pub(crate) use enabling::{Enabled, enable as enable_in};
pub(crate) use erasing::{ErasedMark, erase_in};
pub(crate) use link::SECRET;
pub(crate) use sending::send_seen;

/// What stands in an issue where its copies differ: the address to change the subscription at, and the one to end it.
pub const PLACEHOLDERS: [&str; 2] = ["{{preferences}}", "{{unsubscribe}}"];

/// What stands in an issue's own address until it is kept and has a number; whoever sends it never sees this.
pub const ISSUE_PLACEHOLDER: &str = "{{issue}}";
