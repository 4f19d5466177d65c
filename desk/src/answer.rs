//! Answers: pages, refusals in the desk's look, and the ways on.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::EMBED_HOSTS;
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::store::StoreError;

use crate::Desk;
use crate::frame::frame;
use crate::guard::Signed;

/// A page, with the policy that goes with it (Content Security Policy Level 3): everything from this site, nothing inline.
pub(crate) fn page(status: StatusCode, page: &Markup) -> Response {
    let players: String = EMBED_HOSTS
        .iter()
        .map(|host| format!(" https://{host}"))
        .collect();
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; \
         font-src 'self'; connect-src 'self'; frame-src 'self'{players}; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'self'"
    );
    let policy = HeaderValue::from_str(&policy);
    let mut answer = (status, Html(page.0.clone())).into_response();
    if let Ok(policy) = policy {
        answer
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    let same = HeaderValue::from_static("SAMEORIGIN");
    answer.headers_mut().insert(header::X_FRAME_OPTIONS, same);
    answer
}

/// On to another page, which is asked for with `GET`.
pub(crate) fn on_to(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// A sentence in the desk's look.
pub(crate) fn refusal(
    desk: &Desk,
    signed: Option<&Signed>,
    status: StatusCode,
    sentence: &str,
) -> Response {
    let title = match status {
        StatusCode::NOT_FOUND => "Not there",
        StatusCode::FORBIDDEN => "Not yours to do",
        StatusCode::METHOD_NOT_ALLOWED => "Nothing to open here",
        StatusCode::TOO_MANY_REQUESTS => "Too often",
        StatusCode::INTERNAL_SERVER_ERROR => "That went wrong",
        _ => "Not done",
    };
    let body = html! {
        h1 { (title) }
        p { (sentence) }
        p { a href="/desk" { "Back to the desk" } }
    };
    page(status, &frame(desk, signed, title, &body))
}

/// What the store said is for the log alone, save what somebody has to be called for.
pub(crate) fn broken(desk: &Desk, signed: Option<&Signed>, error: &StoreError) -> Response {
    tracing::error!(%error, "the desk could not answer");
    let sentence = match error {
        StoreError::Full => {
            "The disk of the paper's machine is full, so nothing was changed. Whoever runs it has to make room; what you typed is still on the page before this one."
        }
        StoreError::ReadOnly => {
            "The paper's machine does not let it write anything, so nothing was changed. Whoever runs it has to see to it; what you typed is still on the page before this one."
        }
        StoreError::Unreachable(_)
        | StoreError::Busy
        | StoreError::Newer { .. }
        | StoreError::Damaged(_)
        | StoreError::Unsupported(_)
        | StoreError::Refused(_) => {
            "Something broke on our side, and nothing was changed. Please try again in a minute."
        }
    };
    refusal(desk, signed, StatusCode::INTERNAL_SERVER_ERROR, sentence)
}

/// Why something was not done.
pub(crate) fn not_done(desk: &Desk, signed: &Signed, error: &DeskError) -> Response {
    match error {
        DeskError::Store(error) => broken(desk, Some(signed), error),
        DeskError::Forbidden | DeskError::Unknown | DeskError::Refused(_) => {
            refusal(desk, Some(signed), status(error), &error.to_string())
        }
    }
}

/// The status that goes with it.
pub(crate) fn status(error: &DeskError) -> StatusCode {
    match error {
        DeskError::Forbidden => StatusCode::FORBIDDEN,
        DeskError::Unknown => StatusCode::NOT_FOUND,
        DeskError::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        DeskError::Store(error) => {
            tracing::error!(%error, "the desk could not answer");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}
