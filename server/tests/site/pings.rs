//! Telling search engines and a hub that the paper has changed.

mod index_now;
mod listening;
mod purging;
mod websub;
