//! Two editors at one front: what a page was made from, and what is said to whoever sends one that is older than what somebody
//! else arranged.

use maud::{Markup, html};
use newsroom::front::{Arrangement, ArrangementNumber, Meanwhile, Seen, Slot};
use newsroom::store::{Standing, StoreError};

use super::fields::{field, slots};
use super::view::Shown;
use crate::form::value;
use crate::{Desk, clock_time};

/// The fields that say what the form was made from.
const IN_FORCE: &str = "base";
const SCHEDULED: &str = "base_scheduled";

/// What the page was made from that a form comes from. A form that does not say it has seen nothing.
pub(crate) fn seen(pairs: &[(String, String)]) -> Seen {
    let number = |name| {
        let number = value(pairs, name).and_then(|raw| raw.parse().ok());
        number.filter(|number| *number > 0).map(ArrangementNumber)
    };
    Seen {
        in_force: number(IN_FORCE),
        scheduled: number(SCHEDULED),
    }
}

/// What was sent, by somebody who is told now what another did.
pub(crate) fn having_seen(
    mut pairs: Vec<(String, String)>,
    meanwhile: &Meanwhile,
) -> Vec<(String, String)> {
    let (name, number) = match meanwhile {
        Meanwhile::Out(theirs) => (IN_FORCE, theirs.number),
        Meanwhile::Scheduled(theirs) => (SCHEDULED, theirs.number),
    };
    pairs.retain(|(key, _)| key != name);
    pairs.push((name.to_owned(), number.0.to_string()));
    pairs
}

/// Beside what somebody typed stands what their page was made from, and not what is arranged by now.
pub(crate) fn base(shown: &Shown, typed: &[(String, String)]) -> Markup {
    let is_typed = slots(&shown.of).any(|slot| value(typed, &field(slot)).is_some());
    let seen = if is_typed {
        seen(typed)
    } else {
        let waiting = shown.waiting.iter().map(|(waiting, _)| waiting.number);
        Seen {
            in_force: shown.in_force.as_ref().map(|it| it.number),
            scheduled: waiting.max(),
        }
    };
    let number = |number: Option<ArrangementNumber>| number.map_or(0, |number| number.0);
    html! {
        input type="hidden" name=(IN_FORCE) value=(number(seen.in_force));
        input type="hidden" name=(SCHEDULED) value=(number(seen.scheduled));
    }
}

/// What somebody else arranged meanwhile.
pub(crate) struct Theirs {
    by: String,
    /// What they did, and what becomes of what was sent.
    pub(crate) sentence: String,
    before: Vec<(Slot, Standing)>,
    now: Vec<(Slot, Standing)>,
}

impl Theirs {
    pub(crate) async fn load(
        desk: &Desk,
        seen: Seen,
        meanwhile: &Meanwhile,
    ) -> Result<Self, StoreError> {
        let (Meanwhile::Out(arrangement) | Meanwhile::Scheduled(arrangement)) = meanwhile;
        let by = arrangement.made_by.as_deref();
        let by = by.unwrap_or("Somebody at the command line").to_owned();
        let before = match seen.in_force {
            Some(number) => desk.store.front_standings(number).await?,
            None => Vec::new(),
        };
        Ok(Self {
            sentence: sentence(desk, &by, meanwhile, arrangement),
            before,
            now: desk.store.front_standings(arrangement.number).await?,
            by,
        })
    }

    /// What they chose for a place.
    pub(crate) fn chosen(&self, slot: Slot) -> Option<&Standing> {
        standing(&self.now, slot)
    }

    /// What they changed of a place, if they did.
    pub(crate) fn change(&self, slot: Slot) -> Option<Markup> {
        let slug = |standing: Option<&Standing>| standing.map(|it| it.slug.clone());
        let chosen = self.chosen(slot);
        if slug(chosen) == slug(standing(&self.before, slot)) {
            return None;
        }
        Some(match chosen {
            Some(standing) => html! {
                bdi { (self.by) } " chose “" bdi { (standing.headline) } "” here."
            },
            None => html! { bdi { (self.by) } " left this place to the newest." },
        })
    }
}

fn standing(standings: &[(Slot, Standing)], slot: Slot) -> Option<&Standing> {
    let standing = standings.iter().find(|(other, _)| *other == slot);
    standing.map(|(_, standing)| standing)
}

fn sentence(desk: &Desk, by: &str, meanwhile: &Meanwhile, theirs: &Arrangement) -> String {
    let at = clock_time::told(theirs.out_at, &desk.facts.time_zone);
    match meanwhile {
        Meanwhile::Out(_) => format!(
            "{by} arranged this front meanwhile; readers have had that since {at}. What you chose stands below and is not taken yet; what they changed is said at its place. Send it once more, and yours takes the place of theirs."
        ),
        Meanwhile::Scheduled(_) => format!(
            "{by} scheduled an arrangement of this front meanwhile, for {at}. What you chose stands below and is not scheduled; what they changed is said at its place. Send it once more, and each goes out at its time."
        ),
    }
}
