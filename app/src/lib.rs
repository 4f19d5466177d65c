//! The pages of the paper, and the few pieces of them that come alive in the browser.
//!
//! What a page shows is loaded first ([`Page`], [`Surroundings`]) and then rendered in one go
//! ([`render`]); that code stays on the server (feature `ssr`). What needs the browser is an island,
//! in a file whose name ends in `_island.rs`; those files, listed, are what readers download
//! (feature `hydrate`).

pub mod breaking;
pub mod coverage;
pub mod dateline_strip;
pub mod latest;
pub mod live;
mod most_read;
mod notice;
pub mod preferences;
pub mod search;
pub mod share;
pub mod stay_in_touch;

#[cfg(feature = "ssr")]
pub mod about;
#[cfg(feature = "ssr")]
mod address;
#[cfg(feature = "ssr")]
mod archive;
#[cfg(feature = "ssr")]
mod article;
#[cfg(feature = "ssr")]
mod beside;
#[cfg(feature = "ssr")]
pub mod catalogue;
#[cfg(feature = "ssr")]
mod changes;
#[cfg(feature = "ssr")]
mod colophon;
#[cfg(feature = "ssr")]
mod corrections;
#[cfg(feature = "ssr")]
mod dates;
#[cfg(feature = "ssr")]
mod dont_miss;
#[cfg(feature = "ssr")]
mod failure;
#[cfg(feature = "ssr")]
pub mod feeds;
#[cfg(feature = "ssr")]
mod front;
#[cfg(feature = "ssr")]
mod head;
#[cfg(feature = "ssr")]
mod kept;
#[cfg(feature = "ssr")]
mod letters;
#[cfg(feature = "ssr")]
mod listing;
#[cfg(feature = "ssr")]
mod masthead;
#[cfg(feature = "ssr")]
mod menu;
#[cfg(feature = "ssr")]
pub mod navigation;
#[cfg(feature = "ssr")]
mod notifications;
#[cfg(feature = "ssr")]
pub mod offline;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
pub mod paper;
#[cfg(feature = "ssr")]
mod shell;
#[cfg(feature = "ssr")]
pub mod stand_in;
#[cfg(feature = "ssr")]
mod structured_data;
#[cfg(feature = "ssr")]
mod surroundings;
#[cfg(feature = "ssr")]
mod vitals;
#[cfg(feature = "ssr")]
mod words;

#[cfg(feature = "ssr")]
pub use address::Address;
#[cfg(feature = "ssr")]
pub use failure::Failure;
#[cfg(feature = "ssr")]
pub use letters::IssuePage;
#[cfg(feature = "ssr")]
pub use page::Page;
#[cfg(feature = "ssr")]
pub use shell::render;
#[cfg(feature = "ssr")]
pub use surroundings::Surroundings;

/// The languages that pages speak; in another one they speak English.
#[cfg(feature = "ssr")]
pub const LANGUAGES: [&str; 3] = words::Words::LANGUAGES;
