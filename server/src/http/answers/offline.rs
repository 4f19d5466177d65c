//! `/service-worker.js`: what keeps stories for when there is no network.

use app::offline::{NO_SERVICE_WORKER, service_worker};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::http::AppState;

/// The service worker of this build. Its address stays the same, so a browser has to ask each time
/// (Service Workers, section "Update").
pub(in crate::http) async fn worker(State(state): State<AppState>) -> Response {
    let script = if state.site.is_watched() {
        NO_SERVICE_WORKER.to_owned()
    } else {
        service_worker(&state.paper.build)
    };
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (
            header::CONTENT_SECURITY_POLICY,
            // The picture on a notification counts as the worker's.
            "default-src 'none'; connect-src 'self'; img-src 'self'",
        ),
    ];
    (headers, script).into_response()
}
