//! Who did what at the desk: the log, what it is narrowed down by, and the way from each line to what it is about.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::Moment;
use maud::{Markup, html};
use newsroom::desk::account::{Account, AccountId};
use newsroom::desk::doing::Action;
use newsroom::desk::fronts::may_arrange;
use newsroom::desk::log::{About, Kind, LogAsked, LogCursor, LogEntry, LoggedBy};
use newsroom::desk::role::Right;
use newsroom::store::StoreError;
use serde::Deserialize;

use crate::address::Query;
use crate::frame::frame;
use crate::front;
use crate::guard::Signed;
use crate::stories::lists::pair;
use crate::{Desk, answer, clock_time};

/// Lines on one page.
const ON_A_PAGE: u32 = 100;
/// In place of an account's number.
const NOBODY: &str = "nobody";

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// The number of an account, or `nobody`.
    #[serde(default)]
    who: String,
    /// The word of a [`Kind`], or the words of an [`Action`].
    #[serde(default)]
    what: String,
    /// The first day.
    #[serde(default)]
    from: String,
    /// The last day.
    #[serde(default)]
    to: String,
    /// When the last one shown was written, in microseconds, and its number: `1675609200000000-17`.
    #[serde(default)]
    after: String,
}

impl Asked {
    /// What the store is asked for.
    ///
    /// # Errors
    /// What to write instead.
    fn read(&self, desk: &Desk) -> Result<LogAsked, String> {
        let zone = &desk.facts.time_zone;
        let from = clock_time::chosen_day(&self.from, zone)?;
        let to = clock_time::chosen_day(&self.to, zone)?;
        let asked = LogAsked {
            by: self.by(),
            actions: self.actions(),
            from: from.map(|(begins, _)| begins),
            until: to.map(|(_, ends)| ends),
        };
        match (asked.from, asked.until) {
            (Some(from), Some(until)) if from >= until => {
                Err("The last day is before the first. Choose them the other way round.".to_owned())
            }
            (Some(_) | None, Some(_) | None) => Ok(asked),
        }
    }

    fn by(&self) -> Option<LoggedBy> {
        match self.who.as_str() {
            "" => None,
            NOBODY => Some(LoggedBy::Nobody),
            // Nobody has the number that is none.
            raw => Some(LoggedBy::Account(AccountId(raw.parse().unwrap_or(-1)))),
        }
    }

    fn actions(&self) -> Vec<Action> {
        match Kind::from_word(&self.what) {
            Some(kind) => kind.actions(),
            None => Action::from_words(&self.what).into_iter().collect(),
        }
    }

    fn after(&self) -> Option<LogCursor> {
        let (at, number) = pair(&self.after)?;
        Some(LogCursor {
            at: Moment::from_micros(at),
            number,
        })
    }

    fn is_everything(&self) -> bool {
        let narrowed = [&self.who, &self.what, &self.from, &self.to];
        narrowed.iter().all(|value| value.trim().is_empty())
    }

    /// The address of what comes after that line.
    fn beyond(&self, last: &LogEntry) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("who", &self.who),
            ("what", &self.what),
            ("from", &self.from),
            ("to", &self.to),
        ] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        query.append_pair("after", &format!("{}-{}", last.at.micros(), last.number));
        format!("/desk/log?{}", query.finish())
    }
}

/// `GET /desk/log`
pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Query(asked): Query<Asked>,
) -> Response {
    let read = asked.read(&desk);
    let found = find(&desk, &asked, read.as_ref().ok()).await;
    let (entries, accounts) = match found {
        Ok(found) => found,
        Err(error) => return answer::broken(&desk, Some(&signed), &error),
    };
    let more = entries.len() > ON_A_PAGE as usize;
    let entries = &entries[..entries.len().min(ON_A_PAGE as usize)];
    let body = html! {
        h1 { "Log" }
        @if let Err(problem) = &read {
            p class="desk-problem" role="alert" { (problem) }
        }
        (finding(&asked, &accounts))
        @if !entries.is_empty() {
            ul class="desk-list" {
                @for entry in entries { li { (line(&desk, &signed.account, entry)) } }
            }
        } @else if read.is_ok() && asked.is_everything() {
            p class="desk-empty" { "Nothing more." }
        } @else if read.is_ok() {
            p class="desk-empty" role="status" { "Nothing like that is in the log. " a href="/desk/log" { "Show all of it" } }
        }
        @if let Some(last) = entries.last().filter(|_| more) {
            p { a href=(asked.beyond(last)) { "Earlier" } }
        }
    };
    answer::page(StatusCode::OK, &frame(&desk, Some(&signed), "Log", &body))
}

