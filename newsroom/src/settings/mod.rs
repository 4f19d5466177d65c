//! What an owner may set of the paper while it is being served, and which of those who say something of it is heard.
//!
//! The environment goes before the desk: whoever runs the machine can fix a setting, and a paper that somebody set up wrong at the
//! desk can be put right from outside. The desk goes before the settings file, so that what an owner says takes effect.

mod menu;
mod particulars;
mod said;
mod sections;
mod setting;

pub use menu::{Link, Menu, MenuItem};
pub use particulars::{AiCrawlers, Particulars};
pub use said::Said;
pub use sections::{in_order, kept_sections};
pub(crate) use sections::{sections, slugs};
pub use setting::{Origin, Origins, Setting};
