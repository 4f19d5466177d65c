//! What the paper had wrong, newest first, across all articles.

use domain::{Correction, Moment, Summary};
use sqlx::Row;

use super::rows::{self, select_summaries, summary};
use super::{Cursor, Store, StoreError};

/// A correction and the article it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// The note.
    pub correction: Correction,
    /// The article, as it reads now.
    pub article: Summary,
}

/// One page of corrections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionsPage {
    /// The corrections, newest first.
    pub corrections: Vec<Corrected>,
    /// Where the next page starts, if there is one.
    pub next: Option<Cursor>,
}

const NEWEST: &str = select_summaries!(
    also "c.at, c.text, c.version_id * 1000 + c.position as place",
    "join version_corrections c on c.version_id = a.version_id
     where a.state = 'published' and (c.at, c.version_id * 1000 + c.position) < ($1, $2)
     order by c.at desc, c.version_id * 1000 + c.position desc limit $3"
);

impl Store {
    /// Corrections of published articles after `after`, newest first, at most `limit` of them.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn corrections(
        &self,
        after: Cursor,
        limit: u32,
    ) -> Result<CorrectionsPage, StoreError> {
        let found = sqlx::query(NEWEST)
            .bind(after.at.micros())
            .bind(after.id)
            .bind(i64::from(limit) + 1)
            .fetch_all(&self.readers)
            .await?;
        let more = found.len() > limit as usize;
        let shown = &found[..found.len().min(limit as usize)];
        let next = match shown.last() {
            Some(last) if more => Some(Cursor {
                at: Moment::from_micros(last.try_get("at")?),
                id: last.try_get("place")?,
            }),
            _ => None,
        };
        let corrections = shown
            .iter()
            .map(|row| {
                Ok(Corrected {
                    correction: rows::correction(row)?,
                    article: summary(row)?,
                })
            })
            .collect::<Result<_, StoreError>>()?;
        Ok(CorrectionsPage { corrections, next })
    }
}
