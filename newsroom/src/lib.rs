//! Everything the paper does, without knowing of HTTP or pages.
//!
//! An ordinary library: the server uses it, and so can a test, an importer or a second front end.
//! All SQL is in [`store`]; what happens to an article goes through [`publishing`], which writes
//! the article and the event log in one transaction.

pub mod backup;
pub mod breaking;
pub mod calendar;
pub mod clock;
pub mod comparing;
pub mod coverage;
pub mod desk;
pub mod durations;
pub mod elsewhere;
pub mod events;
pub mod front;
pub mod importing;
pub mod letters;
pub mod media;
pub mod memo;
pub mod notifications;
pub mod previews;
pub mod publishing;
pub mod readership;
pub mod redirects;
pub mod sample;
pub mod search;
pub mod settings;
pub mod store;
pub mod vitals;
pub mod weather;
