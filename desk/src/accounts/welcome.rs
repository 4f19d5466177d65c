//! Coming in by a link, once: whoever founds the desk, was invited, or lost what they sign in with.

use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use newsroom::desk::account::Account;
use newsroom::desk::doing::DeskError;
use newsroom::desk::entering::{self, Guest, Introduction};
use newsroom::desk::password::Password;
use serde::Deserialize;

use super::coming_in::{browser, with_cookie};
use crate::address::Path;
use crate::frame::frame;
use crate::{Desk, answer};

/// `GET /desk/enter/{link}`: changes nothing, as mail scanners follow links.
pub(crate) async fn welcome(State(desk): State<Desk>, Path(link): Path<String>) -> Response {
    match entering::guest(&desk.store, &desk.clock, &link).await {
        Ok(Some(guest)) => {
            let page = enter_page(&desk, &link, &guest, ("", ""), None);
            answer::page(StatusCode::OK, &page)
        }
        Ok(None) => bad_link(&desk),
        Err(error) => answer::broken(&desk, None, &error),
    }
}

#[derive(Deserialize)]
pub(crate) struct Enter {
    #[serde(default)]
    name: String,
    #[serde(default)]
    address: String,
    password: String,
}

/// `POST /desk/enter/{link}`
pub(crate) async fn enter(
    State(desk): State<Desk>,
    Path(link): Path<String>,
    headers: HeaderMap,
    Form(form): Form<Enter>,
) -> Response {
    let introduction = Introduction {
        name: &form.name,
        address: &form.address,
        password: &form.password,
    };
    let browser = browser(&headers);
    let entered = entering::enter(&desk.store, &desk.clock, &link, introduction, &browser).await;
    match entered {
        Ok((_, secret)) => with_cookie(&desk, answer::on_to("/desk"), &secret),
        Err(DeskError::Refused(sentence)) => {
            let guest = entering::guest(&desk.store, &desk.clock, &link).await;
            let Ok(Some(guest)) = guest else {
                return bad_link(&desk);
            };
            let said = (form.name.as_str(), form.address.as_str());
            let page = enter_page(&desk, &link, &guest, said, Some(&sentence));
            answer::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(DeskError::Unknown | DeskError::Forbidden) => bad_link(&desk),
        Err(DeskError::Store(error)) => answer::broken(&desk, None, &error),
    }
}

fn bad_link(desk: &Desk) -> Response {
    answer::refusal(
        desk,
        None,
        StatusCode::GONE,
        "This link was used already, or its time is over, or it was not copied whole. An owner can make a new one, and so can \
         whoever runs the server, with `dateline desk link ADDRESS`.",
    )
}

fn enter_page(
    desk: &Desk,
    link: &str,
    guest: &Guest,
    (name, address): (&str, &str),
    problem: Option<&str>,
) -> Markup {
    let title = match guest {
        Guest::Founder => "Found the desk",
        Guest::Holder(_) => "Welcome",
    };
    let body = html! {
        h1 { (title) }
        @match guest {
            Guest::Founder => p { "Whoever fills this in owns the desk, and can invite everybody else." },
            Guest::Holder(account) => (greeting(account)),
        }
        @if let Some(problem) = problem {
            p class="desk-problem" role="alert" { (problem) }
        }
        form method="post" action={ "/desk/enter/" (link) } class="desk-form" {
            @match guest {
                Guest::Founder => {
                    label for="name" { "Your name" }
                    input id="name" name="name" autocomplete="name" required maxlength="100" value=(name);
                    label for="address" { "Your e-mail address" }
                    input id="address" name="address" type="email" autocomplete="username" required value=(address);
                }
                Guest::Holder(account) => {
                    // For password managers, which keep the two together.
                    input type="hidden" autocomplete="username" value=(account.address);
                }
            }
            label for="password" { "A password" }
            input id="password" name="password" type="password" autocomplete="new-password" required
                minlength=(Password::SHORTEST) maxlength=(Password::LONGEST) aria-describedby="password-hint";
            p id="password-hint" class="desk-hint" {
                "At least " (Password::SHORTEST) " characters. Four words that do not belong together make a good one."
            }
            button class="desk-button" { "Go in" }
        }
    };
    frame(desk, None, title, &body)
}

fn greeting(account: &Account) -> Markup {
    html! {
        p {
            "Hello " (account.name) ". You come in as " (account.role.label().to_lowercase()) " and sign in with "
            (account.address) " and the password you choose here. Other browsers that you are signed in with are signed out."
        }
        @if account.second_factor.is_on() {
            p {
                "The codes, recovery codes and passkeys that you signed in with until now are switched off, too. Set up new ones when \
                 you are in."
            }
        }
    }
}
