//! Other servers that the paper asks or tells: how, and how often.
//!
//! Any of them may be slow, away or wrong. Nobody waits for them, least of all a reader.

pub(crate) mod client;
mod pace;
mod public_only;
mod retry_after;

pub use pace::Pace;
pub(crate) use public_only::{NotOutside, PublicOnly, UnknownName, is_outside};
pub(crate) use retry_after::retry_after;