/// The lines, of which there are none where it could not be read what is asked for, and whose they can be.
async fn find(
    desk: &Desk,
    asked: &Asked,
    read: Option<&LogAsked>,
) -> Result<(Vec<LogEntry>, Vec<Account>), StoreError> {
    let entries = match read {
        Some(read) => {
            desk.store
                .desk_log(read, asked.after(), ON_A_PAGE + 1)
                .await?
        }
        None => Vec::new(),
    };
    Ok((entries, desk.store.accounts().await?))
}

fn finding(asked: &Asked, accounts: &[Account]) -> Markup {
    html! {
        form method="get" action="/desk/log" class="desk-begin" role="search" {
            label for="who" { "Who" }
            select id="who" name="who" {
                option value="" { "Everybody" }
                @for account in accounts {
                    @let number = account.id.0.to_string();
                    option value=(number) selected[asked.who == number] { (account.name) }
                }
                option value=(NOBODY) selected[asked.who == NOBODY] { "Nobody by hand" }
            }
            label for="what" { "Did what" }
            select id="what" name="what" {
                option value="" { "Anything" }
                @for kind in Kind::ALL {
                    optgroup label=(kind.label()) {
                        (actions(asked, kind))
                    }
                }
            }
            label for="from" { "From" }
            input id="from" name="from" type="date" value=(asked.from);
            label for="to" { "To" }
            input id="to" name="to" type="date" value=(asked.to);
            button class="desk-button desk-button--quiet" { "Find" }
        }
    }
}

/// The actions of a kind, after all of them at once where there are several.
fn actions(asked: &Asked, kind: Kind) -> Markup {
    let actions = kind.actions();
    html! {
        @if actions.len() > 1 {
            option value=(kind.as_str()) selected[asked.what == kind.as_str()] { (kind.label()) ": anything" }
        }
        @for action in actions {
            option value=(action.as_str()) selected[asked.what == action.as_str()] { (action.as_str()) }
        }
    }
}

fn line(desk: &Desk, reader: &Account, entry: &LogEntry) -> Markup {
    let by = entry.account.as_ref().map(|(_, name)| name.as_str());
    let about = entry.about.as_ref().and_then(|about| way_to(reader, about));
    let nobody = match entry.action {
        Action::Call | Action::SignIn => "Somebody who was not signed in",
        Action::Invite => "Whoever runs the server",
        _ => "The desk itself",
    };
    html! {
        time datetime=(clock_time::machine(entry.at)) { (clock_time::told(entry.at, &desk.facts.time_zone)) }
        ": "
        strong { (by.unwrap_or(nobody)) }
        " " (entry.action.as_str()) " "
        @if let Some(address) = about {
            a href=(address) { (entry.subject) }
        } @else {
            (entry.subject)
        }
        @if entry.is_refused {
            " " span class="desk-stage desk-stage--withdrawn" { "refused" }
        }
    }
}

/// Where what a line is about is opened, for whoever may open it.
fn way_to(reader: &Account, about: &About) -> Option<String> {
    let (may, address) = match about {
        About::Story(id) => (
            reader.may(Right::ReadAll),
            format!("/desk/stories/{}", id.0),
        ),
        About::Coverage(slug) => (reader.may(Right::Write), format!("/desk/coverage/{slug}")),
        About::Picture(id) => (reader.may(Right::Write), format!("/desk/pictures/{id}")),
        About::Letter(slug) => (
            reader.may(Right::SendLetters),
            format!("/desk/letters/{slug}"),
        ),
        About::Issue(slug, number) => (
            reader.may(Right::SendLetters),
            format!("/desk/letters/{slug}/issues/{number}"),
        ),
        About::Person(id) => (
            reader.may(Right::ManageAccounts),
            format!("/desk/people/{}", id.0),
        ),
        About::Reader(id) => (
            reader.may(Right::ManageReaders),
            format!("/desk/readers/{}", id.0),
        ),
        About::Front(of) => (
            of.section().is_none() || may_arrange(reader, of),
            front::view::address(of, &[]),
        ),
    };
    may.then_some(address)
}
