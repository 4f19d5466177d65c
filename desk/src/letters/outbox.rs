//! The letters that a paper without a mail server has written, for those who look after readers.
//!
//! They have links in them that open a reader's preferences. So the page takes the right to see what is known of readers,
//! which the one for whoever runs the paper, `/desk/outbox`, does without on the machine itself.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::desk::readers;
use newsroom::store::StoreError;

use crate::frame::dressed;
use crate::guard::Signed;
use crate::readers::LOOKS;
use crate::{Desk, Landed, answer};

/// `GET /desk/readers/outbox`
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
) -> Response {
    let loaded = async {
        readers::look_at_outbox(&desk.store, &desk.clock, &signed.account).await?;
        let outbox = desk
            .office
            .as_ref()
            .and_then(|office| office.outbox.as_ref());
        let outbox = outbox.ok_or(DeskError::Unknown)?;
        let unread = |error: std::io::Error| StoreError::Unreachable(error.to_string());
        Ok::<_, DeskError>(outbox().await.map_err(unread)?)
    };
    let letters = match loaded.await {
        Ok(letters) => letters,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let body = html! {
        p class="desk-back" { a href="/desk/readers" { "Readers" } }
        h1 { "Outbox" }
        p class="desk-hint" { "No mail server is set, so letters land here instead of with their readers, the newest first." }
        @if letters.is_empty() {
            p class="desk-empty" { "There are none yet." }
        }
        @for letter in &letters {
            (shown(letter))
        }
    };
    let page = dressed(&desk, Some(&signed), "Outbox", LOOKS, &body);
    answer::page(StatusCode::OK, &page)
}

fn shown(letter: &Landed) -> Markup {
    html! {
        article class="desk-letter" {
            h2 { (letter.subject) }
            p class="desk-hint" { "To " bdi { (letter.to) } " · " code { (letter.file) } }
            details {
                summary { "Its text" }
                pre class="desk-plain" {
                    @for word in letter.text.split_inclusive(char::is_whitespace) {
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
}
