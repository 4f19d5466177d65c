//! What readers are told when there is no page for them: too many ask, their network had its share, or something broke.

use std::any::Any;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::pages::STYLE;
use super::policy;
use crate::http::AppState;
use crate::http::request::limits::TooOften;

/// What is said when too many wait for pages. It needs nothing that could be busy too.
pub(in crate::http) fn busy() -> Response {
    come_back(
        "Too many readers at once",
        "Please try again in a few seconds.",
        "5",
    )
}

/// What is said where there is no store to make a page from.
pub(in crate::http) fn later() -> Response {
    come_back(
        "Something broke on our side",
        "Please try again in a few minutes.",
        "60",
    )
}

/// What is said where an answer takes longer than anybody should wait.
pub(in crate::http) fn too_slow() -> Response {
    come_back(
        "That takes too long just now",
        "Please try again in a minute.",
        "60",
    )
}

/// What a network is told that had its share, in the paper's style. It is not rendered: that is what too much was had of.
pub(in crate::http) fn too_often(state: &AppState, TooOften(seconds): TooOften) -> Response {
    let name = escaped(&state.paper.masthead.name);
    let style = state.paper.build.path(STYLE);
    let headline = "Too many requests from your network";
    let when = match seconds {
        1 => "in a second".to_owned(),
        seconds => format!("in {seconds} seconds"),
    };
    let page = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
        <meta name=\"color-scheme\" content=\"light dark\">\
        <title>{headline} – {name}</title><link rel=\"stylesheet\" href=\"{style}\"></head><body><main>\
        <h1>{headline}</h1><p>Please try again {when}. What is read by many can be opened meanwhile.</p>\
        <p><a href=\"/\">{name}: today’s front page</a></p></main></body></html>"
    );
    let headers = [
        (header::CONTENT_SECURITY_POLICY, policy::of_page(&page)),
        (header::RETRY_AFTER, HeaderValue::from(seconds)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (StatusCode::TOO_MANY_REQUESTS, headers, Html(page)).into_response()
}

fn escaped(text: &str) -> String {
    maud::html! { (text) }.into_string()
}

/// `after` is in seconds.
fn come_back(headline: &str, text: &str, after: &'static str) -> Response {
    let page = bare(headline, text);
    let headers = [
        (header::CONTENT_SECURITY_POLICY, policy::of_page(&page)),
        (header::RETRY_AFTER, HeaderValue::from_static(after)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (StatusCode::SERVICE_UNAVAILABLE, headers, Html(page)).into_response()
}

/// The last resort, when rendering itself broke. It needs nothing that could break too.
pub(in crate::http) fn after_panic(panic: Box<dyn Any + Send>) -> Response {
    let said = panic
        .downcast_ref::<&str>()
        .map(|said| (*said).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    tracing::error!(said, "a request panicked");
    let page = bare(
        "Something broke on our side",
        "Please try again in a minute.",
    );
    let headers = [(header::CONTENT_SECURITY_POLICY, policy::of_page(&page))];
    (StatusCode::INTERNAL_SERVER_ERROR, headers, Html(page)).into_response()
}

/// A page without the paper around it.
fn bare(headline: &str, text: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
        <title>{headline}</title></head><body><main>\
        <h1>{headline}</h1><p>{text}</p>\
        <p><a href=\"/\">Today’s front page</a></p></main></body></html>"
    )
}
