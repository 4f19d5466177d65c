//! The corrections of a story that readers have, and how their words are mended. None is taken back: what was told was told.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::Correction;
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::desk::flow::{Mending, mend_correction};
use newsroom::desk::story::{Story, StoryId};
use newsroom::store::CorrectionWords;
use serde::Deserialize;

use super::editor::seen;
use crate::address::{Path, Query};
use crate::form::{Pairs, value};
use crate::frame::frame;
use crate::guard::Signed;
use crate::{Desk, answer, clock_time};

#[derive(Deserialize)]
pub(crate) struct Happened {
    done: Option<String>,
}

/// What was typed for a correction and not taken, and why.
struct Untaken<'a> {
    number: usize,
    text: &'a str,
    sentence: &'a str,
}

/// `GET /desk/stories/{id}/corrections`
pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
    Query(Happened { done }): Query<Happened>,
) -> Response {
    let is_mended = done.as_deref() == Some("mended");
    page(&desk, &signed, StoryId(id), is_mended, None).await
}

/// `POST /desk/stories/{id}/corrections/{number}`
pub(crate) async fn mend(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path((id, number)): Path<(i64, usize)>,
    Pairs(pairs): Pairs,
) -> Response {
    let text = value(&pairs, "text").unwrap_or_default();
    let mending = Mending {
        number,
        seen: value(&pairs, "seen").unwrap_or_default(),
        text,
    };
    let (store, clock, by) = (&desk.store, &desk.clock, &signed.account);
    match mend_correction(store, clock, by, StoryId(id), mending).await {
        Ok(()) => answer::on_to(&format!("/desk/stories/{id}/corrections?done=mended")),
        Err(DeskError::Refused(sentence)) => {
            let untaken = Untaken {
                number,
                text,
                sentence: &sentence,
            };
            page(&desk, &signed, StoryId(id), false, Some(&untaken)).await
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

struct Shown {
    story: Story,
    corrections: Vec<Correction>,
    words: Vec<Vec<CorrectionWords>>,
}

async fn load(desk: &Desk, signed: &Signed, id: StoryId) -> Result<Shown, DeskError> {
    let (story, _) = seen(desk, signed, id).await?;
    if !story.is_published_by(&signed.account) {
        return Err(DeskError::Forbidden);
    }
    let (mut corrections, mut words) = (Vec::new(), Vec::new());
    if let Some(out_as) = story.article.as_ref().filter(|_| story.is_public())
        && let Some(article) = desk.store.article(&out_as.slug).await?
    {
        corrections = article.version.corrections;
        words = desk.store.correction_words(article.id).await?;
    }
    Ok(Shown {
        story,
        corrections,
        words,
    })
}

async fn page(
    desk: &Desk,
    signed: &Signed,
    id: StoryId,
    is_mended: bool,
    untaken: Option<&Untaken<'_>>,
) -> Response {
    let shown = match load(desk, signed, id).await {
        Ok(shown) => shown,
        Err(error) => return answer::not_done(desk, signed, &error),
    };
    let path = format!("/desk/stories/{}", id.0);
    let title = format!("Corrections of {}", shown.story.title());
    let body = html! {
        p class="desk-back" { a href=(path) { "Back to the story" } }
        h1 { (title) }
        @if is_mended {
            p class="desk-said" role="status" { "Mended. Readers have these words now." }
        }
        @if let Some(untaken) = untaken {
            p class="desk-problem" role="alert" { (untaken.sentence) }
        }
        @if shown.corrections.is_empty() {
            p class="desk-empty" { "Readers were told of nothing that it had wrong." }
        } @else {
            p {
                "Readers have these. A slip in their words is mended here, below the story, on the page of corrections and in feeds at "
                "once. None of them can be taken back: what a story had wrong stays told. What they said before stays here, and in the "
                "log who mended them."
            }
        }
        @for (place, correction) in shown.corrections.iter().enumerate() {
            @let words = shown.words.get(place).map_or(&[][..], Vec::as_slice);
            (one(desk, &path, place + 1, (correction, words), untaken))
        }
    };
    let status = match untaken {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    answer::page(status, &frame(desk, Some(signed), &title, &body))
}

fn one(
    desk: &Desk,
    path: &str,
    number: usize,
    (correction, words): (&Correction, &[CorrectionWords]),
    untaken: Option<&Untaken<'_>>,
) -> Markup {
    let id = format!("correction-{number}");
    let zone = &desk.facts.time_zone;
    let typed = untaken.filter(|untaken| untaken.number == number);
    let text = typed.map_or(correction.text(), |untaken| untaken.text);
    html! {
        section aria-labelledby={ (id) "-name" } {
            h2 id={ (id) "-name" } {
                "Of " time datetime=(clock_time::machine(correction.at())) { (clock_time::told(correction.at(), zone)) }
            }
            form method="post" action={ (path) "/corrections/" (number) } class="desk-form" {
                input type="hidden" name="seen" value=(correction.text());
                label for=(id) { "What it says" }
                textarea id=(id) name="text" rows="4" required maxlength="1000" dir="auto" spellcheck="true" {
                    // A browser drops a line feed that a text area begins with.
                    "\n" (text)
                }
                button class="desk-button" aria-describedby={ (id) "-name" } { "Mend it" }
            }
            (past(desk, words))
        }
    }
}

/// What it said before, the latest first.
fn past(desk: &Desk, words: &[CorrectionWords]) -> Markup {
    let zone = &desk.facts.time_zone;
    html! {
        @if words.len() > 1 {
            ul class="desk-list" {
                @for mended in words.windows(2).rev() {
                    li {
                        "Until " (clock_time::told(mended[1].since, zone)) " it said “" bdi { (mended[0].text) } "”; mended by "
                        (mended[1].by.as_deref().unwrap_or("a file that was imported")) "."
                    }
                }
            }
        }
    }
}
