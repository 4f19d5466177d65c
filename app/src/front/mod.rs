//! The front page: the lead, the stories next to it, and a strip for each section.

mod arrangement;
mod lead;
mod page;
mod section_strip;

pub use arrangement::Front;
pub(crate) use page::FrontView;
