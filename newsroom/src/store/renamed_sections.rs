//! Has the search find stories by the new name of their section: some at a time, as a section may be most of the paper and
//! nobody else writes meanwhile.

use domain::ArticleId;
use sqlx::Row;

use super::{Store, StoreError, found};

/// How many stories are written in one transaction: some tenths of a second of a slow machine.
const AT_ONCE: usize = 50;

/// How far the search is with a section that was renamed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renaming {
    section: i64,
    name: String,
    /// The last story that is found by that name.
    last: ArticleId,
}

impl Store {
    /// Has the next stories of a renamed section be found by its new name. `before` is what the last call said; none to begin
    /// with, also after a restart. Says how far that is, or none when no section is behind.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn follow_renaming(
        &self,
        before: Option<Renaming>,
    ) -> Result<Option<Renaming>, StoreError> {
        let behind =
            "select id, name from sections where name_in_search is not name order by id limit 1";
        let Some(row) = sqlx::query(behind).fetch_optional(&self.readers).await? else {
            return Ok(None);
        };
        let (section, name): (i64, String) = (row.try_get("id")?, row.try_get("name")?);
        // One that was renamed again meanwhile is begun anew.
        let before = before.filter(|it| it.section == section && it.name == name);
        let last = before.map_or(ArticleId(0), |it| it.last);

        let mut writing = self.write().await?;
        let stories: Vec<i64> = sqlx::query_scalar(
            "select a.id from articles a join sections s on s.id = a.section_id
              where s.id = $1 and s.name = $2 and a.state = 'published' and a.id > $3
              order by a.id limit $4",
        )
        .bind(section)
        .bind(&name)
        .bind(last.0)
        .bind(i64::try_from(AT_ONCE).unwrap_or(i64::MAX))
        .fetch_all(writing.connection())
        .await?;
        for story in &stories {
            found::follow(writing.connection(), ArticleId(*story)).await?;
        }
        if stories.len() < AT_ONCE {
            sqlx::query("update sections set name_in_search = name where id = $1 and name = $2")
                .bind(section)
                .bind(&name)
                .execute(writing.connection())
                .await?;
        }
        writing.commit().await?;
        let last = stories.last().map_or(last, |story| ArticleId(*story));
        Ok(Some(Renaming {
            section,
            name,
            last,
        }))
    }
}
