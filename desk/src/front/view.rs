//! What the page shows on which a front is arranged.

use std::collections::HashMap;

use domain::{Headline, Publication, Section};
use maud::{Markup, html};
use newsroom::desk::account::Account;
use newsroom::front::{Arrangement, FrontOf, Slot};
use newsroom::store::{OutLine, Standing};

use super::breaking::Bar;
use super::form::{arranging, finding};
use super::meanwhile::Theirs;
use super::past_front::Then;
use super::{breaking, past_front};
use crate::stories::lists::named;
use crate::{Desk, clock_time};

/// What is shown.
pub(crate) struct Shown {
    /// Whose front.
    pub(crate) of: FrontOf,
    /// Whether whoever looks at it may arrange it.
    pub(crate) is_theirs: bool,
    /// The sections whose fronts somebody may arrange.
    pub(crate) sections: Vec<Section>,
    /// The arrangement in force then.
    pub(crate) in_force: Option<Arrangement>,
    pub(crate) standings: Vec<(Slot, Standing)>,
    /// What stood there at a time that somebody asked for.
    pub(crate) then: Option<Then>,
    /// What was arranged before, the last first.
    pub(crate) past: Vec<Arrangement>,
    /// Those that wait for their time.
    pub(crate) waiting: Vec<(Arrangement, Vec<(Slot, Standing)>)>,
    /// Stories to choose from.
    pub(crate) offered: Offered,
    /// Others that somebody has chosen, by their addresses.
    pub(crate) chosen_before: HashMap<String, Chosen>,
    pub(crate) bar: Bar,
}

/// A story that somebody has chosen and that is not offered.
pub(crate) struct Chosen {
    pub(crate) headline: Headline,
    pub(crate) publication: Publication,
}

/// Stories to choose from.
pub(crate) struct Offered {
    /// Those that somebody looked for.
    pub(crate) found: Vec<OutLine>,
    /// Those that live where the front is.
    pub(crate) here: Vec<OutLine>,
    /// Those of other sections.
    pub(crate) elsewhere: Vec<OutLine>,
}

impl Offered {
    /// Every one of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = &OutLine> {
        self.found.iter().chain(&self.here).chain(&self.elsewhere)
    }
}

/// What the page says of what somebody did.
#[derive(Clone, Copy)]
pub(crate) enum Said<'a> {
    Nothing,
    Done(&'static str),
    Problem(&'a str),
    /// Somebody else arranged it since the page was made.
    Meanwhile(&'a Theirs),
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
    said: Said<'_>,
    typed: &[(String, String)],
) -> Markup {
    html! {
        h1 { (title(shown)) }
        (fronts(shown))
        @match said {
            Said::Done(done) => p class="desk-said" role="status" { (done) },
            Said::Problem(problem) => p class="desk-problem" role="alert" { (problem) },
            Said::Meanwhile(theirs) => p class="desk-problem" role="alert" { (theirs.sentence) },
            Said::Nothing => {}
        }
        @if let Some(then) = &shown.then {
            (past_front::stood(desk, shown, then))
        } @else {
            div class="desk-columns desk-front" {
                @if shown.is_theirs {
                    (arranging(shown, said, typed))
                } @else {
                    (standing(desk, shown, typed))
                }
                div {
                    (waiting(desk, shown))
                    @if shown.of == FrontOf::Paper {
                        (breaking::view(desk, by, &shown.bar, &shown.offered, typed))
                    }
                    (past_front::choosing(desk, shown))
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

pub(crate) fn made(desk: &Desk, arrangement: &Arrangement) -> String {
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
                li { strong { (label(*slot)) } ": " a href={ "/" (standing.section.slug()) "/" (standing.slug) } { (standing.headline) } }
            }
        }
    }
}

/// The front page for whoever works in some sections only. Stories for the bar above it are looked for here.
fn standing(desk: &Desk, shown: &Shown, typed: &[(String, String)]) -> Markup {
    html! {
        section aria-labelledby="front-now" {
            h2 id="front-now" { "As it stands" }
            p {
                "The front page is arranged by owners and by editors who work in every section; you arrange the fronts of your sections."
            }
            @if let Some(arrangement) = &shown.in_force {
                p class="desk-hint" { (made(desk, arrangement)) }
            }
            (list(&shown.standings))
            form method="get" action="/desk/front" { (finding(shown, typed)) }
        }
    }
}

/// What a place is called where its heading does not say which it is of.
pub(crate) fn label(slot: Slot) -> String {
    match slot {
        Slot::Lead => "Lead".to_owned(),
        Slot::Second(place) => format!("Below it, {place}"),
        Slot::DontMiss(place) => format!("Don’t Miss, place {place}"),
    }
}

pub(crate) fn section_field(of: &FrontOf) -> Markup {
    html! {
        @if let Some(section) = of.section() {
            input type="hidden" name="section" value=(section);
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
                @if shown.is_theirs {
                    form method="post" action={ "/desk/front/" (arrangement.number.0) "/call-off" } {
                        button class="desk-button desk-button--quiet" { "Do not let it go out" }
                    }
                }
            }
        }
    }
}
