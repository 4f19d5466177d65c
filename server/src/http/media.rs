//! Pictures, served by the hash of what is in them.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::{MediaType, PictureId};

use super::AppState;
use super::routes::sentence;

/// `/media/{hash}.{ending}`
pub(super) async fn picture(State(state): State<AppState>, Path(file): Path<String>) -> Response {
    match read(&state, &file).await {
        Some((media_type, bytes)) => (
            [
                (header::CONTENT_TYPE, media_type.mime()),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
            ],
            bytes,
        )
            .into_response(),
        None => sentence(StatusCode::NOT_FOUND, "There is no such picture.\n"),
    }
}

/// Only a well-formed name reaches the disk, so none can lead out of the folder.
async fn read(state: &AppState, file: &str) -> Option<(MediaType, Vec<u8>)> {
    let (id, ending) = file.split_once('.')?;
    let id: PictureId = id.parse().ok()?;
    let media_type = MediaType::from_extension(ending)?;
    let path = state.media.join(format!("{id}.{}", media_type.extension()));
    Some((media_type, tokio::fs::read(path).await.ok()?))
}
