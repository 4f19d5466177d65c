//! Mail servers that say in sentences only that a letter did not arrive: qmail (QSBMF), Exim, older Exchange and others.
//!
//! The sentences are looked for where a mail server speaks: in a message that says to be from one, or to which nobody is
//! to answer. What stands after the place where the returned letter begins is not looked at.

use super::opened::Opened;
use super::reading::{Reading, Why};
use super::status::{Status, kind_of};
use super::{Ignored, Kind};

/// Sentences that such messages have, in lower case, and whether they mean that it is still being tried.
const MARKS: &[(&str, bool)] = &[
    ("has not yet been delivered", true),
    (
        "has not been delivered to one or more of its recipients after",
        true,
    ),
    ("delivery will be attempted", true),
    ("delivery attempts will continue", true),
    ("you do not need to resend", true),
    ("this is a warning message only", true),
    ("the qmail-send program", false),
    ("could not be delivered to one or more", false),
    (
        "did not reach some or all of the intended recipients",
        false,
    ),
    ("couldn't be delivered", false),
    ("could not be delivered", false),
    ("unable to deliver your message", false),
    ("unable to deliver message", false),
    ("wasn't able to deliver your message", false),
    ("was not able to deliver your message", false),
    ("delivery to the following recipient", false),
    ("delivery has failed to these recipients", false),
    ("the following addresses had permanent fatal errors", false),
    ("returned mail", false),
    ("undeliverable", false),
    ("undelivered mail", false),
    ("message delivery failed", false),
    ("this is a permanent error", false),
];

/// Lines after which the returned letter follows, in lower case.
const COPIES: &[&str] = &[
    "--- below this line is a copy of the message",
    "------ this is a copy of the message",
    "------ this is a copy of your message",
    "--- the body of the message",
    "----- original message -----",
    "----- unsent message follows",
    "----- original message follows",
    "--- original message follows",
    "------ message headers follow",
    "----- message header follows",
];

/// What such a message says of the letter; none if it is none.
pub(super) fn read(opened: &Opened) -> Option<Reading> {
    if !is_from_a_mail_server(opened) {
        return None;
    }
    let prose = opened.prose();
    let said = before_the_copy(&prose);
    let text = format!("{}\n{said}", opened.field("subject")).to_lowercase();
    let (_, is_delay) = MARKS.iter().find(|(mark, _)| text.contains(mark))?;
    if *is_delay {
        return Some(Reading::Ignored(Ignored::Delayed));
    }
    let status = Status::find(said);
    let kind = kind_of(status, said).unwrap_or(Kind::Soft);
    Some(Reading::Returned(Why::new(kind, status, said)))
}

fn is_from_a_mail_server(opened: &Opened) -> bool {
    let from = opened.field("from").to_lowercase();
    let names = [
        "mailer-daemon",
        "postmaster",
        "mail delivery",
        "microsoftexchange",
    ];
    names.iter().any(|name| from.contains(name))
        || opened.field("return-path").trim() == "<>"
        || !opened.field("x-failed-recipients").is_empty()
}

fn before_the_copy(prose: &str) -> &str {
    let mut at = 0;
    for line in prose.split_inclusive('\n') {
        let start = line.trim_start().to_lowercase();
        if COPIES.iter().any(|copy| start.starts_with(copy)) {
            return &prose[..at];
        }
        at += line.len();
    }
    prose
}
