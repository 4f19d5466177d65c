//! The past of a story: every save, what changed between any two, and the way back.

use axum::extract::{Extension, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::desk::saving;
use newsroom::desk::story::{Save, SaveKind, SaveNumber, Story, StoryId};
use serde::Deserialize;

use crate::compare::differences;
use crate::editor::seen;
use crate::frame::frame;
use crate::guard::Signed;
use crate::{Desk, answer, clock_time};

/// Saves on one page.
const ON_A_PAGE: u32 = 100;

#[derive(Deserialize)]
pub(crate) struct Before {
    before: Option<u32>,
}

/// `GET /desk/stories/{id}/saves`
pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
    Query(Before { before }): Query<Before>,
) -> Response {
    let id = StoryId(id);
    let loaded = async {
        let (story, _) = seen(&desk, &signed, id).await?;
        let before = before.map(SaveNumber);
        Ok::<_, DeskError>((story, desk.store.saves(id, before, ON_A_PAGE).await?))
    };
    let (story, saves) = match loaded.await {
        Ok(loaded) => loaded,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let title = format!("Saves of {}", story.title());
    let body = html! {
        p { a href={ "/desk/stories/" (id.0) } { "Back to the story" } }
        h1 { (title) }
        ol class="desk-saves" reversed {
            @for save in &saves {
                li value=(save.number.0) { (line(&desk, &story, save)) }
            }
        }
        @if let Some(last) = saves.last().filter(|last| last.number.0 > 1) {
            p { a href={ "/desk/stories/" (id.0) "/saves?before=" (last.number.0) } { "Earlier saves" } }
        }
    };
    answer::page(StatusCode::OK, &frame(&desk, Some(&signed), &title, &body))
}

fn line(desk: &Desk, story: &Story, save: &Save) -> Markup {
    let how = match save.kind {
        SaveKind::Auto => "while writing",
        SaveKind::Hand => "by hand",
        SaveKind::Merge => "two people’s work together",
        SaveKind::Restore => "gone back to",
        SaveKind::Outside => "from outside the desk",
        SaveKind::Aside => "kept beside the others",
    };
    html! {
        a href={ "/desk/stories/" (story.id.0) "/saves/" (save.number.0) } {
            (clock_time::told(save.at, &desk.facts.time_zone))
        }
        " · " (save.by.as_ref().map_or("nobody by hand", |(_, name)| name.as_str())) " · " (how)
        @if story.out_save == Some(save.number) {
            " " span class="desk-stage desk-stage--out" { "readers have this" }
        }
        @if story.approved_save == Some(save.number) && story.out_save != Some(save.number) {
            " " span class="desk-stage desk-stage--approved" { "approved" }
        }
    }
}

#[derive(Deserialize)]
pub(crate) struct With {
    with: Option<u32>,
}

/// `GET /desk/stories/{id}/saves/{number}?with=`: what a save changed, against the one before it or any other.
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path((id, number)): Path<(i64, u32)>,
    Query(With { with }): Query<With>,
) -> Response {
    let id = StoryId(id);
    match load(&desk, &signed, id, number, with).await {
        Ok((story, old, new)) => {
            let page = shown(&desk, &signed, &story, old.as_ref(), &new);
            let page = frame(&desk, Some(&signed), "What changed", &page);
            answer::page(StatusCode::OK, &page)
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

async fn load(
    desk: &Desk,
    signed: &Signed,
    id: StoryId,
    number: u32,
    with: Option<u32>,
) -> Result<(Story, Option<Save>, Save), DeskError> {
    let (story, _) = seen(desk, signed, id).await?;
    let new = desk.store.save(id, SaveNumber(number)).await?;
    let new = new.ok_or(DeskError::Unknown)?;
    let with = with.map(SaveNumber).or(new.base);
    let old = match with {
        Some(with) => Some(desk.store.save(id, with).await?.ok_or(DeskError::Unknown)?),
        None => None,
    };
    Ok((story, old, new))
}

fn shown(desk: &Desk, signed: &Signed, story: &Story, old: Option<&Save>, new: &Save) -> Markup {
    let zone = &desk.facts.time_zone;
    let path = format!("/desk/stories/{}", story.id.0);
    html! {
        p { a href={ (path) "/saves" } { "All saves" } }
        h1 { "Save " (new.number.0) " of " (story.title()) }
        p class="desk-hint" {
            (clock_time::told(new.at, zone))
            @if let Some((_, name)) = &new.by { ", " (name) }
        }
        form method="get" action={ (path) "/saves/" (new.number.0) } class="desk-begin" {
            label for="with" { "Compared with save" }
            input id="with" name="with" type="number" min="1" max=(story.save.0.max(new.number.0))
                value=[old.map(|old| old.number.0)] required;
            button class="desk-button desk-button--quiet" { "Compare" }
        }
        @match old {
            Some(old) => (differences(&old.manuscript, &new.manuscript)),
            None => (crate::sharing::manuscript(desk, &new.manuscript)),
        }
        @if story.is_changed_by(&signed.account) && new.number != story.save {
            form method="post" action={ (path) "/saves/" (new.number.0) "/restore" } {
                p class="desk-hint" { "Nothing is lost: what it says becomes a new save." }
                button class="desk-button" { "Go back to this save" }
            }
        }
    }
}

/// `POST /desk/stories/{id}/saves/{number}/restore`
pub(crate) async fn restore(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path((id, number)): Path<(i64, u32)>,
) -> Response {
    let (story, number) = (StoryId(id), SaveNumber(number));
    let account = &signed.account;
    match saving::restore(&desk.store, &desk.clock, account, story, number).await {
        Ok(_) => answer::on_to(&format!("/desk/stories/{id}?saved")),
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}
