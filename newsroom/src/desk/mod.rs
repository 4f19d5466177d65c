//! The desk: what the people who make the paper write, check and decide, before readers see any of it.
//!
//! Who may do what is asked here and not only where a request comes in, so that no door can forget it.

pub mod account;
pub mod bar;
pub mod checking;
pub mod covering;
pub mod defining;
pub mod doing;
pub mod entering;
pub mod flow;
pub mod fronts;
pub mod gate;
pub mod letters;
pub mod log;
pub mod manuscript;
pub mod merging;
pub mod notes;
pub mod once;
pub mod outside;
pub mod passkeys;
pub mod password;
pub mod people;
pub mod pictures;
pub mod readers;
pub mod redirecting;
pub mod role;
pub mod saving;
pub mod second_factor;
pub mod secret;
pub mod sessions;
pub mod settings;
pub mod sharing;
pub mod shelf;
pub mod story;
pub mod taking_in;
pub mod thinning;

pub use account::{Account, AccountId};
pub use doing::{Action, DeskError};
pub use log::{About, LogEntry};
pub use manuscript::{Field, Manuscript};
pub use role::{Right, Role, Sections};
pub use saving::Saved;
pub use story::{Save, SaveKind, SaveNumber, Stage, Story, StoryId};
