//! The archive: what was published on a day, and the way to the days before and after it.

mod day;
mod view;

pub use day::Day;
pub(crate) use view::DayView;
