//! Subscribers, as a list that is looked through, and all of them as a file.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::extract::{Extension, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body::Frame;
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::desk::readers::{self, Found, Search};
use newsroom::letters::exchange::{self, ExportError};
use newsroom::letters::{Subscriber, SubscriberId};
use newsroom::store::{Among, Place, Store};
use serde::Deserialize;
use tokio::sync::mpsc;

use super::{LOOKS, STATES, told};
use crate::address::Query;
use crate::frame::dressed;
use crate::guard::Signed;
use crate::{Desk, answer, clock_time};

/// Subscribers on one page.
const ON_A_PAGE: u32 = 50;

/// What is looked for, as it was typed.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    words: String,
    #[serde(default)]
    letter: String,
    #[serde(default)]
    state: String,
    /// The number of the last one shown.
    after: Option<i64>,
}

/// The form to look somebody up. `letters` are slugs and names.
pub(crate) fn search(asked: &Asked, letters: &[(String, String)]) -> Markup {
    html! {
        form method="get" action="/desk/readers/list" class="desk-begin" role="search" {
            label for="words" { "Address, or a part of it" }
            input id="words" name="words" type="search" value=(asked.words) autocomplete="off" spellcheck="false";
            label class="visually-hidden" for="letter" { "Letter" }
            select id="letter" name="letter" {
                option value="" { "Any letter" }
                @for (slug, name) in letters {
                    option value=(slug) selected[*slug == asked.letter] { (name) }
                }
            }
            label class="visually-hidden" for="state" { "State" }
            select id="state" name="state" {
                option value="" { "Any state" }
                @for state in STATES {
                    option value=(state.word()) selected[state.word() == asked.state] { (told(state)) }
                }
            }
            button class="desk-button" { "Find" }
        }
    }
}

/// `GET /desk/readers/list`
pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Query(asked): Query<Asked>,
) -> Response {
    let loaded = async {
        let search = Search {
            letters: asked.words.clone(),
            among: Among {
                letter: asked.letter.parse().ok(),
                state: asked.state.parse().ok(),
            },
            after: asked.after.map(SubscriberId),
        };
        let by = &signed.account;
        let found = readers::find(&desk.store, &desk.clock, by, &search, ON_A_PAGE).await?;
        let letters = desk.store.letters().await?;
        let letters: Vec<(String, String)> = letters
            .into_iter()
            .map(|it| (it.definition.slug.to_string(), it.definition.name))
            .collect();
        Ok::<_, DeskError>((found, letters))
    };
    let (found, letters) = match loaded.await {
        Ok(loaded) => loaded,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let body = html! {
        p class="desk-back" { a href="/desk/readers" { "Readers" } }
        h1 { "Subscribers" }
        (search(&asked, &letters))
        @if found.readers.is_empty() {
            p class="desk-empty" { (nobody(&asked)) }
        } @else {
            @if found.place == Place::Anywhere {
                p class="desk-hint" { "No address begins with that. These have it somewhere." }
            }
            (table(&desk, &found.readers, &letters))
        }
        @if let Some(next) = next(&asked, &found) {
            p { a href=(next) { "More" } }
        }
    };
    let page = dressed(&desk, Some(&signed), "Subscribers", LOOKS, &body);
    answer::page(StatusCode::OK, &page)
}

fn nobody(asked: &Asked) -> &'static str {
    match asked.words.trim().is_empty() {
        true => "There is nobody.",
        false => "Nobody has an address like that. Somebody who was erased is not found any more.",
    }
}

fn next(asked: &Asked, found: &Found) -> Option<String> {
    let last = found.readers.last().filter(|_| found.is_more)?;
    let mut next = form_urlencoded::Serializer::new(String::new());
    next.append_pair("words", &asked.words)
        .append_pair("letter", &asked.letter)
        .append_pair("state", &asked.state)
        .append_pair("after", &last.id.0.to_string());
    Some(format!("/desk/readers/list?{}", next.finish()))
}

fn table(desk: &Desk, readers: &[Subscriber], letters: &[(String, String)]) -> Markup {
    let zone = &desk.facts.time_zone;
    let names = |reader: &Subscriber| {
        let theirs = letters
            .iter()
            .filter(|(slug, _)| reader.letters.iter().any(|it| it.as_str() == slug));
        let names: Vec<&str> = theirs.map(|(_, name)| name.as_str()).collect();
        names.join(", ")
    };
    html! {
        div class="desk-scroll" tabindex="0" role="region" aria-label="Subscribers" {
            table class="desk-table" {
                caption class="visually-hidden" { "Subscribers" }
                thead {
                    tr {
                        th scope="col" { "Address" }
                        th scope="col" { "State" }
                        th scope="col" { "Letters" }
                        th scope="col" { "Since" }
                    }
                }
                tbody {
                    @for reader in readers {
                        tr {
                            th scope="row" class="desk-address" {
                                a href={ "/desk/readers/" (reader.id.0) } { bdi { (reader.address) } }
                            }
                            td { (told(reader.state)) }
                            td { (names(reader)) }
                            td {
                                time datetime=(clock_time::machine(reader.created_at)) {
                                    (clock_time::told(reader.created_at, zone))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// `POST /desk/readers/export`: all of them as the command line writes them, read from the store while they are sent.
pub(crate) async fn export(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
) -> Response {
    let allowed = readers::export_all(&desk.store, &desk.clock, &signed.account).await;
    if let Err(error) = allowed {
        return answer::not_done(&desk, &signed, &error);
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"subscribers.csv\"",
        ),
    ];
    // One is read while the one before it is on its way.
    let (parts, read) = mpsc::channel(1);
    tokio::spawn(read_all(desk.store, parts));
    (headers, Body::new(List(read))).into_response()
}

type Lines = Result<Bytes, ExportError>;

async fn read_all(store: Store, parts: mpsc::Sender<Lines>) {
    let mut after = None;
    loop {
        let part = match exchange::part(&store, after).await {
            Ok(Some(part)) => {
                after = Some(part.last);
                Ok(Bytes::from(part.csv))
            }
            Ok(None) => return,
            Err(error) => {
                tracing::error!(%error, "the list of subscribers broke off");
                Err(error)
            }
        };
        let is_last = part.is_err();
        if parts.send(part).await.is_err() || is_last {
            return;
        }
    }
}

/// The list on its way. If it breaks off, so does the connection: a browser keeps no half of it as if it was whole.
struct List(mpsc::Receiver<Lines>);

impl http_body::Body for List {
    type Data = Bytes;
    type Error = ExportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, ExportError>>> {
        let lines = self.0.poll_recv(context);
        lines.map(|lines| lines.map(|lines| lines.map(Frame::data)))
    }
}
