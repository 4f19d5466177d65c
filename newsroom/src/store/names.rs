//! Sections, topics and authors by name.

use domain::{Author, Section, Slug, Topic};

use super::database::rows;
use super::{Store, StoreError};

/// One article of each is looked up. To SQLite (since 3.51) `exists` is a join, and it then sorts all articles by their state where it
/// does not know how few sections there are.
const WITH_SOMETHING: &str = "
    select s.slug as section_slug, s.name as section_name
      from sections s
     where (select a.id from articles a where a.section_id = s.id and a.state = 'published' limit 1) is not null
     order by s.id";

impl Store {
    /// The sections that have something to read, in the order they were founded.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn sections(&self) -> Result<Vec<Section>, StoreError> {
        self.direct
            .ask(|asking| asking.all(WITH_SOMETHING, &[], |row| rows::section(row)))
    }

    /// Every section there is, with something to read or without, in the order they were founded.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn all_sections(&self) -> Result<Vec<Section>, StoreError> {
        let all = "select slug as section_slug, name as section_name from sections order by id";
        let rows = sqlx::query(all).fetch_all(&self.readers).await?;
        rows.iter().map(rows::section).collect()
    }

    /// The section of that address, whether or not anything is in it.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn section(&self, slug: &Slug) -> Result<Option<Section>, StoreError> {
        sqlx::query(
            "select slug as section_slug, name as section_name from sections where slug = $1",
        )
        .bind(slug.as_str())
        .fetch_optional(&self.readers)
        .await?
        .as_ref()
        .map(rows::section)
        .transpose()
    }

    /// The topic of that address, if readers have a story on it. Its name alone would tell of one that is not out.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn topic(&self, slug: &Slug) -> Result<Option<Topic>, StoreError> {
        sqlx::query(
            "select slug, name from topics t where slug = $1
                and exists (select 1 from article_topics where topic_id = t.id)",
        )
        .bind(slug.as_str())
        .fetch_optional(&self.readers)
        .await?
        .as_ref()
        .map(rows::topic)
        .transpose()
    }

    /// The author of that address, if readers have a story of theirs or an entry of coverage, or are told who they are.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn author(&self, slug: &Slug) -> Result<Option<Author>, StoreError> {
        sqlx::query(
            "select slug, name from authors n where slug = $1
                and (exists (select 1 from article_authors where author_id = n.id)
                     or exists (select 1 from profiles where author_id = n.id)
                     or exists (select 1 from entry_version_authors l
                                  join entry_versions v on v.id = l.version_id
                                  join entries e on e.id = v.entry_id and e.version_id = v.id
                                  join articles a on a.id = e.article_id
                                 where l.author_id = n.id and e.removed_at is null
                                   and a.state = 'published'))",
        )
        .bind(slug.as_str())
        .fetch_optional(&self.readers)
        .await?
        .as_ref()
        .map(rows::author)
        .transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::database::planning::seen::{plan, store_that_knows};

    /// What SQLite knows of a paper with a hundred thousand articles, and that was never closed in order since it had sections.
    const LARGE_ARCHIVE: &str = "
        analyze;
        delete from sqlite_stat1;
        insert into sqlite_stat1 (tbl, idx, stat) values
            ('articles', 'articles_newest', '100000 1 1'),
            ('articles', 'articles_of_section', '100000 16666 1 1'),
            ('articles', 'sqlite_autoindex_articles_1', '100400 1');";

    #[tokio::test]
    async fn sections_with_something_to_read_are_found_without_going_through_the_archive()
    -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let store = store_that_knows(LARGE_ARCHIVE, &folder).await?;
        let steps = plan(&store, WITH_SOMETHING).await?;
        let archive = steps
            .iter()
            .any(|step| step.contains("AUTOMATIC") || step.starts_with("SCAN a"));
        assert!(!archive, "{steps:#?}");
        Ok(())
    }
}
