//! Searching: from what a reader typed to what the store is asked.
//!
//! Readers type words, names and quotations, not expressions. So every word has to be in the story,
//! in any order; `"quoted words"` stand together; `-word` must not be there; the last word may be
//! the beginning of one, because it is still being typed. Nothing else has a meaning, and nothing
//! a reader types is a mistake.

use domain::{Moment, written_without_spaces};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};

/// The longest search, in characters. A longer one is no search but a pasted text.
pub const LONGEST: usize = 200;

/// How many words and quotations of a search count; those after them are left out.
const MOST: usize = 12;

/// What to look for: at least one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search {
    wanted: Vec<Words>,
    unwanted: Vec<Words>,
}

/// One word, or several that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Words {
    words: Vec<String>,
    /// Whether the last of them may go on.
    open: bool,
}

/// Why nothing is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSearch {
    /// There is not one letter or digit in it.
    Wordless,
    /// It is longer than [`LONGEST`].
    TooLong,
}

impl Search {
    /// Reads what somebody typed.
    ///
    /// # Errors
    /// [`NoSearch`] where there is nothing to look for.
    pub fn read(typed: &str) -> Result<Self, NoSearch> {
        if typed.chars().nth(LONGEST).is_some() {
            return Err(NoSearch::TooLong);
        }
        let mut search = Self {
            wanted: Vec::new(),
            unwanted: Vec::new(),
        };
        // Every second part stands between quotation marks; a mark that is never closed closes at the end.
        for (number, part) in typed.split(['"', '“', '”', '„', '«', '»']).enumerate() {
            if number % 2 == 1 {
                search.want(part, false);
                continue;
            }
            for word in part.split_whitespace() {
                match word.strip_prefix('-') {
                    Some(unwanted) => search.unwanted.extend(Words::of(unwanted, false)),
                    None => search.want(word, false),
                }
            }
        }
        let is_typing = typed.ends_with(char::is_alphanumeric);
        if let Some(last) = search.wanted.last_mut() {
            last.open = is_typing;
        }
        search.wanted.truncate(MOST);
        search.unwanted.truncate(MOST);
        if search.wanted.is_empty() {
            return Err(NoSearch::Wordless);
        }
        Ok(search)
    }

    fn want(&mut self, text: &str, open: bool) {
        self.wanted.extend(Words::of(text, open));
    }

    /// The search in the language of SQLite's FTS5 (sqlite.org/fts5.html, section 3). Every word is
    /// quoted, so none can be an operator. It is kept to a section, and to the months or years that
    /// `from` and `before` lie in.
    pub(crate) fn fts5(
        &self,
        within: Option<i64>,
        from: Option<Moment>,
        before: Option<Moment>,
    ) -> String {
        let all = |words: &[Words], joint: &str| {
            let words: Vec<String> = words.iter().map(Words::fts5).collect();
            words.join(joint)
        };
        let wanted = all(&self.wanted, " AND ");
        let words = match self.unwanted.as_slice() {
            [] => wanted,
            unwanted => format!("({wanted}) NOT ({})", all(unwanted, " OR ")),
        };
        let mut fts5 = format!("{{headline standfirst body names}} : ({words})");
        if let Some(within) = within {
            fts5.push_str(&format!(" AND scope : {}", section(within)));
        }
        let times = times(from, before);
        if !times.is_empty() {
            fts5.push_str(&format!(" AND scope : ({})", times.join(" OR ")));
        }
        fts5
    }
}

impl Words {
    fn of(text: &str, open: bool) -> Option<Self> {
        let parted = parted(text);
        let words: Vec<String> = parted
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        (!words.is_empty()).then_some(Self { words, open })
    }

    fn fts5(&self) -> String {
        // A single letter is the beginning of half the dictionary.
        let last = self.words.last().map_or(0, |word| word.chars().count());
        let star = if self.open && last > 1 { "*" } else { "" };
        format!("\"{}\"{star}", self.words.join(" "))
    }
}

/// The word that an article of a section has in its scope.
pub(crate) fn section(id: i64) -> String {
    format!("s{id}")
}

/// The word for the month of `at`, in UTC.
pub(crate) fn month(at: Moment) -> String {
    let date = date(at);
    format!("m{}x{}", date.year(), date.month())
}

/// The word for the year of `at`, in UTC.
pub(crate) fn year(at: Moment) -> String {
    format!("y{}", date(at).year())
}

fn date(at: Moment) -> Date {
    let timestamp = Timestamp::from_microsecond(at.micros()).unwrap_or(Timestamp::UNIX_EPOCH);
    timestamp.to_zoned_datetime(TimeZone::UTC).date()
}

/// The longest stretch that is searched month by month; a longer one is searched year by year.
const MOST_MONTHS: usize = 36;

/// The words for the months or years from `from` until `before`; none without both or for all too many
/// years, because then the times are compared one by one anyway.
fn times(from: Option<Moment>, before: Option<Moment>) -> Vec<String> {
    let (Some(from), Some(before)) = (from, before) else {
        return Vec::new();
    };
    let (first, last) = (date(from), date(before));
    let until = |unit: Span, most: usize| {
        let start = if unit.get_months() > 0 {
            first.first_of_month()
        } else {
            first.first_of_year()
        };
        let days = start.series(unit).take_while(|day| *day <= last);
        let days: Vec<Date> = days.take(most + 1).collect();
        (days.len() <= most).then_some(days)
    };
    if let Some(months) = until(1.month(), MOST_MONTHS) {
        return months
            .iter()
            .map(|day| format!("m{}x{}", day.year(), day.month()))
            .collect();
    }
    until(1.year(), 60)
        .unwrap_or_default()
        .iter()
        .map(|day| format!("y{}", day.year()))
        .collect()
}

/// Between two words that are written without a space.
const JOINT: char = '\u{200B}';

/// `text` with every ideograph and kana as a word of its own: Chinese and Japanese have no spaces, so a
/// search for a word would otherwise find it only where a sentence begins with it.
pub(crate) fn parted(text: &str) -> String {
    if !text.contains(written_without_spaces) {
        return text.to_owned();
    }
    let mut parted = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if written_without_spaces(c) {
            parted.extend([JOINT, c, JOINT]);
        } else {
            parted.push(c);
        }
    }
    parted
}

/// What [`parted`] made, as it was.
pub(crate) fn joined(parted: &str) -> String {
    parted.replace(JOINT, "")
}
