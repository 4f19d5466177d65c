//! The people of the desk, for its owners.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::Section;
use maud::{Markup, html};
use newsroom::desk::account::{Account, AccountId};
use newsroom::desk::doing::DeskError;
use newsroom::desk::people;
use newsroom::desk::role::Sections;
use newsroom::desk::secret::Secret;

use super::people_form::{Typed, role_and_sections};
use crate::address::Path;
use crate::form::{Pairs, value};
use crate::frame::frame;
use crate::guard::Signed;
use crate::stories::lists::named;
use crate::{Desk, answer};

/// `GET /desk/people`
pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
) -> Response {
    let nothing = Typed::default();
    page(&desk, &signed, StatusCode::OK, None, &nothing).await
}

async fn page(
    desk: &Desk,
    signed: &Signed,
    status: StatusCode,
    said: Option<&Markup>,
    typed: &Typed,
) -> Response {
    let (accounts, sections) = match (desk.store.accounts().await, desk.store.all_sections().await)
    {
        (Ok(accounts), Ok(sections)) => (accounts, sections),
        (Err(error), _) | (_, Err(error)) => return answer::broken(desk, Some(signed), &error),
    };
    let body = html! {
        h1 { "People" }
        @if let Some(said) = said { (said) }
        div class="desk-scroll" tabindex="0" role="region" aria-label="People" {
            table class="desk-table" {
                thead {
                    tr {
                        th scope="col" { "Name" }
                        th scope="col" { "Address" }
                        th scope="col" { "Role" }
                        th scope="col" { "Sections" }
                        th scope="col" { "Second step" }
                    }
                }
                tbody {
                    @for account in &accounts {
                        tr class=[account.closed_at.map(|_| "desk-table__closed")] {
                            th scope="row" { a href={ "/desk/people/" (account.id.0) } { (account.name) } }
                            td { (account.address) }
                            td {
                                (account.role.label())
                                @if account.closed_at.is_some() { " (closed)" }
                                @else if account.password.is_none() { " (invited)" }
                            }
                            td { (told(&account.sections, &sections)) }
                            td { (second_step(account)) }
                        }
                    }
                }
            }
        }
        h2 { "Invite somebody" }
        form method="post" action="/desk/people" class="desk-form" {
            label for="name" { "Name" }
            input id="name" name="name" required maxlength="100" autocomplete="off" value=(typed.name);
            label for="address" { "E-mail address" }
            input id="address" name="address" type="email" required autocomplete="off" value=(typed.address);
            (typed.choices(&sections))
            button class="desk-button" { "Invite" }
        }
    };
    answer::page(status, &frame(desk, Some(signed), "People", &body))
}

fn told(works_in: &Sections, sections: &[Section]) -> String {
    if works_in.is_all() {
        return "All".to_owned();
    }
    let slugs = works_in.slugs().iter();
    let names: Vec<&str> = slugs.map(|slug| named(sections, slug.as_str())).collect();
    names.join(", ")
}

fn second_step(account: &Account) -> &'static str {
    match (
        account.second_factor.has_app,
        account.second_factor.passkeys > 0,
    ) {
        (true, true) => "App and passkey",
        (true, false) => "App",
        (false, true) => "Passkey",
        (false, false) => "None",
    }
}

/// `POST /desk/people`
pub(crate) async fn invite(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Pairs(pairs): Pairs,
) -> Response {
    let invited = async {
        let (role, sections) = role_and_sections(&desk, &pairs).await?;
        let text = |name| value(&pairs, name).unwrap_or_default();
        let who = (text("name"), text("address"));
        let by = Some(&signed.account);
        people::invite(&desk.store, &desk.clock, by, who, role, &sections).await
    };
    let typed = Typed::read(&pairs);
    linked(&desk, &signed, invited.await, &typed).await
}

/// `POST /desk/people/{id}/link`
pub(crate) async fn link(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
) -> Response {
    let by = Some(&signed.account);
    let linked_to = people::link(&desk.store, &desk.clock, by, AccountId(id)).await;
    linked(&desk, &signed, linked_to, &Typed::default()).await
}

/// Whether letters go further than to the outbox.
fn sends_letters(desk: &Desk) -> bool {
    desk.office
        .as_ref()
        .is_some_and(|office| office.outbox.is_none())
}

