//! Letters that came back or were refused, and why.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::Moment;
use maud::{Markup, html};
use newsroom::desk::readers;
use newsroom::letters::DeliveryId;
use newsroom::letters::returned::Kind;
use newsroom::store::{CameBack, CameBackCursor};
use serde::Deserialize;

use super::{LOOKS, told};
use crate::address::Query;
use crate::frame::dressed;
use crate::guard::Signed;
use crate::{Desk, answer, clock_time};

/// Lines on one page.
const ON_A_PAGE: u32 = 50;

/// How a letter came back, in words; none where it was refused at once.
pub(crate) fn how(kind: Option<Kind>) -> &'static str {
    match kind {
        None => "Refused",
        Some(Kind::Soft) => "Came back for now",
        Some(Kind::Hard) => "Came back for good",
        Some(Kind::Complaint) => "Called spam",
    }
}

#[derive(Deserialize)]
pub(crate) struct Before {
    /// When the last one shown was heard of, in microseconds, and its number.
    before: Option<String>,
}

/// `GET /desk/readers/came-back`
pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Query(Before { before }): Query<Before>,
) -> Response {
    let before = before.as_deref().and_then(cursor);
    let by = &signed.account;
    let lines = readers::came_back(&desk.store, &desk.clock, by, before, ON_A_PAGE + 1).await;
    let lines = match lines {
        Ok(lines) => lines,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let more = lines.len() > ON_A_PAGE as usize;
    let lines = &lines[..lines.len().min(ON_A_PAGE as usize)];
    let body = html! {
        p class="desk-back" { a href="/desk/readers" { "Readers" } }
        h1 { "What came back" }
        p class="desk-hint" { "A letter that comes back for good ends all letters to its address; five in a row that come back for now do, too. Whoever calls one spam gets none any more." }
        @if lines.is_empty() {
            p class="desk-empty" { "Nothing came back." }
        } @else {
            (table(&desk, lines))
        }
        @if let Some(last) = lines.last().filter(|_| more) {
            p { a href={ "/desk/readers/came-back?before=" (last.at.micros()) "-" (last.id.0) } { "Earlier" } }
        }
    };
    let page = dressed(&desk, Some(&signed), "What came back", LOOKS, &body);
    answer::page(StatusCode::OK, &page)
}

fn cursor(raw: &str) -> Option<CameBackCursor> {
    let (at, id) = raw.rsplit_once('-')?;
    Some(CameBackCursor {
        at: Moment::from_micros(at.parse().ok()?),
        id: DeliveryId(id.parse().ok()?),
    })
}

fn table(desk: &Desk, lines: &[CameBack]) -> Markup {
    html! {
        div class="desk-scroll" tabindex="0" role="region" aria-label="What came back" {
            table class="desk-table" {
                caption class="visually-hidden" { "What came back, the latest first" }
                thead {
                    tr {
                        th scope="col" { "Reader" }
                        th scope="col" { "When" }
                        th scope="col" { "How" }
                        th scope="col" { "Letter" }
                        th scope="col" { "What the other mail server said" }
                        th scope="col" { "Now" }
                    }
                }
                tbody {
                    @for line in lines {
                        tr {
                            th scope="row" class="desk-address" {
                                @match &line.reader {
                                    Some((id, address, _)) => { a href={ "/desk/readers/" (id.0) } { bdi { (address) } } },
                                    None => "Erased since",
                                }
                            }
                            td {
                                time datetime=(clock_time::machine(line.at)) { (clock_time::told(line.at, &desk.facts.time_zone)) }
                            }
                            td { (how(line.kind)) }
                            td {
                                @match &line.issue {
                                    Some((name, number)) => { (name) ", issue " (number) },
                                    None => "About the subscription",
                                }
                            }
                            td class="desk-reason" { (line.reason.as_deref().unwrap_or_default()) }
                            td { (line.reader.as_ref().map_or("", |(_, _, state)| told(*state))) }
                        }
                    }
                }
            }
        }
    }
}
