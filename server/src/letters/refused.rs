//! Why a mail server did not take a letter, by what it answered and when (RFC 5321).
//!
//! The same code means something else at another step: a sender who is refused is the paper's trouble and stops everything,
//! a recipient who is refused is that reader's.

use lettre::transport::smtp::Error;

/// Why a letter was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refused {
    /// Nothing can be sent to this server for now, whoever it is for. The letter has not been judged.
    Server(String),
    /// The connection is closed, and nothing has been said of the letter; over a new one it may be taken.
    Closed(String),
    /// The recipient is refused for good.
    Recipient(String),
    /// The letter is refused for good.
    Letter(String),
    /// It may work later (RFC 5321 section 4.2.1, 4yz).
    Later(String),
    /// The connection broke when the letter was under way; the server may have it.
    Broken(String),
    /// The server hung up when it heard of the letter. It may want nothing now, or not this one, which is tried later then, so
    /// that it stands in no other's way.
    HungUp(String),
}

impl Refused {
    /// What was said.
    pub(crate) fn words(&self) -> &str {
        match self {
            Self::Server(words)
            | Self::Closed(words)
            | Self::Recipient(words)
            | Self::Letter(words)
            | Self::Later(words)
            | Self::Broken(words)
            | Self::HungUp(words) => words,
        }
    }

    /// Whether letters can still go over the connection that this was heard on.
    pub(crate) fn leaves_connection(&self) -> bool {
        match self {
            Self::Recipient(_) | Self::Letter(_) | Self::Later(_) => true,
            Self::Server(_) | Self::Closed(_) | Self::Broken(_) | Self::HungUp(_) => false,
        }
    }
}

/// Before anything was said of the recipient.
pub(super) fn unheard(error: Error) -> Refused {
    let words = in_words(&error);
    match error.status().map(u16::from) {
        None | Some(421) => Refused::Closed(words),
        Some(_) => Refused::Server(words),
    }
}

/// 421 closes the connection (RFC 5321 section 3.8), be it for all letters or for this one.
pub(super) fn judged(error: &Error, for_good: fn(String) -> Refused) -> Refused {
    let words = in_words(error);
    match error.status().map(u16::from) {
        None => Refused::Broken(words),
        Some(421) => Refused::HungUp(words),
        Some(500..) => for_good(words),
        Some(_) => Refused::Later(words),
    }
}

/// The server's words with their causes, on one line.
pub(super) fn in_words(error: &Error) -> String {
    let mut words = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        let cause_words = cause.to_string();
        if !words.contains(&cause_words) {
            words.push_str(": ");
            words.push_str(&cause_words);
        }
        source = cause.source();
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
