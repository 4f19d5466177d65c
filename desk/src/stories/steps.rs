//! The steps of a story. Each takes along what stands on the page: the text is saved, and the terms are kept, before anything
//! goes out. All of it is one form, so that this holds in a browser without script, too.

use axum::http::StatusCode;
use axum::response::Response;
use domain::Withdrawal;
use newsroom::desk::doing::DeskError;
use newsroom::desk::saving::Saved;
use newsroom::desk::story::{SaveKind, SaveNumber, Stage, StoryId};
use newsroom::desk::{flow, notes};

use super::editor::{page, seen};
use super::editor_page::Said;
use super::typed_beside::{is_typed_beside, left};
use super::{saving, terms};
use crate::form::value;
use crate::guard::Signed;
use crate::{Desk, answer, clock_time};

/// Why a step was not taken.
enum Untaken {
    /// As there is nothing to do. Its terms are not kept either: they may be those of the time when there was.
    Over(DeskError),
    /// For what was typed as its terms.
    Terms(DeskError),
    /// For itself.
    Step(DeskError),
}

/// What somebody is told who typed something beside a text that there is a dispute about.
const DISPUTED: &str = "Somebody else changed the same words meanwhile. Your text is kept, and nothing else was done: choose first what \
    stays. What you typed beside the text stands there still.";

/// What is said of a step that was taken.
pub(crate) fn told(done: &str) -> Option<&'static str> {
    Some(match done {
        "save" => "Saved.",
        "review" => "An editor will find it under “In review”.",
        "back" => "It is a draft again.",
        "approve" => "Approved.",
        "publish" => "Published. Readers have it now.",
        "schedule" => "Scheduled. It goes out by itself.",
        "unschedule" => "It is not scheduled any more.",
        "recall" => "Recalled. Its address now says why.",
        "terms" | "settle" | "reopen" => "Kept.",
        "bin" => "It is in the bin.",
        "unbin" => "It is out of the bin.",
        "note" => "The note is there.",
        "share" => "Whoever has the link can read the draft.",
        _ => return None,
    })
}

