//! The form on which a front is arranged: a field for each place, and how older stories are found for it.

use domain::Publication;
use maud::{Markup, html};
use newsroom::front::{FrontOf, Slot};
use newsroom::store::OutLine;

use super::fields::{field, slots, unread};
use super::meanwhile::{Theirs, base};
use super::view::{Offered, Said, Shown, label, section_field};
use crate::form::value;

/// One field for each slot. What is left empty is filled with the newest.
pub(crate) fn arranging(shown: &Shown, said: Said<'_>, typed: &[(String, String)]) -> Markup {
    let of = &shown.of;
    let theirs = match said {
        Said::Meanwhile(theirs) => Some(theirs),
        Said::Nothing | Said::Done(_) | Said::Problem(_) => None,
    };
    let (on_the_page, beside): (Vec<Slot>, Vec<Slot>) =
        slots(of).partition(|slot| slot.is_on_the_page());
    html! {
        form id="front" method="post" action="/desk/front" {
            (section_field(of))
            (base(shown, typed))
            (finding(shown, typed))
            fieldset {
                legend {
                    @match of {
                        FrontOf::Paper => "On the front page",
                        FrontOf::Section(_) => "On the first page of the section",
                    }
                }
                @for slot in on_the_page { (choice(shown, slot, theirs, typed)) }
            }
            @if !beside.is_empty() {
                fieldset {
                    legend { "Don’t Miss" }
                    @for slot in beside { (choice(shown, slot, theirs, typed)) }
                }
            }
            div class="desk-step" {
                button class="desk-button desk-button--quiet" formaction="/desk/front/preview" formmethod="get" formtarget="_blank" { "See it first" }
                button class="desk-button" name="do" value="now" { "Put it out now" }
                label for="at" { "Or from this time on" }
                input id="at" name="at" type="datetime-local" value=[value(typed, "at")];
                button class="desk-button desk-button--quiet" name="do" value="schedule" { "Schedule it" }
            }
        }
    }
}

/// First in the form, so that the return key in its field looks for the words. What was chosen so far comes along.
pub(crate) fn finding(shown: &Shown, typed: &[(String, String)]) -> Markup {
    let words = value(typed, "words").unwrap_or_default().trim();
    html! {
        div class="desk-begin desk-front__finding" role="search" {
            label for="words" { "Find an older story" }
            input id="words" name="words" type="search" value=(words);
            button class="desk-button desk-button--quiet" name="find" value="yes" formmethod="get" formaction="/desk/front" { "Find" }
        }
        @if !words.is_empty() {
            p class="desk-hint" role="status" {
                @match shown.offered.found.len() {
                    0 => "Nothing that readers have is like that.",
                    1 => "1 story was found. It stands first wherever a story is chosen.",
                    many => { (many) " stories were found. They stand first wherever a story is chosen." },
                }
            }
        }
    }
}

fn choice(
    shown: &Shown,
    slot: Slot,
    theirs: Option<&Theirs>,
    typed: &[(String, String)],
) -> Markup {
    let name = field(slot);
    let stands = shown.standings.iter().find(|(other, _)| *other == slot);
    let stands = stands.map(|(_, standing)| standing.slug.as_str());
    let chosen = value(typed, &name).or(stands).filter(|it| !it.is_empty());
    let Offered {
        found,
        here,
        elsewhere,
    } = &shown.offered;
    let change = theirs.and_then(|theirs| theirs.change(slot));
    let change_id = format!("{name}-meanwhile");
    let unread_id = format!("{name}-unread");
    let is_offered = |slug: &str| {
        let mut offered = shown.offered.all();
        offered.any(|line| line.slug.as_str() == slug)
    };
    let beside = chosen.filter(|slug| !is_offered(slug));
    let unread = beside.and_then(|slug| unread(known(shown, slug)?.1));
    let described_by: Vec<&str> = [
        change.as_ref().map(|_| change_id.as_str()),
        unread.map(|_| unread_id.as_str()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let described_by = Some(described_by.join(" ")).filter(|ids| !ids.is_empty());
    let options = |lines: &[OutLine]| {
        html! {
            @for line in lines {
                option value=(line.slug) selected[chosen == Some(line.slug.as_str())] { (line.headline) }
            }
        }
    };
    html! {
        div class="desk-slot" data-slot=(name) {
            label for=(name) {
                @match slot {
                    Slot::Lead | Slot::Second(_) => (label(slot)),
                    Slot::DontMiss(place) => { "Place " (place) },
                }
            }
            select id=(name) name=(name) aria-describedby=[described_by] {
                option value="" { "The newest" }
                @if let Some(slug) = beside {
                    option value=(slug) selected {
                        (known(shown, slug).map_or(slug, |(headline, _)| headline))
                        @if let Some(unread) = unread { " (" (unread) ")" }
                    }
                }
                @if let Some(story) = theirs.and_then(|theirs| theirs.chosen(slot))
                    && chosen != Some(story.slug.as_str()) && !is_offered(story.slug.as_str()) {
                    option value=(story.slug) { (story.headline) }
                }
                @if !found.is_empty() {
                    optgroup label="Found" { (options(found)) }
                }
                @if elsewhere.is_empty() && found.is_empty() {
                    (options(here))
                } @else if elsewhere.is_empty() {
                    optgroup label="The newest" { (options(here)) }
                } @else {
                    @if !here.is_empty() {
                        optgroup label="Of this section" { (options(here)) }
                    }
                    optgroup label="Of other sections" { (options(elsewhere)) }
                }
            }
            @if unread.is_some() {
                p class="desk-hint" id=(unread_id) { "Readers cannot open this story, so another one stands here." }
            }
            @if let Some(change) = change {
                p class="desk-hint" id=(change_id) { (change) }
            }
        }
    }
}

/// What a story is called that is not among those offered, and where it stands, as far as that is known.
fn known<'a>(shown: &'a Shown, slug: &str) -> Option<(&'a str, &'a Publication)> {
    let mut standings = shown.standings.iter().map(|(_, standing)| standing);
    let standing = standings.find(|standing| standing.slug.as_str() == slug);
    let standing = standing.map(|it| (it.headline.as_str(), &it.publication));
    let before = shown.chosen_before.get(slug);
    standing.or(before.map(|it| (it.headline.as_str(), &it.publication)))
}
