//! The second page of signing in, for whoever has more than a password: a code of an app, or one for when that is lost.

use axum::extract::{Form, FromRequest, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::html;
use newsroom::desk::account::Account;
use newsroom::desk::second_factor::{self, SecondStep};
use serde::Deserialize;

use super::coming_in::{Onward, TOO_OFTEN, browser, go_in, sign_in_page};
use super::passkeys;
use super::turns::Turn;
use crate::frame::frame;
use crate::{Desk, answer};

#[derive(Deserialize)]
struct Code {
    /// Says whose password was right.
    half: String,
    code: String,
    then: Option<String>,
    kept: Option<String>,
}

/// `POST /desk/sign-in/code`
pub(crate) async fn give_code(State(desk): State<Desk>, request: Request) -> Response {
    let from = (desk.facts.from)(&request);
    let browser = browser(request.headers());
    let Ok(Form(form)) = Form::<Code>::from_request(request, &desk).await else {
        return over(&desk, &Onward::of(None, None));
    };
    let on = Onward::of(form.then, form.kept);
    let account = match second_factor::waiting(&desk.store, &desk.clock, &form.half).await {
        Ok(Some(account)) => account,
        Ok(None) => return over(&desk, &on),
        Err(error) => return answer::broken(&desk, None, &error),
    };
    let now = desk.clock.now();
    let whose = turns_of(&account);
    let Turn::Free(_turn) = desk.turns.take(from, &whose, now).await else {
        return page(
            &desk,
            &account,
            &form.half,
            &on,
            Some((StatusCode::TOO_MANY_REQUESTS, TOO_OFTEN)),
        );
    };
    let given =
        second_factor::give_code(&desk.store, &desk.clock, &form.half, &form.code, &browser).await;
    match given {
        Ok(SecondStep::In(account, secret)) => {
            desk.turns.succeeded(from, &whose, now);
            desk.turns.succeeded(from, account.address.as_str(), now);
            go_in(&desk, &on, &secret).await
        }
        Ok(SecondStep::Wrong) => {
            desk.turns.failed(from, &whose, now);
            let sentence = "That code is not right, or was used already. An app shows a new one every 30 seconds.";
            let problem = Some((StatusCode::UNPROCESSABLE_ENTITY, sentence));
            page(&desk, &account, &form.half, &on, problem)
        }
        Ok(SecondStep::Over) => {
            desk.turns.failed(from, &whose, now);
            over(&desk, &on)
        }
        Err(error) => answer::broken(&desk, None, &error),
    }
}

/// Codes have turns of their own, so that guessing at them takes none from the password.
pub(crate) fn turns_of(account: &Account) -> String {
    format!("second factor of {}", account.address)
}

/// The password again, as time or tries are over.
pub(crate) fn over(desk: &Desk, on: &Onward) -> Response {
    let sentence =
        "That took too long, or too many codes were wrong. Please begin with your password again.";
    let page = sign_in_page(desk, on, "", Some(sentence));
    answer::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Asks somebody for their second factor.
pub(crate) fn page(
    desk: &Desk,
    account: &Account,
    half: &str,
    on: &Onward,
    problem: Option<(StatusCode, &str)>,
) -> Response {
    let has_app = account.second_factor.has_app;
    let body = html! {
        h1 { "One more step" }
        @if let Some((_, problem)) = problem {
            p class="desk-problem" role="alert" { (problem) }
        }
        form method="post" action="/desk/sign-in/code" class="desk-form" {
            input type="hidden" name="half" value=(half);
            (on.fields())
            label for="code" { @if has_app { "Code" } @else { "Recovery code" } }
            input id="code" name="code" required autocomplete="one-time-code" autocapitalize="none" spellcheck="false"
                aria-describedby="code-hint";
            p id="code-hint" class="desk-hint" {
                @if has_app {
                    "The six digits that your app shows now, or one of your recovery codes."
                } @else {
                    "One of the recovery codes that you were given with your first passkey."
                }
            }
            button class="desk-button" { "Go on" }
        }
        @if account.second_factor.passkeys > 0 {
            (passkeys::sign_in_form(desk, on))
        }
        p class="desk-hint" { "Lost it all? An owner of the desk can make a new link for you." }
    };
    let status = problem.map_or(StatusCode::OK, |(status, _)| status);
    answer::page(status, &frame(desk, None, "One more step", &body))
}
