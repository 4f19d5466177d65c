//! Rendering a page: loaded first, then rendered whole, so that its status and its text agree.
//!
//! Leptos' own handler streams, puts a random nonce into every page and adds scripts that only full
//! hydration needs. A page of ours is the same bytes for everybody, so it is rendered here.

use std::sync::Arc;
use std::time::Instant;

use app::paper::Paper;
use app::stay_in_touch::StayInTouchPage;
use app::{Address, Failure, Page, Surroundings};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use desk::{FrontProof, Proof};
use domain::Moment;
use leptos::prelude::LeptosOptions;
use newsroom::events::Part;

use super::redirects::Redirect;
use super::{apologies, one_spelling, policy, redirects};
use crate::http::page_cache::{Asked, Without};
use crate::http::readers::by_link;
use crate::http::request::limits::Costly;
use crate::http::request::reader_address;
use crate::http::routes::sentence;
use crate::http::{AppState, page_cache};

/// Tells a page that was opened before an update that this is another build.
const BUILD: HeaderName = HeaderName::from_static("dateline-build");
pub(in crate::http) const STYLE: &str = "dateline.css";

/// A page as text, with what it is sent with.
pub(in crate::http) struct Written {
    pub(in crate::http) status: StatusCode,
    pub(in crate::http) headers: HeaderMap,
    pub(in crate::http) html: Bytes,
    /// Which part of the paper it is of, if it is of one.
    pub(in crate::http) of: Option<Part>,
    /// Until when it is right, if nothing happens to the paper; none where it is not known what happened, or a part is missing.
    pub(in crate::http) holds_until: Option<Moment>,
}

impl Written {
    /// As an answer.
    pub(in crate::http) fn answer(&self) -> Response {
        (self.status, self.headers.clone(), self.html.clone()).into_response()
    }
}

/// Answers with the page of the request's address.
pub(in crate::http) async fn page(State(state): State<AppState>, request: Parts) -> Response {
    let Parts {
        method,
        uri,
        headers,
        ..
    } = &request;
    let from = reader_address::noted(&request.extensions);
    if let Some((key, address)) = page_cache::key_of(uri.path(), uri.query()) {
        let asked = Asked {
            method,
            uri,
            headers,
        };
        let already = request.extensions.get::<Without>();
        return page_cache::answer(&state, &key, address, asked, from, already).await;
    }
    let address = Address::read(uri.path(), uri.query());
    if address.is_none()
        && let Some(path) = one_spelling::of(uri.path())
        && Address::read(&path, None).is_some()
    {
        return match redirects::look_up(&state, uri).await {
            Some(Redirect::To(answer)) => answer,
            Some(Redirect::Gone) | None => moved(&path, uri),
        };
    }
    if address.is_none()
        && let Some(path) = uri.path().strip_suffix('/')
        && by_link::is_link(path)
    {
        return by_link::private(moved(path, uri));
    }
    let (costly, bulkhead) = match address {
        Some(Address::Search(_)) => (Costly::Search, &state.bulkheads.searches),
        Some(_) | None => (Costly::Page, &state.bulkheads.pages),
    };
    if let Err(too_often) = state.limits.take(costly, from, state.paper.clock.now()) {
        return apologies::too_often(&state, too_often);
    }
    let Some(_place) = bulkhead.enter().await else {
        return apologies::busy();
    };
    page_cache::follow(&state).await;
    match write(&state, uri.path(), address).await {
        Ok(written) => or_elsewhere(&state, uri, &written).await,
        Err(path) => moved(&path, uri),
    }
}

/// Answers for an address that no page can have.
pub(in crate::http) async fn nothing(State(state): State<AppState>, request: Parts) -> Response {
    if matches!(request.method, Method::GET | Method::HEAD) {
        page(State(state), request).await
    } else {
        sentence(StatusCode::NOT_FOUND, "There is nothing at that address.\n")
    }
}

/// The page of `address` for whoever asked at `path`; the path of the one that it has moved to, if it has.
pub(in crate::http) async fn write(
    state: &AppState,
    path: &str,
    address: Option<Address>,
) -> Result<Written, String> {
    let begun = Instant::now();
    let around = Surroundings::load(&state.paper).await;
    let (page, is_whole) = Page::load(&state.paper, &around, address).await;
    state.metrics.reading.took(begun.elapsed());
    if let Some(Failure::Moved(path)) = page.failure() {
        return Err(path.clone());
    }
    let mut written = written(state, path, page, around);
    // Nobody tells when the rest can be read again.
    written.holds_until = written.holds_until.filter(|_| is_whole);
    Ok(written)
}

