//! Pages that only a link from a letter opens. Each is for one reader, so nothing keeps it and no search engine finds it.

use domain::{Moment, Slug};
use newsroom::letters::{BadLink, Frequency, Link, SubscriberState};
use newsroom::store::StoreError;

use super::offers::Offer;
use crate::head::Head;
use crate::paper::Paper;
use crate::words::{Said, Words};

/// What such a page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkPage {
    /// Asks for the press of a button that mail scanners do not press.
    Confirm {
        /// The last part of the address.
        link: String,
    },
    /// It is confirmed.
    Confirmed {
        /// The link to the reader's preferences.
        preferences: String,
        /// Whether that has been so for longer.
        before: bool,
    },
    /// What a reader gets, and how to change it.
    Preferences(std::boxed::Box<Preferences>),
    /// Asks whether everything is to be erased.
    Erase {
        /// The link to the reader's preferences.
        link: String,
    },
    /// It is erased.
    Erased,
    /// Asks for the press of a button, as with confirming.
    Unsubscribe {
        /// The last part of the address.
        link: String,
        /// The name of the letter.
        letter: String,
    },
    /// It is over.
    Unsubscribed {
        /// The last part of the address.
        link: String,
        /// The name of the letter; none if it was all of them.
        letter: Option<String>,
        /// The link to the reader's preferences.
        preferences: String,
    },
    /// The link does not open anything.
    Bad(BadPage),
}

/// Why a link opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadPage {
    /// It is none of the paper's.
    Unknown,
    /// Its time is over.
    Expired,
    /// Whom it was for is not known any more.
    Gone,
}

/// How a reader has their letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preferences {
    pub(crate) link: String,
    pub(crate) address: String,
    pub(crate) state: SubscriberState,
    pub(crate) offers: Vec<Offer>,
    pub(crate) chosen: Vec<Slug>,
    pub(crate) frequency: Frequency,
    /// If that is not over.
    pub(crate) paused_until: Option<Moment>,
    /// Whether they have just been saved.
    pub(crate) saved: bool,
}

impl From<BadLink> for BadPage {
    fn from(bad: BadLink) -> Self {
        match bad {
            BadLink::Unknown => Self::Unknown,
            BadLink::Expired => Self::Expired,
        }
    }
}

impl LinkPage {
    /// What a link to confirm opens. `done`: the button has just been pressed.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn confirm(paper: &Paper, raw: &str, done: bool) -> Result<Self, StoreError> {
        let consent = match paper.read_link(raw).await? {
            Ok(Link::Confirm(consent)) => paper.store.consent(consent).await?,
            Ok(_) => return Ok(Self::Bad(BadPage::Unknown)),
            Err(bad) => return Ok(Self::Bad(bad.into())),
        };
        let link = raw.to_owned();
        Ok(match consent {
            None => Self::Bad(BadPage::Gone),
            Some(consent) if consent.confirmed_at.is_none() => Self::Confirm { link },
            Some(consent) => Self::Confirmed {
                preferences: paper.link(Link::Preferences(consent.subscriber)).await?,
                before: !done,
            },
        })
    }

    /// A reader's preferences. `saved`: they have just been changed.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn preferences(paper: &Paper, raw: &str, saved: bool) -> Result<Self, StoreError> {
        let subscriber = match paper.read_link(raw).await? {
            Ok(Link::Preferences(id)) => paper.store.subscriber(id).await?,
            Ok(_) => return Ok(Self::Bad(BadPage::Unknown)),
            Err(bad) => return Ok(Self::Bad(bad.into())),
        };
        let Some(subscriber) = subscriber else {
            return Ok(Self::Bad(BadPage::Gone));
        };
        let now = paper.clock.now();
        Ok(Self::Preferences(std::boxed::Box::new(Preferences {
            link: raw.to_owned(),
            address: subscriber.address.to_string(),
            state: subscriber.state,
            offers: Offer::all(&paper.store).await?,
            chosen: subscriber.letters,
            frequency: subscriber.frequency,
            paused_until: subscriber.paused_until.filter(|until| *until > now),
            saved,
        })))
    }

    /// Asks whether to erase what is stored about the reader of these preferences.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn erase(paper: &Paper, raw: &str) -> Result<Self, StoreError> {
        Ok(match Self::preferences(paper, raw, false).await? {
            Self::Preferences(kept) => Self::Erase { link: kept.link },
            other => other,
        })
    }

    /// Asks whether to end a subscription.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn unsubscribe(paper: &Paper, raw: &str) -> Result<Self, StoreError> {
        let (id, letter) = match paper.read_link(raw).await? {
            Ok(Link::Unsubscribe(id, letter)) => (id, letter),
            Ok(_) => return Ok(Self::Bad(BadPage::Unknown)),
            Err(bad) => return Ok(Self::Bad(bad.into())),
        };
        let letters = paper.store.letters().await?;
        let letter = letters.into_iter().find(|it| it.id == letter);
        Ok(match (paper.store.subscriber(id).await?, letter) {
            (Some(_), Some(letter)) => Self::Unsubscribe {
                link: raw.to_owned(),
                letter: letter.definition.name,
            },
            _ => Self::Bad(BadPage::Gone),
        })
    }

    pub(crate) fn head(&self, words: &Words) -> Head {
        let (title, description) = self.said(words);
        Head {
            title: Some(title),
            description,
            ..Head::default()
        }
    }

    /// The headline and what stands below it.
    pub(super) fn said(&self, words: &Words) -> (String, String) {
        let words = words.letters;
        let fixed = |[title, text]: Said| (title.to_owned(), text.to_owned());
        match self {
            Self::Confirm { .. } => fixed(words.confirm),
            Self::Confirmed { before: false, .. } => fixed(words.confirmed),
            Self::Confirmed { before: true, .. } => fixed(words.confirmed_before),
            Self::Preferences(kept) => (
                words.preferences.to_owned(),
                (words.letters_go_to)(&kept.address),
            ),
            Self::Erase { .. } => fixed(words.erase_sure),
            Self::Erased => fixed(words.erased),
            Self::Unsubscribe { letter, .. } => (
                (words.unsubscribe)(letter),
                words.unsubscribe_text.to_owned(),
            ),
            Self::Unsubscribed {
                letter: Some(letter),
                ..
            } => (
                (words.unsubscribed)(letter),
                words.unsubscribed_text.to_owned(),
            ),
            Self::Unsubscribed { letter: None, .. } => fixed(words.unsubscribed_from_all),
            Self::Bad(BadPage::Unknown) => fixed(words.link_unknown),
            Self::Bad(BadPage::Expired) => fixed(words.link_expired),
            Self::Bad(BadPage::Gone) => fixed(words.link_gone),
        }
    }
}
