//! The bar above all pages, put up and taken down on the page of the front.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{Breaking, BreakingNumber};
use maud::{Markup, html};
use newsroom::breaking::{self, Announcement};
use newsroom::desk::account::Account;
use newsroom::desk::bar::{PutUp, TakenDown, may_put_up, may_take_down, put_up, take_down};
use newsroom::desk::doing::DeskError;
use newsroom::front::FrontOf;
use newsroom::letters::{LetterState, Schedule};
use newsroom::store::{OutLine, StoreError};

use super::arrange::answered;
use super::page;
use super::view::{Offered, Said};
use crate::form::{Pairs, value};
use crate::guard::Signed;
use crate::{Desk, clock_time};

/// `POST /desk/breaking`
pub(crate) async fn set(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Pairs(pairs): Pairs,
) -> Response {
    match put_up_typed(&desk, &signed, &pairs).await {
        Ok(PutUp::Done(_)) => {
            answered(&desk, &signed, &FrontOf::Paper, Ok("breaking"), &pairs).await
        }
        Ok(PutUp::Meanwhile(bar)) => {
            let typed = having_seen(pairs, bar.number);
            let what = "What you typed is still here: put it up once more to put it in its place.";
            told_of(&desk, &signed, &bar, what, &typed).await
        }
        Err(error) => answered(&desk, &signed, &FrontOf::Paper, Err(error), &pairs).await,
    }
}

/// The page, which says that another bar stands than the one that its form came from.
async fn told_of(
    desk: &Desk,
    signed: &Signed,
    bar: &Breaking,
    what_now: &str,
    typed: &[(String, String)],
) -> Response {
    let sentence = format!(
        "Somebody put up a bar meanwhile: “{}”, until {}. {what_now}",
        bar.text,
        clock_time::told(bar.until, &desk.facts.time_zone)
    );
    let said = Said::Problem(&sentence);
    let mut page = page(desk, signed, &FrontOf::Paper, None, said, typed).await;
    *page.status_mut() = StatusCode::CONFLICT;
    page
}

async fn put_up_typed(
    desk: &Desk,
    signed: &Signed,
    pairs: &[(String, String)],
) -> Result<PutUp, DeskError> {
    let text = |name| value(pairs, name).unwrap_or_default().trim();
    let until = clock_time::chosen(text("until"), &desk.facts.time_zone);
    let stands = i64::try_from(breaking::STANDS.as_micros()).unwrap_or(i64::MAX);
    let announcement = Announcement {
        text: text("text").parse()?,
        language: None,
        article: match text("story") {
            "" => None,
            slug => Some(slug.parse()?),
        },
        until: until
            .map_err(DeskError::Refused)?
            .unwrap_or_else(|| desk.clock.now().shifted(stands)),
    };
    let (store, by) = (&desk.store, &signed.account);
    let seen = seen(pairs, SEEN);
    put_up(store, &desk.clock, by, &announcement, seen).await
}

/// The field that says which bar the page showed. A form without it has seen none.
const SEEN: &str = "bar";
/// The same in the form that takes that bar down.
const STANDS: &str = "stands";

fn seen(pairs: &[(String, String)], field: &str) -> Option<BreakingNumber> {
    let number = value(pairs, field).and_then(|raw| raw.parse().ok());
    number.filter(|number| *number > 0).map(BreakingNumber)
}

fn having_seen(mut pairs: Vec<(String, String)>, bar: BreakingNumber) -> Vec<(String, String)> {
    pairs.retain(|(key, _)| key != SEEN);
    pairs.push((SEEN.to_owned(), bar.0.to_string()));
    pairs
}

/// `POST /desk/breaking/clear`
pub(crate) async fn clear(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Pairs(pairs): Pairs,
) -> Response {
    let (store, clock, by) = (&desk.store, &desk.clock, &signed.account);
    let cleared = match take_down(store, clock, by, seen(&pairs, STANDS)).await {
        Ok(TakenDown::Meanwhile(bar)) => {
            let what = "It stands still: take it down if that is what you want.";
            return told_of(&desk, &signed, &bar, what, &[]).await;
        }
        Ok(TakenDown::Done) => Ok("cleared"),
        Err(error) => Err(error),
    };
    answered(&desk, &signed, &FrontOf::Paper, cleared, &[]).await
}

/// What the form has to know.
pub(crate) struct Bar {
    stands: Option<Breaking>,
    /// The letters that a new bar makes, and how many readers each goes to.
    letters: Vec<(String, i64)>,
}

pub(crate) async fn load(desk: &Desk) -> Result<Bar, StoreError> {
    let store = &desk.store;
    let now = desk.clock.now();
    let mut letters = Vec::new();
    for letter in store.letters().await? {
        let goes_out = match letter.state {
            LetterState::Running => letter.definition.schedule == Schedule::Breaking,
            LetterState::Paused | LetterState::Retired => false,
        };
        if goes_out {
            let readers = store.readers_now(letter.id, now).await?;
            letters.push((letter.definition.name, readers));
        }
    }
    Ok(Bar {
        stands: store.breaking(now).await?,
        letters,
    })
}

/// The bar that stands, and the form for another one, with what was typed there and not taken.
pub(crate) fn view(
    desk: &Desk,
    by: &Account,
    bar: &Bar,
    offered: &Offered,
    typed: &[(String, String)],
) -> Markup {
    let story = value(typed, "story");
    let shown = match value(typed, "text") {
        Some(_) => seen(typed, SEEN),
        None => bar.stands.as_ref().map(|stands| stands.number),
    };
    let zone = &desk.facts.time_zone;
    let needs_story = !may_put_up(by, None);
    let may_lead_to = |line: &&OutLine| may_put_up(by, Some(line.section.as_str()));
    html! {
        section aria-labelledby="front-breaking" {
            h2 id="front-breaking" { "Breaking bar" }
            @if let Some(stands) = &bar.stands {
                p { strong { (stands.text) } " until " (clock_time::told(stands.until, zone)) }
                @if may_take_down(by, stands) {
                    form method="post" action="/desk/breaking/clear" {
                        input type="hidden" name=(STANDS) value=(stands.number.0);
                        button class="desk-button desk-button--quiet" { "Take it down" }
                    }
                }
            }
            form method="post" action="/desk/breaking" {
                input type="hidden" name=(SEEN) value=(shown.map_or(0, |number| number.0));
                label for="text" { "What it says" }
                input id="text" name="text" required maxlength="160" autocomplete="off" value=[value(typed, "text")];
                label for="story" { "The story it leads to" }
                select id="story" name="story" required[needs_story] {
                    option value="" { @if needs_story { "Choose a story of your sections" } @else { "None" } }
                    @for line in offered.found.iter().chain(&offered.here).filter(may_lead_to) {
                        option value=(line.slug) selected[story == Some(line.slug.as_str())] { (line.headline) }
                    }
                }
                label for="until" { "Until (three hours from now if left empty)" }
                input id="until" name="until" type="datetime-local" value=[value(typed, "until")];
                (letters(&bar.letters))
                button class="desk-button" { "Put it up" }
            }
        }
    }
}

/// What goes out with a new bar, besides the bar.
fn letters(letters: &[(String, i64)]) -> Markup {
    html! {
        p class="desk-hint" {
            @if letters.is_empty() { "No letter goes out with it." }
            @for (name, readers) in letters {
                "The letter “" bdi { (name) } "” goes out with it at once, to "
                @match readers {
                    0 => "nobody yet",
                    1 => "1 reader",
                    many => { (many) " readers" },
                }
                ". "
            }
            @if !letters.is_empty() { "The bar that stands, put up until another time, makes none." }
        }
    }
}
