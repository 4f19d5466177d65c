//! `POST /stay-in-touch`: the sign-up form, from a page or from its island.

use app::stay_in_touch::{Offer, Problem, StayInTouchPage, agreed, thanks};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, FromRequest, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::{EmailAddress, Slug};
use newsroom::letters;

use crate::http::AppState;
use crate::http::answers::pages;
use crate::http::request::network_turns::{AGAIN_AFTER, Turn};
use crate::http::request::reader_address;
use crate::http::routes::sentence;

/// Seconds after which it may be tried again where an address could not be kept: a full disk takes somebody who makes room.
const AFTER_TROUBLE: &str = "60";

/// The form's fields.
#[derive(Default)]
struct Fields {
    email: String,
    /// Nobody sees this field; programs that fill in every field do.
    website: String,
    letters: Vec<Slug>,
    /// The page offers a choice of letters, the box beside pages does not.
    is_page: bool,
}

impl Fields {
    fn read(pairs: Vec<(String, String)>) -> Self {
        let mut fields = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "email" => fields.email = value,
                "website" => fields.website = value,
                "letter" => fields.letters.extend(value.parse::<Slug>()),
                "form" => fields.is_page = value == "page",
                _ => {}
            }
        }
        fields
    }
}

/// Keeps the address and answers the same whether or not it was known: to the island with a
/// sentence, to a browser without script with a page.
pub(in crate::http) async fn sign_up(
    State(state): State<AppState>,
    uri: Uri,
    request: Request,
) -> Response {
    let wants_page = !asks_for_a_sentence(request.headers());
    let from = reader_address::of(&request);
    let fields = match Form::<Vec<(String, String)>>::from_request(request, &state).await {
        Ok(Form(pairs)) => Fields::read(pairs),
        Err(rejection) => return unreadable(&rejection),
    };
    let turn = || state.sign_ups.take(from, state.paper.clock.now());
    let language = &state.paper.masthead.language;
    let problem = match keep(&state, &fields, turn).await {
        Ok(()) if wants_page => return Redirect::to("/stay-in-touch?noted").into_response(),
        Ok(()) => return sentence(StatusCode::OK, thanks(language)),
        Err(problem) => problem,
    };
    let mut answer = if wants_page {
        let Fields { email, letters, .. } = fields;
        let refused = StayInTouchPage::refused(&state.paper, email, letters, problem).await;
        pages::sign_up_page(&state, &uri, refused).await
    } else {
        sentence(StatusCode::OK, problem.sentence(language))
    };
    *answer.status_mut() = match problem {
        Problem::Address(_) | Problem::Domain | Problem::NoLetter => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Problem::TooOften => StatusCode::TOO_MANY_REQUESTS,
        Problem::NotKept => StatusCode::SERVICE_UNAVAILABLE,
    };
    let again = match problem {
        Problem::TooOften => Some(AGAIN_AFTER),
        Problem::NotKept => Some(AFTER_TROUBLE),
        Problem::Address(_) | Problem::Domain | Problem::NoLetter => None,
    };
    if let Some(again) = again {
        let again = HeaderValue::from_static(again);
        answer.headers_mut().insert(header::RETRY_AFTER, again);
    }
    answer
}

async fn keep(
    state: &AppState,
    fields: &Fields,
    turn: impl FnOnce() -> Turn,
) -> Result<(), Problem> {
    let address = EmailAddress::read(&fields.email).map_err(Problem::Address)?;
    if state.refused_domains.has(&address) {
        return Err(Problem::Domain);
    }
    let not_kept = |error| {
        tracing::error!(%error, "a sign-up could not be kept");
        Problem::NotKept
    };
    let offers = Offer::all(&state.paper.store).await.map_err(not_kept)?;
    let chosen: Vec<Slug> = offers
        .iter()
        .map(|offer| &offer.slug)
        .filter(|slug| !fields.is_page || fields.letters.contains(slug))
        .take(if fields.is_page { usize::MAX } else { 1 })
        .cloned()
        .collect();
    if chosen.is_empty() && !offers.is_empty() {
        return Err(Problem::NoLetter);
    }
    if !fields.website.is_empty() {
        tracing::info!("a sign-up filled in the field that nobody sees");
        return Ok(());
    }
    if turn() == Turn::TooOften {
        return Err(Problem::TooOften);
    }
    let wish = letters::SignUp {
        address: &address,
        letters: &chosen,
        form: if fields.is_page { "page" } else { "box" },
        wording: &agreed(&state.paper.masthead.language, &offers, &chosen),
    };
    letters::sign_up(&state.paper.store, &state.paper.clock, wish)
        .await
        .map_err(not_kept)?;
    Ok(())
}

fn asks_for_a_sentence(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .is_some_and(|accept| accept.as_bytes().starts_with(b"text/plain"))
}

/// Not a form, too large, or not readable as one.
pub(in crate::http) fn unreadable(rejection: &FormRejection) -> Response {
    match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => sentence(
            StatusCode::PAYLOAD_TOO_LARGE,
            "That is more than an e-mail address.\n",
        ),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => sentence(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Please send a form (application/x-www-form-urlencoded).\n",
        ),
        _ => sentence(
            StatusCode::UNPROCESSABLE_ENTITY,
            "That form could not be read.\n",
        ),
    }
}
