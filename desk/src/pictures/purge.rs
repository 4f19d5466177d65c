//! Purging pictures that nothing uses: which they are, asked once more, and gone.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::Moment;
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::desk::pictures::{self, Purged, SHORTEST_REST};
use newsroom::media::Media;
use serde::Deserialize;

use super::library::{ON_A_PAGE, tile};
use crate::address::Query;
use crate::form::{Pairs, value};
use crate::frame::framed;
use crate::guard::Signed;
use crate::{Desk, answer};

/// Days that are asked about first.
const USUAL: u32 = 30;
/// A hundred years: longer than any paper has had this.
const LONGEST: u32 = 36_500;

#[derive(Deserialize)]
pub(crate) struct Asked {
    /// For how many days nothing used them.
    days: Option<String>,
}

/// `GET /desk/pictures/purge`
pub(crate) async fn ask(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Query(asked): Query<Asked>,
) -> Response {
    let typed = asked.days.unwrap_or_else(|| USUAL.to_string());
    page(&desk, &signed, &typed, None).await
}

fn days(typed: &str) -> Result<u32, String> {
    let days = typed.trim().parse().ok();
    days.filter(|days| (SHORTEST_REST..=LONGEST).contains(days))
        .ok_or_else(|| {
            format!(
                "That is no number of days. Write a whole number from {SHORTEST_REST} to {LONGEST}."
            )
        })
}

/// What was said to somebody, and whether it is that something was not done.
enum Told {
    Done(String),
    Not(String),
}

async fn page(desk: &Desk, signed: &Signed, typed: &str, told: Option<&Told>) -> Response {
    let chosen = days(typed);
    let found = match &chosen {
        Err(_) => None,
        Ok(days) => {
            let until = desk.clock.now().shifted(-pictures::rest(*days));
            let listed = desk.store.unused_pictures(until, None, ON_A_PAGE).await;
            let count = desk.store.count_unused_pictures(until).await;
            match (listed, count) {
                (Ok(listed), Ok(count)) => Some((until, listed, count)),
                (Err(error), _) | (_, Err(error)) => {
                    return answer::broken(desk, Some(signed), &error);
                }
            }
        }
    };
    let body = html! {
        p class="desk-back" { a href="/desk/pictures" { "Pictures" } }
        h1 { "Purge pictures" }
        p class="desk-hint" {
            "What no article, entry, story or profile names, in none of its versions and saves, can go for good. "
            "What is in use is never purged."
        }
        @match told {
            Some(Told::Done(sentence)) => { p class="desk-said" role="status" { (sentence) } }
            Some(Told::Not(sentence)) => { p class="desk-problem" role="alert" { (sentence) } }
            None => {}
        }
        form method="get" action="/desk/pictures/purge" class="desk-begin" {
            label for="days" { "Unused for so many days" }
            input id="days" name="days" inputmode="numeric" value=(typed) autocomplete="off";
            button class="desk-button desk-button--quiet" { "Show them" }
        }
        @match (&chosen, &found) {
            (Err(sentence), _) => { p class="desk-problem" role="alert" { (sentence) } }
            (Ok(_), Some((_, listed, _))) if listed.is_empty() => {
                p class="desk-empty" { "No picture has been unused for so long." }
            }
            (Ok(_), Some((until, listed, count))) => {
                (confirmation(typed, *until, *count))
                ul class="library" {
                    @for held in listed {
                        (tile(held, None))
                    }
                }
                @if *count as usize > listed.len() {
                    p class="desk-hint" { "And " (*count as usize - listed.len()) " older ones." }
                }
            }
            (Ok(_), None) => {}
        }
    };
    let status = match (&chosen, told) {
        (Err(_), _) | (Ok(_), Some(Told::Not(_))) => StatusCode::UNPROCESSABLE_ENTITY,
        (Ok(_), Some(Told::Done(_)) | None) => StatusCode::OK,
    };
    let title = "Purge pictures";
    answer::page(
        status,
        &framed(desk, Some(signed), title, Some("pictures.js"), &body),
    )
}

/// What is purged is what was shown: nothing that became unused since.
fn confirmation(typed: &str, until: Moment, count: u32) -> Markup {
    let pictures = if count == 1 {
        "1 picture and its files".to_owned()
    } else {
        format!("{count} pictures and their files")
    };
    html! {
        form method="post" action="/desk/pictures/purge" class="library-purge" {
            input type="hidden" name="until" value=(until.micros());
            input type="hidden" name="days" value=(typed);
            div class="desk-check" {
                input type="checkbox" id="sure" name="sure" value="yes" required;
                label for="sure" { "Remove " (pictures) ". This cannot be undone." }
            }
            button class="desk-button desk-button--grave" { "Purge" }
        }
    }
}

/// `POST /desk/pictures/purge`
pub(crate) async fn purge(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Pairs(pairs): Pairs,
) -> Response {
    let typed = value(&pairs, "days").unwrap_or_default().to_owned();
    let until = value(&pairs, "until").and_then(|until| until.parse().ok());
    let (Some(until), Some(_)) = (until, value(&pairs, "sure")) else {
        let told = Told::Not("Nothing was removed. Tick the box if they are to go.".to_owned());
        return page(&desk, &signed, &typed, Some(&told)).await;
    };
    let media = Media::new(&desk.facts.media);
    let until = Moment::from_micros(until);
    let by = &signed.account;
    let told = match pictures::purge(&desk.store, &media, &desk.clock, by, until).await {
        Ok(purged) => Told::Done(sentence(purged)),
        Err(DeskError::Refused(sentence)) => Told::Not(sentence),
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    page(&desk, &signed, &typed, Some(&told)).await
}

fn sentence(purged: Purged) -> String {
    let pictures = match purged.pictures {
        0 => "No picture was left to remove.".to_owned(),
        1 => "1 picture was removed.".to_owned(),
        many => format!("{many} pictures were removed."),
    };
    if purged.is_swept {
        pictures
    } else {
        format!("{pictures} Some of their files could not be; the next purge goes on with them.")
    }
}
