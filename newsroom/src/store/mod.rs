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
mod columns;
mod consents;
mod corrections;
mod coverage;
mod deliveries;
mod desk;
mod direct;
mod elsewhere;
mod entry_rows;
mod erased_addresses;
mod error;
mod events;
mod exchange;
mod feeds;
mod followers;
mod following;
mod former_slugs;
mod found;
mod front;
mod front_rows;
mod health;
mod issuing;
mod last_write;
mod letter_archive;
mod letter_deliveries;
mod letter_drafts;
mod letter_issues;
mod letter_results;
mod letter_secret;
mod letter_waiting;
mod letter_wishes;
mod letters;
mod lists;
mod migrations;
mod names;
mod notifications;
mod open;
mod past_front;
mod picture_uses;
mod pictures;
mod planning;
mod profiles;
mod reading_on;
mod redirects;
mod renamed_sections;
mod returned_letters;
mod rows;
mod searching;
mod settling;
mod shown_versions;
mod sitemaps;
mod subscribers;
mod syncing;
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
pub use deliveries::{Delivery, Ended, News, NotificationNumber};
pub use desk::{
    Among, ArticleUse, AtWork, AtWorkCursor, CameBack, CameBackCursor, Change, CoverageLine,
    LibraryPicture, LibraryQuery, Note, OutCursor, OutLine, OutQuery, PictureNumber, Place,
    ReadArticle, ReadSource, Share, StoriesAsked, StoryUse,
};
pub use elsewhere::SavedStory;
pub use error::StoreError;
pub use exchange::StateCounts;
pub use followers::Touched;
pub(crate) use following::Watch;
pub use health::Health;
pub use lists::{Cursor, Listing, Page};
pub use notifications::Kept;
pub use open::{DatabaseUrl, Schema};
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
    direct: Arc<direct::Direct>,
    writer: SqlitePool,
    /// Told of every [`Writing`] that this process commits, so that whoever follows the log need not wait for a look.
    committed: Arc<Notify>,
    /// The number of the newest event that this process knows of.
    newest_seen: Arc<AtomicI64>,
    /// How the last write ended.
    last_write: Arc<last_write::LastWrite>,
    writes: Arc<Durations>,
    /// When what is written through this clone is safe from a power cut.
    synced: syncing::Synced,
}

impl Store {
    /// How long each write of this process took, from asking for the write lock to the end of its commit.
    #[must_use]
    pub fn writes(&self) -> &Durations {
        &self.writes
    }
}
