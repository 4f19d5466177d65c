//! The page on which a story is written.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use newsroom::desk::doing::DeskError;
use newsroom::desk::story::{Save, Story, StoryId};
use newsroom::desk::{flow, notes, saving};
use serde::Deserialize;

use super::editor_page::{Around, Said, editor_page};
use super::steps;
use crate::address::{Path, Query};
use crate::frame::framed;
use crate::guard::Signed;
use crate::{Desk, answer};

/// What just happened, for the page that says so. It is a word that the desk knows: whoever makes up an address must not have
/// the desk say what they want.
#[derive(Deserialize)]
pub(crate) struct Happened {
    saved: Option<String>,
    done: Option<String>,
}

/// `GET /desk/stories/{id}`
pub(crate) async fn open(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
    Query(happened): Query<Happened>,
) -> Response {
    let done = match &happened {
        Happened { saved: Some(_), .. } => Some("save"),
        Happened { done, .. } => done.as_deref(),
    };
    let taken = done.filter(|step| steps::told(step).is_some());
    let said = Said {
        done: taken.and_then(steps::told),
        taken,
        ..Said::default()
    };
    page(&desk, &signed, StoryId(id), StatusCode::OK, &said).await
}

/// The story's page, which says what was done or not, with what was typed beside the text and is not kept.
pub(crate) async fn page(
    desk: &Desk,
    signed: &Signed,
    id: StoryId,
    status: StatusCode,
    said: &Said<'_>,
) -> Response {
    match load(desk, signed, id).await {
        Ok((story, save, around)) => {
            let page = editor_page(desk, signed, (&story, &save), &around, said);
            let page = framed(desk, Some(signed), story.title(), Some("editor.js"), &page);
            answer::page(status, &page)
        }
        Err(error) => answer::not_done(desk, signed, &error),
    }
}

/// A story with its newest save, for whoever may see it.
pub(crate) async fn seen(
    desk: &Desk,
    signed: &Signed,
    id: StoryId,
) -> Result<(Story, Save), DeskError> {
    let story = desk.store.story(id).await?;
    let story = story.filter(|story| story.is_seen_by(&signed.account));
    let story = story.ok_or(DeskError::Unknown)?;
    let save = desk.store.save(id, story.save).await?;
    Ok((story, save.ok_or(DeskError::Unknown)?))
}

async fn load(
    desk: &Desk,
    signed: &Signed,
    id: StoryId,
) -> Result<(Story, Save, Around), DeskError> {
    let (story, save) = seen(desk, signed, id).await?;
    let others = saving::be_at(&desk.store, &desk.clock, &signed.account, id).await?;
    let now = desk.clock.now();
    let mut problems = flow::problems(&desk.store, &story, &save.manuscript).await?;
    problems.extend(flow::address_taken(&desk.store, &story, &save.manuscript).await?);
    let around = Around {
        others,
        sections: desk.store.all_sections().await?,
        notes: notes::about(&desk.store, id, &save.manuscript).await?,
        shares: desk.store.shares(id, now).await?,
        problems,
        findings: flow::findings(&desk.store, &story, &save.manuscript, desk.gate(false)).await?,
        aside: desk.store.saves_aside(id, save.number).await?,
    };
    Ok((story, save, around))
}
