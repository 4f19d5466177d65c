//! Pages that list articles: of a section, on a topic, by an author.

mod author;
mod list;
mod section;
mod topic;

pub(crate) use author::AuthorPage;
pub(crate) use section::SectionPage;
pub(crate) use topic::TopicPage;
