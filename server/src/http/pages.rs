//! Rendering a page: the whole of it first, then its status, so that the two agree.
//!
//! Leptos' own handler streams, puts a random nonce into every page and adds scripts that only full
//! hydration needs. A page of ours is the same bytes for everybody, so it is rendered here.

use std::any::Any;
use std::pin::Pin;

use app::Shell;
use app::outcome::{Outcome, OutcomeSlot};
use app::stay_in_touch::Attempt;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use leptos::prelude::*;
use leptos_integration_utils::{PinnedStream, build_response};
use leptos_meta::ServerMetaContext;
use leptos_router::location::RequestUrl;
use tokio_stream::StreamExt;

use super::{AppState, policy};

/// Tells a page that was opened before an update that this is another build.
const BUILD: HeaderName = HeaderName::from_static("dateline-build");

/// No page's address.
const NOWHERE: &str = "/-/-/-";

/// Answers with the page of the request's address.
pub(super) async fn page(State(state): State<AppState>, uri: Uri) -> Response {
    render(&state, &uri, None).await
}

/// The page at `uri`; for the sign-up page also what became of the attempt it answers.
pub(super) async fn render(state: &AppState, uri: &Uri, attempt: Option<Attempt>) -> Response {
    if let Some(path) = uri
        .path()
        .strip_suffix('/')
        .filter(|path| !path.is_empty() && is_plain(path))
    {
        return moved(path, uri);
    }
    let outcome = OutcomeSlot::default();
    let html = html(state, uri, attempt, outcome.clone()).await;
    let status = match outcome.take() {
        Outcome::Found => StatusCode::OK,
        Outcome::NotFound => StatusCode::NOT_FOUND,
        Outcome::Gone => StatusCode::GONE,
        Outcome::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        Outcome::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        Outcome::Moved(path) => return moved(&path, uri),
    };
    let build =
        HeaderValue::from_str(&state.paper.build.id).unwrap_or(HeaderValue::from_static(""));
    let headers = [
        (header::CONTENT_SECURITY_POLICY, policy::of_page(&html)),
        (BUILD, build),
    ];
    (status, headers, Html(html)).into_response()
}

/// Whether a path is written in the one way we link to it: Leptos' router would also take `/a/../b` for
/// `/b`, and every page would have any number of addresses.
fn is_plain(path: &str) -> bool {
    path == "/"
        || path
            .split('/')
            .skip(1)
            .all(|part| !matches!(part, "" | "." | ".."))
}

fn moved(path: &str, uri: &Uri) -> Response {
    let address = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    let location = HeaderValue::try_from(address).unwrap_or(HeaderValue::from_static("/"));
    (
        StatusCode::PERMANENT_REDIRECT,
        [(header::LOCATION, location)],
    )
        .into_response()
}

async fn html(
    state: &AppState,
    uri: &Uri,
    attempt: Option<Attempt>,
    outcome: OutcomeSlot,
) -> String {
    let (meta, head) = ServerMetaContext::new();
    let paper = state.paper.clone();
    let options = state.options.clone();
    let path = match uri.path_and_query() {
        Some(path) if is_plain(uri.path()) => path.as_str(),
        _ => NOWHERE,
    };
    // The router wants a whole address; which host it names shows nowhere.
    let url = RequestUrl::new(&format!("http://paper{path}"));
    let context = move || {
        provide_context(url);
        provide_context(meta);
        provide_context(paper);
        provide_context(outcome);
        if let Some(attempt) = attempt {
            provide_context(attempt);
        }
    };
    let (owner, body) = build_response(
        move || view! { <Shell options /> },
        context,
        |app, _scripts, _out_of_order| {
            Box::pin(async move {
                let html: String = app.to_html_stream_in_order_branching().collect().await;
                Box::pin(tokio_stream::once(html)) as PinnedStream<String>
            }) as Pin<Box<dyn Future<Output = PinnedStream<String>> + Send>>
        },
        false,
    );
    let body = body.await;
    let html: String = head.inject_meta_context(body).await.collect().await;
    owner.unset_with_forced_cleanup();
    html
}

/// The last resort, when rendering itself broke. It needs nothing that could break too.
pub(super) fn after_panic(panic: Box<dyn Any + Send>) -> Response {
    let said = panic
        .downcast_ref::<&str>()
        .map(|said| (*said).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    tracing::error!(said, "a request panicked");
    let page = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
        <title>Something broke on our side</title></head><body><main>\
        <h1>Something broke on our side</h1><p>Please try again in a minute.</p>\
        <p><a href=\"/\">Today’s front page</a></p></main></body></html>";
    let headers = [(header::CONTENT_SECURITY_POLICY, policy::of_page(page))];
    (StatusCode::INTERNAL_SERVER_ERROR, headers, Html(page)).into_response()
}
