//! Coming in: the sign-in page, and the way out.

use axum::Json;
use axum::body::to_bytes;
use axum::extract::{Extension, Form, FromRequest, Request, State};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use newsroom::desk::entering::{self, SignedIn};
use newsroom::desk::manuscript::Manuscript;
use newsroom::desk::secret::Secret;
use newsroom::desk::sessions;
use serde::Deserialize;

use super::turns::Turn;
use super::{passkeys, second_step};
use crate::address::Query;
use crate::frame::frame;
use crate::guard::{Signed, set_cookie};
use crate::kept_form::{Kept, is_ours};
use crate::{Desk, answer};

/// Where the button that signs somebody out sends its form.
const SIGN_OUT: &str = "/desk/sign-out";

/// Where somebody wanted to go.
#[derive(Deserialize)]
pub(crate) struct Then {
    then: Option<String>,
}

#[derive(Deserialize)]
struct SignIn {
    address: String,
    password: String,
    then: Option<String>,
    kept: Option<String>,
}

/// Where somebody goes on once they are in, and what they had typed there.
pub(crate) struct Onward {
    then: String,
    kept: Option<String>,
}

impl Onward {
    /// What a form says of it. Nobody is led to another site.
    pub(crate) fn of(then: Option<String>, kept: Option<String>) -> Self {
        let then = then.filter(|then| is_ours(then)).unwrap_or_default();
        Self { then, kept }
    }

    /// The same as fields of the next form.
    pub(crate) fn fields(&self) -> Markup {
        html! {
            input type="hidden" name="then" value=(self.then);
            @if let Some(kept) = &self.kept {
                input type="hidden" name="kept" value=(kept);
            }
        }
    }
}

/// What somebody reads whose tries went wrong too often.
pub(crate) const TOO_OFTEN: &str = "Too many tries went wrong. Please wait ten minutes, or ask for a new link: another owner can \
    make one, and so can whoever runs the server, with `dateline desk link ADDRESS`.";

/// What somebody is asked first who has to sign in for what they wanted. What they sent is kept on the page.
pub(crate) async fn first(desk: &Desk, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if request.method() == Method::GET {
        let asked = request.uri().path_and_query();
        let then = asked.map_or(path.as_str(), PathAndQuery::as_str);
        let then = form_urlencoded::byte_serialize(then.as_bytes());
        return answer::on_to(&format!("/desk/sign-in?then={}", then.collect::<String>()));
    }
    if path == SIGN_OUT {
        let page = sign_in_page(
            desk,
            &Onward::of(None, None),
            "",
            Some("You are signed out."),
        );
        return answer::page(StatusCode::UNAUTHORIZED, &page);
    }
    if wants_json(request.headers()) {
        let said = serde_json::json!({ "sign_in": "/desk/sign-in" });
        return (StatusCode::UNAUTHORIZED, Json(said)).into_response();
    }
    let is_form = request
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| {
            kind.as_bytes()
                .starts_with(b"application/x-www-form-urlencoded")
        });
    let body = to_bytes(request.into_body(), 3 * Manuscript::LONGEST).await;
    let kept = body
        .ok()
        .filter(|_| is_form)
        .and_then(|body| String::from_utf8(body.to_vec()).ok());
    let sentence = match &kept {
        Some(kept) if Kept::read(kept).saves(&path) => {
            "Your session is over. Sign in, and what you typed is saved."
        }
        Some(_) => "Your session is over. Sign in, and go on with what you typed: it is kept.",
        None if is_form => {
            "Your session is over. Sign in, and send that again: it is more than a page can keep."
        }
        None => "Your session is over. Sign in, and send the files again: a page cannot keep them.",
    };
    let on = Onward { then: path, kept };
    let page = sign_in_page(desk, &on, "", Some(sentence));
    answer::page(StatusCode::UNAUTHORIZED, &page)
}

/// `GET /desk/sign-in`
pub(crate) async fn ask(State(desk): State<Desk>, Query(Then { then }): Query<Then>) -> Response {
    let page = sign_in_page(&desk, &Onward::of(then, None), "", None);
    answer::page(StatusCode::OK, &page)
}

