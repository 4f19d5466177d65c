//! What is read, where its readers come from, and how letters fare: first-party, without a trace of any reader.

use std::collections::BTreeMap;

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::Moment;
use maud::{Markup, html};
use newsroom::letters::{Issue, Progress};
use newsroom::readership::hour_of;
use newsroom::store::{ReadArticle, ReadSource, StoreError};

use crate::chart::{Bar, bars};
use crate::frame::frame;
use crate::guard::Signed;
use crate::{Desk, answer, clock_time};

/// Hours that the chart shows.
const HOURS: i64 = 48;
/// Hours that lists count.
const DAY: i64 = 24;
/// Lines of a list.
const LISTED: u32 = 20;
/// Issues of each letter.
const ISSUES: u32 = 5;
const MICROS_AN_HOUR: i64 = 3_600_000_000;

struct Numbers {
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
    let now = hour_of(desk.clock.now());
    let numbers = match load(&desk, now).await {
        Ok(numbers) => numbers,
        Err(error) => return answer::broken(&desk, Some(&signed), &error),
    };
    let body = html! {
        h1 { "Numbers" }
        (tabs("/desk/numbers"))
        p class="desk-hint" { "Counted by the paper itself, without cookies, and without keeping who read what. A story counts when a browser opens it; it is written down every ten seconds." }
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

async fn load(desk: &Desk, now: i64) -> Result<Numbers, StoreError> {
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
        by_hour: store.reads_by_hour(now - HOURS + 1).await?,
        articles: store.read_articles(now - DAY, LISTED).await?,
        sources: store.read_sources(now - DAY, LISTED).await?,
        letters,
    })
}

fn hours(desk: &Desk, now: i64, by_hour: &BTreeMap<i64, i64>) -> Markup {
    let hours: Vec<Bar> = (now - HOURS + 1..=now)
        .map(|hour| Bar {
            label: clock_time::told(
                Moment::from_micros(hour.saturating_mul(MICROS_AN_HOUR)),
                &desk.facts.time_zone,
            ),
            count: by_hour.get(&hour).copied().unwrap_or(0),
        })
        .collect();
    bars(
        "Stories opened in each of the last 48 hours",
        "an hour",
        &hours,
    )
}

fn articles(articles: &[ReadArticle]) -> Markup {
    html! {
        section aria-labelledby="numbers-articles" {
            h2 id="numbers-articles" { "Read most in the last day" }
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

fn letters(desk: &Desk, letters: &[LetterNumbers]) -> Markup {
    html! {
        @for letter in letters {
            section {
                h2 { (letter.name) ", " (letter.subscribers) " subscribers" }
                @if letter.issues.is_empty() {
                    p class="desk-hint" { "No issue yet." }
                } @else {
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
                                @for (issue, progress) in &letter.issues {
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
