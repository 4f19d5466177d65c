//! What the desk keeps.

mod accounts;
mod link_letters;
mod links;
mod log;
mod notes;
mod out;
mod passkeys;
mod presence;
mod saves;
mod second_factor;
mod sessions;
mod shares;
mod stories;

pub use notes::Note;
pub use out::{OutCursor, OutLine, OutQuery};
pub use shares::Share;
pub use stories::{AtWork, AtWorkCursor};
