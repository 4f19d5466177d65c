//! One letter: what its next issue is, and how its past ones fared.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::Slug;
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::desk::letters as acts;
use newsroom::letters::{
    Issue, IssueDraft, IssueState, Letter, LetterState, Progress, Results, Schedule,
};
use newsroom::store::Standing;
use serde::Deserialize;

use super::left_out::left_out;
use super::progress::issue_state;
use super::{left_out, next, path_of, schedule, state};
use crate::address::{Path, Query};
use crate::form::{Pairs, value};
use crate::frame::dressed;
use crate::guard::Signed;
use crate::readers::LOOKS;
use crate::{Desk, answer, clock_time};

/// Issues on one page.
const ON_A_PAGE: u32 = 20;

struct Shown {
    letter: Letter,
    subscribers: i64,
    draft: Option<IssueDraft>,
    /// What was chosen for it and is not in it.
    left_out: Vec<Standing>,
    issues: Vec<(Issue, Progress, Results)>,
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    /// The number of the last issue shown.
    before: Option<i64>,
    done: Option<String>,
}

/// The letter of that name.
pub(crate) async fn letter(desk: &Desk, slug: &str) -> Result<Letter, DeskError> {
    let slug: Slug = slug.parse().map_err(|_| DeskError::Unknown)?;
    let letter = desk.store.letter(&slug).await?;
    letter.ok_or(DeskError::Unknown)
}

/// `GET /desk/letters/{slug}`
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(slug): Path<String>,
    Query(Asked { before, done }): Query<Asked>,
) -> Response {
    let shown = match load(&desk, &slug, before).await {
        Ok(shown) => shown,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let definition = &shown.letter.definition;
    let done = done.as_deref().and_then(told);
    let body = html! {
        p class="desk-back" { a href="/desk/letters" { "Letters" } }
        h1 { (definition.name) }
        p { (definition.promise) }
        @if let Some(done) = done {
            p class="desk-said" role="status" { (done) }
        }
        div class="desk-columns" {
            (next_issue(&desk, &shown))
            (standing(&shown))
        }
        (past(&desk, &shown))
    };
    let page = dressed(&desk, Some(&signed), &definition.name, LOOKS, &body);
    answer::page(StatusCode::OK, &page)
}

fn told(done: &str) -> Option<&'static str> {
    Some(match done {
        "paused" => "It makes no new issue until it runs again.",
        "running" => "It goes out by its schedule again.",
        "discarded" => "The next issue makes itself again.",
        _ => return None,
    })
}

async fn load(desk: &Desk, slug: &str, before: Option<i64>) -> Result<Shown, DeskError> {
    let store = &desk.store;
    let letter = letter(desk, slug).await?;
    let mut issues = Vec::new();
    for issue in store.issues_of(letter.id, before, ON_A_PAGE).await? {
        let progress = store.progress(issue.id).await?;
        let results = store.results(issue.id).await?;
        issues.push((issue, progress, results));
    }
    let draft = store.letter_draft(letter.id).await?;
    Ok(Shown {
        subscribers: store.subscribers_of(letter.id).await?,
        left_out: left_out(desk, draft.as_ref()).await?,
        draft,
        issues,
        letter,
    })
}

fn next_issue(desk: &Desk, shown: &Shown) -> Markup {
    let Shown { letter, draft, .. } = shown;
    let path = path_of(letter, None);
    let zone = &desk.facts.time_zone;
    html! {
        section aria-labelledby="next" {
            h2 id="next" { "Next issue" }
            @if let Some(at) = next(desk, letter) {
                p { "Goes out " strong { (clock_time::told(at, zone)) } "." }
            } @else if letter.state == LetterState::Running {
                p { "Goes out " (schedule(&letter.definition.schedule)) "." }
            } @else {
                p { "None goes out by itself." }
            }
            @match draft {
                None => p class="desk-hint" { "It makes itself from what is new then." },
                Some(draft) => {
                    p class="desk-hint" { (made(desk, letter, draft)) }
                    (left_out::told(&shown.left_out))
                },
            }
            @if letter.state != LetterState::Retired {
                ul class="desk-acts" {
                    li { a href={ (path) "/next" } { "See it as it would be now" } }
                    li {
                        a href={ (path) "/compose" } {
                            @if draft.is_some() { "Go on composing it" } @else { "Compose it by hand" }
                        }
                    }
                    li { a href={ (path) "/send" } { "Send it now" } }
                }
            }
        }
    }
}