/// Shows a link once: only a hash of it is kept. If none was made, what was `typed` is there still.
async fn linked(
    desk: &Desk,
    signed: &Signed,
    made: Result<(Account, Secret), DeskError>,
    typed: &Typed,
) -> Response {
    match made {
        Ok((account, secret)) => {
            let said = html! {
                div class="desk-said" role="status" {
                    p {
                        @if sends_letters(desk) {
                            "A letter with a link is on its way to " (account.address) ". You can give them this one, too. The first that "
                            "is used lets them in, once, within three days; this one is shown only now:"
                        } @else {
                            "No mail server is set, so no letter reaches " (account.address) ". Give them this link; it lets them in, once, "
                            "within three days, and is shown only now:"
                        }
                    }
                    p { code class="desk-link" { (desk.facts.url) "/desk/enter/" (secret.text()) } }
                }
            };
            page(desk, signed, StatusCode::OK, Some(&said), &Typed::default()).await
        }
        Err(DeskError::Refused(sentence)) => {
            let said = html! { p class="desk-problem" role="alert" { (sentence) } };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            page(desk, signed, status, Some(&said), typed).await
        }
        Err(error) => answer::not_done(desk, signed, &error),
    }
}

/// `GET /desk/people/{id}`
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
) -> Response {
    one(&desk, &signed, AccountId(id), StatusCode::OK, None).await
}

/// The page of somebody. If a form was refused, with why, and with what was typed.
async fn one(
    desk: &Desk,
    signed: &Signed,
    id: AccountId,
    status: StatusCode,
    refused: Option<(&str, Option<Typed>)>,
) -> Response {
    let loaded = async {
        let account = desk.store.account(id).await?.ok_or(DeskError::Unknown)?;
        Ok::<_, DeskError>((account, desk.store.all_sections().await?))
    };
    let (account, sections) = match loaded.await {
        Ok(loaded) => loaded,
        Err(error) => return answer::not_done(desk, signed, &error),
    };
    let path = format!("/desk/people/{}", id.0);
    let (problem, typed) = refused.unzip();
    let typed = typed.flatten().unwrap_or_else(|| Typed::of(&account));
    let body = html! {
        p class="desk-back" { a href="/desk/people" { "People" } }
        h1 { (account.name) }
        p { (account.address) }
        p class="desk-hint" { "Second step when they sign in: " (second_step(&account)) }
        @if let Some(problem) = problem {
            p class="desk-problem" role="alert" { (problem) }
        }
        @if account.closed_at.is_some() {
            p class="desk-empty" {
                "This account is closed. What it did stays. Invite them again with that address, and it is theirs again."
            }
        } @else {
            form method="post" action=(path) class="desk-form" {
                input type="hidden" name="seen" value=(account.told());
                label for="name" { "Name" }
                input id="name" name="name" required maxlength="100" value=(typed.name);
                (typed.choices(&sections))
                button class="desk-button" { "Keep" }
            }
            form method="post" action={ (path) "/link" } class="desk-step" {
                p class="desk-hint" { "For somebody whose invitation ran out, or who lost their password or their second step. It switches the second step off." }
                button class="desk-button desk-button--quiet" { "Make a new link" }
            }
            details class="desk-step" {
                summary { "Close the account" }
                form method="post" action={ (path) "/close" } {
                    p class="desk-hint" { "They are signed out everywhere at once. What they wrote stays." }
                    button class="desk-button desk-button--grave" { "Close it" }
                }
            }
        }
    };
    answer::page(status, &frame(desk, Some(signed), &account.name, &body))
}

/// `POST /desk/people/{id}`
pub(crate) async fn change(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
    Pairs(pairs): Pairs,
) -> Response {
    let id = AccountId(id);
    let changed = async {
        let (role, sections) = role_and_sections(&desk, &pairs).await?;
        let name = value(&pairs, "name").unwrap_or_default();
        let to = (name, role, &sections);
        let (by, seen) = (&signed.account, value(&pairs, "seen"));
        people::change(&desk.store, &desk.clock, by, id, seen, to).await
    };
    done(&desk, &signed, id, changed.await, Some(&pairs)).await
}

/// `POST /desk/people/{id}/close`
pub(crate) async fn close(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
) -> Response {
    let id = AccountId(id);
    let closed = people::close(&desk.store, &desk.clock, &signed.account, id).await;
    done(&desk, &signed, id, closed, None).await
}

async fn done(
    desk: &Desk,
    signed: &Signed,
    id: AccountId,
    done: Result<(), DeskError>,
    typed: Option<&[(String, String)]>,
) -> Response {
    match done {
        Ok(()) => answer::on_to("/desk/people"),
        Err(DeskError::Refused(sentence)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let typed = typed.map(Typed::read);
            one(desk, signed, id, status, Some((&sentence, typed))).await
        }
        Err(error) => answer::not_done(desk, signed, &error),
    }
}
