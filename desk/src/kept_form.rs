//! What somebody had typed when their session ended: it is carried through the sign-in, and sent again by a press.

use axum::http::StatusCode;
use axum::response::Response;
use maud::html;

use crate::frame::frame;
use crate::{Desk, answer};

/// The fields of a form.
pub(crate) struct Kept(Vec<(String, String)>);

/// Whether an address is one of the desk, so that nobody is led elsewhere by a sign-in.
pub(crate) fn is_ours(path: &str) -> bool {
    (path == "/desk" || path.starts_with("/desk/"))
        && !path.contains(['\\', '\r', '\n'])
        && !path.contains("//")
}

impl Kept {
    pub(crate) fn read(body: &str) -> Self {
        Self(
            form_urlencoded::parse(body.as_bytes())
                .into_owned()
                .collect(),
        )
    }

    /// A page that sends the form again. A redirect could not: it would lose what is in it.
    pub(crate) fn page(&self, desk: &Desk, path: &str) -> Response {
        let body = html! {
            h1 { "You are signed in again" }
            p { "What you typed is kept. Press once more to save it." }
            form method="post" action=(path) class="desk-form" {
                @for (name, value) in &self.0 {
                    // A browser drops a line feed that a text area begins with (HTML Standard, section 13.1.2.5).
                    textarea name=(name) hidden { "\n" (value) }
                }
                button class="desk-button" autofocus { "Save it" }
            }
        };
        answer::page(
            StatusCode::OK,
            &frame(desk, None, "You are signed in again", &body),
        )
    }
}
