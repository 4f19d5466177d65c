//! What changed in a story since a reader may have read it, word by word. A page of its own, so that it can be had without script.

mod page;
mod view;

pub use page::ChangesPage;
pub(crate) use page::address;
pub(crate) use view::ChangesView;
