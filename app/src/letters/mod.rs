//! Letters on the site: which there are, what they promise, and what was in those that went out.
//!
//! An issue is shown from its list of stories, as the site shows stories: the document that was mailed is made for mail
//! programs, and a story that was corrected or withdrawn since must not live on in it.

mod page;
mod view;

pub use page::{IssuePage, LetterPage, LettersPage};
pub(crate) use view::{IssueView, LetterView, LettersView};
