//! Who did what at the desk.

use axum::extract::{Extension, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::html;
use serde::Deserialize;

use crate::frame::frame;
use crate::guard::Signed;
use crate::{Desk, answer, clock_time};

/// Lines on one page.
const ON_A_PAGE: u32 = 100;

#[derive(Deserialize)]
pub(crate) struct Before {
    before: Option<i64>,
}

/// `GET /desk/log`
pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Query(Before { before }): Query<Before>,
) -> Response {
    let entries = match desk.store.desk_log(before, ON_A_PAGE).await {
        Ok(entries) => entries,
        Err(error) => return answer::broken(&desk, Some(&signed), &error),
    };
    let body = html! {
        h1 { "Log" }
        @if entries.is_empty() {
            p class="desk-empty" { "Nothing more." }
        }
        ul class="desk-list" {
            @for entry in &entries {
                li {
                    time datetime=(clock_time::machine(entry.at)) { (clock_time::told(entry.at, &desk.facts.time_zone)) }
                    ": "
                    strong { (entry.account.as_ref().map_or("The desk itself", |(_, name)| name.as_str())) }
                    " " (entry.action.as_str()) " " (entry.subject)
                    @if entry.is_refused {
                        " " span class="desk-stage desk-stage--withdrawn" { "refused" }
                    }
                }
            }
        }
        @if entries.len() == ON_A_PAGE as usize && let Some(last) = entries.last() {
            p { a href={ "/desk/log?before=" (last.number) } { "Earlier" } }
        }
    };
    answer::page(StatusCode::OK, &frame(&desk, Some(&signed), "Log", &body))
}
