//! One's own account: password, second factor, and the browsers one is signed in with.

use axum::extract::{Extension, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::html;
use newsroom::desk::doing::DeskError;
use newsroom::desk::password::Password;
use newsroom::desk::{people, sessions};

use super::{codes, passkeys};
use crate::form::{Pairs, value};
use crate::frame::frame;
use crate::guard::Signed;
use crate::{Desk, answer, clock_time};

/// `GET /desk/me`
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
) -> Response {
    page(&desk, &signed, StatusCode::OK, None).await
}

/// The page, with what came of a form.
pub(crate) async fn page(
    desk: &Desk,
    signed: &Signed,
    status: StatusCode,
    said: Option<&str>,
) -> Response {
    let Signed {
        account, session, ..
    } = signed;
    let loaded = async {
        let open = desk.store.sessions_of(account.id, desk.clock.now()).await?;
        let codes_left = desk.store.recovery_codes_left(account.id).await?;
        let passkeys = desk.store.passkeys_of(account.id).await?;
        Ok((open, codes_left, passkeys))
    };
    let (open, codes_left, passkeys) = match loaded.await {
        Ok(loaded) => loaded,
        Err(error) => return answer::broken(desk, Some(signed), &error),
    };
    let zone = &desk.facts.time_zone;
    let body = html! {
        h1 { (account.name) }
        p { (account.role.label()) ", " (account.address) }
        @if let Some(said) = said {
            p class=(if status == StatusCode::OK { "desk-said" } else { "desk-problem" }) role="status" { (said) }
        }
        h2 { "Password" }
        form method="post" action="/desk/me/password" class="desk-form" {
            input type="hidden" autocomplete="username" value=(account.address);
            label for="old" { "The one you have" }
            input id="old" name="old" type="password" autocomplete="current-password" required;
            label for="new" { "A new one" }
            input id="new" name="new" type="password" autocomplete="new-password" required
                minlength=(Password::SHORTEST) maxlength=(Password::LONGEST);
            button class="desk-button" { "Change it" }
        }
        (codes::section(signed, codes_left))
        (passkeys::section(desk, &passkeys))
        h2 { "Signed in with" }
        ul class="desk-list" {
            @for one in &open {
                li class="desk-list__line" {
                    div {
                        (one.browser)
                        @if one.id == session.id { " " strong { "(this one)" } }
                        p class="desk-hint" {
                            "Since " (clock_time::told(one.made_at, zone)) ", last used " (clock_time::told(one.seen_at, zone))
                        }
                    }
                    @if one.id != session.id {
                        form method="post" action="/desk/me/sessions" {
                            input type="hidden" name="session" value=(one.id);
                            button class="desk-button desk-button--quiet" { "Sign it out" }
                        }
                    }
                }
            }
        }
        @if open.len() > 1 {
            form method="post" action="/desk/me/sessions" {
                button class="desk-button desk-button--quiet" { "Sign out all others" }
            }
        }
    };
    answer::page(status, &frame(desk, Some(signed), &account.name, &body))
}

/// `POST /desk/me/password`
pub(crate) async fn change_password(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    request: Request,
) -> Response {
    // Whoever finds a browser signed in may guess no more often than whoever comes to sign in.
    let pairs = match codes::proven(&desk, &signed, "old", request).await {
        Ok(pairs) => pairs,
        Err(refused) => return refused.page(&desk, &signed).await,
    };
    let text = |name| value(&pairs, name).unwrap_or_default();
    let Signed {
        account, session, ..
    } = &signed;
    let new = text("new");
    let changed = people::change_password(&desk.store, &desk.clock, account, session.id, new).await;
    match changed {
        Ok(()) => {
            let said = "Your password is another one now. All other browsers are signed out.";
            page(&desk, &signed, StatusCode::OK, Some(said)).await
        }
        Err(DeskError::Refused(sentence)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            page(&desk, &signed, status, Some(&sentence)).await
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

/// `POST /desk/me/sessions`: ends one, or all but this.
pub(crate) async fn end_sessions(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Pairs(pairs): Pairs,
) -> Response {
    let Signed {
        account, session, ..
    } = &signed;
    let (id, others) = match value(&pairs, "session").map(str::parse) {
        None => (session.id, true),
        Some(Ok(id)) => (id, false),
        Some(Err(_)) => return answer::on_to("/desk/me"),
    };
    match sessions::sign_out(&desk.store, &desk.clock, account, id, others).await {
        Ok(()) => answer::on_to("/desk/me"),
        Err(error) => answer::broken(&desk, Some(&signed), &error),
    }
}
