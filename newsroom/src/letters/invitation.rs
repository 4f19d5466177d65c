//! The letter with a link to come in at the desk: to somebody who was invited, or who lost what they signed in with.

use domain::Language;

use super::Contents;
use super::one_link::OneLink;
use super::words::Words;

/// The letter of a paper of that name, in its language, to somebody of that name, with the address of the page to come in at.
#[must_use]
pub fn invitation(paper: &str, language: &Language, name: &str, link: &str) -> Contents {
    let words = &Words::of(language).invitation;
    let said = |text: &str| text.replace("{name}", name).replace("{paper}", paper);
    OneLink {
        paper,
        language,
        subject: said(words.subject),
        said: vec![said(words.hello), said(words.made), words.press.to_owned()],
        button: words.button,
        link,
        lasts: words.lasts,
        not_you: said(words.not_you),
    }
    .contents()
}
