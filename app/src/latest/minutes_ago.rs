//! "5 min ago", in the words of the paper: a browser has them, too, and takes a twentieth of a second on a slow phone to find
//! them.
//!
//! A language's forms are written in one line, as they stand in the page: each from its number of minutes on, `#` where the
//! number goes, and `|` between two.

/// What a language says of something that happened `minutes` ago, by its `forms`. `None` where these are none.
#[must_use]
pub fn say(forms: &str, minutes: u32) -> Option<String> {
    let said = forms
        .split('|')
        .filter_map(|form| form.split_once(' '))
        .take_while(|(from, _)| from.parse::<u32>().is_ok_and(|from| from <= minutes))
        .last();
    said.map(|(_, form)| form.replace('#', &minutes.to_string()))
}
