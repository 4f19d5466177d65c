//! Pictures that somebody brings in: one that the editor's script sends as it is, or several from a form.

pub(crate) mod library;
pub(crate) mod look;
pub(crate) mod picture;
pub(crate) mod purge;
pub(crate) mod uses;
pub(crate) mod words;

use std::error::Error;
use std::io;
use std::iter::successors;

use axum::Json;
use axum::body::{Bytes, to_bytes};
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{Extension, FromRequest, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use newsroom::desk::pictures::{self, BringingError};
use newsroom::media::{HEAVIEST, Media, MediaProblem};
use newsroom::store::LibraryPicture;
use serde_json::json;

use crate::frame::framed;
use crate::guard::Signed;
use crate::{Desk, answer};
use library::tile;

/// `POST /desk/pictures`: the file itself, or a form with files. What each is, is read from its bytes; its name is only for
/// the library and for the sentence about it.
pub(crate) async fn bring_in(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    request: Request,
) -> Response {
    let is_form = request
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
    if is_form {
        return match Multipart::from_request(request, &desk).await {
            Ok(form) => from_form(&desk, &signed, form).await,
            Err(rejection) => answer::refusal(
                &desk,
                Some(&signed),
                rejection.status(),
                "That form could not be read. Go back in your browser and send it again.",
            ),
        };
    }
    let name = name_in(request.headers());
    match to_bytes(request.into_body(), HEAVIEST + 1).await {
        Ok(file) => told_to_script(&desk, &name, kept(&desk, &signed, &name, file).await),
        Err(_) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
    }
}

async fn kept(
    desk: &Desk,
    signed: &Signed,
    name: &str,
    file: Bytes,
) -> Result<LibraryPicture, BringingError> {
    let media = Media::new(&desk.facts.media);
    pictures::bring_in(
        &desk.store,
        &media,
        &desk.clock,
        &signed.account,
        name,
        file,
    )
    .await
}

fn name_in(headers: &HeaderMap) -> String {
    let name = headers
        .get("x-file-name")
        .and_then(|name| name.to_str().ok());
    let encoded = format!("name={}", name.unwrap_or_default().replace('+', "%2B"));
    let mut decoded = form_urlencoded::parse(encoded.as_bytes());
    let name = decoded.next().map(|(_, name)| name.into_owned());
    name.unwrap_or_default()
}

/// The name of a file in a sentence.
fn called(name: &str) -> String {
    if name.is_empty() {
        "The file".to_owned()
    } else {
        format!("`{}`", name.chars().take(100).collect::<String>())
    }
}

fn told_to_script(
    desk: &Desk,
    name: &str,
    kept: Result<LibraryPicture, BringingError>,
) -> Response {
    match kept {
        Ok(held) => {
            let picture = &held.picture;
            Json(json!({
                "path": picture.path(),
                "width": picture.width,
                "height": picture.height,
                "alt": picture.alt,
                "caption": picture.caption,
                "credit": picture.credit,
                "markdown": pictures::in_text(&held, &desk.facts.language),
            }))
            .into_response()
        }
        Err(error) => {
            let sentence = format!("{} {error}.", called(name));
            (status(&error), Json(json!({ "sentence": sentence }))).into_response()
        }
    }
}

fn status(error: &BringingError) -> StatusCode {
    match error {
        BringingError::Forbidden => StatusCode::FORBIDDEN,
        BringingError::Store(error) => {
            tracing::error!(%error, "a picture could not be kept");
            StatusCode::INTERNAL_SERVER_ERROR
        }
        BringingError::Picture(MediaProblem::Disk(error)) => {
            tracing::error!(%error, "a picture could not be kept");
            StatusCode::INTERNAL_SERVER_ERROR
        }
        BringingError::Picture(
            MediaProblem::TooHeavy { .. }
            | MediaProblem::TooLarge { .. }
            | MediaProblem::Svg
            | MediaProblem::Unknown
            | MediaProblem::Damaged
            | MediaProblem::BreaksOff,
        ) => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// What became of one file of a form.
enum Came {
    Taken(Box<LibraryPicture>),
    Refused(String, StatusCode),
}

async fn from_form(desk: &Desk, signed: &Signed, mut form: Multipart) -> Response {
    let mut all = Vec::new();
    let mut broken = None;
    loop {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(error) => {
                broken = Some(error);
                break;
            }
        };
        let name = field.file_name().unwrap_or_default().to_owned();
        let file = match read(field).await {
            Ok(file) => file,
            Err(error) => {
                broken = Some(error);
                break;
            }
        };
        // A browser sends a field in which no file was chosen as an empty one without a name.
        if name.is_empty() && matches!(&file, Ok(bytes) if bytes.is_empty()) {
            continue;
        }
        let came = match file {
            Ok(file) => kept(desk, signed, &name, file).await,
            Err(problem) => Err(problem.into()),
        };
        all.push(match came {
            Ok(held) => Came::Taken(Box::new(held)),
            Err(error) => Came::Refused(format!("{} {error}.", called(&name)), status(&error)),
        });
    }
    told(desk, signed, &all, broken.as_ref())
}

/// All of a file, or how heavy it is if it is too heavy.
async fn read(mut field: Field<'_>) -> Result<Result<Bytes, MediaProblem>, MultipartError> {
    let mut file = Vec::new();
    let mut weight: usize = 0;
    while let Some(chunk) = field.chunk().await? {
        weight = weight.saturating_add(chunk.len());
        if weight <= HEAVIEST {
            file.extend_from_slice(&chunk);
        } else {
            file = Vec::new();
        }
    }
    if weight > HEAVIEST {
        let mebibytes = weight.div_ceil(1 << 20);
        return Ok(Err(MediaProblem::TooHeavy { mebibytes }));
    }
    Ok(Ok(file.into()))
}

fn told(desk: &Desk, signed: &Signed, all: &[Came], broken: Option<&MultipartError>) -> Response {
    let refused = all.iter().filter_map(|came| match came {
        Came::Refused(_, status) => Some(*status),
        Came::Taken(_) => None,
    });
    let status = match broken {
        Some(error) if came_too_slowly(error) => StatusCode::REQUEST_TIMEOUT,
        Some(error) => error.status(),
        None if all.is_empty() => StatusCode::UNPROCESSABLE_ENTITY,
        None => refused.max().unwrap_or(StatusCode::OK),
    };
    let body = html! {
        p class="desk-back" { a href="/desk/pictures" { "Pictures" } }
        h1 { "What became of them" }
        @if let Some(error) = broken {
            p class="desk-problem" role="alert" { (broke_off(error)) }
        } @else if all.is_empty() {
            p class="desk-problem" role="alert" { "No file was chosen. Go back and choose one." }
        }
        @for came in all {
            @if let Came::Refused(sentence, _) = came {
                p class="desk-problem" role="alert" { (sentence) }
            }
        }
        (taken(all))
        p { a href="/desk/pictures" { "All pictures" } }
    };
    let title = "What became of them";
    answer::page(
        status,
        &framed(desk, Some(signed), title, Some("pictures.js"), &body),
    )
}

/// Whether the server no longer waited for the rest.
fn came_too_slowly(error: &MultipartError) -> bool {
    let whole: &(dyn Error + 'static) = error;
    let mut causes = successors(Some(whole), |&error| error.source());
    causes.any(|cause| {
        let cause = cause.downcast_ref::<io::Error>();
        cause.is_some_and(|cause| cause.kind() == io::ErrorKind::TimedOut)
    })
}

fn broke_off(error: &MultipartError) -> &'static str {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        "That was more than fits at once, so not all of it was taken. What stands below is kept; bring the rest in again, fewer at a time."
    } else {
        "Not all of it arrived. What stands below is kept; bring the rest in again."
    }
}

fn taken(all: &[Came]) -> Markup {
    let taken: Vec<&LibraryPicture> = all
        .iter()
        .filter_map(|came| match came {
            Came::Taken(held) => Some(&**held),
            Came::Refused(..) => None,
        })
        .collect();
    html! {
        @if !taken.is_empty() {
            p class="desk-said" role="status" {
                @if taken.len() == 1 { "1 picture is in the library. Say what it shows, so that everybody can use it." }
                @else { (taken.len()) " pictures are in the library. Say what they show, so that everybody can use them." }
            }
            ul class="library" {
                @for held in taken {
                    (tile(held, None))
                }
            }
        }
    }
}
