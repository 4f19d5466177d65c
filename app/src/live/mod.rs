//! What the server tells open pages, and what they make of it.

#[cfg(feature = "ssr")]
mod telling;

#[cfg(feature = "ssr")]
pub use telling::{article, stories};
