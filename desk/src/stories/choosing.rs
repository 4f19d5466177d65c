//! Choosing a picture of the library for a story: to stand above it, or as Markdown for its text.

use axum::Json;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::{Language, PictureId};
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::desk::pictures::{self, title};
use newsroom::desk::saving::{self, Saved};
use newsroom::desk::story::{Save, SaveKind, SaveNumber, Story, StoryId};
use newsroom::store::LibraryPicture;
use serde_json::{Value, json};

use super::editor::seen;
use crate::accounts::coming_in::wants_json;
use crate::address::{Path, Query};
use crate::form::{Pairs, value};
use crate::frame::framed;
use crate::guard::Signed;
use crate::pictures::library::{LibraryFields, ON_A_PAGE, search_form, tile};
use crate::{Desk, answer};

/// How wide a picture is that a script shows in a list, in pixels.
const SMALL: u32 = 320;

/// `GET /desk/stories/{id}/pictures`
pub(crate) async fn ask(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
    Query(fields): Query<LibraryFields>,
    headers: HeaderMap,
) -> Response {
    let (story, save) = match changeable(&desk, &signed, StoryId(id)).await {
        Ok(found) => found,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let found = match fields.find(&desk, &signed).await {
        Ok(found) => found,
        Err(error) => return answer::broken(&desk, Some(&signed), &error),
    };
    let more = found.len() > ON_A_PAGE as usize;
    let shown = &found[..found.len().min(ON_A_PAGE as usize)];
    let path = format!("/desk/stories/{id}/pictures");
    let older = shown
        .last()
        .filter(|_| more)
        .map(|last| fields.older(&path, last));
    let language = language(&desk, &save);
    if wants_json(&headers) {
        let pictures: Vec<Value> = shown.iter().map(|held| told(held, &language)).collect();
        return Json(json!({ "pictures": pictures, "older": older })).into_response();
    }
    let body = html! {
        p class="desk-back" { a href={ "/desk/stories/" (id) } { "Back to the story" } }
        h1 { "A picture for “" (story.title()) "”" }
        p class="desk-hint" {
            "One can stand above the story. For its text, copy what stands below a picture to where it belongs. "
            a href="/desk/pictures" { "Bring more pictures in" }
        }
        (search_form(&path, &fields))
        @if shown.is_empty() {
            p class="desk-empty" { "No picture is like that." }
        }
        ul class="library" {
            @for held in shown {
                (tile(held, Some(ways(&story, &save, held, &language))))
            }
        }
        @if let Some(older) = older {
            p { a href=(older) { "Older pictures" } }
        }
    };
    let name = "A picture for the story";
    answer::page(
        StatusCode::OK,
        &framed(&desk, Some(&signed), name, Some("pictures.js"), &body),
    )
}

async fn changeable(desk: &Desk, signed: &Signed, id: StoryId) -> Result<(Story, Save), DeskError> {
    let (story, save) = seen(desk, signed, id).await?;
    if story.is_changed_by(&signed.account) {
        Ok((story, save))
    } else {
        Err(DeskError::Forbidden)
    }
}

fn language(desk: &Desk, save: &Save) -> Language {
    let own = save.manuscript.language.trim().parse();
    own.unwrap_or_else(|_| desk.facts.language.clone())
}

fn told(held: &LibraryPicture, language: &Language) -> Value {
    let picture = &held.picture;
    json!({
        "path": picture.path(),
        "small": picture.prepared.as_ref().map(|_| picture.plain_path(SMALL)),
        "title": title(held),
        "alt": picture.alt,
        "caption": picture.caption,
        "credit": picture.credit,
        "markdown": pictures::in_text(held, language),
    })
}

fn ways(story: &Story, save: &Save, held: &LibraryPicture, language: &Language) -> Markup {
    let name = title(held);
    html! {
        textarea class="library__code" rows="2" readonly aria-label={ "Markdown of " (name) } {
            "\n" (pictures::in_text(held, language))
        }
        form method="post" action={ "/desk/stories/" (story.id.0) "/picture" } {
            input type="hidden" name="base" value=(save.number.0);
            input type="hidden" name="picture" value=(held.picture.id);
            button class="desk-button desk-button--quiet" aria-label={ "Use above the story: " (name) } {
                "Use above the story"
            }
        }
    }
}

/// `POST /desk/stories/{id}/picture`
pub(crate) async fn choose(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
    Pairs(pairs): Pairs,
) -> Response {
    let id = StoryId(id);
    match chosen(&desk, &signed, id, &pairs).await {
        Ok(Saved::Disputed(number)) => {
            answer::on_to(&format!("/desk/stories/{}/merge/{}", id.0, number.0))
        }
        Ok(Saved::Unchanged(_) | Saved::Kept(_) | Saved::Merged(..)) => {
            answer::on_to(&format!("/desk/stories/{}?saved", id.0))
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

async fn chosen(
    desk: &Desk,
    signed: &Signed,
    id: StoryId,
    pairs: &[(String, String)],
) -> Result<Saved, DeskError> {
    let (story, _) = changeable(desk, signed, id).await?;
    let base = value(pairs, "base").and_then(|base| base.parse().ok());
    let base = base.map_or(story.save, SaveNumber);
    let base = desk.store.save(id, base).await?.ok_or(DeskError::Unknown)?;
    let picture: Option<PictureId> = value(pairs, "picture").and_then(|raw| raw.parse().ok());
    let picture = picture.ok_or(DeskError::Unknown)?;
    let held = desk.store.library_picture(&picture).await?;
    let held = held
        .filter(|held| pictures::is_seen_by(held, &signed.account))
        .ok_or(DeskError::Unknown)?;
    saving::save(
        &desk.store,
        &desk.clock,
        &signed.account,
        id,
        (base.number, SaveKind::Hand),
        &pictures::above(&held, &base.manuscript),
    )
    .await
}
