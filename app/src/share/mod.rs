//! Passing a story on.

mod share_island;
#[cfg(feature = "ssr")]
mod view;

pub use share_island::Share;
#[cfg(feature = "ssr")]
pub(crate) use view::ShareWords;
