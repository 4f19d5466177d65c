//! One picture of the library: what it is, what is said of it, and what has to be seen of it.

use axum::Json;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::PictureId;
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::desk::pictures::{self, Described, title};
use newsroom::media::Media;
use newsroom::store::{LibraryPicture, StoreError};
use serde::Deserialize;
use serde_json::json;

use super::look::{cuts, focal};
use super::uses::{used, uses};
use super::words::{Words, before, form, meanwhile, typed, words};
use crate::accounts::coming_in::wants_json;
use crate::address::{Path, Query};
use crate::form::Pairs;
use crate::frame::framed;
use crate::guard::Signed;
use crate::{Desk, answer, clock_time};

#[derive(Deserialize)]
pub(crate) struct Said {
    /// Whether something was kept just now.
    kept: Option<String>,
}

/// How wide a picture is that the editor shows above a story, in pixels.
const ABOVE_A_STORY: u32 = 1_280;

/// `GET /desk/pictures/{id}`; a script is told how far its preparation is, and how pages show it.
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    Query(said): Query<Said>,
    headers: HeaderMap,
) -> Response {
    let held = match seen(&desk, &signed, &id).await {
        Ok(held) => held,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    if wants_json(&headers) {
        return match state(&desk, &held).await {
            Ok((word, sentence)) => Json(json!({
                "state": word,
                "sentence": sentence,
                "shown": held.picture.plain_path(ABOVE_A_STORY),
                "classes": held.picture.classes(),
            }))
            .into_response(),
            Err(error) => answer::broken(&desk, Some(&signed), &error),
        };
    }
    let told = said.kept.map(|_| Told::Done("Kept."));
    page(&desk, &signed, &held, &Words::of(&held), told).await
}

/// What was said to somebody who sent a form.
enum Told {
    Done(&'static str),
    Not(String),
    Meanwhile(String),
}

async fn seen(desk: &Desk, signed: &Signed, raw: &str) -> Result<LibraryPicture, DeskError> {
    let id: PictureId = raw.parse().map_err(|_| DeskError::Unknown)?;
    let held = desk.store.library_picture(&id).await?;
    held.filter(|held| pictures::is_seen_by(held, &signed.account))
        .ok_or(DeskError::Unknown)
}

async fn page(
    desk: &Desk,
    signed: &Signed,
    held: &LibraryPicture,
    shown: &Words,
    told: Option<Told>,
) -> Response {
    let (state, uses) = match (state(desk, held).await, uses(desk, signed, held).await) {
        (Ok(state), Ok(uses)) => (state, uses),
        (Err(error), _) | (_, Err(error)) => return answer::broken(desk, Some(signed), &error),
    };
    let path = format!("/desk/pictures/{}", held.picture.id);
    let may_change = pictures::is_changed_by(held, &signed.account);
    let status = match &told {
        Some(Told::Not(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        Some(Told::Meanwhile(_)) => StatusCode::CONFLICT,
        Some(Told::Done(_)) | None => StatusCode::OK,
    };
    let name = title(held);
    let body = html! {
        p class="desk-back" { a href="/desk/pictures" { "Pictures" } }
        h1 class="picture-title" { (name) }
        @match &told {
            Some(Told::Done(sentence)) => { p class="desk-said" role="status" { (sentence) } }
            Some(Told::Not(sentence) | Told::Meanwhile(sentence)) => { p class="desk-problem" role="alert" { (sentence) } }
            None => {}
        }
        div class="picture-page" {
            div class="picture-page__look" {
                (focal(&held.picture))
                (cuts(&held.picture))
            }
            div class="picture-page__words" {
                @if may_change {
                    (form(&path, shown))
                } @else {
                    (words(held))
                }
            }
        }
        section aria-labelledby="picture-state" {
            h2 id="picture-state" { "For readers" }
            p role="status" data-state=(state.0) data-state-of=(path) { (state.1) }
            @if held.problem.is_some() && may_change {
                form method="post" action={ (path) "/prepare" } {
                    button class="desk-button desk-button--quiet" { "Prepare again" }
                }
            }
        }
        (used(&uses))
        (facts(desk, held))
    };
    answer::page(
        status,
        &framed(desk, Some(signed), &name, Some("pictures.js"), &body),
    )
}

/// How far the preparation is: a word for a script, and a sentence.
async fn state(desk: &Desk, held: &LibraryPicture) -> Result<(&'static str, String), StoreError> {
    if let Some(problem) = &held.problem {
        let sentence =
            format!("It could not be made smaller: {problem}. Readers get the file as it came.");
        return Ok(("failed", sentence));
    }
    Ok(match &held.picture.prepared {
        Some(prepared) if prepared.variants.is_some() => (
            "ready",
            "Ready: readers get it in the size and format of their screen.".to_owned(),
        ),
        Some(_) => (
            "ready",
            "Ready: readers get the file as it came, because it moves or is an AVIF already."
                .to_owned(),
        ),
        None => match desk.store.unprepared_before(held.number).await? {
            0 => ("preparing", "It is being made smaller now.".to_owned()),
            1 => (
                "waiting",
                "It waits to be made smaller; 1 picture is before it.".to_owned(),
            ),
            before => (
                "waiting",
                format!("It waits to be made smaller; {before} pictures are before it."),
            ),
        },
    })
}

fn facts(desk: &Desk, held: &LibraryPicture) -> Markup {
    let picture = &held.picture;
    let file = Media::new(&desk.facts.media).file(&picture.id, picture.media_type);
    let weight = std::fs::metadata(file).ok().map(|file| file.len());
    html! {
        section aria-labelledby="picture-file" {
            h2 id="picture-file" { "The file" }
            dl class="picture-facts" {
                @if let Some(name) = &held.file_name {
                    dt { "Name" }
                    dd dir="auto" { (name) }
                }
                dt { "Format" }
                dd {
                    (picture.media_type.extension().to_uppercase()) ", " (picture.width) " by " (picture.height) " pixels"
                    @if let Some(weight) = weight { ", " (weight.div_ceil(1024)) " KiB" }
                }
                dt { "Brought in" }
                dd {
                    @match held.kept_at {
                        Some(at) => {
                            time datetime=(clock_time::machine(at)) { (clock_time::told(at, &desk.facts.time_zone)) }
                        }
                        None => { "Before the library knew of it" }
                    }
                    @match &held.kept_by {
                        Some((_, name)) => { " by " (name) }
                        None => { ", by an import" }
                    }
                }
                dt { "Address" }
                dd { a href=(picture.path()) { code { (picture.path()) } } }
                @if let Some(since) = held.unused_since {
                    dt { "Unused since" }
                    dd { (clock_time::told(since, &desk.facts.time_zone)) }
                }
            }
        }
    }
}

/// `POST /desk/pictures/{id}`
pub(crate) async fn describe(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    Pairs(pairs): Pairs,
) -> Response {
    let held = match seen(&desk, &signed, &id).await {
        Ok(held) => held,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let (id, by) = (&held.picture.id, &signed.account);
    let (typed, before) = (typed(&pairs), before(&pairs));
    let described = pictures::describe(&desk.store, &desk.clock, by, id, &typed, before.as_ref());
    match described.await {
        Ok(Described::Kept) => answer::on_to(&format!("/desk/pictures/{id}?kept")),
        Ok(Described::Meanwhile {
            changed,
            held,
            merged,
        }) => {
            let told = Told::Meanwhile(meanwhile(&changed));
            let shown = Words {
                typed: merged,
                ..Words::of(&held)
            };
            page(&desk, &signed, &held, &shown, Some(told)).await
        }
        Err(DeskError::Refused(sentence)) => {
            let before = before.unwrap_or_default();
            let told = Some(Told::Not(sentence));
            page(&desk, &signed, &held, &Words { typed, before }, told).await
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

/// `POST /desk/pictures/{id}/prepare`
pub(crate) async fn prepare_again(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
) -> Response {
    let held = match seen(&desk, &signed, &id).await {
        Ok(held) => held,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let id = &held.picture.id;
    match pictures::prepare_again(&desk.store, &desk.clock, &signed.account, id).await {
        Ok(()) => answer::on_to(&format!("/desk/pictures/{id}")),
        Err(DeskError::Refused(sentence)) => {
            let told = Some(Told::Not(sentence));
            page(&desk, &signed, &held, &Words::of(&held), told).await
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}
