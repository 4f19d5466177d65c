//! A front of before: what stood where at a time, and the arrangements to choose one from.

use domain::Moment;
use maud::{Markup, html};
use newsroom::front::Arrangement;
use newsroom::store::{PastBar, Stood};

use super::view::{Shown, address, label, made, section_field};
use crate::{Desk, clock_time};

/// What stood at a time.
pub(crate) struct Then {
    pub(crate) at: Moment,
    pub(crate) stood: Vec<Stood>,
    pub(crate) bar: Option<PastBar>,
}

/// The front of that time.
pub(crate) fn stood(desk: &Desk, shown: &Shown, then: &Then) -> Markup {
    let zone = &desk.facts.time_zone;
    html! {
        p class="desk-said" {
            "This is how the front stood at " (clock_time::told_exactly(then.at, zone)) ". "
            a href=(address(&shown.of, &[])) { "Back to now" }
        }
        div class="desk-columns desk-front" {
            div {
                @match &shown.in_force {
                    None => p { "Nothing was chosen by hand then: the newest stories stood there." },
                    Some(arrangement) => p class="desk-hint" { (made(desk, arrangement)) },
                }
                @if let Some(bar) = &then.bar {
                    p {
                        "Above every page: " strong { (bar.text) } ", from "
                        (clock_time::told(bar.set_at, zone)) " until " (clock_time::told(bar.until, zone))
                    }
                } @else {
                    p class="desk-hint" { "No breaking bar stood above it." }
                }
                @if then.stood.is_empty() {
                    p class="desk-empty" { "Readers had no story then." }
                }
                ul class="desk-list" {
                    @for stood in &then.stood { li { (line(stood)) } }
                }
                p class="desk-hint" {
                    "Headlines are those of that time. Where a story lives, and what filled “Don’t Miss” by itself, is not kept."
                }
            }
            div { (choosing(desk, shown)) }
        }
    }
}

fn line(
    Stood {
        slot,
        story,
        by_hand,
    }: &Stood,
) -> Markup {
    html! {
        strong { (label(*slot)) } ": "
        a href={ "/" (story.section) "/" (story.slug) } { (story.headline) }
        @if !by_hand { " " span class="desk-stage" { "the newest" } }
        @if !story.is_public { " " span class="desk-stage desk-stage--withdrawn" { "Recalled since" } }
    }
}

/// The ways to a front of before: by a time, and by what was arranged.
pub(crate) fn choosing(desk: &Desk, shown: &Shown) -> Markup {
    let zone = &desk.facts.time_zone;
    html! {
        section aria-labelledby="front-past" {
            h2 id="front-past" { "How it stood" }
            form method="get" action="/desk/front" {
                (section_field(&shown.of))
                label for="then" { "At this time" }
                input id="then" name="at" type="datetime-local" required
                    value=(clock_time::field(shown.then.as_ref().map(|then| then.at), zone))
                    max=(clock_time::field(Some(desk.clock.now()), zone));
                button class="desk-button desk-button--quiet" { "Open" }
            }
            @if !shown.past.is_empty() {
                h3 { "As it was arranged" }
                ul class="desk-list" {
                    @for arrangement in &shown.past { li { (way_to(desk, shown, arrangement)) } }
                }
            }
        }
    }
}

fn way_to(desk: &Desk, shown: &Shown, arrangement: &Arrangement) -> Markup {
    let at = clock_time::machine(arrangement.out_at);
    let is_this = shown.then.is_some()
        && shown.in_force.as_ref().map(|it| it.number) == Some(arrangement.number);
    html! {
        a href=(address(&shown.of, &[("at", &at)])) aria-current=[is_this.then_some("true")] {
            (clock_time::told_exactly(arrangement.out_at, &desk.facts.time_zone))
        }
        ", " (arrangement.made_by.as_deref().unwrap_or("the command line"))
    }
}
