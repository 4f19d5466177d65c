//! An issue as a mail program shows it, in a frame in which nothing runs.

use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use maud::{Markup, html};
use newsroom::letters::{Contents, ISSUE_PLACEHOLDER, PLACEHOLDERS};

use crate::Desk;
use crate::stories::proof::widths;

/// What a browser may do with a letter: a letter brings its own styles, and its links are tried in a tab of their own.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; \
     sandbox allow-popups allow-popups-to-escape-sandbox",
);

/// The issue of that number, filled in for nobody: the links that would be a reader's own lead to the front page.
fn filled(desk: &Desk, part: &str, number: i64) -> String {
    let front = format!("{}/", desk.facts.url);
    PLACEHOLDERS
        .iter()
        .fold(part.to_owned(), |part, placeholder| {
            part.replace(placeholder, &front)
        })
        .replace(ISSUE_PLACEHOLDER, &number.to_string())
}

/// The HTML of an issue for a frame of the desk.
pub(crate) fn framed_letter(desk: &Desk, contents: &Contents, number: i64) -> Response {
    let letter = filled(desk, &contents.html, number)
        .replacen("<head>", "<head><base target=\"_blank\">", 1)
        // By whatever name the desk was opened, pictures come from it.
        .replace(&format!(" src=\"{}/", desk.facts.url), " src=\"/");
    let headers = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (
            header::X_FRAME_OPTIONS,
            HeaderValue::from_static("SAMEORIGIN"),
        ),
    ];
    (headers, Html(letter)).into_response()
}

/// An issue with the line by which mail programs list it, its HTML from `source` in a frame, and its text.
pub(crate) fn shown(
    desk: &Desk,
    contents: &Contents,
    number: i64,
    source: &str,
    title: &str,
) -> Markup {
    html! {
        (listed(desk, contents))
        (widths())
        iframe class="desk-proof desk-proof--letter" src=(source) title=(title)
            sandbox="allow-popups allow-popups-to-escape-sandbox" {}
        details {
            summary { "The same as text" }
            pre class="desk-plain" tabindex="0" { (filled(desk, &contents.plain, number)) }
        }
    }
}

/// The line by which a mail program lists an issue.
pub(crate) fn listed(desk: &Desk, contents: &Contents) -> Markup {
    html! {
        div class="desk-inbox" role="group" aria-label="As mail programs list it" {
            span class="desk-inbox__from" { (desk.facts.name) }
            span class="desk-inbox__line" {
                strong { (contents.subject) } " "
                span class="desk-inbox__beside" { (contents.preheader) }
            }
        }
    }
}
