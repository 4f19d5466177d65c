//! Places that are filled in later, and how no text of the paper can pass for one.
//!
//! While an issue is written, each place is a character that no text of the paper can have: texts refuse control
//! characters. Only when all is written are these turned into placeholders, after whatever looks like one was broken up.

use crate::letters::{ISSUE_PLACEHOLDER, PLACEHOLDERS};

/// Where the address to change the subscription goes.
pub(super) const PREFERENCES: &str = "\u{1}";
/// Where the address to end it goes.
pub(super) const UNSUBSCRIBE: &str = "\u{2}";
/// Where the issue's number goes.
pub(super) const ISSUE: &str = "\u{3}";

/// The HTML with placeholders.
pub(super) fn in_html(written: &str) -> String {
    placed(&written.replace("{{", "&#123;&#123;"))
}

/// The text with placeholders.
pub(super) fn in_plain(written: &str) -> String {
    let mut written = written.to_owned();
    while written.contains("{{") {
        written = written.replace("{{", "{ {");
    }
    placed(&written)
}

fn placed(written: &str) -> String {
    let [preferences, unsubscribe] = PLACEHOLDERS;
    written
        .replace(PREFERENCES, preferences)
        .replace(UNSUBSCRIBE, unsubscribe)
        .replace(ISSUE, ISSUE_PLACEHOLDER)
}
