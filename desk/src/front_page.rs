//! What the page shows on which the front is arranged.

use domain::Moment;
use maud::{Markup, html};
use newsroom::front::{Arrangement, Slot};
use newsroom::store::{OutLine, Standing};

use crate::front::{field, slots};
use crate::{Desk, clock_time};

/// What is shown.
pub(crate) struct Shown {
    /// The arrangement in force then.
    pub(crate) in_force: Option<Arrangement>,
    pub(crate) standings: Vec<(Slot, Standing)>,
    /// Those that wait for their time.
    pub(crate) waiting: Vec<(Arrangement, Vec<(Slot, Standing)>)>,
    /// Stories to choose from.
    pub(crate) offered: Vec<OutLine>,
    pub(crate) breaking: Option<domain::Breaking>,
}

pub(crate) fn front_page(
    desk: &Desk,
    shown: &Shown,
    at: Option<Moment>,
    done: Option<&str>,
    problem: Option<&str>,
) -> Markup {
    let zone = &desk.facts.time_zone;
    html! {
        h1 { "Front" }
        @if let Some(done) = done {
            p class="desk-said" role="status" { (done) }
        }
        @if let Some(problem) = problem {
            p class="desk-problem" role="alert" { (problem) }
        }
        @if let Some(at) = at {
            p class="desk-said" {
                "This is how the front stood at " (clock_time::told(at, zone)) ". "
                a href="/desk/front" { "Back to now" }
            }
            (told(desk, shown))
        } @else {
            div class="desk-columns desk-front" {
                (arranging(shown))
                div {
                    (waiting(desk, shown))
                    (breaking(desk, shown))
                    (past(desk))
                }
            }
        }
    }
}

/// An arrangement as a list.
fn told(desk: &Desk, shown: &Shown) -> Markup {
    html! {
        @match &shown.in_force {
            None => p { "Nothing was chosen by hand then: the newest stories stood there." },
            Some(arrangement) => {
                p class="desk-hint" { (made(desk, arrangement)) }
                (list(&shown.standings))
            }
        }
    }
}

fn made(desk: &Desk, arrangement: &Arrangement) -> String {
    let zone = &desk.facts.time_zone;
    let by = arrangement.made_by.as_deref().unwrap_or("the command line");
    format!(
        "Arranged by {by}, out {}",
        clock_time::told(arrangement.out_at, zone)
    )
}

fn list(standings: &[(Slot, Standing)]) -> Markup {
    html! {
        @if standings.is_empty() {
            p { "Nothing chosen by hand." }
        }
        ul class="desk-list" {
            @for (slot, standing) in standings {
                li { strong { (slot) } ": " (standing.headline) }
            }
        }
    }
}

/// One field for each slot. What is left empty is filled with the newest.
fn arranging(shown: &Shown) -> Markup {
    let choice = |slot: Slot, label: &str| {
        let name = field(slot);
        let chosen = shown.standings.iter().find(|(other, _)| *other == slot);
        let chosen = chosen.map(|(_, standing)| standing);
        html! {
            div class="desk-slot" data-slot=(name) {
                label for=(name) { (label) }
                select id=(name) name=(name) {
                    option value="" { "The newest" }
                    @if let Some(standing) = chosen.filter(|it| shown.offered.iter().all(|line| line.slug != it.slug)) {
                        option value=(standing.slug) selected { (standing.headline) }
                    }
                    @for line in &shown.offered {
                        option value=(line.slug) selected[chosen.is_some_and(|it| it.slug == line.slug)] { (line.headline) }
                    }
                }
            }
        }
    };
    html! {
        form id="front" method="post" action="/desk/front" {
            fieldset {
                legend { "On the front page" }
                @for slot in slots() {
                    @match slot {
                        Slot::Lead => (choice(slot, "Lead")),
                        Slot::Second(place) => (choice(slot, &format!("Below it, {place}"))),
                        Slot::DontMiss(_) => {}
                    }
                }
            }
            fieldset {
                legend { "Don’t Miss" }
                @for slot in slots() {
                    @if let Slot::DontMiss(place) = slot {
                        (choice(slot, &format!("Place {place}")))
                    }
                }
            }
            div class="desk-step" {
                button class="desk-button desk-button--quiet" formaction="/desk/front/preview" formmethod="get" formtarget="_blank" { "See it first" }
                button class="desk-button" name="do" value="now" { "Put it out now" }
                label for="at" { "Or from this time on" }
                input id="at" name="at" type="datetime-local";
                button class="desk-button desk-button--quiet" name="do" value="schedule" { "Schedule it" }
            }
        }
    }
}

fn waiting(desk: &Desk, shown: &Shown) -> Markup {
    html! {
        section aria-labelledby="front-waiting" {
            h2 id="front-waiting" { "Waits for its time" }
            @if shown.waiting.is_empty() {
                p class="desk-hint" { "Nothing is scheduled." }
            }
            @for (arrangement, standings) in &shown.waiting {
                p class="desk-hint" { (made(desk, arrangement)) }
                (list(standings))
                form method="post" action={ "/desk/front/" (arrangement.number.0) "/call-off" } {
                    button class="desk-button desk-button--quiet" { "Do not let it go out" }
                }
            }
        }
    }
}

fn breaking(desk: &Desk, shown: &Shown) -> Markup {
    let zone = &desk.facts.time_zone;
    html! {
        section aria-labelledby="front-breaking" {
            h2 id="front-breaking" { "Breaking bar" }
            @if let Some(bar) = &shown.breaking {
                p { strong { (bar.text) } " until " (clock_time::told(bar.until, zone)) }
                form method="post" action="/desk/breaking/clear" {
                    button class="desk-button desk-button--quiet" { "Take it down" }
                }
            }
            form method="post" action="/desk/breaking" {
                label for="text" { "What it says" }
                input id="text" name="text" required maxlength="200" autocomplete="off";
                label for="story" { "The story it leads to" }
                select id="story" name="story" {
                    option value="" { "None" }
                    @for line in &shown.offered {
                        option value=(line.slug) { (line.headline) }
                    }
                }
                label for="until" { "Until (three hours from now if left empty)" }
                input id="until" name="until" type="datetime-local";
                button class="desk-button" { "Put it up" }
            }
        }
    }
}

fn past(desk: &Desk) -> Markup {
    html! {
        section aria-labelledby="front-past" {
            h2 id="front-past" { "How it stood" }
            form method="get" action="/desk/front" {
                label for="then" { "At this time" }
                input id="then" name="at" type="datetime-local" required
                    max=(clock_time::field(Some(desk.clock.now()), &desk.facts.time_zone));
                button class="desk-button desk-button--quiet" { "Open" }
            }
        }
    }
}
