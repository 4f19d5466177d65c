//! `/desk/outbox`: the letters that a paper without a mail server has written, for whoever tries it out.
//!
//! They have links in them with which anybody could read and change what others subscribe to, so they are shown to this
//! machine alone: to a connection from it, that asks for it by its own name, and was not passed on by a proxy.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use desk::Landed;
use maud::{DOCTYPE, Markup, html};

use super::desk_office::landed;
use super::routes::sentence;
use super::{AppState, policy};
use crate::letters::Kept;

/// The newest letters.
pub(super) async fn outbox(State(state): State<AppState>, request: Request) -> Response {
    let outbox = state.letters.as_ref().and_then(|letters| letters.outbox());
    let (Some(outbox), true) = (outbox, is_from_here(&request)) else {
        return sentence(StatusCode::NOT_FOUND, "There is nothing at that address.\n");
    };
    let folder = outbox.folder().display().to_string();
    let letters = tokio::task::spawn_blocking(move || outbox.newest()).await;
    match letters.map_err(std::io::Error::other).flatten() {
        Ok(letters) => {
            let style = state.paper.build.path("dateline.css");
            let html = page(&letters, &folder, &style).into_string();
            let headers = [
                (header::CONTENT_SECURITY_POLICY, policy::of_page(&html)),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
                (
                    header::HeaderName::from_static("x-robots-tag"),
                    HeaderValue::from_static("noindex"),
                ),
            ];
            (headers, Html(html)).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the outbox could not be read");
            sentence(
                StatusCode::INTERNAL_SERVER_ERROR,
                "The outbox could not be read; the log says why.\n",
            )
        }
    }
}

fn is_from_here(request: &Request) -> bool {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let is_near = peer.is_some_and(|ConnectInfo(peer)| peer.ip().to_canonical().is_loopback());
    is_near && names_this_machine(request.headers()) && !is_passed_on(request.headers())
}

/// Any site can give its name this machine's address, and have a browser on it ask.
fn names_this_machine(headers: &HeaderMap) -> bool {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let Some(host) = host else {
        return false;
    };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        Some(_) | None => host,
    };
    let name = name.trim_matches(['[', ']']);
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// RFC 7239, RFC 9110 section 7.6.3, and what was there before them.
fn is_passed_on(headers: &HeaderMap) -> bool {
    ["forwarded", "x-forwarded-for", "x-real-ip", "via"]
        .iter()
        .any(|name| headers.contains_key(*name))
}

fn page(letters: &[Kept], folder: &str, style: &str) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "Outbox" }
                link rel="stylesheet" href=(style);
            }
            body {
                main class="outbox" {
                    h1 { "Outbox" }
                    p { "No mail server is set, so letters land here instead of with their readers: the newest first, and all of them in " code { (folder) } "." }
                    @if letters.is_empty() {
                        p { "There are none yet." }
                    }
                    @for kept in letters {
                        (letter(kept))
                    }
                }
            }
        }
    }
}

fn letter(kept: &Kept) -> Markup {
    let Landed {
        file,
        to,
        subject,
        text,
    } = landed(kept);
    html! {
        article class="outbox__letter" {
            h2 { (subject) }
            p { "To " (to) " · " code { (file) } }
            pre class="outbox__text" {
                @for word in text.split_inclusive(char::is_whitespace) {
                    @let address = word.trim_end();
                    @if address.starts_with("http://") || address.starts_with("https://") {
                        a href=(address) { (address) } (&word[address.len()..])
                    } @else {
                        (word)
                    }
                }
            }
        }
    }
}
