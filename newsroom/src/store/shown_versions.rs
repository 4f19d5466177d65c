//! The versions of an article that readers have had.
//!
//! The event log says which: a version was shown when it came out with its article or changed it while that was public. What was
//! shown before the article was last withdrawn is not shown again; that is what it was withdrawn for.

use domain::{ArticleId, Headline, Moment, Standfirst, VersionNumber};
use sqlx::Row;

use super::database::rows;
use super::{Store, StoreError};
use crate::comparing::Wording;

/// The versions of the article `$1` that may be shown, to be followed by more conditions.
macro_rules! shown {
    ($columns:literal, $($rest:literal),*) => {
        concat!(
            "select ", $columns, " from events e join versions v on v.id = e.version_id
              where e.article_id = $1 and e.kind in ('article_published', 'article_updated')
                and e.number > coalesce((select max(number) from events
                                          where article_id = $1 and kind = 'article_withdrawn'), 0) ",
            $($rest),*
        )
    };
}

impl Store {
    /// Which versions of an article readers have had, and since when, the oldest first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn shown_versions(
        &self,
        article: ArticleId,
    ) -> Result<Vec<(VersionNumber, Moment)>, StoreError> {
        let rows = sqlx::query(shown!(
            "v.number, min(e.at) as at",
            "group by v.number order by v.number"
        ))
        .bind(article.0)
        .fetch_all(&self.readers)
        .await?;
        rows.iter()
            .map(|row| {
                let number = VersionNumber(row.try_get("number")?);
                Ok((number, Moment::from_micros(row.try_get("at")?)))
            })
            .collect()
    }

    /// What a version of an article says, if readers have had it.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn shown_wording(
        &self,
        article: ArticleId,
        number: VersionNumber,
    ) -> Result<Option<Wording>, StoreError> {
        let row = sqlx::query(shown!(
            "v.headline, v.standfirst, v.body",
            "and v.number = $2 limit 1"
        ))
        .bind(article.0)
        .bind(number.0)
        .fetch_optional(&self.readers)
        .await?;
        row.map(|row| {
            let headline: Headline = rows::text(&row, "headline")?;
            let standfirst: Option<Standfirst> = rows::optional_text(&row, "standfirst")?;
            let body = rows::body(&row, "body")?;
            Ok(Wording::of(&headline, standfirst.as_ref(), &body))
        })
        .transpose()
    }
}
