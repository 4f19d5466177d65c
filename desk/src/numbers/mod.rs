//! What is read, where its readers come from, and how letters fare: first-party, without a trace of any reader.

pub(crate) mod chart;
pub(crate) mod vitals;

use std::collections::BTreeMap;

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::Moment;
use maud::{Markup, html};
use newsroom::letters::{Issue, Progress};
use newsroom::readership::hour_of;
use newsroom::store::{ReadArticle, ReadSource, StoreError};

use crate::frame::frame;
use crate::guard::Signed;
use crate::{Desk, answer, clock_time};
use chart::{Bar, bars};

/// Hours that the chart shows.
const HOURS: i64 = 48;
/// Hours that lists count.
const DAY: i64 = 24;
/// Lines of a list.
const LISTED: u32 = 20;
/// Lines of the list of what is read now.
const LISTED_NOW: u32 = 10;
/// Issues of each letter in its chart.
const ISSUES: u32 = 20;
/// Those of them in its table.
const TABLED: usize = 5;
const MICROS_AN_HOUR: i64 = 3_600_000_000;

struct Numbers {
    lately: Vec<ReadArticle>,
    by_hour: BTreeMap<i64, i64>,
    articles: Vec<ReadArticle>,
    sources: Vec<ReadSource>,
    letters: Vec<LetterNumbers>,
}

struct LetterNumbers {
    name: String,
    subscribers: i64,
    issues: Vec<(Issue, Progress)>,
}

/// `GET /desk/numbers`
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
) -> Response {
    let at = desk.clock.now();
    let (now, since) = (hour_of(at), now_begins(at));
    let numbers = match load(&desk, now, since).await {
        Ok(numbers) => numbers,
        Err(error) => return answer::broken(&desk, Some(&signed), &error),
    };
    let body = html! {
        h1 { "Numbers" }
        (tabs("/desk/numbers"))
        p class="desk-hint" { "Counted by the paper itself, without cookies, and without keeping who read what. A story counts when a browser opens it; it is written down every ten seconds." }
        (lately(&desk, since, &numbers.lately))
        (hours(&desk, now, &numbers.by_hour))
        div class="desk-columns" {
            (articles(&numbers.articles))
            (sources(&numbers.sources))
        }
        (letters(&desk, &numbers.letters))
    };
    answer::page(
        StatusCode::OK,
        &frame(&desk, Some(&signed), "Numbers", &body),
    )
}

/// The way between the pages of numbers.
pub(crate) fn tabs(here: &str) -> Markup {
    html! {
        nav class="desk-tabs" aria-label="Numbers" {
            @for (path, name) in [("/desk/numbers", "What is read"), ("/desk/vitals", "How fast pages are")] {
                a href=(path) aria-current=[(path == here).then_some("page")] { (name) }
            }
        }
    }
}

/// The hour from which on something is read "now": this one, or in its first third the one before it, of which little is known yet.
fn now_begins(at: Moment) -> i64 {
    let hour = hour_of(at);
    let into = at.micros() - start_of(hour).micros();
    if into < MICROS_AN_HOUR / 3 {
        hour - 1
    } else {
        hour
    }
}

fn start_of(hour: i64) -> Moment {
    Moment::from_micros(hour.saturating_mul(MICROS_AN_HOUR))
}

async fn load(desk: &Desk, now: i64, since: i64) -> Result<Numbers, StoreError> {
    let store = &desk.store;
    let mut letters = Vec::new();
    for letter in store.letters().await? {
        let mut issues = Vec::new();
        for issue in store.issues_of(letter.id, None, ISSUES).await? {
            let progress = store.progress(issue.id).await?;
            issues.push((issue, progress));
        }
        letters.push(LetterNumbers {
            name: letter.definition.name.clone(),
            subscribers: store.subscribers_of(letter.id).await?,
            issues,
        });
    }
    Ok(Numbers {
        lately: store.read_articles(since, LISTED_NOW).await?,
        by_hour: store.reads_by_hour(now - HOURS + 1).await?,
        articles: store.read_articles(now - DAY, LISTED).await?,
        sources: store.read_sources(now - DAY, LISTED).await?,
        letters,
    })
}

