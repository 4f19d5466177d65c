//! Addresses of an earlier site, and of pages that moved: where they lead, or that there is nothing any more.
//!
//! They are asked only where nothing else answers, so a hundred thousand of them slow no page down, and a story that takes such an
//! address later is not hidden by it.

mod known;
mod old_address;
mod target;

pub use known::Known;
pub use old_address::OldAddress;
pub use target::Target;
