//! The note on a page that is shown because a newer one cannot be made. Such a page is a finished document, made when all was well,
//! so the note is put into its text.

use domain::Moment;
use leptos::prelude::*;

use crate::dates::full_at;
use crate::paper::Masthead;

/// What the note goes before: all that the page is about.
const MAIN: &str = "<main ";

/// `page`, which was made at `made`, with a note that says so. `None` if it is no page of ours.
#[must_use]
pub fn with_note(masthead: &Masthead, page: &str, made: Moment) -> Option<String> {
    let main = page.find(MAIN)?;
    let inside = main + page[main..].find('>')? + 1;
    let (before, story) = page.split_at(inside);
    let text = (masthead.words().stand_in)(&full_at(masthead, made));
    let note = view! {
        <p class="stand-in" role="note">
            {text}
        </p>
    };
    Some(format!("{before}{}{story}", note.to_html()))
}
