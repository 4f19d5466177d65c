//! What a paper says of itself: about it, privacy, accessibility.
//!
//! The texts that ship with the program are true of the program. A paper puts its own in their place as
//! `pages/about.md`, `pages/privacy.md` or `pages/accessibility.md` in its data directory.

mod page;
mod view;

pub use page::{AboutPage, Subject};
pub(crate) use view::AboutView;
