//! Pages that list articles: of a section, on a topic, by an author.

mod list;
mod profile;
mod view;

pub use list::List;
pub(crate) use view::ListView;
