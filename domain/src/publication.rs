use serde::{Deserialize, Serialize};

use crate::{Moment, Refusal, text};

/// Where an article stands. Readers see it only while it is `Published`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Publication {
    /// Being written; nobody outside the desk sees it.
    Draft,
    /// Comes out by itself at the given time.
    Scheduled {
        /// When it comes out.
        at: Moment,
    },
    /// On the site.
    Published {
        /// When readers first saw it. Later versions do not change it.
        at: Moment,
    },
    /// Taken back: its address answers "gone" and says why.
    Withdrawn {
        /// When it was taken back.
        at: Moment,
        /// What readers are told.
        reason: Withdrawal,
    },
}

impl Publication {
    /// The state an article dated `at` is in, seen at `now`: one dated ahead waits.
    #[must_use]
    pub fn dated(at: Moment, now: Moment) -> Self {
        if at > now {
            Self::Scheduled { at }
        } else {
            Self::Published { at }
        }
    }

    /// Whether readers can open it.
    #[must_use]
    pub fn is_public(&self) -> bool {
        match self {
            Self::Published { .. } => true,
            Self::Draft | Self::Scheduled { .. } | Self::Withdrawn { .. } => false,
        }
    }
}

/// The sentence readers get in place of a withdrawn story: one line, 1 to 500 characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Withdrawal(String);

impl std::str::FromStr for Withdrawal {
    type Err = Refusal;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        text::line(raw, "The reason for the withdrawal", 500).map(Self)
    }
}

crate::text::checked_string!(Withdrawal);
