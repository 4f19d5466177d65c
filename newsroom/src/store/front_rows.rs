//! From rows to arrangements of fronts, and the words for slots in the store.

use domain::{ArticleId, Moment};

use super::StoreError;
use super::database::columns::Columns;
use super::database::rows;
use crate::front::{Arrangement, ArrangementNumber, FrontOf, Slot, Slots};

/// A place of an arrangement, or the arrangement alone if it has none.
pub(super) type Place = (Arrangement, Option<(Slot, ArticleId)>);

pub(super) fn place(row: &impl Columns) -> Result<Place, StoreError> {
    let section = rows::optional_text(row, "front_section")?;
    let arrangement = Arrangement {
        number: ArrangementNumber(row.number("number")?),
        of: section.map_or(FrontOf::Paper, FrontOf::Section),
        made_at: Moment::from_micros(row.number("made_at")?),
        made_by: row.maybe_text("made_by")?.map(str::to_owned),
        out_at: Moment::from_micros(row.number("out_at")?),
        slots: Slots::default(),
    };
    let chosen = match row.maybe_number("article_id")? {
        Some(article) => Some((slot(row)?, ArticleId(article))),
        None => None,
    };
    Ok((arrangement, chosen))
}

/// Arrangements from their places. Those of one arrangement stand together.
pub(super) fn put_together(places: Vec<Place>) -> Result<Vec<Arrangement>, StoreError> {
    let mut whole: Vec<(Arrangement, Vec<(Slot, ArticleId)>)> = Vec::new();
    for (arrangement, chosen) in places {
        match whole.last_mut() {
            Some((last, places)) if last.number == arrangement.number => places.extend(chosen),
            Some(_) | None => whole.push((arrangement, chosen.into_iter().collect())),
        }
    }
    let whole = whole.into_iter().map(|(arrangement, places)| {
        let number = arrangement.number.0;
        let slots = Slots::new(places)
            .map_err(|error| StoreError::Damaged(format!("arrangement {number}: {error}")))?;
        Ok(Arrangement {
            slots,
            ..arrangement
        })
    });
    whole.collect()
}

/// The word for a slot in the store, and its place among those of that word.
pub(super) fn word_of(slot: Slot) -> (&'static str, usize) {
    match slot {
        Slot::Lead => ("lead", 1),
        Slot::Second(position) => ("second", position),
        Slot::DontMiss(position) => ("dont_miss", position),
    }
}

pub(super) fn slot(row: &impl Columns) -> Result<Slot, StoreError> {
    let position = usize::try_from(row.number("position")?).unwrap_or_default();
    match row.words("slot")? {
        "lead" => Ok(Slot::Lead),
        "second" => Ok(Slot::Second(position)),
        "dont_miss" => Ok(Slot::DontMiss(position)),
        other => Err(StoreError::Damaged(format!(
            "a front has the unknown place `{other}`"
        ))),
    }
}
