//! How long a request may take: the rest of it to come, and then the answer to it.
//!
//! The two are counted apart. A picture from a train comes for minutes, while an answer that takes as long is stuck somewhere. And
//! who sends a byte now and then, to keep what a request takes, is not waited for: what comes has to come at some pace.

mod timed;

use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, Version, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::http::answers::apologies;
use crate::http::routes::sentence;
use timed::{Coming, Timed};

/// How long an answer may take before the reader is told to come back.
pub(in crate::http) const ANSWER: Duration = Duration::from_secs(20);
/// How long nothing may come of what is being sent.
const BODY: Duration = Duration::from_secs(20);

/// How long a request may take.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For how long nothing may come of its body, and how long it may be waited for in all, beside a second for each kibibyte
    /// of it that came.
    pub body: Duration,
    /// How long its answer may take, from when the last of it came.
    pub answer: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            body: BODY,
            answer: ANSWER,
        }
    }
}

/// Ends what takes too long. Whoever sends too slowly is told so, and so is whoever waits for an answer.
pub(in crate::http) async fn limit(
    State(patience): State<Patience>,
    request: Request,
    next: Next,
) -> Response {
    let is_http_1 = request.version() < Version::HTTP_2;
    let coming = Coming::new();
    let request = request.map(|body| match body.is_end_stream() {
        true => body,
        false => Body::new(Timed::new(body, patience.body, coming.clone())),
    });
    let answer = tokio::select! {
        answer = next.run(request) => answer,
        () = coming.is_over(patience.answer) => return apologies::too_slow(),
    };
    let status = answer.status();
    if !coming.was_cut_off() || status.is_success() || status.is_redirection() {
        return answer;
    }
    let mut answer = match status {
        // It says by itself what became of what did come.
        StatusCode::REQUEST_TIMEOUT => answer,
        _ => sentence(
            StatusCode::REQUEST_TIMEOUT,
            "The rest of what you sent did not come in time. Please send it again.\n",
        ),
    };
    // What might still come is of no request. Over HTTP/2 it is known which one it belongs to.
    if is_http_1 {
        let close = HeaderValue::from_static("close");
        answer.headers_mut().insert(header::CONNECTION, close);
    }
    answer
}
