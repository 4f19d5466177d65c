//! The next issue of a letter as it would be if it was made now, and a copy of it to oneself.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::desk::letters as acts;
use newsroom::letters::{Gathers, IssueDraft, Letter, Plan, Which, plan};
use newsroom::store::Standing;
use serde::Deserialize;

use super::left_out::{left_out, told};
use super::letter::{letter, made};
use super::path_of;
use super::proof::{framed_letter, shown};
use crate::address::{Path, Query};
use crate::frame::dressed;
use crate::guard::Signed;
use crate::readers::LOOKS;
use crate::{Desk, answer};

/// What would go out now.
pub(crate) struct Planned {
    pub(crate) letter: Letter,
    pub(crate) draft: Option<IssueDraft>,
    pub(crate) plan: Option<Plan>,
    /// What was chosen for the draft and is not in it.
    left_out: Vec<Standing>,
}

pub(crate) async fn planned(desk: &Desk, slug: &str) -> Result<Planned, DeskError> {
    let letter = letter(desk, slug).await?;
    let facts = desk.paper_facts();
    let plan = plan(&desk.store, &desk.clock, &facts, &letter, Which::Composed).await?;
    let draft = desk.store.letter_draft(letter.id).await?;
    Ok(Planned {
        left_out: left_out(desk, draft.as_ref()).await?,
        draft,
        plan,
        letter,
    })
}

#[derive(Deserialize)]
pub(crate) struct Done {
    done: Option<String>,
}

/// `GET /desk/letters/{slug}/next`
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(slug): Path<String>,
    Query(Done { done }): Query<Done>,
) -> Response {
    let said = match done.as_deref() {
        Some("saved") => Some("Saved. This is what goes out.".to_owned()),
        Some(_) | None => None,
    };
    page(&desk, &signed, &slug, StatusCode::OK, said.as_deref(), None).await
}

async fn page(
    desk: &Desk,
    signed: &Signed,
    slug: &str,
    status: StatusCode,
    said: Option<&str>,
    problem: Option<&str>,
) -> Response {
    let planned = match planned(desk, slug).await {
        Ok(planned) => planned,
        Err(error) => return answer::not_done(desk, signed, &error),
    };
    let Planned {
        letter,
        draft,
        plan,
        ..
    } = &planned;
    let path = path_of(letter, None);
    let title = format!("Next issue of {}", letter.definition.name);
    let body = html! {
        p class="desk-back" { a href=(path) { (letter.definition.name) } }
        h1 { (title) }
        @if let Some(said) = said {
            p class="desk-said" role="status" { (said) }
        }
        @if let Some(problem) = problem {
            p class="desk-problem" role="alert" { (problem) }
        }
        (origin(desk, &planned))
        @if let Some(plan) = plan {
            div class="desk-bar desk-bar--acts" {
                form method="post" action={ (path) "/try" } {
                    button class="desk-button desk-button--quiet" { "Send it to me first" }
                }
                a href={ (path) "/compose" } { @if draft.is_some() { "Change it" } @else { "Compose it by hand" } }
                a href={ (path) "/send" } { "Send it to everybody now" }
            }
            (shown(desk, &plan.contents, plan.after + 1, &format!("{path}/next/proof"), &title))
        } @else {
            p { a href={ (path) "/compose" } { "Compose it by hand" } }
        }
    };
    let page = dressed(desk, Some(signed), &title, LOOKS, &body);
    answer::page(status, &page)
}

/// Where the issue comes from, or why there would be none.
pub(crate) fn origin(desk: &Desk, planned: &Planned) -> Markup {
    let Planned {
        letter,
        draft,
        plan,
        left_out,
    } = planned;
    let is_by_hand = plan.as_ref().is_some_and(Plan::is_by_hand);
    let shortest = letter.definition.shortest;
    html! {
        @if let Some(draft) = draft {
            p class="desk-hint" { (made(desk, letter, draft)) }
            (told(left_out))
            @if !is_by_hand {
                p class="desk-problem" { "None of the stories that were chosen can be read any more, so the letter makes itself." }
            }
        }
        @if plan.is_none() {
            p class="desk-empty" {
                @if letter.definition.gathers == [Gathers::Breaking] {
                    "Nothing is breaking, so no issue would be made now."
                } @else {
                    "There is too little news for an issue now: the letter wants "
                    @if shortest == 1 { "a story that is new" } @else { (shortest) " stories that are new" }
                    ". If that stays so, none goes out."
                }
            }
        } @else if draft.is_none() {
            p class="desk-hint" { "It made itself from what is new. Whatever comes out until it goes out can change it." }
        }
    }
}

/// `GET /desk/letters/{slug}/next/proof`
pub(crate) async fn proof(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(slug): Path<String>,
) -> Response {
    let plan = async {
        let planned = planned(&desk, &slug).await?;
        planned.plan.ok_or(DeskError::Unknown)
    };
    match plan.await {
        Ok(plan) => framed_letter(&desk, &plan.contents, plan.after + 1),
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

/// `POST /desk/letters/{slug}/try`: a copy to whoever asks, at the address they sign in with, and to nobody else.
pub(crate) async fn try_out(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(slug): Path<String>,
) -> Response {
    let tried = async {
        let planned = planned(&desk, &slug).await?;
        let name = &planned.letter.definition.slug;
        acts::try_out(&desk.store, &desk.clock, &signed.account, name).await?;
        let plan = planned.plan.ok_or_else(|| {
            DeskError::Refused("There is nothing to send: no issue would be made now.".to_owned())
        })?;
        let office = desk
            .office
            .as_ref()
            .ok_or_else(|| DeskError::Refused("This server sends no letters.".to_owned()))?;
        let address = signed.account.address.clone();
        let sent = (office.try_out)(planned.letter, plan.contents, address).await;
        sent.map_err(|why| DeskError::Refused(format!("It was not taken. {why}")))
    };
    let address = &signed.account.address;
    match tried.await {
        Ok(taken_by) => {
            let said = format!(
                "{taken_by} took it for {address}. The links to unsubscribe in that copy lead nowhere."
            );
            page(&desk, &signed, &slug, StatusCode::OK, Some(&said), None).await
        }
        Err(DeskError::Refused(sentence)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            page(&desk, &signed, &slug, status, None, Some(&sentence)).await
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}
