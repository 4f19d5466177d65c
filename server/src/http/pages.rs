//! Rendering a page: loaded first, then rendered whole, so that its status and its text agree.
//!
//! Leptos' own handler streams, puts a random nonce into every page and adds scripts that only full
//! hydration needs. A page of ours is the same bytes for everybody, so it is rendered here.

use std::any::Any;
use std::sync::Arc;

use app::paper::Paper;
use app::stay_in_touch::StayInTouchPage;
use app::{Address, Failure, Page, Surroundings};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};

use desk::{FrontProof, Proof};
use leptos::prelude::LeptosOptions;

use super::redirects::{self, Redirect};
use super::routes::sentence;
use super::{AppState, policy, readership};

/// Tells a page that was opened before an update that this is another build.
const BUILD: HeaderName = HeaderName::from_static("dateline-build");

/// Answers with the page of the request's address.
pub(super) async fn page(
    State(state): State<AppState>,
    method: Method,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let address = Address::read(uri.path(), uri.query());
    if address.is_none()
        && let Some(path) = uri.path().strip_suffix('/')
        && Address::read(path, None).is_some()
    {
        return match redirects::look_up(&state, &uri).await {
            Some(Redirect::To(answer)) => answer,
            Some(Redirect::Gone) | None => moved(path, &uri),
        };
    }
    let around = Surroundings::load(&state.paper).await;
    let page = Page::load(&state.paper, &around, address).await;
    if let Page::Article(article) = &page
        && readership::is_reading(&method, &headers)
    {
        state
            .readership
            .count(article.id(), readership::source(&headers));
    }
    answer(&state, &uri, page, around).await
}

/// Answers for an address that no page can have.
pub(super) async fn nothing(
    State(state): State<AppState>,
    method: Method,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    if matches!(method, Method::GET | Method::HEAD) {
        page(State(state), method, headers, uri).await
    } else {
        sentence(StatusCode::NOT_FOUND, "There is nothing at that address.\n")
    }
}

/// A page that was loaded already.
pub(super) async fn whole(state: &AppState, uri: &Uri, page: Page) -> Response {
    let around = Surroundings::load(&state.paper).await;
    answer(state, uri, page, around).await
}

/// The sign-up page as an answer to the form that was sent to it.
pub(super) async fn sign_up_page(state: &AppState, uri: &Uri, page: StayInTouchPage) -> Response {
    whole(state, uri, Page::StayInTouch(page)).await
}

async fn answer(
    state: &AppState,
    uri: &Uri,
    mut page: Page,
    around: Arc<Surroundings>,
) -> Response {
    if page.failure() == Some(&Failure::NotFound) {
        match redirects::look_up(state, uri).await {
            Some(Redirect::To(answer)) => return answer,
            Some(Redirect::Gone) => page = Page::Failure(Failure::Removed),
            None => {}
        }
    }
    let status = match page.failure() {
        None if is_refusal(&page) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
        Some(Failure::NotFound) => StatusCode::NOT_FOUND,
        Some(Failure::Tampered) => StatusCode::BAD_REQUEST,
        Some(Failure::Gone(_) | Failure::Removed) => StatusCode::GONE,
        Some(Failure::Broken) => StatusCode::INTERNAL_SERVER_ERROR,
        Some(Failure::Moved(path)) => return moved(path, uri),
    };
    let html = app::render(
        &state.paper,
        uri.path(),
        page,
        around,
        state.options.clone(),
    );
    let build =
        HeaderValue::from_str(&state.paper.build.id).unwrap_or(HeaderValue::from_static(""));
    let headers = [
        (header::CONTENT_SECURITY_POLICY, policy::of_page(&html)),
        (BUILD, build),
    ];
    (status, headers, Html(html)).into_response()
}

/// How the desk gets the page of an article that readers do not have.
pub(super) fn proof_of(paper: Paper, options: LeptosOptions) -> Proof {
    Arc::new(move |article| {
        let (paper, options) = (paper.clone(), options.clone());
        Box::pin(async move {
            let around = Surroundings::load(&paper).await;
            let path = article.path();
            let page = Page::proof(&paper, &around, article).await;
            let page = page.unwrap_or_else(Page::Failure);
            app::render(&paper, &path, page, around, options)
        })
    })
}

/// How the desk gets the front page as it would be with other stories chosen by hand.
pub(super) fn front_proof_of(paper: Paper, options: LeptosOptions) -> FrontProof {
    Arc::new(move |slots| {
        let (paper, options) = (paper.clone(), options.clone());
        Box::pin(async move {
            let around = Surroundings::load(&paper).await;
            let page = Page::front_proof(&paper, &slots).await;
            let page = page.unwrap_or_else(Page::Failure);
            app::render(&paper, "/", page, around, options)
        })
    })
}

fn is_refusal(page: &Page) -> bool {
    matches!(page, Page::StayInTouch(StayInTouchPage::Refused { .. }))
}

/// Pages are asked for with GET and HEAD alone, so 301 cannot change a method, and every crawler there is
/// knows it. A browser asks each time: an article may get a name back that it had, and two redirects kept
/// from then and from now would lead in a circle.
pub(super) fn moved(path: &str, uri: &Uri) -> Response {
    let address = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    let location = HeaderValue::try_from(address).unwrap_or(HeaderValue::from_static("/"));
    let headers = [
        (header::LOCATION, location),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, no-cache"),
        ),
    ];
    (StatusCode::MOVED_PERMANENTLY, headers).into_response()
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
