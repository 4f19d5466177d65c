//! What an open page says when it is no longer what the paper would show: the story was updated or taken back, the front page or that of a
//! section is another one. It offers, and changes nothing under a reader's eyes.

#[cfg(feature = "hydrate")]
mod cards;
#[cfg(feature = "hydrate")]
mod front;
#[cfg(feature = "hydrate")]
mod shown;
#[cfg(feature = "hydrate")]
mod story;
#[cfg(feature = "ssr")]
mod view;

#[cfg(feature = "hydrate")]
pub(crate) use shown::begin;
#[cfg(feature = "ssr")]
pub(crate) use view::Notice;
