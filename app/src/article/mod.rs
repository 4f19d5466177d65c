//! Articles: the page of one, and the card that stands for it in lists.

mod below;
mod byline;
mod card;
mod contents;
mod facts;
mod kicker;
mod page;
mod picture;
mod rendering;
mod story;

use domain::Language;
use leptos::prelude::expect_context;

use crate::dates::Calendar;

pub(crate) use below::Below;
pub(crate) use byline::BylineLine;
pub(crate) use card::{Card, CardLook, HeadlineLevel};
pub(crate) use kicker::{KickerLine, class_of_kind};
pub use page::ArticlePage;
pub(crate) use picture::{Beside, LEADING, LeadPicture, Portrait, Thumbnail};
pub(crate) use rendering::{render_entry, rendered};
pub(crate) use story::ArticleView;

/// The `lang` and `dir` of text in another language than the paper's.
pub(crate) fn language_and_direction(
    language: Option<&Language>,
) -> (Option<String>, Option<&'static str>) {
    (
        language.map(Language::to_string),
        language.map(|language| language.direction().as_str()),
    )
}

/// The `lang` and `dir` of the paper's own words within a story in another language.
pub(crate) fn own_language(within_another: bool) -> (Option<String>, Option<&'static str>) {
    if within_another {
        language_and_direction(Some(&expect_context::<Calendar>().language()))
    } else {
        (None, None)
    }
}
