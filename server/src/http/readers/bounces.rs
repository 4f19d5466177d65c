//! `POST /letters/bounces`: whoever knows the token posts what came back, as it is (`message/rfc822`) or in a few words
//! (`application/json`).

use axum::body::Bytes;
use axum::extract::{FromRequest as _, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::EmailAddress;
use newsroom::letters::LinkKey;
use newsroom::letters::returned::{About, Report, Returned, Status, count, tagged, take_back};
use newsroom::store::StoreError;
use serde::{Deserialize, Serialize};

use crate::http::AppState;
use crate::http::routes::{broken, sentence};
use crate::returned;

/// How many bounces one request may have.
const MOST: usize = 1000;
/// As much of a reason is kept, in characters.
const LONGEST_REASON: usize = 300;

/// A bounce in a few words.
#[derive(Deserialize)]
struct Posted {
    /// Where the letter went.
    address: Option<String>,
    /// Or which it was: its `Message-ID`, its envelope sender, or the tag in either.
    delivery: Option<String>,
    /// `hard`, `soft` or `complaint`.
    kind: String,
    /// As `5.1.1`.
    status: Option<String>,
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    Many(Vec<Posted>),
    One(Posted),
}

/// What became of them.
#[derive(Debug, Default, Serialize)]
struct Summary {
    counted: usize,
    before: usize,
    nobody: usize,
    ignored: usize,
}

impl Summary {
    fn add(&mut self, returned: &Returned) {
        returned::log(returned, "posted");
        match returned {
            Returned::Counted { .. } => self.counted += 1,
            Returned::Before => self.before += 1,
            Returned::Nobody => self.nobody += 1,
            Returned::Ignored(_) | Returned::NotOurs | Returned::Unknown => self.ignored += 1,
        }
    }
}

/// Why a request is not taken.
enum Refused {
    With(StatusCode, String),
    Broken(StoreError),
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self::Broken(error)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::With(status, sentence) => (
                status,
                [(header::CONTENT_TYPE, "text/plain; charset=utf-8")],
                sentence + "\n",
            )
                .into_response(),
            Self::Broken(error) => broken(&error),
        }
    }
}

pub(in crate::http) async fn post(State(state): State<AppState>, request: Request) -> Response {
    let Some(token) = &state.ways_back.token else {
        return sentence(
            StatusCode::NOT_FOUND,
            "Nothing is taken here, as no token is set (mail.bounce_token).\n",
        );
    };
    // Before anything of the body is read.
    if !knows(request.headers(), token) {
        let mut answer = sentence(
            StatusCode::UNAUTHORIZED,
            "Please send the token that is set as Authorization: Bearer.\n",
        );
        let how = header::HeaderValue::from_static("Bearer");
        answer.headers_mut().insert(header::WWW_AUTHENTICATE, how);
        return answer;
    }
    match take(&state, request).await {
        Ok(summary) => (
            [(header::CONTENT_TYPE, "application/json")],
            serde_json::json!(summary).to_string(),
        )
            .into_response(),
        Err(refused) => refused.into_response(),
    }
}

async fn take(state: &AppState, request: Request) -> Result<Summary, Refused> {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default();
    let kind = kind.trim().to_lowercase();
    let body = Bytes::from_request(request, &()).await.map_err(|error| {
        let said = match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => "That is more than one megabyte.",
            _ => "The body could not be read.",
        };
        Refused::With(error.status(), said.to_owned())
    })?;
    let (store, clock) = (&state.paper.store, &state.paper.clock);
    let mut summary = Summary::default();
    match kind.as_str() {
        "message/rfc822" | "message/global" => {
            let returned = take_back(store, clock, &body).await?;
            summary.add(&returned);
            match returned {
                Returned::Unknown => Err(unreadable("Nobody here can tell what that message is.")),
                Returned::NotOurs => Err(unreadable(
                    "That report does not prove which letter came back: its envelope recipient and the returned Message-ID are missing, or not of this paper.",
                )),
                _ => Ok(summary),
            }
        }
        "application/json" => {
            let key = store.link_key().await?;
            for report in reports(&body, &key)? {
                summary.add(&count(store, clock, &report).await?);
            }
            Ok(summary)
        }
        _ => Err(Refused::With(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Please send message/rfc822 or application/json.".to_owned(),
        )),
    }
}

/// All of them, or the first that is wrong; then none counts.
fn reports(body: &[u8], key: &LinkKey) -> Result<Vec<Report>, Refused> {
    let posted = match serde_json::from_slice(body) {
        Ok(OneOrMany::One(one)) => vec![one],
        Ok(OneOrMany::Many(many)) => many,
        Err(_) => {
            return Err(unreadable(
                r#"Please send {"address": "ann@example.org", "kind": "hard"} or a list of such; kind is hard, soft or complaint."#,
            ));
        }
    };
    if posted.len() > MOST {
        return Err(unreadable(&format!(
            "Please send at most {MOST} bounces at once."
        )));
    }
    posted
        .into_iter()
        .enumerate()
        .map(|(place, one)| {
            report(one, key).map_err(|why| unreadable(&format!("Bounce {}: {why}", place + 1)))
        })
        .collect()
}

fn report(posted: Posted, key: &LinkKey) -> Result<Report, String> {
    let about = match (posted.address, posted.delivery) {
        (Some(address), None) => EmailAddress::read(&address)
            .map(About::Address)
            .map_err(|problem| problem.sentence().to_owned()),
        (None, Some(delivery)) => tagged(&delivery, key)
            .ok_or_else(|| "That delivery is none of this paper's.".to_owned()),
        _ => Err("Please say either address or delivery.".to_owned()),
    }?;
    let kind = posted.kind.parse();
    let status = match posted.status.filter(|status| !status.is_empty()) {
        None => None,
        Some(status) => Some(Status::find(&status).ok_or("A status looks like 5.1.1.")?),
    };
    let reason = posted.reason.unwrap_or_default();
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Report {
        about,
        kind: kind.map_err(|why: domain::Refusal| why.to_string())?,
        status,
        reason: reason.chars().take(LONGEST_REASON).collect(),
    })
}

fn unreadable(said: &str) -> Refused {
    Refused::With(StatusCode::UNPROCESSABLE_ENTITY, said.to_owned())
}

/// Hashes are compared, in a time that tells nothing of how much was right.
fn knows(headers: &HeaderMap, token: &str) -> bool {
    let sent = headers.get(header::AUTHORIZATION);
    let sent = sent.and_then(|sent| sent.to_str().ok()).unwrap_or_default();
    let (scheme, sent) = sent.split_once(' ').unwrap_or_default();
    scheme.eq_ignore_ascii_case("bearer")
        && blake3::hash(sent.trim().as_bytes()) == blake3::hash(token.as_bytes())
}
