//! The letter that asks whether somebody wants letters.
//!
//! It goes to people who may never have heard of the paper, so it says who asks and what happens if they do nothing.

use domain::Language;

use super::Contents;
use super::one_link::OneLink;
use super::words::Words;

/// The letter of a paper of that name, in its language, with the address of the page to confirm at.
#[must_use]
pub fn confirmation(paper: &str, language: &Language, confirm: &str) -> Contents {
    let words = &Words::of(language).confirmation;
    let said = |text: &str| text.replace("{paper}", paper);
    OneLink {
        paper,
        language,
        subject: said(words.subject),
        said: vec![said(words.asked), words.press.to_owned()],
        button: words.button,
        link: confirm,
        lasts: words.lasts,
        not_you: words.not_you.to_owned(),
    }
    .contents()
}
