//! Searching the paper: a form, and the stories that fit.

mod asked;
mod page;
mod view;

pub use asked::Asked;
pub use page::SearchPage;
pub(crate) use view::SearchView;
