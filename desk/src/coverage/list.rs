//! The list of live stories.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::Section;
use maud::{Markup, html};
use newsroom::desk::role::Right;
use newsroom::store::CoverageLine;

use super::view::state;
use crate::frame::frame;
use crate::guard::Signed;
use crate::stories::lists::named;
use crate::{Desk, answer, clock_time};

/// Live stories in the list. A paper has a few at a time.
const MOST: u32 = 50;

/// `GET /desk/coverage`
pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
) -> Response {
    let lines = desk.store.coverages(MOST).await;
    let sections = desk.store.all_sections().await;
    let (lines, sections) = match (lines, sections) {
        (Ok(lines), Ok(sections)) => (lines, sections),
        (Err(error), _) | (_, Err(error)) => return answer::broken(&desk, Some(&signed), &error),
    };
    let account = &signed.account;
    let is_seen =
        |line: &&CoverageLine| account.may(Right::ReadAll) || line.made_by == Some(account.id);
    let lines: Vec<&CoverageLine> = lines.iter().filter(is_seen).collect();
    let body = html! {
        h1 { "Live" }
        @if lines.is_empty() {
            p class="desk-empty" {
                "Nothing is covered live. A live story begins as any other: write it with the type “coverage” and bring it out, then \
                 press “Cover it live” beside it."
            }
        } @else {
            ul class="desk-list" {
                @for line in lines {
                    (one(&desk, line, &sections))
                }
            }
        }
    };
    answer::page(StatusCode::OK, &frame(&desk, Some(&signed), "Live", &body))
}

fn one(desk: &Desk, line: &CoverageLine, sections: &[Section]) -> Markup {
    html! {
        li class="desk-list__line" {
            div {
                a href={ "/desk/coverage/" (line.slug) } { (line.headline) }
                p class="desk-hint" {
                    (named(sections, line.section.as_str())) " · changed "
                    time datetime=(clock_time::machine(line.changed_at)) {
                        (clock_time::told(line.changed_at, &desk.facts.time_zone))
                    }
                }
            }
            (state(line.state))
        }
    }
}
