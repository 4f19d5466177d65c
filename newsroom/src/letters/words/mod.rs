//! Every word that letters say for themselves, in one place for each language that the pages have.
//!
//! A letter has no page around it, so it says who sends it, why, and how to end it, in the paper's own language.

mod arabic;
mod english;
mod spanish;

use domain::{ArticleKind, Language};
use jiff::ZonedDateTime;

/// What letters say in one language.
#[derive(Debug)]
pub(crate) struct Words {
    /// The link to the issue on the site.
    pub(crate) read_online: &'static str,
    pub(crate) breaking: &'static str,
    /// Above the newest stories where others go before, the editors' picks, and what is read most.
    pub(crate) newest: &'static str,
    pub(crate) picks: &'static str,
    pub(crate) most_read: &'static str,
    /// Beside coverage that more is to come of.
    pub(crate) live: &'static str,
    /// The sort of journalism; plain news need not say so.
    pub(crate) kind: fn(ArticleKind) -> Option<&'static str>,
    /// The link to the front page, for those who want more.
    pub(crate) more_at: fn(&str) -> String,
    /// Why somebody has this: the letter's name and the paper's.
    pub(crate) because: fn(&str, &str) -> String,
    pub(crate) preferences: &'static str,
    pub(crate) unsubscribe: &'static str,
    /// A day with its weekday, as above an issue.
    pub(crate) day: fn(&ZonedDateTime) -> String,
    /// A day and a time, as under a story.
    pub(crate) day_and_time: fn(&ZonedDateTime) -> String,
    /// What asks whether somebody wants letters.
    pub(crate) confirmation: Confirmation,
    /// What has a link to come in at the desk.
    pub(crate) invitation: Invitation,
    /// Name and promise of the letters every paper has: every morning, every week, breaking news.
    pub(crate) own_letters: [[&'static str; 2]; 3],
}

/// The letter that asks whether somebody wants letters. `{paper}` stands for the paper's name.
#[derive(Debug)]
pub(crate) struct Confirmation {
    pub(crate) subject: &'static str,
    pub(crate) asked: &'static str,
    pub(crate) press: &'static str,
    pub(crate) button: &'static str,
    pub(crate) not_you: &'static str,
    /// As long as [`CONFIRM_SECONDS`](super::CONFIRM_SECONDS).
    pub(crate) lasts: &'static str,
}

/// The letter with a link to come in at the desk. `{paper}` stands for the paper's name, `{name}` for that of whom it is to.
#[derive(Debug)]
pub(crate) struct Invitation {
    pub(crate) subject: &'static str,
    pub(crate) hello: &'static str,
    pub(crate) made: &'static str,
    pub(crate) press: &'static str,
    pub(crate) button: &'static str,
    pub(crate) not_you: &'static str,
    /// As long as [`LINK_LASTS`](crate::desk::entering::LINK_LASTS).
    pub(crate) lasts: &'static str,
}

impl Words {
    /// The words for a paper in that language; English ones if there are none.
    pub(crate) fn of(language: &Language) -> &'static Self {
        match language.primary().as_str() {
            "ar" => &arabic::WORDS,
            "es" => &spanish::WORDS,
            _ => &english::WORDS,
        }
    }
}
