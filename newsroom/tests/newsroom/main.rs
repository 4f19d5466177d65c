//! What the newsroom promises, through its public functions and real database files.
#![allow(clippy::unwrap_used)]

mod breaking;
mod comparing;
mod coverage;
mod importing;
mod importing_bad_files;
mod importing_entries;
mod importing_front_matter;
mod importing_ownership;
mod importing_pictures;
mod importing_profiles;
mod letter_preferences;
mod media;
mod metadata;
mod notifications;
mod paper;
mod pictures;
mod preparing;
mod previews;
mod publishing;
mod renaming;
mod sample;
mod searching;
mod searching_passages;
mod signing_up;
mod sitemaps;
mod store;
mod store_opening;
mod variants;
mod weather;
