//! The places that somebody can choose a story for.

use std::collections::BTreeMap;
use std::fmt;

/// A place for a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// The story that leads.
    Lead,
    /// One of those right below it, counted from 1.
    Second(usize),
    /// One of those in "Don't Miss", counted from 1.
    DontMiss(usize),
}

impl Slot {
    /// How many stories stand right below the lead.
    pub const SECONDS: usize = 4;
    /// How many stand in "Don't Miss".
    pub const PICKS: usize = 5;

    /// Whether it is on the front itself, where a reader meets every story once.
    #[must_use]
    pub fn is_on_the_page(self) -> bool {
        match self {
            Self::Lead | Self::Second(_) => true,
            Self::DontMiss(_) => false,
        }
    }

    fn exists(self) -> bool {
        match self {
            Self::Lead => true,
            Self::Second(place) => (1..=Self::SECONDS).contains(&place),
            Self::DontMiss(place) => (1..=Self::PICKS).contains(&place),
        }
    }
}

impl fmt::Display for Slot {
    /// As editors call it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lead => f.write_str("lead"),
            Self::Second(place) => write!(f, "second {place}"),
            Self::DontMiss(place) => write!(f, "don't miss {place}"),
        }
    }
}

/// What stands where: each story once on the front and once in "Don't Miss", at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slots<A>(BTreeMap<Slot, A>);

/// Why stories cannot stand like that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SlotsError {
    /// There is no such place.
    #[error(
        "there is no place `{}`; there are {} right below the lead and {} in \"Don't Miss\"",
        .0,
        Slot::SECONDS,
        Slot::PICKS
    )]
    NoSuchSlot(Slot),
    /// Two stories were put in one place.
    #[error("two stories cannot stand in the place `{0}`")]
    Taken(Slot),
    /// A story was put in two places of one page.
    #[error("the story in the place `{1}` stands in the place `{0}` already")]
    Twice(Slot, Slot),
}

impl<A> Default for Slots<A> {
    /// Nothing is chosen by hand.
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<A: Copy + Eq> Slots<A> {
    /// Stories in their places.
    ///
    /// # Errors
    /// A [`SlotsError`] for the first that cannot stand where it is put.
    pub fn new(chosen: impl IntoIterator<Item = (Slot, A)>) -> Result<Self, SlotsError> {
        let mut slots: BTreeMap<Slot, A> = BTreeMap::new();
        for (slot, story) in chosen {
            if !slot.exists() {
                return Err(SlotsError::NoSuchSlot(slot));
            }
            let twice = slots.iter().find(|(other, there)| {
                **there == story
                    && other.is_on_the_page() == slot.is_on_the_page()
                    && **other != slot
            });
            if let Some((other, _)) = twice {
                return Err(SlotsError::Twice(*other, slot));
            }
            if slots.insert(slot, story).is_some() {
                return Err(SlotsError::Taken(slot));
            }
        }
        Ok(Self(slots))
    }

    /// Whether nothing is chosen by hand.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Which story was chosen for a place.
    #[must_use]
    pub fn get(&self, slot: Slot) -> Option<A> {
        self.0.get(&slot).copied()
    }

    /// All that was chosen, in the order of the page.
    pub fn iter(&self) -> impl Iterator<Item = (Slot, A)> {
        self.0.iter().map(|(slot, story)| (*slot, *story))
    }

    /// What was chosen for "Don't Miss".
    pub fn picks(&self) -> impl Iterator<Item = (Slot, A)> {
        self.iter().filter(|(slot, _)| !slot.is_on_the_page())
    }

    /// What was chosen for the front itself.
    pub fn on_the_page(&self) -> impl Iterator<Item = (Slot, A)> {
        self.iter().filter(|(slot, _)| slot.is_on_the_page())
    }
}
