//! What the desk keeps.

mod accounts;
mod addresses;
mod coverages;
mod library;
mod library_uses;
mod link_letters;
mod links;
mod log;
mod notes;
mod numbers;
mod once;
mod out;
mod passkeys;
mod presence;
mod purging;
mod readers;
mod saves;
mod second_factor;
mod sessions;
mod settings;
mod shares;
mod stories;
mod story;
mod story_rows;

pub use coverages::CoverageLine;
pub use library::{LibraryPicture, LibraryQuery, PictureNumber};
pub use library_uses::{ArticleUse, StoryUse};
pub use notes::Note;
pub use numbers::{ReadArticle, ReadSource};
pub use out::{OutCursor, OutLine, OutQuery};
pub use readers::{Among, CameBack, CameBackCursor, Place};
pub use settings::Change;
pub use shares::Share;
pub use stories::{AtWork, AtWorkCursor, StoriesAsked};
