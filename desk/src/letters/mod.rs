//! Every letter of the paper: when it goes out, to how many, and what goes out now.

pub(crate) mod compose;
pub(crate) mod compose_page;
pub(crate) mod issue;
pub(crate) mod left_out;
pub(crate) mod letter;
pub(crate) mod next;
pub(crate) mod outbox;
pub(crate) mod progress;
pub(crate) mod proof;
pub(crate) mod send;

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::Moment;
use jiff::civil::Weekday;
use maud::{Markup, html};
use newsroom::letters::{Issue, IssueState, Letter, LetterState, MailTrouble, Progress, Schedule};
use newsroom::store::StoreError;

use crate::frame::dressed;
use crate::guard::Signed;
use crate::{Desk, answer, clock_time};
use issue::LIVE;
use progress::progress;

/// Since when copies are counted to tell how fast they go, in microseconds: a minute.
const LATELY: i64 = 60_000_000;

struct Line {
    letter: Letter,
    subscribers: i64,
    last: Option<Issue>,
    is_by_hand: bool,
}

/// An issue with how far it is.
pub(crate) struct UnderWay {
    pub(crate) issue: Issue,
    pub(crate) progress: Progress,
    /// Copies that ended within the last minute.
    pub(crate) per_minute: i64,
    /// The mail servers that take no letters at present.
    pub(crate) trouble: Vec<MailTrouble>,
}

/// How far an issue is.
pub(crate) async fn under_way(desk: &Desk, issue: Issue) -> Result<UnderWay, StoreError> {
    let since = desk.clock.now().shifted(-LATELY);
    Ok(UnderWay {
        progress: desk.store.progress(issue.id).await?,
        per_minute: desk.store.ended_since(issue.id, since).await?,
        trouble: desk.store.mail_trouble().await?,
        issue,
    })
}

/// `GET /desk/letters`
pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
) -> Response {
    let (lines, going) = match load(&desk).await {
        Ok(loaded) => loaded,
        Err(error) => return answer::broken(&desk, Some(&signed), &error),
    };
    let body = html! {
        h1 { "Letters" }
        div id="live" data-live[going.iter().any(|it| it.issue.state == IssueState::Sending)] {
            @for going in &going {
                @let line = lines.iter().find(|line| line.letter.id == going.issue.letter);
                @if let Some(line) = line {
                    section class="desk-going" {
                        h2 {
                            a href=(path_of(&line.letter, Some(going.issue.number))) {
                                (line.letter.definition.name) ", issue " (going.issue.number)
                            }
                        }
                        (progress(&desk, going))
                    }
                }
            }
        }
        @if lines.is_empty() {
            p class="desk-empty" { "There is no letter. The settings or `dateline letters define` make one." }
        } @else {
            (table(&desk, &lines))
        }
    };
    let page = dressed(&desk, Some(&signed), "Letters", LIVE, &body);
    answer::page(StatusCode::OK, &page)
}

async fn load(desk: &Desk) -> Result<(Vec<Line>, Vec<UnderWay>), StoreError> {
    let store = &desk.store;
    let mut lines = Vec::new();
    for letter in store.letters().await? {
        lines.push(Line {
            subscribers: store.subscribers_of(letter.id).await?,
            last: store.issues_of(letter.id, None, 1).await?.pop(),
            is_by_hand: store.letter_draft(letter.id).await?.is_some(),
            letter,
        });
    }
    let mut going = Vec::new();
    for issue in store.issues_under_way().await? {
        going.push(under_way(desk, issue).await?);
    }
    Ok((lines, going))
}

fn table(desk: &Desk, lines: &[Line]) -> Markup {
    html! {
        div class="desk-scroll" tabindex="0" role="region" aria-label="Letters" {
            table class="desk-table" {
                caption class="visually-hidden" { "Letters" }
                thead {
                    tr {
                        th scope="col" { "Letter" }
                        th scope="col" { "Goes out" }
                        th scope="col" { "Next" }
                        th scope="col" { "Last issue" }
                        th scope="col" { "Readers" }
                        th scope="col" { "State" }
                    }
                }
                tbody {
                    @for line in lines {
                        tr class=[(line.letter.state == LetterState::Retired).then_some("desk-table__closed")] {
                            th scope="row" { a href=(path_of(&line.letter, None)) { (line.letter.definition.name) } }
                            td { (schedule(&line.letter.definition.schedule)) }
                            td {
                                (next(desk, &line.letter).map_or_else(|| "–".to_owned(), |at| clock_time::told(at, &desk.facts.time_zone)))
                                @if line.is_by_hand { br; "composed by hand" }
                            }
                            td { (last(desk, line)) }
                            td { (line.subscribers) }
                            td { (state(line.letter.state)) }
                        }
                    }
                }
            }
        }
    }
}

fn last(desk: &Desk, line: &Line) -> Markup {
    html! {
        @match &line.last {
            None => "None yet",
            Some(issue) => {
                a href=(path_of(&line.letter, Some(issue.number))) { "Issue " (issue.number) }
                br;
                time datetime=(clock_time::machine(issue.composed_at)) {
                    (clock_time::told(issue.composed_at, &desk.facts.time_zone))
                }
            }
        }
    }
}

/// The address of a letter at the desk, or of one of its issues.
pub(crate) fn path_of(letter: &Letter, issue: Option<i64>) -> String {
    let slug = &letter.definition.slug;
    match issue {
        None => format!("/desk/letters/{slug}"),
        Some(number) => format!("/desk/letters/{slug}/issues/{number}"),
    }
}

/// When a letter goes out next by itself.
pub(crate) fn next(desk: &Desk, letter: &Letter) -> Option<Moment> {
    match letter.state {
        LetterState::Running => {
            let schedule = &letter.definition.schedule;
            schedule.next(desk.clock.now(), &desk.facts.time_zone)
        }
        LetterState::Paused | LetterState::Retired => None,
    }
}

/// When a letter goes out, in words.
pub(crate) fn schedule(schedule: &Schedule) -> String {
    match schedule {
        Schedule::Weekly { days, at } => {
            let at = at.strftime("%H:%M");
            if days.len() == 7 {
                return format!("every day at {at}");
            }
            let days: Vec<&str> = days.iter().copied().map(day).collect();
            format!("{} at {at}", days.join(", "))
        }
        Schedule::Breaking => "when news breaks".to_owned(),
        Schedule::ByHand => "when somebody sends it".to_owned(),
    }
}

fn day(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    }
}

/// Whether a letter goes out, in words.
pub(crate) fn state(state: LetterState) -> &'static str {
    match state {
        LetterState::Running => "Runs",
        LetterState::Paused => "Paused",
        LetterState::Retired => "Not offered any more",
    }
}
