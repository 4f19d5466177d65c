//! Coming in: the sign-in page, and the page of a link that lets somebody in once.

use axum::Json;
use axum::body::to_bytes;
use axum::extract::{Extension, Form, FromRequest, Path, Query, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use newsroom::desk::account::Account;
use newsroom::desk::doing::DeskError;
use newsroom::desk::entering::{self, Guest, Introduction};
use newsroom::desk::manuscript::Manuscript;
use newsroom::desk::password::Password;
use newsroom::desk::secret::Secret;
use serde::Deserialize;

use crate::frame::frame;
use crate::guard::{Signed, set_cookie};
use crate::kept_form::{Kept, is_ours};
use crate::turns::Turn;
use crate::{Desk, answer};

/// Where somebody wanted to go.
#[derive(Deserialize)]
pub(crate) struct Then {
    then: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct SignIn {
    address: String,
    password: String,
    then: Option<String>,
    kept: Option<String>,
}

/// What somebody is asked first who has to sign in for what they wanted. What they sent is kept on the page.
pub(crate) async fn first(desk: &Desk, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if request.method() == Method::GET {
        let then = form_urlencoded::byte_serialize(path.as_bytes());
        return answer::on_to(&format!("/desk/sign-in?then={}", then.collect::<String>()));
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
    let page = sign_in_page(
        desk,
        &path,
        kept.as_deref(),
        "",
        Some("Your session is over. Sign in, and what you typed is saved."),
    );
    answer::page(StatusCode::UNAUTHORIZED, &page)
}

/// `GET /desk/sign-in`
pub(crate) async fn ask(State(desk): State<Desk>, Query(Then { then }): Query<Then>) -> Response {
    let then = then.filter(|then| is_ours(then)).unwrap_or_default();
    let page = sign_in_page(&desk, &then, None, "", None);
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
    let then = then.filter(|then| is_ours(then)).unwrap_or_default();
    let again = |status, sentence| {
        let page = sign_in_page(&desk, &then, kept.as_deref(), &address, Some(sentence));
        answer::page(status, &page)
    };
    let now = desk.clock.now();
    let Turn::Free(_turn) = desk.turns.take(from, &address, now).await else {
        return again(
            StatusCode::TOO_MANY_REQUESTS,
            "Too many tries went wrong. Please wait ten minutes, or ask for a new link: another owner can make one, and so \
             can whoever runs the server, with `dateline desk link ADDRESS`.",
        );
    };
    let entered = entering::sign_in(&desk.store, &desk.clock, &address, &password, &browser).await;
    match entered {
        Ok(Some((_, secret))) => {
            desk.turns.succeeded(from, &address, now);
            let answer = match kept.filter(|_| !then.is_empty()) {
                Some(kept) => Kept::read(&kept).page(&desk, &then),
                None if then.is_empty() => answer::on_to("/desk"),
                None => answer::on_to(&then),
            };
            with_cookie(&desk, answer, &secret)
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

/// `POST /desk/sign-out`
pub(crate) async fn sign_out(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
) -> Response {
    let Signed { account, session } = &signed;
    match entering::sign_out(&desk.store, &desk.clock, account, session.id, false).await {
        Ok(()) => {
            let mut answer = answer::on_to("/desk/sign-in");
            let out = set_cookie(&desk, "");
            answer.headers_mut().insert(header::SET_COOKIE, out);
            answer
        }
        Err(error) => answer::broken(&desk, Some(&signed), &error),
    }
}

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

/// Whether a script asks.
pub(crate) fn wants_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .is_some_and(|accept| accept.as_bytes().starts_with(b"application/json"))
}

fn browser(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT);
    agent
        .and_then(|agent| agent.to_str().ok())
        .unwrap_or("A browser without a name")
        .to_owned()
}

fn with_cookie(desk: &Desk, mut answer: Response, secret: &Secret) -> Response {
    let cookie = set_cookie(desk, &secret.text());
    answer.headers_mut().insert(header::SET_COOKIE, cookie);
    answer
}

fn sign_in_page(
    desk: &Desk,
    then: &str,
    kept: Option<&str>,
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
            input type="hidden" name="then" value=(then);
            @if let Some(kept) = kept {
                input type="hidden" name="kept" value=(kept);
            }
            button class="desk-button" { "Sign in" }
        }
        p class="desk-hint" { "Lost your password? An owner of the desk can make a new link for you." }
    };
    frame(desk, None, "Sign in", &body)
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
    }
}
