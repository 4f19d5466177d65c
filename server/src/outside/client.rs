//! Asking other servers, with every limit there is: on time, on what they may send back, on where they
//! may send us.

use std::sync::LazyLock;
use std::time::Duration;

use ureq::Agent;
use ureq::http::header::RETRY_AFTER;

/// How long one request may take from the first look-up of a name to the end of the answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// The longest that another server may tell us to wait.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 3600);

/// How a request turned out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    /// With a status, and, if it says so, how long to wait before the next request.
    Status(u16, Option<Duration>),
    /// It could not be asked, or did not answer in time.
    None(String),
}

/// Connections are kept for the next request. Statuses are looked at, not errors; a redirect of a POST
/// would be followed with a GET, which means something else, so none is followed.
static AGENT: LazyLock<Agent> = LazyLock::new(|| {
    Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent(concat!("Dateline/", env!("CARGO_PKG_VERSION")))
        .build()
        .into()
});

/// Sends `body` to `address`. It blocks, so it happens on a thread for that.
pub(crate) async fn post(address: String, content_type: &'static str, body: String) -> Answer {
    let send = move || {
        let request = AGENT.post(&address).content_type(content_type);
        match request.send(&body) {
            Ok(answer) => {
                let wait = answer.headers().get(RETRY_AFTER);
                let seconds = wait.and_then(|wait| wait.to_str().ok()?.trim().parse().ok());
                let wait = seconds.map(|seconds| Duration::from_secs(seconds).min(LONGEST_WAIT));
                Answer::Status(answer.status().as_u16(), wait)
            }
            Err(error) => Answer::None(error.to_string()),
        }
    };
    match tokio::task::spawn_blocking(send).await {
        Ok(answer) => answer,
        Err(error) => Answer::None(error.to_string()),
    }
}
