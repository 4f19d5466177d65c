//! Coverage: the updates of a live story on its page, and how an open page hears of more.

mod live_coverage_island;

#[cfg(feature = "ssr")]
mod asked;
#[cfg(feature = "ssr")]
mod entry;
#[cfg(feature = "hydrate")]
mod following;
#[cfg(feature = "ssr")]
mod updates;
#[cfg(feature = "ssr")]
mod view;

pub use live_coverage_island::LiveCoverage;

#[cfg(feature = "ssr")]
pub use asked::Asked;
#[cfg(feature = "ssr")]
pub(crate) use updates::{Since, Update, Updates};
#[cfg(feature = "ssr")]
pub(crate) use view::{StorySoFar, UpdatesView};
