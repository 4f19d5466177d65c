//! The store: few functions, SQL in plain sight, one file for each thing that is kept.
//!
//! A function answers one question of the paper and is named by it. SQLite allows one writer at a
//! time, so writes go through a pool of a single connection, each in a transaction that takes the
//! write lock at once; readers have connections of their own and, in WAL mode, never wait for it.
//! The SQL keeps to what PostgreSQL understands too, so that it can stand beside SQLite here
//! without a caller noticing.

mod archive;
mod articles;
mod breaking;
mod corrections;
mod coverage;
mod database;
mod deliveries;
mod desk;
mod elsewhere;
mod entry_rows;
mod events;
mod feeds;
mod followers;
mod former_slugs;
mod found;
mod front;
mod front_rows;
mod letters;
mod lists;
mod names;
mod notifications;
mod past_front;
mod picture_uses;
mod pictures;
mod profiles;
mod reading_on;
mod redirects;
mod renamed_sections;
mod searching;
mod shown_versions;
mod sitemaps;
mod views;
mod vitals;
mod weather;
mod writing;

use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use sqlx::SqlitePool;
use tokio::sync::Notify;

use crate::durations::Durations;

pub use articles::Standing;
pub use corrections::{Corrected, CorrectionWords, CorrectionsPage};
pub use coverage::{EntriesPage, EntryStanding, Stretch};
pub use database::error::StoreError;
pub(crate) use database::following::Watch;
pub use database::health::Health;
pub use database::open::{DatabaseUrl, Schema};
pub use deliveries::{Delivery, Ended, News, NotificationNumber};
pub use desk::{
    Among, ArticleUse, AtWork, AtWorkCursor, CameBack, CameBackCursor, Change, CoverageLine,
    LibraryPicture, LibraryQuery, Note, OutCursor, OutLine, OutQuery, PictureNumber, Place,
    ReadArticle, ReadSource, Share, StoriesAsked, StoryUse,
};
pub use elsewhere::SavedStory;
pub use followers::Touched;
pub use letters::exchange::StateCounts;
pub use lists::{Cursor, Listing, Page};
pub use notifications::Kept;
pub use past_front::{PastBar, PastStory, Stood};
pub use pictures::{Arrival, Preparation};
pub use profiles::HeldProfile;
pub use reading_on::{InCommon, ReadingOn};
pub use redirects::RedirectLine;
pub use renamed_sections::Renaming;
pub use searching::{Hit, Scope};
pub use sitemaps::{IN_A_PART, Listed, Part, PartKind};
pub use writing::{Held, HeldCoverage, HeldEntry, Writing};

/// The paper's store. Cheap to clone: clones share the connections.
#[derive(Debug, Clone)]
pub struct Store {
    readers: SqlitePool,
    /// Connections for what pages are made from.
    direct: Arc<database::direct::Direct>,
    writer: SqlitePool,
    /// Told of every [`Writing`] that this process commits, so that whoever follows the log need not wait for a look.
    committed: Arc<Notify>,
    /// The number of the newest event that this process knows of.
    newest_seen: Arc<AtomicI64>,
    /// How the last write ended.
    last_write: Arc<database::last_write::LastWrite>,
    writes: Arc<Durations>,
    /// When what is written through this clone is safe from a power cut.
    synced: database::syncing::Synced,
}

impl Store {
    /// How long each write of this process took, from asking for the write lock to the end of its commit.
    #[must_use]
    pub fn writes(&self) -> &Durations {
        &self.writes
    }
}
