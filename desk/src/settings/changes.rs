//! What was set, by whom, and what it was before.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use newsroom::desk::settings;
use newsroom::settings::Setting;
use newsroom::store::Change;
use serde::Deserialize;

use super::{Done, follow, page};
use crate::address::{Path, Query};
use crate::guard::Signed;
use crate::{Desk, answer, clock_time};

const PATH: &str = "/desk/settings/changes";
/// Changes on one page.
const ON_A_PAGE: u32 = 50;

#[derive(Deserialize)]
pub(crate) struct Before {
    before: Option<i64>,
    done: Option<String>,
}

/// `GET /desk/settings/changes`
pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Query(Before { before, done }): Query<Before>,
) -> Response {
    let changes = desk.store.changes_of_settings(before, ON_A_PAGE + 1).await;
    let changes = match changes {
        Ok(changes) => changes,
        Err(error) => return answer::broken(&desk, Some(&signed), &error),
    };
    let more = changes.len() > ON_A_PAGE as usize;
    let changes = &changes[..changes.len().min(ON_A_PAGE as usize)];
    let body = html! {
        @if changes.is_empty() {
            p class="desk-empty" { "Nothing was set at the desk yet. The settings file and the defaults are in force." }
        } @else {
            (list_of(&desk, changes))
        }
        @if let Some(last) = changes.last().filter(|_| more) {
            p { a href={ (PATH) "?before=" (last.number) } { "Earlier" } }
        }
    };
    page(
        &desk,
        &signed,
        StatusCode::OK,
        PATH,
        &Done { done }.said(),
        &body,
    )
}

fn list_of(desk: &Desk, changes: &[Change]) -> Markup {
    html! {
        ul class="desk-list" {
            @for change in changes {
                li class="desk-list__line" { (one(desk, change)) }
            }
        }
    }
}

fn one(desk: &Desk, change: &Change) -> Markup {
    let at = clock_time::told(change.at, &desk.facts.time_zone);
    html! {
        div {
            strong { (title(change.setting)) } ": " (told(change.setting, change.value.as_deref()))
            p class="desk-hint" {
                @match &change.by {
                    Some(by) => {
                        (by) ", " time datetime=(clock_time::machine(change.at)) { (at) }
                        ". Before: " (told(change.setting, change.before.as_deref()))
                    }
                    None => "How it stood before anybody set it here",
                }
            }
        }
        @if change.by.is_some() {
            form method="post" action={ (PATH) "/" (change.number) "/set-back" } {
                button class="desk-button desk-button--quiet"
                    aria-label={ "Set back " (change.setting.label()) " to what it was before " (at) } {
                    "Set back"
                }
            }
        }
    }
}

fn title(setting: Setting) -> String {
    let label = setting.label();
    let label = label.strip_prefix("the ").unwrap_or(label);
    let mut letters = label.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

fn told(setting: Setting, kept: Option<&str>) -> String {
    kept.map_or_else(
        || "as the settings file or the default says".to_owned(),
        |kept| setting.told(kept),
    )
}

/// `POST /desk/settings/changes/{number}/set-back`
pub(crate) async fn set_back(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(number): Path<i64>,
) -> Response {
    match settings::set_back(&desk.store, &desk.clock, &signed.account, number).await {
        Ok(setting) => {
            follow(&desk).await;
            // Of sections, the environment says the order alone.
            let is_heard =
                desk.facts.origins.fixed_by(setting).is_none() || setting == Setting::Sections;
            let done = if is_heard { "back" } else { "unheard" };
            answer::on_to(&format!("{PATH}?done={done}"))
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}
