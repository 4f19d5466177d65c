//! `POST /stay-in-touch`: the sign-up form, from a page or from its island.

use app::stay_in_touch::{Problem, StayInTouchPage, thanks};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::EmailAddress;
use newsroom::letters;
use serde::Deserialize;

use super::routes::sentence;
use super::{AppState, pages};

/// The form's fields.
#[derive(Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    email: String,
    /// Nobody sees this field; programs that fill in every field do.
    #[serde(default)]
    website: String,
}

/// Keeps the address and answers the same whether or not it was known: to the island with a
/// sentence, to a browser without script with a page.
pub(super) async fn sign_up(
    State(state): State<AppState>,
    headers: HeaderMap,
    uri: Uri,
    fields: Result<Form<Fields>, FormRejection>,
) -> Response {
    let fields = match fields {
        Ok(Form(fields)) => fields,
        Err(rejection) => return unreadable(&rejection),
    };
    let wants_page = !asks_for_a_sentence(&headers);
    let language = &state.paper.masthead.language;
    match keep(&state, &fields).await {
        Ok(()) if wants_page => Redirect::to("/stay-in-touch?noted").into_response(),
        Ok(()) => sentence(StatusCode::OK, thanks(language)),
        Err(problem) => {
            let status = match problem {
                Problem::Address(_) => StatusCode::UNPROCESSABLE_ENTITY,
                Problem::NotKept => StatusCode::INTERNAL_SERVER_ERROR,
            };
            if !wants_page {
                return sentence(status, problem.sentence(language));
            }
            let refused = StayInTouchPage::Refused {
                typed: fields.email,
                problem,
            };
            let mut page = pages::sign_up_page(&state, &uri, refused).await;
            *page.status_mut() = status;
            page
        }
    }
}

async fn keep(state: &AppState, fields: &Fields) -> Result<(), Problem> {
    let address = EmailAddress::read(&fields.email).map_err(Problem::Address)?;
    if !fields.website.is_empty() {
        tracing::info!("a sign-up filled in the field that nobody sees");
        return Ok(());
    }
    let wish = letters::SignUp {
        address: &address,
        letters: &[],
        form: "box",
        wording: "",
    };
    match letters::sign_up(&state.paper.store, &state.paper.clock, wish).await {
        Ok(_) => Ok(()),
        Err(error) => {
            tracing::error!(%error, "a sign-up could not be kept");
            Err(Problem::NotKept)
        }
    }
}

fn asks_for_a_sentence(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .is_some_and(|accept| accept.as_bytes().starts_with(b"text/plain"))
}

/// Not a form, too large, or not readable as one.
fn unreadable(rejection: &FormRejection) -> Response {
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
