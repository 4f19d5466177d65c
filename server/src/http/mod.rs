//! HTTP: which address is answered by what, and what every answer has in common.

mod answers;
mod connection;
mod heeding;
mod live;
mod page_cache;
mod present;
mod programs;
mod readers;
mod renamed_sections;
mod request;
mod routes;
pub mod serving;
mod state;
mod without_store;
mod writing_down;

pub use connection::doors::{Doors, listen};
pub use connection::patience::Patience;
pub use page_cache::{CountedCopies, count_copies};
pub use present::{Present, all};
pub use state::AppState;
pub use without_store::WithoutStore;
