//! What the page shows on which a front is arranged.

use domain::{Moment, Section};
use maud::{Markup, html};
use newsroom::desk::account::Account;
use newsroom::front::{Arrangement, FrontOf, Slot};
use newsroom::store::{OutLine, Standing};

use crate::breaking::Bar;
use crate::form::value;
use crate::front::{field, slots};
use crate::lists::named;
use crate::{Desk, breaking, clock_time};

/// What is shown.
pub(crate) struct Shown {
    /// Whose front.
    pub(crate) of: FrontOf,
    /// The sections whose fronts somebody may arrange.
    pub(crate) sections: Vec<Section>,
    /// The arrangement in force then.
    pub(crate) in_force: Option<Arrangement>,
    pub(crate) standings: Vec<(Slot, Standing)>,
    /// Those that wait for their time.
    pub(crate) waiting: Vec<(Arrangement, Vec<(Slot, Standing)>)>,
    /// Stories to choose from.
    pub(crate) offered: Offered,
    pub(crate) bar: Bar,
}

/// Stories to choose from.
pub(crate) struct Offered {
    /// Those that live where the front is.
    pub(crate) here: Vec<OutLine>,
    /// Those of other sections.
    pub(crate) elsewhere: Vec<OutLine>,
}

/// What the page says of what somebody did.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Said<'a> {
    Nothing,
    Done(&'static str),
    Problem(&'a str),
}

/// The address of the page, saying what the pairs say.
pub(crate) fn address(of: &FrontOf, pairs: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if let Some(section) = of.section() {
        query.append_pair("section", section.as_str());
    }
    query.extend_pairs(pairs);
    let query = query.finish();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("/desk/front{mark}{query}")
}

/// What the page is called.
pub(crate) fn title(shown: &Shown) -> String {
    match &shown.of {
        FrontOf::Paper => "Front".to_owned(),
        FrontOf::Section(slug) => {
            format!("Front of {}", named(&shown.sections, slug.as_str()))
        }
    }
}

pub(crate) fn front_page(
    desk: &Desk,
    by: &Account,
    shown: &Shown,
    at: Option<Moment>,
    said: Said<'_>,
    typed: &[(String, String)],
) -> Markup {
    let zone = &desk.facts.time_zone;
    html! {
        h1 { (title(shown)) }
        (fronts(shown))
        @match said {
            Said::Done(done) => p class="desk-said" role="status" { (done) },
            Said::Problem(problem) => p class="desk-problem" role="alert" { (problem) },
            Said::Nothing => {}
        }
        @if let Some(at) = at {
            p class="desk-said" {
                "This is how the front stood at " (clock_time::told(at, zone)) ". "
                a href=(address(&shown.of, &[])) { "Back to now" }
            }
            (told(desk, shown))
        } @else {
            div class="desk-columns desk-front" {
                (arranging(shown, typed))
                div {
                    (waiting(desk, shown))
                    @if shown.of == FrontOf::Paper {
                        (breaking::view(desk, by, &shown.bar, &shown.offered.here, typed))
                    }
                    (past(desk, shown))
                }
            }
        }
    }
}

/// The way to the other fronts.
fn fronts(shown: &Shown) -> Markup {
    let link = |of: FrontOf, name: &str| {
        let is_this = of == shown.of;
        html! { a href=(address(&of, &[])) aria-current=[is_this.then_some("page")] { (name) } }
    };
    html! {
        nav class="desk-tabs desk-fronts" aria-label="Fronts" {
            (link(FrontOf::Paper, "Front page"))
            @for section in &shown.sections {
                (link(FrontOf::Section(section.slug().clone()), section.name()))
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
fn arranging(shown: &Shown, typed: &[(String, String)]) -> Markup {
    let of = &shown.of;
    let (on_the_page, beside): (Vec<Slot>, Vec<Slot>) =
        slots(of).partition(|slot| slot.is_on_the_page());
    html! {
        form id="front" method="post" action="/desk/front" {
            (section_field(of))
            fieldset {
                legend {
                    @match of {
                        FrontOf::Paper => "On the front page",
                        FrontOf::Section(_) => "On the first page of the section",
                    }
                }
                @for slot in on_the_page { (choice(shown, slot, typed)) }
            }
            @if !beside.is_empty() {
                fieldset {
                    legend { "Don’t Miss" }
                    @for slot in beside { (choice(shown, slot, typed)) }
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

fn section_field(of: &FrontOf) -> Markup {
    html! {
        @if let Some(section) = of.section() {
            input type="hidden" name="section" value=(section);
        }
    }
}

fn choice(shown: &Shown, slot: Slot, typed: &[(String, String)]) -> Markup {
    let name = field(slot);
    let stands = shown.standings.iter().find(|(other, _)| *other == slot);
    let stands = stands.map(|(_, standing)| standing.slug.as_str());
    let chosen = value(typed, &name).or(stands).filter(|it| !it.is_empty());
    let Offered { here, elsewhere } = &shown.offered;
    let is_offered = |slug: &str| {
        here.iter()
            .chain(elsewhere)
            .any(|line| line.slug.as_str() == slug)
    };
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
                    Slot::Lead => "Lead",
                    Slot::Second(place) => { "Below it, " (place) },
                    Slot::DontMiss(place) => { "Place " (place) },
                }
            }
            select id=(name) name=(name) {
                option value="" { "The newest" }
                @if let Some(slug) = chosen.filter(|slug| !is_offered(slug)) {
                    option value=(slug) selected { (headline(shown, slug)) }
                }
                @if elsewhere.is_empty() {
                    (options(here))
                } @else {
                    @if !here.is_empty() {
                        optgroup label="Of this section" { (options(here)) }
                    }
                    optgroup label="Of other sections" { (options(elsewhere)) }
                }
            }
        }
    }
}

/// What a story is called that is not among those offered, as far as that is known.
fn headline<'a>(shown: &'a Shown, slug: &'a str) -> &'a str {
    let mut standings = shown.standings.iter().map(|(_, standing)| standing);
    let standing = standings.find(|standing| standing.slug.as_str() == slug);
    standing.map_or(slug, |standing| standing.headline.as_str())
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

fn past(desk: &Desk, shown: &Shown) -> Markup {
    html! {
        section aria-labelledby="front-past" {
            h2 id="front-past" { "How it stood" }
            form method="get" action="/desk/front" {
                (section_field(&shown.of))
                label for="then" { "At this time" }
                input id="then" name="at" type="datetime-local" required
                    max=(clock_time::field(Some(desk.clock.now()), &desk.facts.time_zone));
                button class="desk-button desk-button--quiet" { "Open" }
            }
        }
    }
}
