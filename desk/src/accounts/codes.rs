//! Codes of an app and recovery codes, on one's own account page.

use axum::extract::{Extension, FromRequest, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::desk::second_factor::{self, AppKey, RecoveryCode};

use super::turns::Turn;
use super::{account, qr};
use crate::form::{Pairs, value};
use crate::frame::frame;
use crate::guard::Signed;
use crate::{Desk, answer};

/// What the account page says of codes.
pub(crate) fn section(signed: &Signed, codes_left: i64) -> Markup {
    let factor = signed.account.second_factor;
    html! {
        h2 { "A second step when you sign in" }
        @if factor.is_on() {
            p {
                "After your password you are asked for "
                @match (factor.has_app, factor.passkeys > 0) {
                    (true, true) => "a code of your app, a passkey",
                    (true, false) => "a code of your app",
                    (false, _) => "a passkey",
                }
                " or a recovery code. You have " (codes_left) " recovery codes left."
            }
            @if codes_left < 3 {
                p class="desk-problem" { "Make new recovery codes before you run out of them." }
            }
        } @else {
            p {
                "With a second step, somebody who learns your password cannot come in. You need an app that shows codes "
                "(most password managers do), or a passkey."
            }
        }
        h3 { "An app that shows codes" }
        @if factor.has_app {
            (with_password("codes-off", "/desk/me/codes/off", "Switch the codes off", true))
        } @else {
            (with_password("codes-on", "/desk/me/codes", "Set up an app", false))
        }
        @if factor.is_on() {
            h3 { "Recovery codes" }
            p class="desk-hint" { "New ones take the place of those that you have." }
            (with_password("recovery", "/desk/me/recovery-codes", "Make new recovery codes", true))
        }
    }
}

/// A form that asks for the password, as whoever finds a browser that is signed in must not get through it.
fn with_password(name: &str, action: &str, label: &str, is_quiet: bool) -> Markup {
    let id = format!("{name}-password");
    html! {
        form method="post" action=(action) class="desk-form" {
            label for=(id) { "Your password" }
            input id=(id) name="password" type="password" autocomplete="current-password" required;
            button class={ "desk-button" @if is_quiet { " desk-button--quiet" } } { (label) }
        }
    }
}

/// The form of somebody who gave their password with it, in that field.
///
/// # Errors
/// What they are answered who did not.
pub(crate) async fn proven(
    desk: &Desk,
    signed: &Signed,
    field: &str,
    request: Request,
) -> Result<Vec<(String, String)>, Refused> {
    let from = (desk.facts.from)(&request);
    let Pairs(pairs) = Pairs::from_request(request, desk)
        .await
        .map_err(|answer| Refused::Answered(Box::new(answer)))?;
    let account = &signed.account;
    let now = desk.clock.now();
    let Turn::Free(_turn) = desk.turns.take(from, account.address.as_str(), now).await else {
        return Err(Refused::Said(
            StatusCode::TOO_MANY_REQUESTS,
            "Too many tries went wrong. Please wait ten minutes.",
        ));
    };
    let password = value(&pairs, field).unwrap_or_default();
    match second_factor::is_password(account, password).await {
        Ok(true) => Ok(pairs),
        Ok(false) => {
            desk.turns.failed(from, account.address.as_str(), now);
            Err(Refused::Said(
                StatusCode::UNPROCESSABLE_ENTITY,
                "That is not your password, so nothing was changed.",
            ))
        }
        Err(error) => Err(Refused::Answered(Box::new(answer::broken(
            desk,
            Some(signed),
            &error,
        )))),
    }
}

/// Why a form was not taken.
pub(crate) enum Refused {
    /// A sentence for the page it came from.
    Said(StatusCode, &'static str),
    /// With an answer of its own.
    Answered(Box<Response>),
}

impl Refused {
    /// The account page with the sentence.
    pub(crate) async fn page(self, desk: &Desk, signed: &Signed) -> Response {
        match self {
            Self::Said(status, sentence) => {
                account::page(desk, signed, status, Some(sentence)).await
            }
            Self::Answered(answer) => *answer,
        }
    }
}

/// `POST /desk/me/codes`: a key for an app.
pub(crate) async fn begin(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    request: Request,
) -> Response {
    if let Err(refused) = proven(&desk, &signed, "password", request).await {
        return refused.page(&desk, &signed).await;
    }
    match second_factor::begin_app(&desk.store, &desk.clock, &signed.account).await {
        Ok(key) => key_page(&desk, &signed, &key, None),
        Err(error) => not_done(&desk, &signed, error).await,
    }
}

/// `POST /desk/me/codes/confirm`: the first code of an app.
pub(crate) async fn confirm(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Pairs(pairs): Pairs,
) -> Response {
    let code = value(&pairs, "code").unwrap_or_default();
    let account = &signed.account;
    match second_factor::confirm_app(&desk.store, &desk.clock, account, code).await {
        Ok(Some(codes)) => {
            let said = "From now on you are asked for a code of your app after your password.";
            recovery_page(&desk, &signed, said, &codes)
        }
        Ok(None) => answer::on_to("/desk/me"),
        Err(DeskError::Refused(sentence)) => match desk.store.app_key(account.id).await {
            Ok(Some((key, _))) => key_page(&desk, &signed, &key, Some(&sentence)),
            Ok(None) => answer::on_to("/desk/me"),
            Err(error) => answer::broken(&desk, Some(&signed), &error),
        },
        Err(error) => not_done(&desk, &signed, error).await,
    }
}

/// `POST /desk/me/codes/off`
pub(crate) async fn off(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    request: Request,
) -> Response {
    if let Err(refused) = proven(&desk, &signed, "password", request).await {
        return refused.page(&desk, &signed).await;
    }
    match second_factor::remove_app(&desk.store, &desk.clock, &signed.account).await {
        Ok(()) => answer::on_to("/desk/me"),
        Err(error) => not_done(&desk, &signed, error).await,
    }
}

/// `POST /desk/me/recovery-codes`
pub(crate) async fn renew(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    request: Request,
) -> Response {
    if let Err(refused) = proven(&desk, &signed, "password", request).await {
        return refused.page(&desk, &signed).await;
    }
    match second_factor::new_recovery_codes(&desk.store, &desk.clock, &signed.account).await {
        Ok(codes) => recovery_page(
            &desk,
            &signed,
            "The recovery codes that you had are void.",
            &codes,
        ),
        Err(error) => not_done(&desk, &signed, error).await,
    }
}

/// The account page with a sentence, or what stands for it.
pub(crate) async fn not_done(desk: &Desk, signed: &Signed, error: DeskError) -> Response {
    match error {
        DeskError::Refused(sentence) => {
            account::page(
                desk,
                signed,
                StatusCode::UNPROCESSABLE_ENTITY,
                Some(&sentence),
            )
            .await
        }
        error @ (DeskError::Forbidden | DeskError::Unknown | DeskError::Store(_)) => {
            answer::not_done(desk, signed, &error)
        }
    }
}

fn key_page(desk: &Desk, signed: &Signed, key: &AppKey, problem: Option<&str>) -> Response {
    let address = key.address(&desk.facts.name, &signed.account.address);
    let title = "Set up an app";
    let body = html! {
        p class="desk-back" { a href="/desk/me" { (signed.account.name) } }
        h1 { (title) }
        @if let Some(problem) = problem {
            p class="desk-problem" role="alert" { (problem) }
        }
        p { "Take this picture with the app:" }
        (qr::picture(&address, "The address below as a picture for the app"))
        p { "Or give it this address, or this key:" }
        p { a class="desk-link" href=(address) { (address) } }
        p { code class="desk-link" { (key.text()) } }
        form method="post" action="/desk/me/codes/confirm" class="desk-form" {
            label for="code" { "The code that it shows then" }
            input id="code" name="code" required inputmode="numeric" autocomplete="one-time-code" aria-describedby="code-hint";
            p id="code-hint" class="desk-hint" { "Six digits. Until you type them nothing changes." }
            button class="desk-button" { "Switch the codes on" }
        }
    };
    let status = problem.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    answer::page(status, &frame(desk, Some(signed), title, &body))
}

/// Shows recovery codes once: only hashes of them are kept.
pub(crate) fn recovery_page(
    desk: &Desk,
    signed: &Signed,
    said: &str,
    codes: &[RecoveryCode],
) -> Response {
    let title = "Recovery codes";
    let body = html! {
        h1 { (title) }
        p class="desk-said" role="status" { (said) }
        p {
            "Write these down, and keep them away from your telephone. With one of them you come in if it is lost; each is good "
            "once. They are shown only now."
        }
        ol class="desk-codes" {
            @for code in codes { li { code { (code.text()) } } }
        }
        p { a href="/desk/me" { "I have them" } }
    };
    answer::page(StatusCode::OK, &frame(desk, Some(signed), title, &body))
}
