//! Sections, topics and authors by name.

use domain::{Author, Section, Slug, Topic};

use super::{Store, StoreError, rows};

impl Store {
    /// The sections that have something to read, in the order they were founded.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn sections(&self) -> Result<Vec<Section>, StoreError> {
        let with_something = "select s.slug as section_slug, s.name as section_name
               from sections s
              where exists (select 1 from articles a where a.section_id = s.id and a.state = 'published')
              order by s.id";
        self.direct
            .ask(|asking| asking.all(with_something, &[], |row| rows::section(row)))
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

    /// The topic of that address.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn topic(&self, slug: &Slug) -> Result<Option<Topic>, StoreError> {
        sqlx::query("select slug, name from topics where slug = $1")
            .bind(slug.as_str())
            .fetch_optional(&self.readers)
            .await?
            .as_ref()
            .map(rows::topic)
            .transpose()
    }

    /// The author of that address.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn author(&self, slug: &Slug) -> Result<Option<Author>, StoreError> {
        sqlx::query("select slug, name from authors where slug = $1")
            .bind(slug.as_str())
            .fetch_optional(&self.readers)
            .await?
            .as_ref()
            .map(rows::author)
            .transpose()
    }
}
