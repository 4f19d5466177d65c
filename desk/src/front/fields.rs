//! The fields of the form on which a front is arranged: one for each slot, what is wanted there, and why that cannot be.

use domain::{Publication, Slug};
use newsroom::desk::doing::DeskError;
use newsroom::front::{FrontOf, Slot, SlotsError};

use super::view::label;
use crate::form::value;

/// The name of a slot's field.
pub(crate) fn field(slot: Slot) -> String {
    match slot {
        Slot::Lead => "lead".to_owned(),
        Slot::Second(place) => format!("second-{place}"),
        Slot::DontMiss(place) => format!("dont-miss-{place}"),
    }
}

/// Every slot of a front, in the order of the page.
pub(crate) fn slots(of: &FrontOf) -> impl Iterator<Item = Slot> {
    let seconds = (1..=Slot::SECONDS).map(Slot::Second);
    let picks = (1..=Slot::PICKS).map(Slot::DontMiss);
    let slots = std::iter::once(Slot::Lead).chain(seconds).chain(picks);
    slots.filter(|slot| of.has(*slot))
}

/// What a form wants to stand where.
pub(crate) fn wished(
    of: &FrontOf,
    pairs: &[(String, String)],
) -> Result<Vec<(Slot, Slug)>, DeskError> {
    let mut wished = Vec::new();
    for slot in slots(of) {
        match value(pairs, &field(slot)).map(str::trim) {
            None | Some("") => {}
            Some(slug) => wished.push((slot, slug.parse()?)),
        }
    }
    Ok(wished)
}

/// In the words of the page, whose fields say where.
pub(crate) fn misplaced(error: SlotsError) -> String {
    match error {
        SlotsError::Twice(first, second) => format!(
            "Not done: the story in “{}” stands in “{}” already. Choose another one for one of the two.",
            label(second),
            label(first)
        ),
        SlotsError::Taken(slot) => {
            format!("Not done: two stories cannot stand in “{}”.", label(slot))
        }
        SlotsError::NoSuchSlot(_) => format!("Not done: {error}."),
    }
}

/// The same for a story that readers cannot open when the front goes out.
pub(crate) fn unpublished(slot: Slot, headline: &str) -> String {
    format!(
        "Not done: “{headline}” in “{}” is not published by then, so it cannot stand there. Choose another story, or “The newest”.",
        label(slot)
    )
}

/// What a field says of a story that readers cannot open.
pub(crate) fn unread(publication: &Publication) -> Option<&'static str> {
    match publication {
        Publication::Published { .. } => None,
        Publication::Scheduled { .. } => Some("not published yet"),
        Publication::Draft => Some("not published"),
        Publication::Withdrawn { .. } => Some("recalled"),
    }
}
