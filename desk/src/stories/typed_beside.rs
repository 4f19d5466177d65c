//! What somebody typed beside the text of a story. A step that is taken, or that waits, must not lose it.

use super::{sharing, terms};
use crate::form::value;

/// What was typed beside the text for other steps than the one that was taken.
pub(crate) fn left(step: &str, pairs: &[(String, String)]) -> Vec<(String, String)> {
    let mut names = Vec::new();
    for (other, field, names_of, untouched) in [
        ("note", "note_text", &["note_passage", "note_text"][..], ""),
        ("recall", "reason", &["reason"], ""),
        ("schedule", "at", &["at"], ""),
        ("share", "days", &["days"], sharing::DAYS),
    ] {
        // What is out has no time to go out at.
        let is_over = other == "schedule" && step == "publish";
        if other != step
            && !is_over
            && value(pairs, field).is_some_and(|text| !["", untouched].contains(&text.trim()))
        {
            names.extend(names_of);
        }
    }
    let left = pairs
        .iter()
        .filter(|(name, _)| names.contains(&name.as_str()));
    left.cloned().collect()
}

pub(crate) fn is_typed_beside(step: &str, pairs: &[(String, String)]) -> bool {
    terms::are_typed(pairs) || !left(step, pairs).is_empty()
}
