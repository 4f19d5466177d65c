//! Searching the paper: a form, and the stories that fit.

#[cfg(feature = "ssr")]
mod asked;
mod instant_search_island;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod view;

#[cfg(feature = "ssr")]
pub use asked::Asked;
pub use instant_search_island::InstantSearch;
#[cfg(feature = "ssr")]
pub(crate) use page::Outcome;
#[cfg(feature = "ssr")]
pub use page::SearchPage;
#[cfg(feature = "ssr")]
pub(crate) use view::SearchView;
