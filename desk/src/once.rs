//! Forms that make something, and are taken once however often they are sent: each is drawn with a key of its own.

use maud::{Markup, html};
use newsroom::desk::once::OnceKey;

use crate::form::value;
use crate::guard::Signed;

const FIELD: &str = "once";

/// The field of a form that is drawn now. Without random numbers it is a form like any other.
pub(crate) fn field() -> Markup {
    html! {
        @if let Ok(drawn) = OnceKey::drawn() {
            input type="hidden" name=(FIELD) value=(drawn);
        }
    }
}

/// Which form was sent. One without the field is taken as often as it comes.
pub(crate) fn key(signed: &Signed, pairs: &[(String, String)]) -> Option<OnceKey> {
    let drawn = value(pairs, FIELD).filter(|drawn| !drawn.is_empty());
    drawn.map(|_| OnceKey::of(&signed.path, pairs))
}
