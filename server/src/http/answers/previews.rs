//! `/og/{article}-{name}.png`: preview pictures, drawn when they are asked for.
//!
//! Drawing one takes a part of a second of a core. So one is drawn at a time, whoever else waits is many
//! but not any number, and what was drawn is kept for those who ask next: a link that is shared is looked
//! at by several services within minutes.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::{ArticleId, Summary};
use newsroom::previews::{Preview, Studio};
use tokio::sync::Semaphore;

use super::{caching, policy};
use crate::http::AppState;
use crate::http::routes::{broken, sentence};

/// How many bytes are kept. A picture has some 30 KB.
const ROOM: usize = 4 << 20;
/// How many may wait for a picture to be drawn. So many are drawn well within the patience of a request.
const QUEUE: usize = 128;

/// For what has a name of its own: one year, the longest RFC 9111 section 5.2.2.1 suggests.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// For what leads to the picture of today.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("public, no-cache");

/// Where pictures are drawn, and those that were drawn last.
pub(in crate::http) struct Previews {
    /// Opened with the first picture: most servers of tests never need it.
    studio: Arc<Mutex<Option<Studio>>>,
    queue: Semaphore,
    turn: Semaphore,
    drawn: Mutex<Drawn>,
}

#[derive(Default)]
struct Drawn {
    /// The oldest first.
    pictures: VecDeque<(String, Bytes)>,
    bytes: usize,
}

/// Why there is no picture.
enum NoPicture {
    /// Too many are waiting.
    Busy,
    /// It could not be drawn; the log has the reason.
    Broken,
}

impl Default for Previews {
    fn default() -> Self {
        Self {
            studio: Arc::default(),
            queue: Semaphore::new(QUEUE),
            turn: Semaphore::new(1),
            drawn: Mutex::default(),
        }
    }
}

/// The picture of an article. An address that the article's picture had before leads to the one of now.
pub(in crate::http) async fn picture(
    State(state): State<AppState>,
    Path(file): Path<String>,
    asked: HeaderMap,
) -> Response {
    let Some((id, name)) = read(&file) else {
        return nothing();
    };
    let article = match state.paper.store.summary_of(id).await {
        Ok(Some(article)) => article,
        Ok(None) => return nothing(),
        Err(error) => return broken(&error),
    };
    let preview = of(&state, &article);
    if preview.name() != name {
        let now = HeaderValue::try_from(preview.path(id)).unwrap_or(HeaderValue::from_static("/"));
        let headers = [(header::LOCATION, now), (header::CACHE_CONTROL, ASK_AGAIN)];
        return (StatusCode::MOVED_PERMANENTLY, headers).into_response();
    }
    // The name stands for the bytes, so it is their tag.
    let tag = format!("\"{name}\"");
    let about = [
        policy::EMBEDDED_BY_ANYBODY,
        (header::CACHE_CONTROL, FOR_EVER),
        (
            header::ETAG,
            HeaderValue::try_from(&tag).unwrap_or(HeaderValue::from_static("\"\"")),
        ),
    ];
    if caching::names(asked.get_all(header::IF_NONE_MATCH), &tag) {
        return (StatusCode::NOT_MODIFIED, about).into_response();
    }
    match state.previews.get(name, preview).await {
        Ok(png) => (about, [(header::CONTENT_TYPE, "image/png")], png).into_response(),
        Err(NoPicture::Busy) => (
            [(header::RETRY_AFTER, "10")],
            sentence(
                StatusCode::SERVICE_UNAVAILABLE,
                "Too many pictures are being drawn; please try again in a moment.\n",
            ),
        )
            .into_response(),
        Err(NoPicture::Broken) => sentence(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Please try again in a minute.\n",
        ),
    }
}

fn nothing() -> Response {
    sentence(StatusCode::NOT_FOUND, "There is no such picture.\n")
}

/// The article's number and the picture's name. Each picture has one address: no sign, no leading zero.
fn read(file: &str) -> Option<(ArticleId, &str)> {
    let (id, name) = file.strip_suffix(".png")?.split_once('-')?;
    let number: i64 = id.parse().ok()?;
    (number.to_string() == id).then_some((ArticleId(number), name))
}

fn of(state: &AppState, article: &Summary) -> Preview {
    Preview {
        paper: state.paper.masthead.name.clone(),
        section: article.section.name().to_owned(),
        headline: article.headline.to_string(),
    }
}

impl Previews {
    async fn get(&self, name: &str, preview: Preview) -> Result<Bytes, NoPicture> {
        if let Some(drawn) = self.drawn_already(name) {
            return Ok(drawn);
        }
        let _place = self.queue.try_acquire().map_err(|_| NoPicture::Busy)?;
        let _turn = self.turn.acquire().await.map_err(|_| NoPicture::Busy)?;
        // Somebody may have waited for the same one.
        if let Some(drawn) = self.drawn_already(name) {
            return Ok(drawn);
        }
        let studio = self.studio.clone();
        let draw = move || {
            let mut studio = studio.lock().unwrap_or_else(PoisonError::into_inner);
            studio.get_or_insert_default().draw_png(&preview)
        };
        let png = match tokio::task::spawn_blocking(draw).await {
            Ok(Ok(png)) => Bytes::from(png),
            Ok(Err(problem)) => {
                tracing::error!(%problem, name, "a preview picture could not be drawn");
                return Err(NoPicture::Broken);
            }
            Err(error) => {
                tracing::error!(%error, name, "a preview picture could not be drawn");
                return Err(NoPicture::Broken);
            }
        };
        self.keep(name, &png);
        Ok(png)
    }

    fn drawn_already(&self, name: &str) -> Option<Bytes> {
        let drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut pictures = drawn.pictures.iter();
        pictures
            .find(|(kept, _)| kept == name)
            .map(|(_, png)| png.clone())
    }

    /// The oldest make room.
    fn keep(&self, name: &str, png: &Bytes) {
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        drawn.bytes += png.len();
        drawn.pictures.push_back((name.to_owned(), png.clone()));
        while drawn.bytes > ROOM
            && let Some((_, oldest)) = drawn.pictures.pop_front()
        {
            drawn.bytes -= oldest.len();
        }
    }
}
