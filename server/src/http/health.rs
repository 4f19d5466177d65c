//! `/healthz`: whether this server can do its work, for whatever watches it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::AppState;
use super::routes::sentence;

/// 200 while the store answers, else 503.
pub(super) async fn healthz(State(state): State<AppState>) -> Response {
    match state.paper.store.ping().await {
        Ok(()) => sentence(StatusCode::OK, "ok\n"),
        Err(error) => {
            tracing::error!(%error, "the store does not answer");
            sentence(
                StatusCode::SERVICE_UNAVAILABLE,
                "the store does not answer\n",
            )
        }
    }
}
