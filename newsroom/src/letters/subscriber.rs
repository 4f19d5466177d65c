//! Who gets letters.

use domain::{EmailAddress, Moment, Slug};

use super::letter::words;

/// Which subscriber it is. A number is never given twice, so that an old link never opens somebody else's preferences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubscriberId(pub i64);

/// Which consent it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConsentId(pub i64);

/// Somebody who left an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscriber {
    /// The number in the store.
    pub id: SubscriberId,
    /// Where letters go, as it was typed.
    pub address: EmailAddress,
    /// Whether letters go there.
    pub state: SubscriberState,
    /// How often, at most.
    pub frequency: Frequency,
    /// Until when there are none.
    pub paused_until: Option<Moment>,
    /// When the address was left first.
    pub created_at: Moment,
    /// When its owner confirmed it.
    pub confirmed_at: Option<Moment>,
    /// Which letters, in no order.
    pub letters: Vec<Slug>,
}

/// Whether letters go to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubscriberState {
    /// Nobody has pressed the button behind the link in the letter yet.
    Unconfirmed,
    /// Its owner agreed.
    Confirmed,
    /// Letters came back; none is sent until the owner confirms again.
    Bounced,
    /// The owner called a letter spam; none is sent until they confirm again.
    Complained,
}

/// How often a reader gets an issue of each letter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Frequency {
    /// All of them.
    #[default]
    Every,
    /// At most one in a week.
    Weekly,
}

/// What somebody agreed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Its number.
    pub id: ConsentId,
    /// Who.
    pub subscriber: SubscriberId,
    /// When they asked for letters.
    pub asked_at: Moment,
    /// Where: `box`, `page`, `preferences`, or `import` and a file's name.
    pub form: String,
    /// The words that stood there.
    pub wording: String,
    /// Which letters, by their slugs.
    pub letters: Vec<Slug>,
    /// When they confirmed it; nothing is in force before.
    pub confirmed_at: Option<Moment>,
}

words!(
    SubscriberState,
    "A subscriber is unconfirmed, confirmed, bounced or complained.",
    Unconfirmed = "unconfirmed",
    Confirmed = "confirmed",
    Bounced = "bounced",
    Complained = "complained"
);
words!(
    Frequency,
    "A frequency is every or weekly.",
    Every = "every",
    Weekly = "weekly"
);
