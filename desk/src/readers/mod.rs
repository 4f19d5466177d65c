//! How many readers get letters, and the ways to find one of them.

pub(crate) mod came_back;
pub(crate) mod list;
pub(crate) mod reader;
pub(crate) mod reader_page;

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use newsroom::desk::readers;
use newsroom::letters::SubscriberState;
use newsroom::store::StateCounts;
use serde::Deserialize;

use crate::address::Query;
use crate::frame::{Looks, dressed};
use crate::guard::Signed;
use crate::{Desk, answer};
use list::{Asked, search};

/// What pages of readers and letters have of their own.
pub(crate) const LOOKS: Looks = Looks {
    style: Some("letters.css"),
    script: None,
};

#[derive(Deserialize)]
pub(crate) struct Done {
    done: Option<String>,
}

/// `GET /desk/readers`: numbers only, so that nobody has to see an address to know them.
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Query(Done { done }): Query<Done>,
) -> Response {
    let counts = readers::counts(&desk.store, &signed.account).await;
    let (all, letters) = match counts {
        Ok(counts) => counts,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let offered: Vec<(String, String)> = letters
        .iter()
        .map(|(slug, name, _)| (slug.to_string(), name.clone()))
        .collect();
    let has_outbox = desk.office.as_ref().is_some_and(|it| it.outbox.is_some());
    let body = html! {
        h1 { "Readers" }
        @if done.as_deref() == Some("erased") {
            p class="desk-said" role="status" { "Erased, with everything that was known of them. No list brings the address back, only a new sign-up." }
        }
        (search(&Asked::default(), &offered))
        div class="desk-scroll" tabindex="0" role="region" aria-label="Subscribers by letter and state" {
            table class="desk-table desk-counts" {
                caption { "Subscribers by letter and state" }
                thead {
                    tr {
                        th scope="col" { "Letter" }
                        @for state in STATES {
                            th scope="col" { (told(state)) }
                        }
                    }
                }
                tbody {
                    (line("All", "", all))
                    @for (slug, name, counts) in &letters {
                        (line(name, slug.as_str(), *counts))
                    }
                }
            }
        }
        nav aria-label="More about readers" {
            ul class="desk-list" {
                li {
                    a href="/desk/readers/came-back" { "What came back" }
                    p class="desk-hint" { "Letters that mail servers refused or sent back, and what readers called spam." }
                }
                @if has_outbox {
                    li {
                        a href="/desk/readers/outbox" { "Outbox" }
                        p class="desk-hint" { "No mail server is set, so letters land there instead of with their readers." }
                    }
                }
            }
        }
        form method="post" action="/desk/readers/export" class="desk-step desk-narrow" {
            p class="desk-hint" { "One line for each subscriber, with what they agreed to last, as a spreadsheet or another letter program reads it. Keep the file as safe as the desk." }
            button class="desk-button desk-button--quiet" { "Download all as CSV" }
        }
    };
    let page = dressed(&desk, Some(&signed), "Readers", LOOKS, &body);
    answer::page(StatusCode::OK, &page)
}

/// Every state, in the order of the columns.
pub(crate) const STATES: [SubscriberState; 4] = [
    SubscriberState::Confirmed,
    SubscriberState::Unconfirmed,
    SubscriberState::Bounced,
    SubscriberState::Complained,
];

/// Where an address stands, in words.
pub(crate) fn told(state: SubscriberState) -> &'static str {
    match state {
        SubscriberState::Confirmed => "Gets letters",
        SubscriberState::Unconfirmed => "Not confirmed",
        SubscriberState::Bounced => "Unreachable",
        SubscriberState::Complained => "Called it spam",
    }
}

fn line(name: &str, slug: &str, counts: StateCounts) -> Markup {
    let count = |state| match state {
        SubscriberState::Confirmed => counts.confirmed,
        SubscriberState::Unconfirmed => counts.unconfirmed,
        SubscriberState::Bounced => counts.bounced,
        SubscriberState::Complained => counts.complained,
    };
    html! {
        tr {
            th scope="row" { (name) }
            @for state in STATES {
                td {
                    @if count(state) == 0 {
                        "0"
                    } @else {
                        a href={ "/desk/readers/list?letter=" (slug) "&state=" (state.word()) }
                            aria-label={ (count(state)) ", " (name) ": " (told(state)) } { (count(state)) }
                    }
                }
            }
        }
    }
}
