//! Passkeys, on the account page and when signing in. Browsers hand them to script only; without it, nothing here is shown.

use axum::Json;
use axum::extract::{Extension, FromRequest, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use newsroom::desk::passkeys::{self, Passkey, Question};
use serde_json::json;

use super::codes::{Refused, not_done, proven, recovery_page};
use super::coming_in::{Onward, TOO_OFTEN, browser, go_in, sign_in_page};
use super::turns::Turn;
use crate::address::Path;
use crate::form::{Pairs, value};
use crate::guard::Signed;
use crate::{Desk, answer, clock_time, files};

/// The script, which shows the forms that need it.
fn script() -> Markup {
    html! { script type="module" src=(files::path("passkeys.js")) {} }
}

/// The button on the pages of signing in.
pub(crate) fn sign_in_form(desk: &Desk, on: &Onward) -> Markup {
    html! {
        @if desk.passkeys.are_possible() {
            form method="post" action="/desk/sign-in/passkey" class="desk-form" hidden
                data-passkey="get" data-origin=(desk.facts.url) {
                (on.fields())
                p class="desk-problem" role="alert" data-problem hidden {}
                button class="desk-button desk-button--quiet" { "Sign in with a passkey" }
            }
            (script())
        }
    }
}

/// What the account page says of passkeys.
pub(crate) fn section(desk: &Desk, all: &[Passkey]) -> Markup {
    let zone = &desk.facts.time_zone;
    html! {
        h3 { "Passkeys" }
        p class="desk-hint" {
            "Your device or password manager signs you in, by finger, face or PIN, without a password."
        }
        @if !all.is_empty() {
            ul class="desk-list" {
                @for one in all {
                    li {
                        strong { (one.name) }
                        p class="desk-hint" {
                            "Since " (clock_time::told(one.made_at, zone)) ", "
                            @match one.used_at {
                                Some(at) => { "last used " (clock_time::told(at, zone)) }
                                None => "not used yet",
                            }
                        }
                        details {
                            summary { "Remove " (one.name) }
                            form method="post" action={ "/desk/me/passkeys/" (one.id) "/remove" } class="desk-form" {
                                @let id = format!("remove-{}", one.id);
                                label for=(id) { "Your password" }
                                input id=(id) name="password" type="password" autocomplete="current-password" required;
                                button class="desk-button desk-button--quiet" { "Remove it" }
                            }
                        }
                    }
                }
            }
        }
        @if desk.passkeys.are_possible() {
            form method="post" action="/desk/me/passkeys" class="desk-form" hidden
                data-passkey="create" data-origin=(desk.facts.url) {
                label for="passkey-name" { "What to call a new one" }
                input id="passkey-name" name="name" required maxlength="100" autocomplete="off";
                label for="passkey-password" { "Your password" }
                input id="passkey-password" name="password" type="password" autocomplete="current-password" required;
                p class="desk-problem" role="alert" data-problem hidden {}
                button class="desk-button" { "Add a passkey" }
            }
            noscript { p class="desk-hint" { "A passkey is added by script, which is switched off in this browser." } }
            (script())
        } @else {
            p class="desk-hint" { "This paper has no domain in its address, so browsers make no passkeys for it." }
        }
    }
}

fn asked(question: &Question) -> Response {
    let said = json!({ "question": question.id.text(), "options": question.options });
    Json(said).into_response()
}

fn sentence(status: StatusCode, sentence: &str) -> Response {
    (status, Json(json!({ "sentence": sentence }))).into_response()
}

/// `POST /desk/me/passkeys/ask`, by script: what to ask the browser for, once the password was given.
pub(crate) async fn ask_for_new(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    request: Request,
) -> Response {
    match proven(&desk, &signed, "password", request).await {
        Ok(_) => {}
        Err(Refused::Said(status, said)) => return sentence(status, said),
        Err(Refused::Answered(answer)) => return *answer,
    }
    let asking = desk
        .passkeys
        .ask_for_new(&desk.store, &desk.clock, &signed.account);
    match asking.await {
        Ok(question) => asked(&question),
        Err(error) => sentence(answer::status(&error), &error.to_string()),
    }
}

/// `POST /desk/me/passkeys`: what the browser answered.
pub(crate) async fn add(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Pairs(pairs): Pairs,
) -> Response {
    let text = |name| value(&pairs, name).unwrap_or_default();
    let said = (text("question"), text("answer"));
    let account = &signed.account;
    let adding = desk
        .passkeys
        .add(&desk.store, &desk.clock, account, said, text("name"));
    match adding.await {
        Ok(Some(codes)) => {
            let said = "From now on your password alone is not enough: you sign in with the passkey, or with your password and a \
                        recovery code.";
            recovery_page(&desk, &signed, said, &codes)
        }
        Ok(None) => answer::on_to("/desk/me"),
        Err(error) => not_done(&desk, &signed, error).await,
    }
}

/// `POST /desk/me/passkeys/{id}/remove`
pub(crate) async fn remove(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
    request: Request,
) -> Response {
    if let Err(refused) = proven(&desk, &signed, "password", request).await {
        return refused.page(&desk, &signed).await;
    }
    match passkeys::remove(&desk.store, &desk.clock, &signed.account, id).await {
        Ok(()) => answer::on_to("/desk/me"),
        Err(error) => not_done(&desk, &signed, error).await,
    }
}

/// `GET /desk/sign-in/passkey`, by script: what to ask the browser of somebody who wants to come in.
pub(crate) async fn ask_who(State(desk): State<Desk>) -> Response {
    match desk.passkeys.ask_who(&desk.clock) {
        Ok(Some(question)) => asked(&question),
        Ok(None) => sentence(
            StatusCode::NOT_FOUND,
            "This paper has no domain in its address, so browsers make no passkeys for it.",
        ),
        Err(error) => answer::broken(&desk, None, &error),
    }
}

/// `POST /desk/sign-in/passkey`: what the browser answered.
pub(crate) async fn sign_in(State(desk): State<Desk>, request: Request) -> Response {
    let from = (desk.facts.from)(&request);
    let browser = browser(request.headers());
    let Pairs(pairs) = match Pairs::from_request(request, &desk).await {
        Ok(pairs) => pairs,
        Err(answer) => return answer,
    };
    let text = |name| value(&pairs, name).map(str::to_owned);
    let on = Onward::of(text("then"), text("kept"));
    let again = |status, sentence| {
        let page = sign_in_page(&desk, &on, "", Some(sentence));
        answer::page(status, &page)
    };
    let now = desk.clock.now();
    // Nobody guesses a key. What is counted is the work of checking it, for each network alone.
    let whose = format!("a passkey from {from:?}");
    let Turn::Free(_turn) = desk.turns.take(from, &whose, now).await else {
        return again(StatusCode::TOO_MANY_REQUESTS, TOO_OFTEN);
    };
    let question = text("question").unwrap_or_default();
    let answer = text("answer").unwrap_or_default();
    let said = (question.as_str(), answer.as_str());
    let entered = desk
        .passkeys
        .sign_in(&desk.store, &desk.clock, said, &browser);
    match entered.await {
        Ok(Some((account, secret))) => {
            desk.turns.succeeded(from, account.address.as_str(), now);
            go_in(&desk, &on, &secret).await
        }
        Ok(None) => {
            desk.turns.failed(from, &whose, now);
            again(
                StatusCode::UNPROCESSABLE_ENTITY,
                "That passkey is not known here, or it took too long. Please try again, or sign in with your password.",
            )
        }
        Err(error) => answer::broken(&desk, None, &error),
    }
}