fn hours(desk: &Desk, now: i64, by_hour: &BTreeMap<i64, i64>) -> Markup {
    let hours: Vec<Bar> = (now - HOURS + 1..=now)
        .map(|hour| Bar {
            label: clock_time::told(start_of(hour), &desk.facts.time_zone),
            count: by_hour.get(&hour).copied().unwrap_or(0),
        })
        .collect();
    bars(
        "Stories opened in each of the last 48 hours",
        ("When", "an hour"),
        &hours,
    )
}

fn lately(desk: &Desk, since: i64, articles: &[ReadArticle]) -> Markup {
    html! {
        section aria-labelledby="numbers-now" {
            h2 id="numbers-now" { "Being read now" }
            p class="desk-hint" { "Since " (clock_time::told(start_of(since), &desk.facts.time_zone)) }
            (listed(articles))
        }
    }
}

fn articles(articles: &[ReadArticle]) -> Markup {
    html! {
        section aria-labelledby="numbers-articles" {
            h2 id="numbers-articles" { "Read most in the last day" }
            (listed(articles))
        }
    }
}

fn listed(articles: &[ReadArticle]) -> Markup {
    html! {
        @if articles.is_empty() {
            p class="desk-empty" { "Nothing was opened yet." }
        }
        ol class="desk-list" {
            @for article in articles {
                li class="desk-list__line" {
                    div {
                        a href={ "/" (article.section) "/" (article.slug) } { (article.headline) }
                        @if let Some(source) = &article.source {
                            p class="desk-hint" { "Most came from: " (source) }
                        }
                    }
                    strong { (article.count) }
                }
            }
        }
    }
}

fn sources(sources: &[ReadSource]) -> Markup {
    html! {
        section aria-labelledby="numbers-sources" {
            h2 id="numbers-sources" { "Where they came from" }
            @if sources.is_empty() {
                p class="desk-empty" { "Nobody came yet." }
            }
            ol class="desk-list" {
                @for source in sources {
                    li class="desk-list__line" { (source.name) strong { (source.count) } }
                }
            }
        }
    }
}

/// How many readers each issue went to, the oldest first.
fn sent(desk: &Desk, issues: &[(Issue, Progress)]) -> Markup {
    let bar = |(issue, progress): &(Issue, Progress)| {
        let at = clock_time::told(issue.composed_at, &desk.facts.time_zone);
        Bar {
            label: format!("{at}: {}", issue.contents.subject),
            count: progress.sent,
        }
    };
    let issues: Vec<Bar> = issues.iter().rev().map(bar).collect();
    bars("Readers of each issue", ("Issue", "sent"), &issues)
}

fn letters(desk: &Desk, letters: &[LetterNumbers]) -> Markup {
    html! {
        @for letter in letters {
            section {
                h2 { (letter.name) ", " (letter.subscribers) " subscribers" }
                @if letter.issues.is_empty() {
                    p class="desk-hint" { "No issue yet." }
                } @else {
                    (sent(desk, &letter.issues))
                    div class="desk-scroll" tabindex="0" role="region" aria-label={ "Issues of " (letter.name) } {
                        table class="desk-table" {
                            thead {
                                tr {
                                    th scope="col" { "Issue" }
                                    th scope="col" { "When" }
                                    th scope="col" { "Sent" }
                                    th scope="col" { "Refused" }
                                    th scope="col" { "Left out" }
                                    th scope="col" { "Waiting" }
                                }
                            }
                            tbody {
                                @for (issue, progress) in letter.issues.iter().take(TABLED) {
                                    tr {
                                        th scope="row" { (issue.contents.subject) }
                                        td { (clock_time::told(issue.composed_at, &desk.facts.time_zone)) }
                                        td { (progress.sent) }
                                        td { (progress.failed) }
                                        td { (progress.dropped) }
                                        td { (progress.waiting) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
