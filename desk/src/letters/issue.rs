//! One issue: how far it is, what became of it, and what it said.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::Slug;
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::desk::letters::{self as acts, Halt};
use newsroom::letters::{Issue, IssueState, Letter};
use serde::Deserialize;

use super::letter::{letter, unknown_step};
use super::progress::{issue_state, outcome, progress};
use super::proof::{framed_letter, shown};
use super::{path_of, under_way};
use crate::address::{Path, Query};
use crate::form::{Pairs, value};
use crate::frame::{Looks, dressed};
use crate::guard::Signed;
use crate::readers::LOOKS;
use crate::{Desk, answer, clock_time};

/// A page that looks again by itself while something goes out.
pub(crate) const LIVE: Looks = Looks {
    script: Some("letters.js"),
    ..LOOKS
};

async fn issue(desk: &Desk, slug: &str, number: i64) -> Result<(Letter, Issue), DeskError> {
    let letter = letter(desk, slug).await?;
    let issue = desk.store.issue_of(letter.id, number).await?;
    Ok((letter, issue.ok_or(DeskError::Unknown)?))
}

#[derive(Deserialize)]
pub(crate) struct Done {
    done: Option<String>,
}

/// `GET /desk/letters/{slug}/issues/{number}`
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path((slug, number)): Path<(String, i64)>,
    Query(Done { done }): Query<Done>,
) -> Response {
    let done = done.as_deref().and_then(told);
    page(&desk, &signed, (&slug, number), StatusCode::OK, done, None).await
}

fn told(done: &str) -> Option<&'static str> {
    Some(match done {
        "sent" => "It goes out now.",
        "before" => "It was sent already, and only once.",
        "pause" => "Nothing more of it is sent until it goes on.",
        "resume" => "It goes on.",
        "cancel" => "Who has not got it will not get it.",
        _ => return None,
    })
}

async fn page(
    desk: &Desk,
    signed: &Signed,
    (slug, number): (&str, i64),
    status: StatusCode,
    done: Option<&str>,
    problem: Option<&str>,
) -> Response {
    let loaded = async {
        let (letter, issue) = issue(desk, slug, number).await?;
        let results = desk.store.results(issue.id).await?;
        Ok::<_, DeskError>((letter, under_way(desk, issue).await?, results))
    };
    let (letter, known, results) = match loaded.await {
        Ok(loaded) => loaded,
        Err(error) => return answer::not_done(desk, signed, &error),
    };
    let issue = &known.issue;
    let path = path_of(&letter, Some(number));
    let title = format!("{}, issue {number}", letter.definition.name);
    let body = html! {
        p class="desk-back" { a href=(path_of(&letter, None)) { (letter.definition.name) } }
        h1 { (title) }
        @if let Some(done) = done {
            p class="desk-said" role="status" { (done) }
        }
        @if let Some(problem) = problem {
            p class="desk-problem" role="alert" { (problem) }
        }
        div id="live" data-live[issue.state == IssueState::Sending] {
            p {
                strong { (issue_state(issue.state)) } ", made "
                time datetime=(clock_time::machine(issue.composed_at)) {
                    (clock_time::told(issue.composed_at, &desk.facts.time_zone))
                }
            }
            @if is_under_way(issue.state) {
                (progress(desk, &known))
                p class="desk-look" { a href=(path) { "Look again" } }
            }
            (outcome(&known.progress, &results))
        }
        @if is_under_way(issue.state) {
            (halting(&path, issue.state))
        }
        h2 { "What it said" }
        p { a href={ "/letters/" (letter.definition.slug) "/" (number) } { "On the site" } }
        (shown(desk, &issue.contents, number, &format!("{path}/proof"), &title))
    };
    let page = dressed(desk, Some(signed), &title, LIVE, &body);
    answer::page(status, &page)
}

fn is_under_way(state: IssueState) -> bool {
    match state {
        IssueState::Sending | IssueState::Paused => true,
        IssueState::Done | IssueState::Cancelled => false,
    }
}

fn halting(path: &str, state: IssueState) -> Markup {
    html! {
        div class="desk-bar desk-bar--acts" {
            form method="post" action={ (path) "/state" } {
                @if state == IssueState::Paused {
                    button class="desk-button" name="do" value="resume" { "Let it go on" }
                } @else {
                    button class="desk-button" name="do" value="pause" { "Pause it" }
                }
            }
            details {
                summary { "Cancel it" }
                form method="post" action={ (path) "/state" } {
                    p class="desk-hint" { "Who has not got it will not get it. It cannot be begun again." }
                    button class="desk-button desk-button--grave" name="do" value="cancel" { "Cancel it for good" }
                }
            }
        }
    }
}

/// `GET /desk/letters/{slug}/issues/{number}/proof`
pub(crate) async fn proof(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path((slug, number)): Path<(String, i64)>,
) -> Response {
    match issue(&desk, &slug, number).await {
        Ok((_, issue)) => framed_letter(&desk, &issue.contents, number),
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

/// `POST /desk/letters/{slug}/issues/{number}/state`
pub(crate) async fn set_state(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path((slug, number)): Path<(String, i64)>,
    Pairs(pairs): Pairs,
) -> Response {
    let step = value(&pairs, "do").unwrap_or_default();
    let halted = async {
        let name: Slug = slug.parse().map_err(|_| DeskError::Unknown)?;
        let halt = match step {
            "pause" => Halt::Pause,
            "resume" => Halt::Resume,
            "cancel" => Halt::Cancel,
            _ => return Err(unknown_step()),
        };
        acts::halt(
            &desk.store,
            &desk.clock,
            &signed.account,
            (&name, number),
            halt,
        )
        .await
    };
    match halted.await {
        Ok(()) => answer::on_to(&format!("/desk/letters/{slug}/issues/{number}?done={step}")),
        Err(DeskError::Refused(sentence)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let place = (slug.as_str(), number);
            page(&desk, &signed, place, status, None, Some(&sentence)).await
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}
