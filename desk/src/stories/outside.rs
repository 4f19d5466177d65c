//! What came in from outside the desk, such as a file that was imported again: shown beside what stands here, and brought in.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::VersionNumber;
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::desk::saving::Saved;
use newsroom::desk::story::{Story, StoryId};
use newsroom::desk::taking_in;

use super::compare::differences;
use super::editor::seen;
use crate::address::Path;
use crate::form::{Pairs, value};
use crate::frame::frame;
use crate::guard::Signed;
use crate::{Desk, answer};

/// That something came in, for whoever opens the story.
pub(crate) fn notice(story: &Story) -> Markup {
    html! {
        @if story.has_come_in() {
            p class="desk-problem" {
                "This story was changed from outside the desk, by an import: readers have that, and what stands here does not say it. \
                 What goes out from here would take its place. "
                a href={ "/desk/stories/" (story.id.0) "/outside" } { "See what came in" }
            }
        }
    }
}

/// `GET /desk/stories/{id}/outside`
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
) -> Response {
    match page(&desk, &signed, StoryId(id)).await {
        Ok(page) => answer::page(StatusCode::OK, &page),
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

async fn page(desk: &Desk, signed: &Signed, id: StoryId) -> Result<Markup, DeskError> {
    let (story, save) = seen(desk, signed, id).await?;
    let came_in = taking_in::came_in(&desk.store, &story).await?;
    let (number, manuscript) = came_in.ok_or(DeskError::Unknown)?;
    let path = format!("/desk/stories/{}", id.0);
    let body = html! {
        p class="desk-back" { a href=(path) { "Back to the story" } }
        h1 { "What came in: " (story.title()) }
        p class="desk-hint" { "From what stands here to what readers have." }
        (differences(&save.manuscript, &manuscript))
        @if story.is_changed_by(&signed.account) {
            form method="post" action={ (path) "/outside" } {
                input type="hidden" name="seen" value=(number.0);
                p class="desk-hint" {
                    "Changes made here stay. Where both changed the same words, you choose next. Nothing is lost: both are kept as saves."
                }
                button class="desk-button" { "Bring the two together" }
            }
        }
    };
    Ok(frame(desk, Some(signed), "What came in", &body))
}

/// `POST /desk/stories/{id}/outside`
pub(crate) async fn take_in(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
    Pairs(pairs): Pairs,
) -> Response {
    let seen = value(&pairs, "seen").and_then(|raw| raw.parse().ok());
    let seen = VersionNumber(seen.unwrap_or(0));
    let (store, clock, by) = (&desk.store, &desk.clock, &signed.account);
    let path = format!("/desk/stories/{id}");
    match taking_in::take_in(store, clock, by, StoryId(id), seen).await {
        Ok(Saved::Disputed(aside)) => answer::on_to(&format!("{path}/merge/{}", aside.0)),
        Ok(Saved::Unchanged(_) | Saved::Kept(_) | Saved::Merged(..)) => {
            answer::on_to(&format!("{path}?saved"))
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}