/// Who composed an issue, and what becomes of it.
pub(crate) fn made(desk: &Desk, letter: &Letter, draft: &IssueDraft) -> String {
    let by = draft.saved_by.as_deref().unwrap_or("somebody");
    let saved = clock_time::told(draft.saved_at, &desk.facts.time_zone);
    let then = match (draft.made.is_next, &letter.definition.schedule) {
        (true, Schedule::Weekly { .. }) => {
            "It goes out at that time instead of what the letter would make."
        }
        (true, Schedule::ByHand) => "It goes out when somebody sends it.",
        (true, Schedule::Breaking) | (false, _) => {
            "It is one more, and waits until somebody sends it."
        }
    };
    format!("Composed by hand, saved by {by} on {saved}. {then}")
}

fn standing(shown: &Shown) -> Markup {
    let letter = &shown.letter;
    let path = path_of(letter, None);
    html! {
        section aria-labelledby="standing" {
            h2 id="standing" { "The letter" }
            dl class="desk-facts" {
                dt { "State" }
                dd { (state(letter.state)) }
                dt { "Goes out" }
                dd { (schedule(&letter.definition.schedule)) }
                dt { "Readers" }
                dd { (shown.subscribers) }
            }
            @match letter.state {
                LetterState::Running => form method="post" action={ (path) "/state" } class="desk-step desk-narrow" {
                    p class="desk-hint" { "No new issue is made until it runs again. One that goes out already goes on." }
                    button class="desk-button desk-button--quiet" name="do" value="pause" { "Pause the letter" }
                },
                LetterState::Paused => form method="post" action={ (path) "/state" } class="desk-step desk-narrow" {
                    button class="desk-button" name="do" value="run" { "Let it run again" }
                },
                LetterState::Retired => p class="desk-hint" { "Readers cannot subscribe to it any more." },
            }
        }
    }
}

fn past(desk: &Desk, shown: &Shown) -> Markup {
    let zone = &desk.facts.time_zone;
    html! {
        h2 id="issues" { "Issues" }
        @if shown.issues.is_empty() {
            p class="desk-empty" { "There is none yet." }
        } @else {
            div class="desk-scroll" tabindex="0" role="region" aria-labelledby="issues" {
                table class="desk-table desk-counts" {
                    caption class="visually-hidden" { "Issues, the newest first" }
                    thead {
                        tr {
                            th scope="col" { "Issue" }
                            th scope="col" { "Made" }
                            th scope="col" { "State" }
                            th scope="col" { "Sent" }
                            th scope="col" { "Refused" }
                            th scope="col" { "Came back" }
                            th scope="col" { "Called spam" }
                            th scope="col" { "Left after it" }
                        }
                    }
                    tbody {
                        @for (issue, progress, results) in &shown.issues {
                            tr {
                                th scope="row" {
                                    a href=(path_of(&shown.letter, Some(issue.number))) { (issue.number) ". " (issue.contents.subject) }
                                }
                                td {
                                    time datetime=(clock_time::machine(issue.composed_at)) { (clock_time::told(issue.composed_at, zone)) }
                                }
                                td { (issue_state(issue.state)) }
                                td {
                                    (progress.sent)
                                    @if issue.state == IssueState::Sending { " of " (progress.sent + progress.waiting) }
                                }
                                td { (progress.failed) }
                                td { (results.soft + results.hard) }
                                td { (results.complaints) }
                                td { (results.left) }
                            }
                        }
                    }
                }
            }
        }
        @if let Some((last, ..)) = shown.issues.last().filter(|(issue, ..)| issue.number > 1) {
            p { a href={ (path_of(&shown.letter, None)) "?before=" (last.number) } { "Earlier issues" } }
        }
    }
}

/// `POST /desk/letters/{slug}/state`
pub(crate) async fn set_state(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(slug): Path<String>,
    Pairs(pairs): Pairs,
) -> Response {
    let changed = async {
        let slug: Slug = slug.parse().map_err(|_| DeskError::Unknown)?;
        let runs = match value(&pairs, "do") {
            Some("run") => true,
            Some("pause") => false,
            Some(_) | None => return Err(unknown_step()),
        };
        acts::set_running(&desk.store, &desk.clock, &signed.account, &slug, runs).await?;
        let done = if runs { "running" } else { "paused" };
        Ok(format!("/desk/letters/{slug}?done={done}"))
    };
    match changed.await {
        Ok(path) => answer::on_to(&path),
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

/// A form that no page of the desk has.
pub(crate) fn unknown_step() -> DeskError {
    DeskError::Refused("That form says nothing that can be done here.".to_owned())
}
