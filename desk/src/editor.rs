//! The page on which a story is written, and the steps it takes from there.

use axum::extract::{Extension, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::Withdrawal;
use newsroom::desk::doing::DeskError;
use newsroom::desk::flow::{self, Terms};
use newsroom::desk::story::{Save, SaveNumber, Story, StoryId};
use newsroom::desk::{notes, saving};
use serde::Deserialize;

use crate::editor_page::{Around, editor_page};
use crate::form::{Pairs, value};
use crate::frame::framed;
use crate::guard::Signed;
use crate::{Desk, answer, clock_time};

/// What just happened, for the page that says so.
#[derive(Deserialize)]
pub(crate) struct Happened {
    saved: Option<String>,
    done: Option<String>,
    problem: Option<String>,
}

/// `GET /desk/stories/{id}`
pub(crate) async fn open(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
    Query(happened): Query<Happened>,
) -> Response {
    match load(&desk, &signed, StoryId(id)).await {
        Ok((story, save, around)) => {
            let said = match &happened {
                Happened { saved: Some(_), .. } => Some("Saved."),
                Happened {
                    done: Some(done), ..
                } => told(done),
                Happened { .. } => None,
            };
            let problem = happened.problem.as_deref();
            let page = editor_page(&desk, &signed, (&story, &save), &around, said, problem);
            let script = story.is_changed_by(&signed.account).then_some("editor.js");
            let page = framed(&desk, Some(&signed), story.title(), script, &page);
            answer::page(StatusCode::OK, &page)
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
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
    let around = Around {
        others,
        sections: desk.store.all_sections().await?,
        notes: notes::about(&desk.store, id, &save.manuscript).await?,
        shares: desk.store.shares(id, now).await?,
        problems: flow::problems(&desk.store, &save.manuscript).await?,
        findings: flow::findings(&desk.store, &story, &save.manuscript, desk.gate(false)).await?,
        aside: desk.store.saves_aside(id, save.number).await?,
    };
    Ok((story, save, around))
}

fn told(done: &str) -> Option<&'static str> {
    Some(match done {
        "review" => "An editor will find it under “In review”.",
        "back" => "It is a draft again.",
        "approve" => "Approved.",
        "publish" => "Published. Readers have it now.",
        "schedule" => "Scheduled. It goes out by itself.",
        "unschedule" => "It is not scheduled any more.",
        "recall" => "Recalled. Its address now says why.",
        "terms" => "Kept.",
        "bin" => "It is in the bin.",
        "unbin" => "It is out of the bin.",
        "note" => "The note is there.",
        _ => return None,
    })
}

/// `POST /desk/stories/{id}/step`
pub(crate) async fn step(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
    Pairs(pairs): Pairs,
) -> Response {
    let step = value(&pairs, "do").unwrap_or_default().to_owned();
    let id = StoryId(id);
    let taken = take(&desk, &signed, id, &step, &pairs).await;
    answered(&desk, &signed, id, &step, taken)
}

async fn take(
    desk: &Desk,
    signed: &Signed,
    id: StoryId,
    step: &str,
    pairs: &[(String, String)],
) -> Result<(), DeskError> {
    let (store, clock, by) = (&desk.store, &desk.clock, &signed.account);
    let seen = value(pairs, "seen").and_then(|seen| seen.parse().ok());
    let seen = SaveNumber(seen.unwrap_or(0));
    let gate = desk.gate(value(pairs, "in_spite").is_some());
    let time = |name| {
        clock_time::chosen(
            value(pairs, name).unwrap_or_default(),
            &desk.facts.time_zone,
        )
        .map_err(DeskError::Refused)
    };
    match step {
        "review" => flow::ask_for_review(store, clock, by, id).await,
        "back" => flow::send_back(store, clock, by, id).await,
        "approve" => flow::approve(store, clock, by, id, seen, gate).await,
        "publish" => flow::publish(store, clock, by, id, seen, gate)
            .await
            .map(|_| ()),
        "unschedule" => flow::schedule(store, clock, by, id, (seen, None), gate).await,
        "schedule" => {
            let at = time("at")?.ok_or_else(|| {
                DeskError::Refused("Choose the time at which it is to go out.".to_owned())
            })?;
            flow::schedule(store, clock, by, id, (seen, Some(at)), gate).await
        }
        "recall" => {
            let reason: Withdrawal = value(pairs, "reason").unwrap_or_default().parse()?;
            flow::recall(store, clock, by, id, reason).await
        }
        "terms" => {
            let correction = value(pairs, "correction").map(str::trim);
            let correction = correction.filter(|text| !text.is_empty());
            let terms = Terms {
                embargo_until: time("embargo_until")?,
                expires_at: time("expires_at")?,
                correction: correction.map(str::to_owned),
            };
            flow::set_terms(store, clock, by, id, terms).await
        }
        "bin" => flow::bin(store, clock, by, id, true).await,
        "unbin" => flow::bin(store, clock, by, id, false).await,
        _ => Err(DeskError::Refused("There is no such step.".to_owned())),
    }
}

/// Back to the story, which says what was done or what was not.
fn answered(
    desk: &Desk,
    signed: &Signed,
    id: StoryId,
    step: &str,
    taken: Result<(), DeskError>,
) -> Response {
    let story = format!("/desk/stories/{}", id.0);
    match taken {
        Ok(()) => answer::on_to(&format!("{story}?done={step}")),
        Err(DeskError::Refused(sentence)) => {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("problem", &sentence);
            answer::on_to(&format!("{story}?{}", query.finish()))
        }
        Err(error @ (DeskError::Forbidden | DeskError::Unknown | DeskError::Store(_))) => {
            answer::not_done(desk, signed, &error)
        }
    }
}

/// `POST /desk/stories/{id}/notes`
pub(crate) async fn add_note(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
    Pairs(pairs): Pairs,
) -> Response {
    let said = |name| value(&pairs, name).unwrap_or_default();
    let note = (said("passage"), said("text"));
    let id = StoryId(id);
    let added = notes::add(&desk.store, &desk.clock, &signed.account, id, note).await;
    answered(&desk, &signed, id, "note", added)
}

/// `POST /desk/stories/{id}/notes/{note}`
pub(crate) async fn resolve_note(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path((id, note)): Path<(i64, i64)>,
    Pairs(pairs): Pairs,
) -> Response {
    let is_settled = value(&pairs, "do") == Some("settle");
    let id = StoryId(id);
    let account = &signed.account;
    let settled = notes::resolve(&desk.store, &desk.clock, account, id, (note, is_settled)).await;
    answered(&desk, &signed, id, "terms", settled)
}
