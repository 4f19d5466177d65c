//! `/healthz`: whether this server can do its work, for whatever watches it.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::AppState;
use super::routes::sentence;

/// 200 while the store answers, else 503. Others that cannot be told of changes or asked for the weather are named, but readers get
/// their pages all the same.
pub(super) async fn healthz(State(state): State<AppState>) -> Response {
    match state.paper.store.ping().await {
        Ok(()) => {
            let mut text = String::from("ok\n");
            for (name, facts) in state.pings.facts() {
                let line = match facts.problem {
                    None => format!("{name}: ok\n"),
                    Some(problem) if facts.behind == 0 => format!("{name}: {problem}\n"),
                    Some(problem) => format!("{name}: {} events behind: {problem}\n", facts.behind),
                };
                text.push_str(&line);
            }
            if let Some(facts) = state.sky.facts() {
                let problems = facts.problems.iter();
                let problems: Vec<String> = problems
                    .map(|(who, problem)| format!("{who}: {problem}"))
                    .collect();
                let how = if problems.is_empty() {
                    "ok"
                } else {
                    &problems.join("; ")
                };
                text.push_str(&format!("weather: {how}\n"));
            }
            ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the store does not answer");
            sentence(
                StatusCode::SERVICE_UNAVAILABLE,
                "the store does not answer\n",
            )
        }
    }
}
