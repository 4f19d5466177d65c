//! How fast pages are in readers' browsers: by what was measured, kind of page and kind of screen.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use newsroom::vitals::{self, DAYS, Line, Metric};
use serde::Deserialize;

use super::chart::shares;
use super::tabs;
use crate::address::Query;
use crate::frame::frame;
use crate::guard::Signed;
use crate::{Desk, answer};

/// For how many days it can be asked; the last is as long as figures are kept.
const CHOICES: [u32; 3] = [7, DAYS, 90];

#[derive(Deserialize)]
pub(crate) struct Asked {
    days: Option<String>,
}

/// `GET /desk/vitals`
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Query(asked): Query<Asked>,
) -> Response {
    let days = asked.days.and_then(|days| days.parse().ok());
    let days = days.filter(|it| CHOICES.contains(it)).unwrap_or(DAYS);
    let lines = match vitals::report(&desk.store, &desk.clock, days).await {
        Ok(lines) => lines,
        Err(error) => return answer::broken(&desk, Some(&signed), &error),
    };
    let body = html! {
        h1 { "How fast pages are" }
        (tabs("/desk/vitals"))
        p class="desk-hint" { "Measured by some readers’ browsers, a few page loads in a hundred, and sent without a word about the reader. Three quarters of the views are as fast as the value shown, or faster." }
        nav class="desk-tabs" aria-label="Of how many days" {
            @for choice in CHOICES {
                a href={ "/desk/vitals?days=" (choice) } aria-current=[(choice == days).then_some("page")] { (choice) " days" }
            }
        }
        @if lines.is_empty() {
            p class="desk-empty" { "Nothing was measured in these days." }
        }
        @for metric in Metric::ALL {
            (measured(metric, &lines))
        }
    };
    answer::page(
        StatusCode::OK,
        &frame(&desk, Some(&signed), "How fast pages are", &body),
    )
}

fn measured(metric: Metric, lines: &[Line]) -> Markup {
    let mut lines = lines.iter().filter(|line| line.metric == metric).peekable();
    let (good, fair) = metric.thresholds();
    let id = format!("vitals-{}", metric.as_str());
    html! {
        @if lines.peek().is_some() {
            section aria-labelledby=(id) {
                h2 id=(id) { (metric.name()) }
                p class="desk-hint" { "Good up to " (metric.told(good)) ", poor over " (metric.told(fair)) "." }
                div class="desk-scroll" tabindex="0" role="region" aria-label=(metric.name()) {
                    table class="desk-table desk-shares" {
                        thead {
                            tr {
                                th scope="col" { "Page" }
                                th scope="col" { "Screen" }
                                th scope="col" { "Three quarters" }
                                td class="desk-shares__bar" {}
                                th scope="col" { "Good" }
                                th scope="col" { "Needs improvement" }
                                th scope="col" { "Poor" }
                                th scope="col" { "Views" }
                            }
                        }
                        tbody {
                            @for line in lines { (row(line)) }
                        }
                    }
                }
            }
        }
    }
}

fn row(line: &Line) -> Markup {
    let [good, fair, poor] = line.shares();
    html! {
        tr {
            th scope="row" { (line.page.as_str()) }
            td { (line.device.as_str()) }
            td { strong { (line.p75.told(line.metric)) } " " (line.p75.rating(line.metric).as_str()) }
            td class="desk-shares__bar" { (shares([good, fair, poor])) }
            td { (good) " %" }
            td { (fair) " %" }
            td { (poor) " %" }
            td { (line.views()) }
        }
    }
}
