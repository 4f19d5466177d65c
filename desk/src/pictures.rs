//! Pictures that somebody brings in while writing.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use newsroom::media::{Media, MediaProblem};
use serde_json::json;

use crate::Desk;
use crate::guard::Signed;

/// `POST /desk/pictures`: the file itself. What it is, is read from its bytes; its name is only for the sentence about it.
pub(crate) async fn keep(
    State(desk): State<Desk>,
    Extension(_): Extension<Signed>,
    headers: HeaderMap,
    file: Bytes,
) -> Response {
    let media = Media::new(&desk.facts.media);
    let kept = tokio::task::spawn_blocking(move || media.keep(&file)).await;
    let kept = match kept {
        Ok(Ok(kept)) => kept,
        Ok(Err(problem)) => return refused(&name(&headers), &problem),
        Err(error) => {
            tracing::error!(%error, "a picture could not be kept");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let (path, width, height) = (kept.path(), kept.width, kept.height);
    if let Err(error) = desk.store.add_pictures(&[kept]).await {
        tracing::error!(%error, "a picture could not be kept");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    Json(json!({ "path": path, "width": width, "height": height })).into_response()
}

fn name(headers: &HeaderMap) -> String {
    let name = headers
        .get("x-file-name")
        .and_then(|name| name.to_str().ok());
    let encoded = format!("name={}", name.unwrap_or_default().replace('+', "%2B"));
    let mut decoded = form_urlencoded::parse(encoded.as_bytes());
    let name = decoded.next().map(|(_, name)| name.into_owned());
    let name = name.unwrap_or_default();
    if name.is_empty() {
        "The file".to_owned()
    } else {
        format!("`{}`", name.chars().take(100).collect::<String>())
    }
}

fn refused(name: &str, problem: &MediaProblem) -> Response {
    let status = match problem {
        MediaProblem::Disk(error) => {
            tracing::error!(%error, "a picture could not be kept");
            StatusCode::INTERNAL_SERVER_ERROR
        }
        MediaProblem::TooHeavy { .. }
        | MediaProblem::TooLarge { .. }
        | MediaProblem::Svg
        | MediaProblem::Unknown
        | MediaProblem::Damaged => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let sentence = format!("{name} {problem}.");
    (status, Json(json!({ "sentence": sentence }))).into_response()
}
