//! "Latest Posts": the newest published articles, beside every page, live while the page is open.

mod live_latest_island;

#[cfg(feature = "hydrate")]
mod list;
pub mod minutes_ago;
#[cfg(feature = "hydrate")]
pub(crate) mod relative_times;
#[cfg(feature = "ssr")]
mod view;

pub use live_latest_island::LiveLatest;
#[cfg(feature = "ssr")]
pub(crate) use view::Latest;
