//! What owners set of the paper: a form for each thing that belongs together, where each value says where it comes from.

mod changes;
mod letters;
mod letters_form;
mod menus;
mod menus_form;
mod paper;
mod redirects;
mod redirects_page;
mod sections;
mod sections_form;

pub(crate) use changes::{list as list_changes, set_back};
pub(crate) use letters::{
    define as define_letter, retire as retire_letter, show as show_letters, show_one as show_letter,
};
pub(crate) use menus::{set as set_menus, show as show_menus};
pub(crate) use paper::{set as set_paper, show as show_paper};
pub(crate) use redirects::{
    file as file_of_redirects, forget as forget_redirect, redirect, show as show_redirects,
    take_in as take_in_redirects,
};
pub(crate) use sections::{set as set_sections, show as show_sections};

use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::desk::settings::{self, Standing};
use newsroom::settings::{Origin, Setting};
use newsroom::store::{Change, StoreError};
use serde::Deserialize;

use crate::form::value;
use crate::frame::framed;
use crate::guard::Signed;
use crate::{Desk, answer, clock_time};

/// The pages of the settings.
const PAGES: [(&str, &str); 6] = [
    ("/desk/settings", "The paper"),
    ("/desk/settings/sections", "Sections"),
    ("/desk/settings/menus", "Menus"),
    ("/desk/settings/letters", "Letters"),
    ("/desk/settings/redirects", "Old addresses"),
    ("/desk/settings/changes", "Changes"),
];

#[derive(Deserialize)]
pub(crate) struct Done {
    done: Option<String>,
}

/// What stands on top of a page of the settings.
#[derive(Default)]
struct Said<'a> {
    done: Option<&'a str>,
    problem: Option<&'a str>,
}

impl Done {
    fn said(&self) -> Said<'static> {
        let done = match self.done.as_deref() {
            Some("set") => Some("It is set, and every page follows it from now on."),
            Some("unchanged") => Some("Nothing was changed."),
            Some("back") => Some("It is set back."),
            Some("unheard") => {
                Some("It is set back. It has no effect as long as the environment sets it.")
            }
            Some(_) | None => None,
        };
        Said {
            done,
            problem: None,
        }
    }
}

/// The page of the settings at an address.
fn page(
    desk: &Desk,
    signed: &Signed,
    status: StatusCode,
    path: &str,
    said: &Said<'_>,
    body: &Markup,
) -> Response {
    page_with(desk, signed, status, (path, None), said, body)
}