/// `POST /desk/sign-in`
pub(crate) async fn sign_in(State(desk): State<Desk>, request: Request) -> Response {
    let from = (desk.facts.from)(&request);
    let browser = browser(request.headers());
    let form = match Form::<SignIn>::from_request(request, &desk).await {
        Ok(Form(form)) => form,
        Err(rejection) => {
            return answer::refusal(
                &desk,
                None,
                rejection.status(),
                "That form could not be read.",
            );
        }
    };
    let SignIn {
        address,
        password,
        then,
        kept,
    } = form;
    let on = Onward::of(then, kept);
    let again = |status, sentence| {
        let page = sign_in_page(&desk, &on, &address, Some(sentence));
        answer::page(status, &page)
    };
    let now = desk.clock.now();
    let Turn::Free(_turn) = desk.turns.take(from, &address, now).await else {
        return again(StatusCode::TOO_MANY_REQUESTS, TOO_OFTEN);
    };
    let entered = entering::sign_in(&desk.store, &desk.clock, &address, &password, &browser).await;
    match entered {
        Ok(Some(SignedIn::Whole(_, secret))) => {
            desk.turns.succeeded(from, &address, now);
            go_in(&desk, &on, &secret).await
        }
        // Not yet a success: somebody who has the password alone must not have the count of their tries begin again.
        Ok(Some(SignedIn::Half(account, half))) => {
            second_step::page(&desk, &account, &half.text(), &on, None)
        }
        Ok(None) => {
            desk.turns.failed(from, &address, now);
            again(
                StatusCode::UNPROCESSABLE_ENTITY,
                "Address and password do not belong together.",
            )
        }
        Err(error) => answer::broken(&desk, None, &error),
    }
}

/// Lets somebody in, to where they wanted to go.
pub(crate) async fn go_in(desk: &Desk, on: &Onward, secret: &Secret) -> Response {
    let answer = match (&on.kept, on.then.as_str()) {
        (_, "") => answer::on_to("/desk"),
        (None, then) => answer::on_to(then),
        (Some(kept), then) => match sessions::who(&desk.store, &desk.clock, &secret.text()).await {
            Ok(Some((account, session))) => {
                let signed = Signed {
                    account,
                    session,
                    path: then.split('?').next().unwrap_or_default().to_owned(),
                };
                Kept::read(kept).go_on(desk, &signed, then).await
            }
            Ok(None) => answer::on_to(then),
            Err(error) => answer::broken(desk, None, &error),
        },
    };
    with_cookie(desk, answer, secret)
}

/// `POST /desk/sign-out`
pub(crate) async fn sign_out(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
) -> Response {
    let Signed {
        account, session, ..
    } = &signed;
    match sessions::sign_out(&desk.store, &desk.clock, account, session.id, false).await {
        Ok(()) => {
            let mut answer = answer::on_to("/desk/sign-in");
            let out = set_cookie(&desk, "");
            answer.headers_mut().insert(header::SET_COOKIE, out);
            answer
        }
        Err(error) => answer::broken(&desk, Some(&signed), &error),
    }
}

/// Whether a script asks.
pub(crate) fn wants_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .is_some_and(|accept| accept.as_bytes().starts_with(b"application/json"))
}

pub(crate) fn browser(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT);
    agent
        .and_then(|agent| agent.to_str().ok())
        .unwrap_or("A browser without a name")
        .to_owned()
}

pub(crate) fn with_cookie(desk: &Desk, mut answer: Response, secret: &Secret) -> Response {
    let cookie = set_cookie(desk, &secret.text());
    answer.headers_mut().insert(header::SET_COOKIE, cookie);
    answer
}

pub(crate) fn sign_in_page(
    desk: &Desk,
    on: &Onward,
    address: &str,
    problem: Option<&str>,
) -> Markup {
    let body = html! {
        h1 { "Sign in" }
        @if let Some(problem) = problem {
            p class="desk-problem" role="alert" { (problem) }
        }
        form method="post" action="/desk/sign-in" class="desk-form" {
            label for="address" { "E-mail address" }
            input id="address" name="address" type="email" autocomplete="username" required value=(address);
            label for="password" { "Password" }
            input id="password" name="password" type="password" autocomplete="current-password" required;
            (on.fields())
            button class="desk-button" { "Sign in" }
        }
        (passkeys::sign_in_form(desk, on))
        p class="desk-hint" { "Lost your password? An owner of the desk can make a new link for you." }
    };
    frame(desk, None, "Sign in", &body)
}
