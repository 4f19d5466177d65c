//! `/desk/outbox`: the letters that a paper without a mail server has written, for whoever tries it out.
//!
//! They have links in them with which anybody could read and change what others subscribe to, so they are shown to this
//! machine alone: to a connection from it, that asks for it by its own name, and was not passed on by a proxy. A proxy on the
//! same machine that says nothing of itself cannot be told from a browser there. So the page is for a machine without one,
//! and letters that let somebody into the desk are never on it.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Version, header};
use axum::response::{Html, IntoResponse, Response};
use desk::Landed;
use maud::{DOCTYPE, Markup, html};

use super::desk_office::landed;
use crate::http::AppState;
use crate::http::answers::policy;
use crate::http::routes::{REQUEST_ID, sentence};
use crate::letters::Kept;

/// The newest letters.
pub(in crate::http) async fn outbox(State(state): State<AppState>, request: Request) -> Response {
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
    is_near && names_this_machine(request.headers()) && !is_passed_on(request)
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

/// RFC 7239, RFC 9110 section 7.6.3, what was there before them, and how proxies ask that say nothing of themselves: no browser
/// of today speaks HTTP/1.0 (nginx does unless it is told otherwise), hangs up after one page, or sends a name with `x-` here.
fn is_passed_on(request: &Request) -> bool {
    const TELLING: [&str; 5] = [
        "forwarded",
        "via",
        "cdn-loop",
        "cf-connecting-ip",
        "true-client-ip",
    ];
    let is_old = matches!(request.version(), Version::HTTP_09 | Version::HTTP_10);
    let headers = request.headers();
    let hangs_up = headers
        .get(header::CONNECTION)
        .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"close"));
    // Every request has a number here, given by this server if by nobody before.
    let mut names = headers.keys().filter(|name| **name != REQUEST_ID);
    let is_told =
        names.any(|name| name.as_str().starts_with("x-") || TELLING.contains(&name.as_str()));
    is_old || hangs_up || is_told
}

/// Whether a letter lets somebody into the desk.
fn opens_the_desk(letter: &Landed) -> bool {
    letter.text.contains("/desk/enter/")
}

fn page(letters: &[Kept], folder: &str, style: &str) -> Markup {
    let all = letters.iter().map(landed);
    let (kept_back, letters): (Vec<Landed>, Vec<Landed>) = all.partition(opens_the_desk);
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
                    p { "This page needs no account, so it is for a machine that no proxy passes requests on to." }
                    @if !kept_back.is_empty() {
                        p {
                            "Letters that let somebody into the desk are not shown here: " (kept_back.len()) ". Owners find them in the desk’s own "
                            a href="/desk/readers/outbox" { "outbox" } "; " code { "dateline desk invite" } " and " code { "dateline desk link" } " print such links."
                        }
                    } @else if letters.is_empty() {
                        p { "There are none yet." }
                    }
                    @for landed in &letters {
                        (letter(landed))
                    }
                }
            }
        }
    }
}

fn letter(landed: &Landed) -> Markup {
    let Landed {
        file,
        to,
        subject,
        text,
    } = landed;
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
