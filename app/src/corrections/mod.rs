//! The page of everything the paper had wrong: a paper that hides its corrections is not believed.

mod page;
mod view;

pub use page::Corrections;
pub(crate) use view::CorrectionsView;
