//! The strip above the masthead: how warm it is where the paper is at home, and what day it is there, also after
//! midnight.

mod live_strip_island;

#[cfg(feature = "ssr")]
mod figure;
#[cfg(feature = "hydrate")]
mod strip;
#[cfg(feature = "ssr")]
mod view;

#[cfg(feature = "ssr")]
pub(crate) use figure::Figure;
pub use live_strip_island::LiveStrip;
#[cfg(feature = "ssr")]
pub(crate) use view::DatelineStrip;
