//! Asking other servers, with every limit there is: on time, on what they may send back, on where they
//! may send us.

use std::sync::LazyLock;
use std::time::Duration;

use ureq::Agent;
use ureq::http::HeaderMap;
use ureq::http::header::{
    DATE, ETAG, EXPIRES, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, USER_AGENT,
};

use super::retry_after;

/// How long one request may take from the first look-up of a name to the end of the answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// The longest that another server may tell us to wait.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 3600);

/// The most that is read of an answer, in bytes: ten times a weather forecast.
const LARGEST: u64 = 512 * 1024;
/// The longest name of an answer that is kept to ask whether it has changed.
const LONGEST_TAG: usize = 200;

/// How telling something turned out.
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
    post_with(address, content_type, body, Vec::new()).await
}

/// The same with more headers, whose names and values are checked.
pub(crate) async fn post_with(
    address: String,
    content_type: &'static str,
    body: String,
    headers: Vec<(String, String)>,
) -> Answer {
    let send = move || {
        let mut request = AGENT.post(&address).content_type(content_type);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        match request.send(&body) {
            Ok(answer) => Answer::Status(answer.status().as_u16(), wait(answer.headers())),
            Err(error) => Answer::None(error.to_string()),
        }
    };
    match tokio::task::spawn_blocking(send).await {
        Ok(answer) => answer,
        Err(error) => Answer::None(error.to_string()),
    }
}

/// Whether somebody answers at `address`, and how; what they say is not read. It blocks, so it happens on a thread for that.
pub(crate) async fn status(address: String, patience: Duration) -> Answer {
    let ask = move || {
        let request = AGENT.get(&address).config();
        match request.timeout_global(Some(patience)).build().call() {
            Ok(answer) => Answer::Status(answer.status().as_u16(), wait(answer.headers())),
            Err(error) => Answer::None(error.to_string()),
        }
    };
    match tokio::task::spawn_blocking(ask).await {
        Ok(answer) => answer,
        Err(error) => Answer::None(error.to_string()),
    }
}

/// What to ask for, and on whose behalf.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    pub(crate) address: String,
    /// Who asks: some services want to know whom to write to.
    pub(crate) user_agent: String,
    /// The name and the time of an answer that is there already; it need not be sent again.
    pub(crate) etag: Option<String>,
    pub(crate) last_modified: Option<String>,
    /// How long it may take from the first look-up of a name to the end of the answer.
    pub(crate) patience: Duration,
}

/// What came of a question.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    /// The whole answer.
    Text(String, Head),
    /// The answer that is there already still holds.
    Unchanged(Head),
    /// None, for that reason; if the other side said when to ask again, then.
    None(String, Option<Duration>),
}

/// What an answer says of itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct Head {
    pub(crate) etag: Option<String>,
    pub(crate) last_modified: Option<String>,
    pub(crate) expires: Option<String>,
    pub(crate) date: Option<String>,
}

/// Asks a question. It blocks, so it happens on a thread for that.
pub(crate) async fn get(question: Question) -> Reply {
    let asked = tokio::task::spawn_blocking(move || ask(question)).await;
    asked.unwrap_or_else(|error| Reply::None(error.to_string(), None))
}

fn ask(question: Question) -> Reply {
    let mut request = AGENT
        .get(&question.address)
        .header(USER_AGENT, question.user_agent);
    for (name, value) in [
        (IF_NONE_MATCH, question.etag),
        (IF_MODIFIED_SINCE, question.last_modified),
    ] {
        if let Some(value) = value {
            request = request.header(name, value);
        }
    }
    let limited = request.config().timeout_global(Some(question.patience));
    let mut answer = match limited.build().call() {
        Ok(answer) => answer,
        Err(error) => return Reply::None(error.to_string(), None),
    };
    let head = Head::of(answer.headers());
    match answer.status().as_u16() {
        // 203: what is asked for will not be there for ever (api.met.no/doc/TermsOfService).
        200 | 203 => match answer
            .body_mut()
            .with_config()
            .limit(LARGEST)
            .read_to_string()
        {
            Ok(text) => Reply::Text(text, head),
            Err(error) => Reply::None(error.to_string(), None),
        },
        304 => Reply::Unchanged(head),
        status => Reply::None(format!("it answered {status}"), wait(answer.headers())),
    }
}

impl Head {
    fn of(headers: &HeaderMap) -> Self {
        let value = |name: HeaderName| {
            let value = headers.get(name)?.to_str().ok()?;
            (value.len() <= LONGEST_TAG).then(|| value.to_owned())
        };
        Self {
            etag: value(ETAG),
            last_modified: value(LAST_MODIFIED),
            expires: value(EXPIRES),
            date: value(DATE),
        }
    }
}

/// How long to wait before the next request, if the other side says so, a day at most.
pub(crate) fn wait(headers: &HeaderMap) -> Option<Duration> {
    Some(retry_after(headers)?.min(LONGEST_WAIT))
}
