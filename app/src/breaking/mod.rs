//! The breaking bar: one sentence below the name of the paper, on every page, for as long as it is news.

mod live_breaking_island;

#[cfg(feature = "hydrate")]
mod bar;
#[cfg(feature = "ssr")]
mod view;

pub use live_breaking_island::LiveBreaking;
#[cfg(feature = "ssr")]
pub(crate) use view::{Bar, BreakingBar};

/// What the paper calls breaking news.
#[cfg(feature = "ssr")]
#[must_use]
pub fn name(masthead: &crate::paper::Masthead) -> &'static str {
    masthead.words().breaking
}
