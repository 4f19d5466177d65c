//! How far an issue is that goes out, and what became of its copies.

use maud::{Markup, html};
use newsroom::letters::{IssueState, MailTrouble, Progress, Results};

use super::UnderWay;
use crate::{Desk, clock_time};

/// How far an issue is, in words.
pub(crate) fn issue_state(state: IssueState) -> &'static str {
    match state {
        IssueState::Sending => "Goes out",
        IssueState::Paused => "Waits",
        IssueState::Done => "Is out",
        IssueState::Cancelled => "Cancelled",
    }
}

/// A bar with the numbers beside it, and what keeps all of it back.
pub(crate) fn progress(desk: &Desk, known: &UnderWay) -> Markup {
    let Progress {
        waiting,
        sent,
        failed,
        dropped,
    } = known.progress;
    let all = waiting + sent + failed + dropped;
    let ended = all - waiting;
    html! {
        div class="desk-progress" {
            progress max=(all.max(1)) value=(ended) aria-label="How much of it is out" {}
            p {
                (ended) " of " (all) ". "
                @match known.issue.state {
                    IssueState::Sending => {
                        (known.per_minute) " a minute"
                        @if let Some(left) = left(known) { ", " (left) " left" }
                        "."
                    },
                    IssueState::Paused => "It waits until it is let go on.",
                    IssueState::Done | IssueState::Cancelled => "",
                }
            }
        }
        @if known.issue.state == IssueState::Sending {
            @for MailTrouble { server, since, why } in &known.trouble {
                // It is put in anew every few seconds, so nobody is alerted to it.
                p class="desk-problem" {
                    "The mail server " (server) " has taken no letters since "
                    time datetime=(clock_time::machine(*since)) { (clock_time::told(*since, &desk.facts.time_zone)) }
                    ": " (why.trim_end_matches('.')) ". It is tried again by itself."
                }
            }
        }
    }
}

/// How long it takes at the pace of the last minute; none while nothing moves.
fn left(known: &UnderWay) -> Option<String> {
    if known.per_minute == 0 {
        return None;
    }
    let minutes = known.progress.waiting / known.per_minute;
    Some(match (minutes / 60, minutes % 60) {
        (0, 0) => "less than a minute".to_owned(),
        (0, 1) => "a minute".to_owned(),
        (0, minutes) => format!("{minutes} minutes"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    })
}

/// What became of its copies.
pub(crate) fn outcome(progress: &Progress, results: &Results) -> Markup {
    let lines = [
        ("Sent", progress.sent, "Mail servers took them."),
        (
            "Waiting",
            progress.waiting,
            "Not tried yet, or to be tried again.",
        ),
        (
            "Refused",
            progress.failed,
            "Mail servers did not take them, or nobody is there.",
        ),
        (
            "Not sent",
            progress.dropped,
            "Their readers left before, or the issue was cancelled.",
        ),
        (
            "Came back for now",
            results.soft,
            "A full mailbox, a server that was away.",
        ),
        (
            "Came back for good",
            results.hard,
            "Nobody is there; no more letters go to these.",
        ),
        (
            "Called spam",
            results.complaints,
            "No more letters go to these readers.",
        ),
        (
            "Left after it",
            results.left,
            "It was the last issue that they got before they unsubscribed.",
        ),
    ];
    html! {
        div class="desk-scroll" tabindex="0" role="region" aria-label="What became of its copies" {
            table class="desk-table desk-results" {
                caption class="visually-hidden" { "What became of its copies" }
                thead class="visually-hidden" {
                    tr {
                        th scope="col" { "What became of them" }
                        th scope="col" { "How many" }
                        th scope="col" { "What that means" }
                    }
                }
                tbody {
                    @for (name, count, meaning) in lines {
                        tr {
                            th scope="row" { (name) }
                            td { (count) }
                            td class="desk-meaning" { (meaning) }
                        }
                    }
                }
            }
        }
    }
}
