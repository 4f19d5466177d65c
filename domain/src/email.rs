use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Refusal;

/// An address letters can be sent to.
///
/// The shape is the one browsers accept for `<input type="email">` (HTML Standard, "valid e-mail
/// address"), with the length limits of RFC 5321 section 4.5.3.1 and one rule more: the domain has
/// a dot and is no number, because a paper's reader is never on its local network. A domain in another script is kept in
/// its ASCII form (RFC 5890).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

impl EmailAddress {
    /// The longest address, in bytes (RFC 5321 section 4.5.3.1.3, less the angle brackets).
    pub const LONGEST: usize = 254;

    /// What two spellings of one mailbox have in common: the whole address in lower case.
    ///
    /// Local parts may differ by case (RFC 5321 section 2.4), in practice none do, and a second
    /// subscription by a capital letter would surprise the reader.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

/// A part of an address as somebody types it to find the whole, spelled as addresses are kept: in lower case, and what may be
/// a domain in another script in ASCII.
#[must_use]
pub fn address_part(typed: &str) -> String {
    let typed = typed.trim();
    let (before, domain) = match typed.rsplit_once('@') {
        Some((local, domain)) => (format!("{local}@"), domain),
        None => (String::new(), typed),
    };
    let domain = in_ascii(domain).unwrap_or_else(|| domain.to_owned());
    format!("{before}{domain}").to_lowercase()
}

/// What keeps a text from being an address, for whoever says so in the reader's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressProblem {
    /// There is nothing.
    Missing,
    /// It has no `@`.
    NoAt,
    /// The whole or the part before the `@` is too long.
    TooLong,
    /// The part before the `@` is none.
    BeforeAt,
    /// The part after the `@` is none.
    AfterAt,
}

impl AddressProblem {
    /// The problem in English.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Missing => "Please type your e-mail address.",
            Self::NoAt => "An e-mail address has an @ in it, like name@example.org.",
            Self::TooLong => "That e-mail address is too long to be one.",
            Self::BeforeAt => {
                "The part before the @ is missing or has a character that cannot be there."
            }
            Self::AfterAt => {
                "The part after the @ does not look like a mail provider, like example.org."
            }
        }
    }
}

impl EmailAddress {
    /// The address somebody typed.
    ///
    /// # Errors
    /// What keeps it from being one.
    pub fn read(raw: &str) -> Result<Self, AddressProblem> {
        let raw = raw.trim();
        if raw.is_empty() {
            return Err(AddressProblem::Missing);
        }
        let (local, host) = raw.rsplit_once('@').ok_or(AddressProblem::NoAt)?;
        if raw.len() > Self::LONGEST || local.len() > 64 {
            return Err(AddressProblem::TooLong);
        }
        if !is_local_part(local) {
            return Err(AddressProblem::BeforeAt);
        }
        let host = in_ascii(host).ok_or(AddressProblem::AfterAt)?;
        if !is_host(&host) {
            return Err(AddressProblem::AfterAt);
        }
        let address = format!("{local}@{host}");
        if address.len() > Self::LONGEST {
            return Err(AddressProblem::TooLong);
        }
        Ok(Self(address))
    }
}

impl FromStr for EmailAddress {
    type Err = Refusal;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        Self::read(raw).map_err(|problem| Refusal::new(problem.sentence()))
    }
}

crate::text::checked_string!(EmailAddress);

fn is_local_part(local: &str) -> bool {
    !local.is_empty()
        && local
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&b))
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
}

/// A domain as mail servers take it, in lower case; one in another script is written in ASCII, as browsers do (UTS 46).
fn in_ascii(host: &str) -> Option<String> {
    if host.is_ascii() {
        return Some(host.to_ascii_lowercase());
    }
    idna::domain_to_ascii(host).ok()
}

/// Not an address of a machine: its last label is not a number (RFC 3696 section 2).
fn is_host(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default();
    host.contains('.')
        && host.split('.').all(is_label)
        && !last.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}