/// A page that was loaded already.
pub(in crate::http) async fn whole(state: &AppState, uri: &Uri, page: Page) -> Response {
    let around = Surroundings::load(&state.paper).await;
    written(state, uri.path(), page, around).answer()
}

/// The sign-up page as an answer to the form that was sent to it.
pub(in crate::http) async fn sign_up_page(
    state: &AppState,
    uri: &Uri,
    page: StayInTouchPage,
) -> Response {
    whole(state, uri, Page::StayInTouch(page)).await
}

/// That something broke on our side.
pub(in crate::http) async fn broken(state: &AppState, uri: &Uri) -> Response {
    whole(state, uri, Page::Failure(Failure::Broken)).await
}

/// A page that is not kept, or where it leads if it says that there is nothing and the address is an old one.
pub(in crate::http) async fn or_elsewhere(
    state: &AppState,
    uri: &Uri,
    written: &Written,
) -> Response {
    if written.status != StatusCode::NOT_FOUND {
        return written.answer();
    }
    match redirects::look_up(state, uri).await {
        Some(Redirect::To(answer)) => answer,
        Some(Redirect::Gone) => whole(state, uri, Page::Failure(Failure::Removed)).await,
        None => written.answer(),
    }
}

fn written(state: &AppState, path: &str, page: Page, around: Arc<Surroundings>) -> Written {
    let status = match page.failure() {
        None if is_refusal(&page) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
        Some(Failure::NotFound) => StatusCode::NOT_FOUND,
        Some(Failure::Tampered) => StatusCode::BAD_REQUEST,
        Some(Failure::Gone(_) | Failure::Removed) => StatusCode::GONE,
        Some(Failure::Broken | Failure::Moved(_)) => StatusCode::INTERNAL_SERVER_ERROR,
    };
    let of = match &page {
        Page::Article(page) => Some(Part::Article(page.id())),
        Page::List(list) => list.front_of().cloned().map(Part::SectionFront),
        _ => None,
    };
    let holds_until = around.holds_until(&state.paper);
    let html = app::render(&state.paper, path, page, around, state.options.clone());
    let build =
        HeaderValue::from_str(&state.paper.build.id).unwrap_or(HeaderValue::from_static(""));
    let mut headers = HeaderMap::new();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    headers.insert(header::CONTENT_SECURITY_POLICY, policy::of_page(&html));
    headers.insert(BUILD, build);
    if let Some(style) = style(&state.paper) {
        headers.insert(header::LINK, style);
    }
    Written {
        status,
        headers,
        html: html.into(),
        of,
        holds_until,
    }
}

/// The style sheet, without which nothing is shown: a browser asks for it before it has read the page (RFC 8288; "preload" is
/// HTML's), and a proxy may tell of it earlier (RFC 8297).
fn style(paper: &Paper) -> Option<HeaderValue> {
    let path = paper.build.path(STYLE);
    HeaderValue::try_from(format!("<{path}>; rel=preload; as=style")).ok()
}

/// How the desk gets the page of an article that readers do not have.
pub(in crate::http) fn proof_of(paper: Paper, options: LeptosOptions) -> Proof {
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

/// How the desk gets a front as it would be with other stories chosen by hand.
pub(in crate::http) fn front_proof_of(paper: Paper, options: LeptosOptions) -> FrontProof {
    Arc::new(move |of, slots| {
        let (paper, options) = (paper.clone(), options.clone());
        Box::pin(async move {
            let around = Surroundings::load(&paper).await;
            let page = Page::front_proof(&paper, &of, &slots).await;
            let page = page.unwrap_or_else(Page::Failure);
            app::render(&paper, &of.path(), page, around, options)
        })
    })
}

fn is_refusal(page: &Page) -> bool {
    matches!(page, Page::StayInTouch(StayInTouchPage::Refused { .. }))
}

/// Pages are asked for with GET and HEAD alone, so 301 cannot change a method, and every crawler there is
/// knows it. A browser asks each time: an article may get a name back that it had, and two redirects kept
/// from then and from now would lead in a circle.
pub(in crate::http) fn moved(path: &str, uri: &Uri) -> Response {
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
