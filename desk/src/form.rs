//! Forms as they come: names and texts, and a sentence where one cannot be read.

use axum::Json;
use axum::extract::{Form, FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::accounts::coming_in::wants_json;
use crate::{Desk, answer};

/// The fields of a form.
pub(crate) struct Pairs(pub(crate) Vec<(String, String)>);

impl FromRequest<Desk> for Pairs {
    type Rejection = Response;

    async fn from_request(request: Request, desk: &Desk) -> Result<Self, Response> {
        let is_script = wants_json(request.headers());
        let read = Form::<Vec<(String, String)>>::from_request(request, desk).await;
        read.map(|Form(pairs)| Self(pairs)).map_err(|rejection| {
            let status = rejection.status();
            let sentence = match status {
                StatusCode::PAYLOAD_TOO_LARGE => {
                    "That is more than fits, so it was not taken. Go back in your browser: what you typed is there."
                }
                _ => "That form could not be read. Go back in your browser: what you typed is there.",
            };
            if is_script {
                (status, Json(json!({ "sentence": sentence }))).into_response()
            } else {
                answer::refusal(desk, None, status, sentence)
            }
        })
    }
}

/// The value of a field.
pub(crate) fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let pair = pairs.iter().find(|(key, _)| key == name);
    pair.map(|(_, value)| value.as_str())
}
