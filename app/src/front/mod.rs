//! Fronts: the lead and the stories next to it; on the front page, a strip for each section below.

mod arrangement;
mod lead;
mod page;
mod section_strip;
mod top;

pub use arrangement::Front;
pub(crate) use page::FrontView;
pub(crate) use top::{Chosen, Top, TopView};
