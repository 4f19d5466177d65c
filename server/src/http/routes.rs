//! Every address of the site, and the layers around them.

use app::feeds::Format;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{HeaderName, Method, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use newsroom::letters::returned;
use newsroom::store::StoreError;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::request_id::{PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::trace::{DefaultOnFailure, DefaultOnResponse, TraceLayer};
use tracing::{Instrument, Level, Span, info_span};

use super::answers::{apologies, caching, files, media, offline, pages, policy, previews};
use super::connection::patience;
use super::programs::{feeds, health, manifest, metrics, robots, security_txt, sitemaps};
use super::readers::{bounces, by_link, notifications, outbox, readership, sign_up, vitals};
use super::request::request_number::{Begun, Numbers};
use super::request::{bulkheads, limits, reader_address, reader_scheme, request_number};
use super::{AppState, live};

/// The longest body anybody may send: a sign-up is a few hundred bytes.
const LONGEST_BODY: usize = 16 * 1024;
/// Where a request's number stands, in the answer and in every log line about it.
pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The whole site as a function of its state.
pub(super) fn of(state: AppState) -> Router {
    Router::new()
        .route("/", get(pages::page))
        .route("/{section}", get(files::file_or_page))
        .route("/{section}/{slug}", get(pages::page))
        .route("/{section}/{slug}/changes", get(pages::page))
        .route("/topic/{slug}", get(pages::page))
        .route("/author/{slug}", get(pages::page))
        .merge(feed_routes())
        .route("/sitemap.xml", get(sitemaps::index))
        .route("/news-sitemap.xml", get(sitemaps::news))
        .route("/robots.txt", get(robots::robots))
        .route("/site.webmanifest", get(manifest::manifest))
        .route("/.well-known/security.txt", get(security_txt::security_txt))
        .route("/archive", get(pages::page))
        .route("/archive/{day}", get(pages::page))
        .route("/corrections", get(pages::page))
        .route("/search", get(pages::page))
        .route("/service-worker.js", get(offline::worker))
        .route(
            "/stay-in-touch",
            form(&state, post(sign_up::sign_up)).get(pages::page),
        )
        .route("/desk/outbox", get(outbox::outbox))
        .merge(desk::routes(state.desk.clone()))
        .merge(link_routes(&state))
        .route("/letters/{slug}/{number}", get(pages::page))
        .route("/notifications/key", get(notifications::key))
        .route("/notifications", form(&state, post(notifications::begin)))
        .route("/notifications/off", form(&state, post(notifications::end)))
        .route("/read", post(readership::read))
        .route(
            "/vitals",
            post(vitals::take).layer(DefaultBodyLimit::max(vitals::LONGEST)),
        )
        .route(
            "/letters/bounces",
            post(bounces::post).layer(DefaultBodyLimit::max(returned::LONGEST)),
        )
        .route("/live/since", get(live::since))
        .route("/media/{file}", get(media::picture))
        .route("/og/{file}", get(previews::picture))
        .route("/pkg/{*file}", get(files::file))
        .route("/fonts/{file}", get(files::file))
        .route("/healthz", get(health::healthz))
        .route("/metrics", get(metrics::metrics))
        .fallback(pages::nothing)
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(from_fn_with_state(state.clone(), limits::count_forms))
        .layer(from_fn(caching::conditional))
        .layer(CompressionLayer::new().compress_when(compressible()))
        .layer(from_fn_with_state(state.patience, patience::limit))
        .layer(from_fn_with_state(state.hsts.clone(), policy::secure))
        .layer(CatchPanicLayer::custom(apologies::after_panic))
        .layer(from_fn(caching::keep_no_failure))
        .layer(from_fn_with_state(state.clone(), metrics::count))
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(span_of)
                .on_response(DefaultOnResponse::new().level(Level::INFO))
                .on_failure(DefaultOnFailure::new().level(Level::ERROR)),
        )
        .layer(SetRequestIdLayer::new(REQUEST_ID, Numbers))
        .layer(from_fn(request_number::forget_unfit))
        .merge(live_route(&state))
        .layer(from_fn_with_state(
            state.sends_on.clone(),
            reader_scheme::send_on,
        ))
        .layer(from_fn_with_state(
            state.proxies.clone(),
            reader_address::note,
        ))
        .with_state(state)
}

/// The stream never ends and goes out as it is, so no time limit and no compression are for it. Nor is a
/// layer that stays around a body: ten thousand of them would be kept.
fn live_route(state: &AppState) -> Router<AppState> {
    Router::new()
        .route("/live", get(live::stream))
        .layer(from_fn(begun_under_its_number))
        .layer(from_fn(caching::keep_no_failure))
        .layer(from_fn_with_state(state.hsts.clone(), policy::secure))
        .layer(from_fn_with_state(state.clone(), metrics::count))
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(SetRequestIdLayer::new(REQUEST_ID, Numbers))
        .layer(from_fn(request_number::forget_unfit))
}

/// What is sent there is dealt with in its turn.
fn form(state: &AppState, route: MethodRouter<AppState>) -> MethodRouter<AppState> {
    route.layer(from_fn_with_state(
        state.clone(),
        bulkheads::deal_with_forms,
    ))
}

/// What links in letters lead to.
fn link_routes(state: &AppState) -> Router<AppState> {
    Router::new()
        .route(
            "/stay-in-touch/confirm/{link}",
            get(by_link::ask_to_confirm).post(by_link::confirm),
        )
        .route(
            "/stay-in-touch/preferences/{link}",
            get(by_link::preferences).post(by_link::save_preferences),
        )
        .route(
            "/stay-in-touch/preferences/{link}/export",
            get(by_link::export),
        )
        .route(
            "/stay-in-touch/preferences/{link}/erase",
            get(by_link::ask_to_erase).post(by_link::erase),
        )
        .route(
            "/stay-in-touch/unsubscribe/{link}",
            get(by_link::ask_to_unsubscribe).post(by_link::unsubscribe),
        )
        .route_layer(from_fn_with_state(
            state.clone(),
            bulkheads::deal_with_forms,
        ))
}

/// Each list of articles, and coverage, has a feed in every format, below its own address.
fn feed_routes() -> Router<AppState> {
    let lists = [
        "",
        "/{section}",
        "/topic/{slug}",
        "/author/{slug}",
        "/letters/{slug}",
        "/{section}/{slug}",
    ];
    let feeds = lists
        .iter()
        .flat_map(|list| Format::ALL.map(|format| format.path(list)));
    feeds.fold(Router::new(), |routes, feed| {
        routes.route(&feed, get(feeds::feed))
    })
}

/// Text of some length. Pictures and fonts are compressed already, and a stream of events would be
/// held back until its buffer is full.
pub(super) fn compressible() -> impl Predicate {
    SizeAbove::new(256)
        .and(NotForContentType::new("image/"))
        .and(NotForContentType::new("font/"))
        .and(NotForContentType::SSE)
}

/// For an answer that lasts: what is logged until it begins stands under the number of its request.
async fn begun_under_its_number(request: Request, next: Next) -> Response {
    let span = span_of(&request);
    next.run(request).instrument(span).await
}

fn span_of(request: &Request) -> Span {
    if let Some(begun) = request.extensions().get::<Begun>() {
        return begun.span.clone();
    }
    let id = request
        .headers()
        .get(REQUEST_ID)
        .and_then(|id| id.to_str().ok())
        .unwrap_or_default();
    span(id, request.method(), request.uri().path())
}

/// What is logged of a request stands under this.
pub(super) fn span(id: &str, method: &Method, path: &str) -> Span {
    info_span!("request", id, %method, path = loggable(path))
}

/// A path as it may be logged: whoever has a link from a letter can change a subscription, and whoever has one to the desk
/// comes in, so those are left out.
fn loggable(path: &str) -> &str {
    const DESK_LINKS: [&str; 2] = ["/desk/enter/", "/desk/shared/"];
    if by_link::leads_to(path) {
        by_link::BELOW
    } else {
        let secret = DESK_LINKS.into_iter().find(|link| path.starts_with(link));
        secret.unwrap_or(path)
    }
}

/// What a program is told when the store fails; the only place that knows why is the log.
pub(super) fn broken(error: &StoreError) -> Response {
    tracing::error!(%error, "an answer for programs could not be made");
    sentence(
        StatusCode::INTERNAL_SERVER_ERROR,
        "Please try again in a minute.\n",
    )
}

/// A short answer in plain text, for programs and for what no page is made for.
pub(super) fn sentence(status: StatusCode, sentence: &'static str) -> Response {
    (
        status,
        [("content-type", "text/plain; charset=utf-8")],
        sentence,
    )
        .into_response()
}
