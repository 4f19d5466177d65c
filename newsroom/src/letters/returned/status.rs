//! How bad it is that a letter came back.

use super::Kind;

/// An enhanced mail system status code (RFC 3463).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    class: u8,
    subject: u16,
    detail: u16,
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

impl Status {
    /// The first status that stands in a text, if one does.
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        words(text).find_map(|word| {
            let mut numbers = word.split('.');
            let (class, subject, detail) = (numbers.next()?, numbers.next()?, numbers.next()?);
            let whole = numbers.next().is_none() && subject.len() <= 3 && detail.len() <= 3;
            let class = class
                .parse()
                .ok()
                .filter(|class| matches!(class, 2 | 4 | 5))?;
            whole.then_some(Self {
                class,
                subject: subject.parse().ok()?,
                detail: detail.parse().ok()?,
            })
        })
    }

    /// Whether it says no more than that it failed for good, or for now.
    fn is_vague(self) -> bool {
        self.detail == 0 && matches!(self.subject, 0 | 5)
    }

    /// What it means for the address, where it says enough. Codes by the registry of RFC 5248.
    fn kind(self) -> Option<Kind> {
        match (self.class, self.subject, self.detail) {
            (2, ..) => None,
            (4, ..) => Some(Kind::Soft),
            // The sender's address was not liked, the mailbox or the system is full, the letter was too long, the route
            // was wrong or it took too long, what is in it or who sent it was not liked: nothing of this says that nobody
            // is there.
            (_, 1, 7 | 8) | (_, 2, 2 | 3) | (_, 3, 1 | 4) | (_, 4, 5..=7) | (_, 6 | 7, _) => {
                Some(Kind::Soft)
            }
            _ => Some(Kind::Hard),
        }
    }
}

/// What a mail server's words mean for the address: the most exact of `status`, a status in the words, and the reply code
/// of SMTP (RFC 5321 section 4.2) at their beginning. None where it failed for no reason that is given.
pub(super) fn kind_of(status: Option<Status>, words: &str) -> Option<Kind> {
    let exact = [status, Status::find(words)]
        .into_iter()
        .flatten()
        .find(|status| !status.is_vague());
    if let Some(exact) = exact {
        return exact.kind();
    }
    if let Some(kind) = by_words(words) {
        return Some(kind);
    }
    match (reply_code(words), status) {
        (Some(400..=499), _) | (_, Some(Status { class: 4, .. })) => Some(Kind::Soft),
        (Some(550 | 551 | 553), _) => Some(Kind::Hard),
        // 552 is a full mailbox, 554 mostly the sender's reputation.
        (Some(500..=599), _) => Some(Kind::Soft),
        (_, status) => status.and_then(Status::kind),
    }
}

/// Whether these words, with which an address was refused, say that nobody is there. A status has to be about the address or its
/// mailbox (RFC 3463 sections 3.2 and 3.3).
pub(super) fn is_nobody(words: &str) -> bool {
    let exact = Status::find(words).filter(|status| !status.is_vague());
    let is_of_mailbox = exact.is_none_or(|it| it.subject == 1 || (it.subject, it.detail) == (2, 1));
    is_of_mailbox && kind_of(None, words) == Some(Kind::Hard)
}

/// Phrases that mail servers use where they give no exact code.
const PHRASES: &[(&str, Kind)] = &[
    ("over quota", Kind::Soft),
    ("quota exceeded", Kind::Soft),
    ("mailbox is full", Kind::Soft),
    ("mailbox full", Kind::Soft),
    ("spam", Kind::Soft),
    ("blocked", Kind::Soft),
    ("blacklist", Kind::Soft),
    ("blocklist", Kind::Soft),
    ("reputation", Kind::Soft),
    ("policy", Kind::Soft),
    ("relaying", Kind::Soft),
    ("relay access", Kind::Soft),
    ("relay denied", Kind::Soft),
    ("to relay", Kind::Soft),
    ("sender address", Kind::Soft),
    ("sender rejected", Kind::Soft),
    ("authenticat", Kind::Soft),
    ("limit exceeded", Kind::Soft),
    ("user unknown", Kind::Hard),
    ("unknown user", Kind::Hard),
    ("no such user", Kind::Hard),
    ("no mailbox here", Kind::Hard),
    ("does not exist", Kind::Hard),
    ("doesn't have a", Kind::Hard),
    ("unrouteable address", Kind::Hard),
    ("recipient not found", Kind::Hard),
    ("couldn't find any host", Kind::Hard),
    ("disabled", Kind::Hard),
];

fn by_words(words: &str) -> Option<Kind> {
    let words = words.to_lowercase();
    let phrase = PHRASES.iter().find(|(phrase, _)| words.contains(phrase));
    phrase.map(|(_, kind)| *kind)
}

/// The first number of three digits that is a refusal of SMTP.
fn reply_code(text: &str) -> Option<u16> {
    let codes = words(text).filter(|word| word.len() == 3);
    codes
        .filter_map(|word| word.parse().ok())
        .find(|code| (400..600).contains(code))
}

/// The runs of digits and dots in a text, without dots around.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_digit() || c == '.'))
        .map(|word| word.trim_matches('.'))
        .filter(|word| !word.is_empty())
}
