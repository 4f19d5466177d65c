//! Saving: from a form that is sent by hand, and from the script that sends it while somebody types.

use axum::Json;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use newsroom::desk::doing::DeskError;
use newsroom::desk::manuscript::{Field, Manuscript};
use newsroom::desk::saving::{self, Saved};
use newsroom::desk::story::{SaveKind, SaveNumber, StoryId};
use serde_json::{Map, Value, json};

use super::steps;
use crate::accounts::coming_in::wants_json;
use crate::address::Path;
use crate::form::{Pairs, value};
use crate::guard::Signed;
use crate::{Desk, answer, clock_time, once};

/// The text of a form.
pub(crate) fn manuscript(pairs: &[(String, String)]) -> Manuscript {
    let mut manuscript = Manuscript::default();
    for (name, text) in pairs {
        if let Some(field) = Field::named(name) {
            manuscript.set(field, text);
        }
    }
    manuscript
}

/// `POST /desk/stories`
pub(crate) async fn begin(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Pairs(pairs): Pairs,
) -> Response {
    let mut manuscript = manuscript(&pairs);
    if manuscript.byline.is_empty() {
        manuscript.byline.clone_from(&signed.account.name);
    }
    if let [only] = signed.account.sections.slugs()
        && manuscript.section.is_empty()
    {
        manuscript.section = only.to_string();
    }
    let once = once::key(&signed, &pairs);
    let (store, clock, by) = (&desk.store, &desk.clock, &signed.account);
    match saving::begin(store, clock, by, &manuscript, once).await {
        Ok(id) => answer::on_to(&format!("/desk/stories/{}", id.0)),
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

/// `POST /desk/stories/{id}`: what is written is saved, and whichever step somebody pressed is taken. A script saves and does
/// nothing else.
pub(crate) async fn save(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
    headers: HeaderMap,
    Pairs(pairs): Pairs,
) -> Response {
    let id = StoryId(id);
    let step = value(&pairs, "do").unwrap_or("save");
    if !wants_json(&headers) {
        return steps::answered(&desk, &signed, id, step, &pairs).await;
    }
    let base = value(&pairs, "base").and_then(|base| base.parse().ok());
    let base = SaveNumber(base.unwrap_or(0));
    let kind = match step {
        "autosave" => SaveKind::Auto,
        _ => SaveKind::Hand,
    };
    let (store, clock, by) = (&desk.store, &desk.clock, &signed.account);
    let saved = saving::save(store, clock, by, id, (base, kind), &manuscript(&pairs)).await;
    told_to_script(&desk, id, saved)
}

fn told_to_script(desk: &Desk, id: StoryId, saved: Result<Saved, DeskError>) -> Response {
    let at = clock_time::of_day(desk.clock.now(), &desk.facts.time_zone);
    match saved {
        Ok(Saved::Unchanged(save) | Saved::Kept(save)) => {
            Json(json!({ "save": save.0, "at": at })).into_response()
        }
        Ok(Saved::Merged(save, merged)) => {
            let fields: Map<String, Value> = Field::ALL
                .into_iter()
                .map(|field| (field.name().to_owned(), merged.get(field).into()))
                .collect();
            Json(json!({ "save": save.0, "at": at, "merged": true, "fields": fields }))
                .into_response()
        }
        Ok(Saved::Disputed(aside)) => {
            let merge = format!("/desk/stories/{}/merge/{}", id.0, aside.0);
            (StatusCode::CONFLICT, Json(json!({ "disputes": merge }))).into_response()
        }
        Err(error) => {
            let sentence = error.to_string();
            (
                answer::status(&error),
                Json(json!({ "sentence": sentence })),
            )
                .into_response()
        }
    }
}

/// `POST /desk/stories/{id}/here`: says that somebody has the story open, and is told who else has, and which save is the newest.
pub(crate) async fn here(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
) -> Response {
    let id = StoryId(id);
    let others = saving::be_at(&desk.store, &desk.clock, &signed.account, id).await;
    let told = match others {
        Ok(others) => {
            let story = desk.store.story(id).await;
            story
                .map(|story| json!({ "others": others, "save": story.map(|story| story.save.0) }))
                .map_err(DeskError::from)
        }
        Err(error) => Err(error),
    };
    match told {
        Ok(told) => Json(told).into_response(),
        Err(error) => {
            let sentence = error.to_string();
            (
                answer::status(&error),
                Json(json!({ "sentence": sentence })),
            )
                .into_response()
        }
    }
}
