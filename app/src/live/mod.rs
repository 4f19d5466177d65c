//! What the server tells open pages, and how they hear it.
//!
//! All tabs of a browser share one connection: HTTP/1.1 browsers open six to a server, and the seventh tab would
//! load nothing. One tab leads: it holds a lock of the browser (Web Locks), has the stream open, and passes on
//! what comes to the others (BroadcastChannel). When it goes, another gets the lock. Each tab knows the number of
//! the last event it has heard of, so that whatever happens between tabs, it can ask for what it missed.

#[cfg(feature = "hydrate")]
mod ears;
#[cfg(feature = "hydrate")]
mod leading;
#[cfg(feature = "hydrate")]
mod line;
#[cfg(feature = "hydrate")]
mod manners;
#[cfg(feature = "hydrate")]
mod on_page;
#[cfg(feature = "hydrate")]
mod position;
#[cfg(feature = "hydrate")]
mod stream;
#[cfg(feature = "hydrate")]
mod tabs;
#[cfg(feature = "ssr")]
mod telling;
#[cfg(feature = "hydrate")]
pub(crate) mod told;

#[cfg(feature = "hydrate")]
pub(crate) use ears::{Ears, State};
#[cfg(feature = "hydrate")]
pub use line::all_listen;
#[cfg(feature = "hydrate")]
pub(crate) use line::follow;
#[cfg(feature = "hydrate")]
pub(crate) use manners::may_move;
#[cfg(feature = "hydrate")]
pub(crate) use on_page::{announce, counts_only, lead_to, of_root, piece};
#[cfg(feature = "hydrate")]
pub(crate) use position::{page_at, page_now};
#[cfg(feature = "ssr")]
pub use telling::{article, breaking, coverage, stories, weather};
