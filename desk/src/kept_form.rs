//! What somebody had typed when their session ended: it is carried through the sign-in. A story is saved then by itself; whatever
//! else a form asks for is done by a press.

use axum::http::StatusCode;
use axum::response::Response;
use maud::html;
use newsroom::desk::account::Account;
use newsroom::desk::story::StoryId;

use crate::form::value;
use crate::frame::frame;
use crate::guard::Signed;
use crate::stories::steps;
use crate::{Desk, answer};

/// The field in which the form of a story says whose page it was on.
pub(crate) const TYPED_BY: &str = "typed_by";

/// The fields of a form.
pub(crate) struct Kept(Vec<(String, String)>);

/// Whether an address is one of the desk, so that nobody is led elsewhere by a sign-in.
pub(crate) fn is_ours(path: &str) -> bool {
    (path == "/desk" || path.starts_with("/desk/"))
        && !path.contains(['\\', '\r', '\n'])
        && !path.contains("//")
}

fn story_at(path: &str) -> Option<StoryId> {
    let number = path.strip_prefix("/desk/stories/")?;
    number.parse().ok().map(StoryId)
}

impl Kept {
    pub(crate) fn read(body: &str) -> Self {
        Self(
            form_urlencoded::parse(body.as_bytes())
                .into_owned()
                .collect(),
        )
    }

    /// Goes on with the form for who has signed in: saves it, or shows a page that sends it again.
    pub(crate) async fn go_on(&self, desk: &Desk, signed: &Signed, path: &str) -> Response {
        if let Some(story) = self.story_to_save(&signed.account, path) {
            let answer = steps::answered(desk, signed, story, "save", &self.0).await;
            let status = answer.status();
            // A dispute is asked about on a page that has it all. Of any other problem, the press tells.
            if status.is_success() || status.is_redirection() || status == StatusCode::CONFLICT {
                return answer;
            }
        }
        self.page(desk, signed, path)
    }

    /// The story that the form saves, if that is all it does and whoever typed it has signed in. A save takes nothing from anybody:
    /// what two people changed is brought together or asked about.
    fn story_to_save(&self, by: &Account, path: &str) -> Option<StoryId> {
        story_at(path).filter(|_| self.is_save() && self.is_typed_by(by))
    }

    /// Whether it saves a story where it was sent to, if whoever typed it signs in.
    pub(crate) fn saves(&self, path: &str) -> bool {
        self.is_save() && story_at(path).is_some()
    }

    fn is_save(&self) -> bool {
        value(&self.0, "base").is_some()
            && matches!(value(&self.0, "do"), None | Some("save" | "autosave"))
    }

    fn is_typed_by(&self, account: &Account) -> bool {
        value(&self.0, TYPED_BY) == Some(account.id.0.to_string().as_str())
    }

    /// A page that sends the form again. A redirect could not: it would lose what is in it.
    fn page(&self, desk: &Desk, signed: &Signed, path: &str) -> Response {
        let is_somebody_elses =
            value(&self.0, TYPED_BY).is_some() && !self.is_typed_by(&signed.account);
        let body = html! {
            h1 { "You are signed in again" }
            p {
                @if is_somebody_elses {
                    "What was typed is kept. Somebody else was signed in when it was typed; sent now, it is in the name of "
                    strong { (signed.account.name) } ". "
                } @else {
                    "What you typed is kept. "
                }
                @if self.is_save() {
                    "Press once more to save it."
                } @else {
                    "Nothing else was done yet. Press once more to send it."
                }
            }
            form method="post" action=(path) class="desk-form" {
                @for (name, value) in &self.0 {
                    // A browser drops a line feed that a text area begins with (HTML Standard, section 13.1.2.5).
                    textarea name=(name) hidden { "\n" (value) }
                }
                button class="desk-button" autofocus { @if self.is_save() { "Save it" } @else { "Send it" } }
            }
        };
        answer::page(
            StatusCode::OK,
            &frame(desk, None, "You are signed in again", &body),
        )
    }
}
