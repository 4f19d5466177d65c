//! The past of a story: every save, what changed between any two, and the way back.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::desk::saving;
use newsroom::desk::story::{Save, SaveKind, SaveNumber, Story, StoryId};
use serde::Deserialize;

use super::compare::differences;
use super::editor::seen;
use crate::address::{Path, Query};
use crate::frame::frame;
use crate::guard::Signed;
use crate::{Desk, answer, clock_time};

/// Saves on one page.
const ON_A_PAGE: u32 = 100;

#[derive(Deserialize)]
pub(crate) struct Asked {
    before: Option<u32>,
    /// Two saves to be compared, in any order. One alone is what another is looked for to compare it with.
    old: Option<u32>,
    new: Option<u32>,
}

/// `GET /desk/stories/{id}/saves`, and with `?old=&new=` on to what changed between the two.
pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
    Query(Asked { before, old, new }): Query<Asked>,
) -> Response {
    let id = StoryId(id);
    if let (Some(old), Some(new)) = (old, new)
        && old != new
    {
        let (old, new) = (old.min(new), old.max(new));
        return answer::on_to(&format!("/desk/stories/{}/saves/{new}?with={old}", id.0));
    }
    let loaded = async {
        let (story, _) = seen(&desk, &signed, id).await?;
        let before = before.map(SaveNumber);
        let saves = desk.store.saves(id, before, ON_A_PAGE).await?;
        let is_here = |number: &u32| saves.iter().any(|save| save.number.0 == *number);
        let elsewhere = match new.filter(|number| !is_here(number)) {
            Some(number) => desk.store.save(id, SaveNumber(number)).await?,
            None => None,
        };
        Ok::<_, DeskError>((story, saves, elsewhere))
    };
    let (story, saves, elsewhere) = match loaded.await {
        Ok(loaded) => loaded,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let title = format!("Saves of {}", story.title());
    let listed: Vec<&Save> = elsewhere.iter().chain(&saves).collect();
    let chosen = chosen(&listed, new);
    let path = format!("/desk/stories/{}/saves", id.0);
    let body = html! {
        p class="desk-back" { a href={ "/desk/stories/" (id.0) } { "Back to the story" } }
        h1 { (title) }
        @if old.is_some() && old == new {
            p class="desk-problem" role="alert" { "That is one save twice. Choose an older and a newer one." }
        }
        form method="get" action=(path) {
            ul class="desk-list desk-saves" {
                @for save in &listed {
                    li class="desk-list__line" { (line(&desk, &story, save, chosen)) }
                }
            }
            @if listed.len() > 1 {
                p class="desk-saves__compare" { button class="desk-button" { "Compare" } }
            }
        }
        @if let Some(last) = saves.last().filter(|last| last.number.0 > 1) {
            p {
                a href={ (path) "?before=" (last.number.0) @if let Some(new) = new { "&new=" (new) } } { "Earlier saves" }
            }
        }
    };
    answer::page(StatusCode::OK, &frame(&desk, Some(&signed), &title, &body))
}

/// Which are chosen to begin with, the older and the newer: what was asked for or the newest, and the one before it.
fn chosen(listed: &[&Save], new: Option<u32>) -> (u32, u32) {
    let newest = listed.first().map_or(0, |save| save.number.0);
    let new = new.unwrap_or(newest);
    let older = listed.iter().find(|save| save.number.0 < new);
    (older.map_or(newest, |save| save.number.0), new)
}

fn line(desk: &Desk, story: &Story, save: &Save, (old, new): (u32, u32)) -> Markup {
    let how = match save.kind {
        SaveKind::Auto => "while writing",
        SaveKind::Hand => "by hand",
        SaveKind::Merge => "two people’s work together",
        SaveKind::Restore => "gone back to",
        SaveKind::Outside => "from outside the desk",
        SaveKind::Aside => "kept beside the others",
    };
    let number = save.number.0;
    let was_out = save.out_at.is_some() || save.kind == SaveKind::Outside;
    html! {
        div {
            a href={ "/desk/stories/" (story.id.0) "/saves/" (number) } {
                "Save " (number) ", " (clock_time::told_exactly(save.at, &desk.facts.time_zone))
            }
            " · " (save.by.as_ref().map_or("nobody by hand", |(_, name)| name.as_str())) " · " (how)
            @if story.out_save == Some(save.number) {
                " " span class="desk-stage desk-stage--out" { "readers have this" }
            } @else if was_out {
                " " span class="desk-stage desk-stage--was-out" { "readers had this" }
            }
            @if story.approved_save == Some(save.number) && story.out_save != Some(save.number) {
                " " span class="desk-stage desk-stage--approved" { "approved" }
            }
        }
        span class="desk-saves__choice" {
            label { input type="radio" name="old" value=(number) checked[number == old]; " Older" span class="visually-hidden" { ": save " (number) } }
            label { input type="radio" name="new" value=(number) checked[number == new]; " Newer" span class="visually-hidden" { ": save " (number) } }
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
        p class="desk-back" { a href={ (path) "/saves" } { "All saves" } }
        h1 { "Save " (new.number.0) " of " (story.title()) }
        p class="desk-hint" { (saved(new, zone)) }
        p {
            @if let Some(old) = old {
                "Compared with " a href={ (path) "/saves/" (old.number.0) } { "save " (old.number.0) } ": " (saved(old, zone)) ". "
            }
            a href={ (path) "/saves?new=" (new.number.0) } { "Compare it with another one" }
        }
        @match old {
            Some(old) => (differences(&old.manuscript, &new.manuscript)),
            None => (crate::stories::sharing::manuscript(desk, &new.manuscript)),
        }
        @if story.is_changed_by(&signed.account) && new.number != story.save {
            form method="post" action={ (path) "/saves/" (new.number.0) "/restore" } {
                p class="desk-hint" { "Nothing is lost: what it says becomes a new save." }
                button class="desk-button" { "Go back to this save" }
            }
        }
    }
}

fn saved(save: &Save, zone: &TimeZone) -> String {
    let at = clock_time::told_exactly(save.at, zone);
    match &save.by {
        Some((_, name)) => format!("{at}, {name}"),
        None => at,
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
