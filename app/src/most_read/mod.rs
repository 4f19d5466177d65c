//! "Most Read": what readers opened most in the last day, beside every page.

#[cfg(feature = "hydrate")]
mod list;
#[cfg(feature = "ssr")]
mod view;

#[cfg(feature = "hydrate")]
pub(crate) use list::begin;
#[cfg(feature = "ssr")]
pub(crate) use view::MostRead;
