//! Every word the pages say for themselves, in one place for each language.
//!
//! A language is a value of one type, so one that lacks a sentence does not compile. What depends on
//! a number or a date is a function, because languages differ in more than their words: Arabic has
//! six plurals (Unicode CLDR, "Language Plural Rules").

mod arabic;
mod english;
mod letters;
mod spanish;

use domain::{AddressProblem, ArticleKind, CoverageState, Language};
use jiff::ZonedDateTime;
use jiff::civil::Date;
use leptos::prelude::use_context;

pub(crate) use letters::{LetterWords, Said};

/// What the pages say in one language.
#[derive(Debug)]
pub(crate) struct Words {
    // Around every page.
    pub(crate) skip_to_story: &'static str,
    pub(crate) beside: &'static str,
    pub(crate) sections: &'static str,
    pub(crate) latest: &'static str,
    /// Before a headline that has just come in.
    pub(crate) live_new: &'static str,
    /// Before how many have.
    pub(crate) live_count: &'static str,
    /// How long ago something happened, up to an hour; see [`crate::latest::minutes_ago`].
    pub(crate) minutes_ago: &'static str,
    /// How the live line is: well, broken, not wanted.
    pub(crate) live_states: [&'static str; 3],
    /// What a temperature is counted in: degrees Celsius, degrees Fahrenheit.
    pub(crate) degrees: [&'static str; 2],
    /// Whose figures they are: both services ask to be named, with the licence.
    pub(crate) weather_from: &'static str,
    /// Before what the breaking bar says.
    pub(crate) breaking: &'static str,
    /// On the button that closes the breaking bar or a notice.
    pub(crate) close: &'static str,
    /// The name of the place where an open page says what it is no longer.
    pub(crate) notice: &'static str,
    pub(crate) dont_miss: &'static str,
    pub(crate) most_read: &'static str,
    pub(crate) front_page: &'static str,
    pub(crate) todays_front_page: &'static str,
    pub(crate) nothing_yet: &'static str,
    pub(crate) nothing_older: &'static str,

    // Articles.
    pub(crate) by: &'static str,
    /// Between the last two of a list of names, with the spaces it wants.
    pub(crate) and: &'static str,
    /// Between the others.
    pub(crate) comma: &'static str,
    pub(crate) published: &'static str,
    pub(crate) updated: &'static str,
    /// The name of the page that shows what changed in a story, and of links to it.
    pub(crate) changes: &'static str,
    /// Before the times of earlier versions.
    pub(crate) changes_since: &'static str,
    pub(crate) changes_none: &'static str,
    /// Where there is no other version, or none that readers may have any more.
    pub(crate) changes_nothing_earlier: &'static str,
    /// In the place of that many paragraphs.
    pub(crate) changes_unchanged: fn(usize) -> String,
    pub(crate) changes_read_on: &'static str,
    /// What an open page says when its story was updated, before how long ago; and its link.
    pub(crate) story_updated: [&'static str; 2],
    /// What an open front page says when there is another one, and its link.
    pub(crate) front_changed: [&'static str; 2],
    /// The same of an open front of a section.
    pub(crate) section_changed: [&'static str; 2],
    pub(crate) minutes_to_read: fn(u32) -> String,
    pub(crate) topics: &'static str,
    pub(crate) more_in: &'static str,
    /// The sort of journalism; plain news need not say so.
    pub(crate) kind: fn(ArticleKind) -> Option<&'static str>,
    pub(crate) contents: &'static str,
    pub(crate) corrections: &'static str,
    pub(crate) related: &'static str,
    /// Before the headline of the story that follows in a section.
    pub(crate) next_in: fn(&str) -> String,

    // Coverage.
    pub(crate) coverage_state: fn(CoverageState) -> &'static str,
    pub(crate) story_so_far: &'static str,
    pub(crate) updates: &'static str,
    pub(crate) key_events: &'static str,
    pub(crate) key_event: &'static str,
    pub(crate) pinned: &'static str,
    pub(crate) no_updates: &'static str,
    pub(crate) newer_updates: &'static str,
    pub(crate) older_updates: &'static str,
    pub(crate) check_for_updates: &'static str,
    /// How many have come since the reader looked last.
    pub(crate) updates_since: fn(u32) -> String,
    /// Before how many have come in.
    pub(crate) live_updates: &'static str,
    pub(crate) update_link: &'static str,
    pub(crate) update_removed: &'static str,

    // Lists.
    pub(crate) topic: &'static str,
    pub(crate) author: &'static str,
    pub(crate) older: &'static str,
    /// What a search engine is told of a list: its name and the paper's.
    pub(crate) list_description: fn(&str, &str) -> String,
    /// The same of the front page: the paper's name and place.
    pub(crate) front_description: fn(&str, Option<&str>) -> String,

    // What the paper says of itself.
    pub(crate) about: &'static str,
    pub(crate) privacy: &'static str,
    pub(crate) accessibility: &'static str,

    // Passing on, and how a reader wants the paper.
    pub(crate) share: &'static str,
    pub(crate) copied: &'static str,
    pub(crate) save: &'static str,
    /// How saving went: it is saved, it is no longer, there are as many as there can be, it failed.
    pub(crate) save_said: [&'static str; 4],
    pub(crate) notify_breaking: &'static str,
    pub(crate) notify_topic: fn(&str) -> String,
    /// When the browser does not let the paper notify.
    pub(crate) notify_refused: &'static str,
    pub(crate) notify_failed: &'static str,
    pub(crate) display: &'static str,
    /// Theme, size of the text, pictures, new stories.
    pub(crate) display_names: [&'static str; 4],
    /// What can be chosen of each; the first is what everybody gets.
    pub(crate) display_choices: [[&'static str; 3]; 4],

    // The archive and the corrections.
    pub(crate) archive: &'static str,
    /// The title of a day's page.
    pub(crate) archive_of: fn(&str) -> String,
    pub(crate) archive_day: &'static str,
    pub(crate) archive_open: &'static str,
    pub(crate) nothing_that_day: &'static str,
    pub(crate) corrections_promise: &'static str,
    pub(crate) corrections_none: &'static str,

    // Searching.
    pub(crate) search: &'static str,
    /// The title of what was found for these words.
    pub(crate) searched_for: fn(&str) -> String,
    pub(crate) search_words: &'static str,
    pub(crate) search_section: &'static str,
    pub(crate) search_all_sections: &'static str,
    pub(crate) search_from: &'static str,
    pub(crate) search_to: &'static str,
    pub(crate) search_wordless: &'static str,
    pub(crate) search_too_long: &'static str,
    pub(crate) search_no_such_day: &'static str,
    pub(crate) search_days_reversed: &'static str,
    /// How many stories were found.
    pub(crate) search_found: fn(usize) -> String,
    /// How many of the stories that were found are shown.
    pub(crate) search_first: fn(usize) -> String,

    // "Stay in touch".
    pub(crate) stay_in_touch: &'static str,
    pub(crate) promise: &'static str,
    pub(crate) email_address: &'static str,
    pub(crate) leave_empty: &'static str,
    pub(crate) keep_me_posted: &'static str,
    pub(crate) no_answer: &'static str,
    /// It must not tell a known address from a new one: anybody could find out who reads the paper.
    pub(crate) thanks: &'static str,
    pub(crate) not_kept: &'static str,
    pub(crate) not_passed_on: &'static str,
    pub(crate) address_problem: fn(AddressProblem) -> &'static str,
    /// Everything else about letters.
    pub(crate) letters: &'static LetterWords,

    // What is kept for when there is no network.
    pub(crate) saved_stories: &'static str,
    /// How many saved stories, opened pages and pictures of those are kept at most.
    pub(crate) offline_text: fn(usize, usize, usize) -> String,
    pub(crate) offline: &'static str,
    pub(crate) kept_none: &'static str,
    pub(crate) saved_for_later: &'static str,
    /// Before the day.
    pub(crate) saved_on: &'static str,
    pub(crate) opened_last: &'static str,
    pub(crate) kept_remove: &'static str,
    pub(crate) kept_forget: &'static str,
    pub(crate) kept_forget_sure: &'static str,

    // What went wrong.
    pub(crate) error: fn(u16) -> String,
    pub(crate) not_found: &'static str,
    pub(crate) not_found_text: &'static str,
    pub(crate) withdrawn: &'static str,
    /// What readers are told where a story could be read for a time that is over.
    pub(crate) time_over: &'static str,
    pub(crate) moved: &'static str,
    pub(crate) moved_text: fn(&str) -> String,
    pub(crate) tampered: &'static str,
    pub(crate) tampered_text: &'static str,
    pub(crate) broken: &'static str,
    pub(crate) broken_text: &'static str,
    /// Above a page that could not be made anew, with the time it was made at.
    pub(crate) stand_in: fn(&str) -> String,

    // Dates.
    /// In which language, region and digits a browser writes [`Words::day`] in the same way.
    pub(crate) dates_in: &'static str,
    pub(crate) date: fn(Date) -> String,
    /// With the weekday, for the dateline.
    pub(crate) day: fn(&ZonedDateTime) -> String,
    /// Date and time of day in full.
    pub(crate) date_and_time: fn(&ZonedDateTime) -> String,
    /// A day of this year.
    pub(crate) short_day: fn(&ZonedDateTime) -> String,
    /// A day of another year.
    pub(crate) short_day_and_year: fn(&ZonedDateTime) -> String,
}

impl Words {
    /// The languages that have words of their own.
    pub(crate) const LANGUAGES: [&str; 3] = ["en", "es", "ar"];

    /// The words of `language`; English where it has none of its own.
    pub(crate) fn of(language: &Language) -> &'static Self {
        match language.primary().as_str() {
            "ar" => &arabic::WORDS,
            "es" => &spanish::WORDS,
            _ => &english::WORDS,
        }
    }
}

/// The words of the page that is being rendered.
pub(crate) fn words() -> &'static Words {
    use_context().unwrap_or(&english::WORDS)
}