/// The same with a script.
fn page_with(
    desk: &Desk,
    signed: &Signed,
    status: StatusCode,
    (path, script): (&str, Option<&'static str>),
    said: &Said<'_>,
    body: &Markup,
) -> Response {
    let name = PAGES.iter().find(|(address, _)| *address == path);
    let title = name.map_or("Settings", |(_, name)| name);
    let body = html! {
        h1 { "Settings: " (title) }
        nav class="desk-tabs settings-tabs" aria-label="Settings" {
            @for (address, name) in PAGES {
                a href=(address) aria-current=[(address == path).then_some("page")] { (name) }
            }
        }
        @if let Some(done) = said.done {
            p class="desk-said" role="status" { (done) }
        }
        @if let Some(problem) = said.problem {
            p class="desk-problem" role="alert" { (problem) }
        }
        (body)
    };
    let title = format!("Settings: {title}");
    let page = framed(desk, Some(signed), &title, script, &body);
    answer::page(status, &page)
}

/// The page of the settings at an address with a form that knows the newest changes.
async fn shown(
    desk: &Desk,
    signed: &Signed,
    (path, status): (&str, StatusCode),
    said: &Said<'_>,
    form: impl FnOnce(&Newest) -> Markup,
) -> Response {
    match Newest::load(desk).await {
        Ok(newest) => page(desk, signed, status, path, said, &form(&newest)),
        Err(error) => answer::broken(desk, Some(signed), &error),
    }
}

/// On to the page of a form that was heeded; if it was refused, the form as it was typed, with why.
async fn answered(
    desk: &Desk,
    signed: &Signed,
    path: &str,
    set: Result<&'static str, DeskError>,
    form: impl FnOnce(&Newest) -> Markup,
) -> Response {
    match set {
        Ok(done) => answer::on_to(&format!("{path}?done={done}")),
        Err(DeskError::Refused(sentence)) => {
            let said = Said {
                problem: Some(&sentence),
                ..Said::default()
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            shown(desk, signed, (path, status), &said, form).await
        }
        Err(error) => answer::not_done(desk, signed, &error),
    }
}

/// Who said last what is in force.
struct Newest(Vec<Change>);

impl Newest {
    async fn load(desk: &Desk) -> Result<Self, StoreError> {
        Ok(Self(desk.store.newest_changes().await?))
    }

    /// The newest change that a form was made after.
    fn seen(&self) -> i64 {
        self.0.iter().map(|change| change.number).max().unwrap_or(0)
    }

    /// What the desk says of a setting, with who said it.
    fn of(&self, setting: Setting) -> Option<&Change> {
        let change = self.0.iter().find(|change| change.setting == setting);
        change.filter(|change| change.value.is_some())
    }

    /// Where the value of a setting comes from, in words.
    fn origin(&self, desk: &Desk, setting: Setting) -> String {
        let origin = desk.facts.origins.get(setting);
        match (origin, self.of(setting)) {
            (Origin::Environment(variable), _) => {
                format!("Set by the environment ({variable}), so it cannot be changed here.")
            }
            (Origin::File(_) | Origin::Default, Some(change)) => format!(
                "Set here by {}, {}.",
                change.by.as_deref().unwrap_or("somebody"),
                clock_time::told(change.at, &desk.facts.time_zone)
            ),
            (Origin::File(name), None) => format!("From {name}."),
            (Origin::Default, None) => "The default.".to_owned(),
        }
    }
}

/// Sets what a form says, and has the site follow it.
async fn set(
    desk: &Desk,
    signed: &Signed,
    pairs: &[(String, String)],
    values: &[(Setting, &str)],
) -> Result<&'static str, DeskError> {
    set_after(desk, signed, seen_by(pairs), values).await
}

/// The newest change that a form was made after.
fn seen_by(pairs: &[(String, String)]) -> i64 {
    let seen = value(pairs, "seen").and_then(|raw| raw.parse().ok());
    seen.unwrap_or(0)
}

/// The same as [`set`] for whoever has seen every change up to that one.
async fn set_after(
    desk: &Desk,
    signed: &Signed,
    seen: i64,
    values: &[(Setting, &str)],
) -> Result<&'static str, DeskError> {
    let standing = Standing {
        particulars: &desk.facts.particulars,
        origins: &desk.facts.origins,
    };
    let account = &signed.account;
    let changed =
        settings::change(&desk.store, &desk.clock, account, standing, values, seen).await?;
    if changed.is_empty() {
        return Ok("unchanged");
    }
    follow(desk).await;
    Ok("set")
}

/// Has the site follow what was set. If it cannot now, it does as soon as the store answers again.
async fn follow(desk: &Desk) {
    if let Some(renewal) = &desk.facts.renewal
        && let Err(error) = renewal().await
    {
        tracing::error!(%error, "what was set at the desk has no effect yet");
    }
}

/// What a field is called that says what stood in another when its form was drawn.
fn drawn_with(field: &str) -> String {
    format!("was-{field}")
}

/// What somebody typed into a field: nothing, where they left what stood there. What others set meanwhile stays then.
fn typed_into<'a>(pairs: &'a [(String, String)], field: &str) -> Option<&'a str> {
    let drawn = value(pairs, &drawn_with(field));
    value(pairs, field).filter(|typed| Some(*typed) != drawn)
}

/// Says what is wrong with a field, so that it is read with it.
fn problem(id: &str, problem: Option<&str>) -> Markup {
    html! {
        @if let Some(problem) = problem {
            p class="settings-problem" id={ (id) "-problem" } { (problem) }
        }
    }
}
