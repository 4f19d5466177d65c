//! Pictures, served by names that stand for what is in them.

use std::path::Path;

use axum::extract::{self, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::PictureFile;
use newsroom::media::Media;

use super::{caching, policy, ranges};
use crate::http::AppState;
use crate::http::routes::sentence;

/// `/media/{hash}.{ending}` and `/media/{hash}-{recipe}-{width}.{ending}`
pub(in crate::http) async fn picture(
    State(state): State<AppState>,
    extract::Path(file): extract::Path<String>,
    asked: HeaderMap,
) -> Response {
    match find(&state.media, &file, &asked).await {
        Some(answer) => answer,
        None => sentence(StatusCode::NOT_FOUND, "There is no such picture.\n"),
    }
}

/// The picture of that name. Only a well-formed one reaches the disk, so none can lead out of the folder.
pub(in crate::http) async fn find(
    folder: &Path,
    file: &str,
    asked: &HeaderMap,
) -> Option<Response> {
    let file: PictureFile = file.parse().ok()?;
    let path = Media::new(folder).path_of(&file);
    // The name stands for the bytes, so it is their tag.
    let tag = HeaderValue::try_from(format!("\"{file}\"")).ok()?;
    let about = [
        (header::CACHE_CONTROL, FOR_EVER),
        (header::ETAG, tag.clone()),
        policy::EMBEDDED_BY_ANYBODY,
    ];
    let known = asked.get_all(header::IF_NONE_MATCH);
    if caching::names(known, tag.to_str().unwrap_or_default()) {
        let is_there = tokio::fs::try_exists(path).await.ok()?;
        return is_there.then(|| (StatusCode::NOT_MODIFIED, about).into_response());
    }
    let bytes = tokio::fs::read(path).await.ok()?;
    let content_type = [(header::CONTENT_TYPE, file.media_type.mime())];
    Some((about, content_type, ranges::answer(asked, &tag, bytes)).into_response())
}

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
