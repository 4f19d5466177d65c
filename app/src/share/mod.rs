//! Passing a story on.

mod share_island;

pub use share_island::Share;
#[cfg(feature = "ssr")]
pub(crate) use share_island::ShareWords;
