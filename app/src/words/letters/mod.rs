//! What the pages say of letters: choosing them, confirming, changing and ending them, and past issues.

mod arabic;
mod english;
mod spanish;

use newsroom::letters::Schedule;

pub(super) use arabic::WORDS as ARABIC;
pub(super) use english::WORDS as ENGLISH;
pub(super) use spanish::WORDS as SPANISH;

/// A headline and what stands below it.
pub(crate) type Said = [&'static str; 2];

/// What the pages say of letters in one language.
#[derive(Debug)]
pub(crate) struct LetterWords {
    // Signing up.
    pub(crate) choose: &'static str,
    pub(crate) choose_one: &'static str,
    pub(crate) refused_domain: &'static str,
    pub(crate) too_often: &'static str,

    // Confirming.
    pub(crate) confirm: Said,
    pub(crate) confirm_button: &'static str,
    pub(crate) confirmed: Said,
    pub(crate) confirmed_before: Said,
    pub(crate) to_preferences: &'static str,

    // Links that lead nowhere.
    pub(crate) link_unknown: Said,
    pub(crate) link_expired: Said,
    pub(crate) link_gone: Said,

    // Preferences.
    pub(crate) preferences: &'static str,
    /// To which address letters go.
    pub(crate) letters_go_to: fn(&str) -> String,
    /// Where none go to it for now.
    pub(crate) stopped: &'static str,
    pub(crate) saved: &'static str,
    pub(crate) frequency: &'static str,
    /// Every issue, at most one a week.
    pub(crate) frequencies: [&'static str; 2],
    pub(crate) pause: &'static str,
    /// None, a week, four weeks, until further notice.
    pub(crate) pauses: [&'static str; 4],
    /// The one that goes on, with its last day.
    pub(crate) paused_until: fn(&str) -> String,
    pub(crate) save: &'static str,
    pub(crate) about_you: &'static str,
    pub(crate) export: &'static str,
    pub(crate) erase: &'static str,
    pub(crate) erase_sure: Said,
    pub(crate) erase_button: &'static str,
    pub(crate) erased: Said,

    // Unsubscribing.
    /// The headline, for a letter of that name.
    pub(crate) unsubscribe: fn(&str) -> String,
    pub(crate) unsubscribe_text: &'static str,
    pub(crate) unsubscribe_button: &'static str,
    /// The headline, for a letter of that name.
    pub(crate) unsubscribed: fn(&str) -> String,
    pub(crate) unsubscribed_text: &'static str,
    pub(crate) unsubscribe_all: &'static str,
    pub(crate) unsubscribed_from_all: Said,

    // Past issues.
    pub(crate) letters: &'static str,
    pub(crate) letters_promise: &'static str,
    pub(crate) no_letters: &'static str,
    pub(crate) no_issues: &'static str,
    pub(crate) older_issues: &'static str,
    pub(crate) past_issues: &'static str,
    pub(crate) subscribe: &'static str,
    /// The name of a letter and the number of its issue.
    pub(crate) issue: fn(&str, i64) -> String,
    pub(crate) issue_without_stories: &'static str,
    /// When a letter goes out.
    pub(crate) schedule: fn(&Schedule) -> String,
}

/// On which days of the week, counted from Monday as 0, and at what time.
fn days_and_time(days: &[jiff::civil::Weekday], at: jiff::civil::Time) -> (Vec<usize>, String) {
    let days = days.iter().map(|day| day.to_monday_zero_offset());
    let days = days.filter_map(|day| usize::try_from(day).ok()).collect();
    (days, format!("{:02}:{:02}", at.hour(), at.minute()))
}