/// Takes a step, and goes back to the story, which says so; or shows the story as it is now with what was typed beside its text.
pub(crate) async fn answered(
    desk: &Desk,
    signed: &Signed,
    id: StoryId,
    step: &str,
    pairs: &[(String, String)],
) -> Response {
    let saw = match with_text(desk, signed, id, step, pairs).await {
        Ok(saw) => saw,
        // What is to be seen to about the text is on the page of the story, too.
        Err(_) if is_at_once(step) => number(pairs, "seen"),
        Err(answer) => return answer,
    };
    let (word, _) = step.split_once(' ').unwrap_or((step, ""));
    let left = left(step, pairs);
    let taken = with_terms(desk, signed, id, (step, saw), pairs).await;
    let (problem, is_of_terms, are_terms_kept) = match taken {
        Ok(()) if left.is_empty() => {
            return answer::on_to(&format!("/desk/stories/{}?done={word}", id.0));
        }
        Ok(()) => (None, false, true),
        Err(Untaken::Over(DeskError::Refused(sentence))) => (Some(sentence), false, false),
        Err(Untaken::Terms(DeskError::Refused(sentence))) => (Some(sentence), true, false),
        Err(Untaken::Step(DeskError::Refused(sentence))) => (Some(sentence), false, true),
        Err(Untaken::Over(error) | Untaken::Terms(error) | Untaken::Step(error)) => {
            return answer::not_done(desk, signed, &error);
        }
    };
    let is_taken = problem.is_none() || (is_of_terms && (step == "save" || is_at_once(step)));
    let said = Said {
        done: told(word).filter(|_| is_taken),
        taken: problem.is_none().then_some(word),
        problem: problem.as_deref(),
        is_of_terms,
        typed: if problem.is_some() { pairs } else { &left },
        are_terms_kept,
    };
    let status = match problem {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    page(desk, signed, id, status, &said).await
}

/// Saves the text and keeps the terms for something that has a page of its own to say what was done.
///
/// # Errors
/// The answer where they are not saved and kept.
pub(crate) async fn before(
    desk: &Desk,
    signed: &Signed,
    id: StoryId,
    pairs: &[(String, String)],
) -> Result<(), Response> {
    with_text(desk, signed, id, "", pairs).await?;
    match terms::keep(desk, signed, id, pairs).await {
        Ok(()) => Ok(()),
        Err(DeskError::Refused(sentence)) => {
            let said = Said {
                problem: Some(&sentence),
                is_of_terms: true,
                typed: pairs,
                ..Said::default()
            };
            Err(page(desk, signed, id, StatusCode::UNPROCESSABLE_ENTITY, &said).await)
        }
        Err(error) => Err(answer::not_done(desk, signed, &error)),
    }
}

/// Saves the text; returns the save that a step is about, or the answer where something has to be seen to first.
async fn with_text(
    desk: &Desk,
    signed: &Signed,
    id: StoryId,
    step: &str,
    pairs: &[(String, String)],
) -> Result<SaveNumber, Response> {
    match text_saved(desk, signed, id, pairs).await {
        // The question is asked on a page of its own, where nothing of what stands beside the text would be left.
        Ok(Saved::Disputed(_)) if step == "note" || is_typed_beside(step, pairs) => {
            let said = Said {
                problem: Some(DISPUTED),
                typed: pairs,
                ..Said::default()
            };
            Err(page(desk, signed, id, StatusCode::CONFLICT, &said).await)
        }
        Ok(Saved::Disputed(aside)) => {
            let question = format!("/desk/stories/{}/merge/{}", id.0, aside.0);
            Err(answer::on_to(&question))
        }
        // It says word for word what they have before them.
        Ok(Saved::Unchanged(save) | Saved::Kept(save)) => Ok(save),
        // What somebody else wrote is in it, too, and nobody has looked at that yet.
        Ok(Saved::Merged(..)) => Ok(number(pairs, "seen")),
        // A page that can be gone back from: the browser has what was typed.
        Err(error) => Err(answer::not_done(desk, signed, &error)),
    }
}

/// Saves the text that a form has with it, unless it is what its page came with; that one may be old by now, and is nothing that
/// anybody typed.
async fn text_saved(
    desk: &Desk,
    signed: &Signed,
    id: StoryId,
    pairs: &[(String, String)],
) -> Result<Saved, DeskError> {
    let saw = number(pairs, "seen");
    if value(pairs, "base").is_none() {
        return Ok(Saved::Unchanged(saw));
    }
    let base = number(pairs, "base");
    let (_, newest) = seen(desk, signed, id).await?;
    let manuscript = saving::manuscript(pairs);
    if base != newest.number {
        let came_with = desk.store.save(id, base).await?;
        if came_with.is_some_and(|save| save.manuscript == manuscript) {
            return Ok(Saved::Unchanged(saw));
        }
    }
    let (store, clock, by) = (&desk.store, &desk.clock, &signed.account);
    newsroom::desk::saving::save(store, clock, by, id, (base, SaveKind::Hand), &manuscript).await
}

fn number(pairs: &[(String, String)], name: &str) -> SaveNumber {
    let number = value(pairs, name).and_then(|raw| raw.parse().ok());
    SaveNumber(number.unwrap_or(0))
}

/// Whether a step takes a story from readers, or keeps it from them. That waits for nothing: not for a dispute about the text, and
/// the terms come after it.
pub(crate) fn is_at_once(step: &str) -> bool {
    matches!(step, "recall" | "unschedule")
}

async fn with_terms(
    desk: &Desk,
    signed: &Signed,
    id: StoryId,
    (step, saw): (&str, SaveNumber),
    pairs: &[(String, String)],
) -> Result<(), Untaken> {
    let terms = async || {
        terms::keep(desk, signed, id, pairs)
            .await
            .map_err(Untaken::Terms)
    };
    let taken = async || {
        let taken = take(desk, signed, id, (step, saw), pairs).await;
        taken.map_err(Untaken::Step)
    };
    if step == "publish" {
        let over = is_not_out(desk, signed, id, pairs).await;
        over.map_err(Untaken::Over)?;
    }
    if is_at_once(step) {
        taken().await?;
        terms().await
    } else {
        terms().await?;
        taken().await
    }
}

/// A form that is sent once more, as a browser does that loads its answer again, must not tell a correction twice. One that readers were
/// not told yet goes out by itself, too: what it had wrong may have been put right before.
async fn is_not_out(
    desk: &Desk,
    signed: &Signed,
    id: StoryId,
    pairs: &[(String, String)],
) -> Result<(), DeskError> {
    let story = desk.store.story(id).await?;
    let story = story.filter(|story| story.is_published_by(&signed.account));
    let story = story.filter(|story| story.is_public() && story.stage() == Stage::Out);
    let Some((story, article)) =
        story.and_then(|it| it.article.clone().map(|article| (it, article)))
    else {
        return Ok(());
    };
    if let Some(correction) = terms::correction(&story, pairs)
        && !desk
            .store
            .newest_correction_said(article.id, &correction)
            .await?
    {
        return Ok(());
    }
    Err(DeskError::Refused(
        "Readers have this already, word for word.".to_owned(),
    ))
}

async fn take(
    desk: &Desk,
    signed: &Signed,
    id: StoryId,
    (step, saw): (&str, SaveNumber),
    pairs: &[(String, String)],
) -> Result<(), DeskError> {
    let (store, clock, by) = (&desk.store, &desk.clock, &signed.account);
    let typed = |name| value(pairs, name).unwrap_or_default();
    // Each step asks for itself.
    let is_in_spite = |(name, value): &(String, String)| name == "in_spite" && value == step;
    let gate = desk.gate(pairs.iter().any(is_in_spite));
    match step.split_once(' ').unwrap_or((step, "")) {
        ("save", _) => seen(desk, signed, id).await.map(|_| ()),
        ("review", _) => flow::ask_for_review(store, clock, by, id).await,
        ("back", _) => flow::send_back(store, clock, by, id).await,
        ("approve", _) => flow::approve(store, clock, by, id, saw, gate).await,
        ("publish", _) => flow::publish(store, clock, by, id, saw, gate)
            .await
            .map(|_| ()),
        ("unschedule", _) => flow::schedule(store, clock, by, id, (saw, None), gate).await,
        ("schedule", _) => {
            let at = clock_time::chosen(typed("at"), &desk.facts.time_zone);
            let at = at.map_err(DeskError::Refused)?.ok_or_else(|| {
                DeskError::Refused("Choose the time at which it is to go out.".to_owned())
            })?;
            flow::schedule(store, clock, by, id, (saw, Some(at)), gate).await
        }
        ("recall", _) => {
            let reason: Withdrawal = typed("reason").parse()?;
            flow::recall(store, clock, by, id, reason).await
        }
        ("terms", _) => {
            let (story, _) = seen(desk, signed, id).await?;
            if story.is_published_by(by) {
                Ok(())
            } else {
                Err(DeskError::Forbidden)
            }
        }
        ("bin", _) => flow::bin(store, clock, by, id, true).await,
        ("unbin", _) => flow::bin(store, clock, by, id, false).await,
        ("note", _) => {
            let note = (typed("note_passage"), typed("note_text"));
            notes::add(store, clock, by, id, note).await
        }
        (word @ ("settle" | "reopen"), note) => {
            let note = note.parse().map_err(|_| DeskError::Unknown)?;
            notes::resolve(store, clock, by, id, (note, word == "settle")).await
        }
        _ => Err(DeskError::Refused("There is no such step.".to_owned())),
    }
}
