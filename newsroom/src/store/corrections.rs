//! What the paper had wrong, newest first, across all articles.

use domain::{ArticleId, Correction, Moment, Summary};
use sqlx::Row;

use super::database::rows;
use super::database::rows::{select_summaries, summary};
use super::{Cursor, Store, StoreError};
use crate::desk::Action;

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
    also "c.at, c.text, c.article_id * 1000 + c.position as place",
    "join article_corrections c on c.article_id = a.id
     where (c.at, c.article_id, c.position) < ($1, $2, $3)
     order by c.at desc, c.article_id desc, c.position desc limit $4"
);

/// Words that a correction had, or has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionWords {
    /// What it said.
    pub text: String,
    /// Since when.
    pub since: Moment,
    /// Who mended it into that; nobody of the words that it was told with.
    pub by: Option<String>,
}

/// How many corrections of one article a cursor can tell apart.
const OF_ONE: i64 = 1000;

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
            .bind(after.id.div_euclid(OF_ONE))
            .bind(after.id.rem_euclid(OF_ONE))
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
    /// What each correction of an article said in the versions that it is in, the earliest first. Another one in its place, from a
    /// file, begins anew.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn correction_words(
        &self,
        article: ArticleId,
    ) -> Result<Vec<Vec<CorrectionWords>>, StoreError> {
        let rows = sqlx::query(
            "select c.position, c.at, c.text, v.saved_at,
                    (select max(a.name)
                       from desk_log l
                       join accounts a on a.id = l.account_id
                       join stories t on t.article_id = v.article_id
                      where l.at = v.saved_at and l.action = $2 and l.about = 'story'
                        and l.about_key = cast(t.id as text)) as mended_by
               from versions v join version_corrections c on c.version_id = v.id
              where v.article_id = $1 order by c.position, v.number",
        )
        .bind(article.0)
        .bind(Action::MendCorrection.as_str())
        .fetch_all(&self.readers)
        .await?;
        let mut all: Vec<Vec<CorrectionWords>> = Vec::new();
        let mut last = None;
        for row in &rows {
            let which: (i64, i64) = (row.try_get("position")?, row.try_get("at")?);
            let words = CorrectionWords {
                text: row.try_get("text")?,
                since: Moment::from_micros(row.try_get("saved_at")?),
                by: row.try_get("mended_by")?,
            };
            match (last, all.last_mut()) {
                (Some(last), Some(one)) if last == which => {
                    if one.last().is_none_or(|before| before.text != words.text) {
                        one.push(words);
                    }
                }
                (Some((place, _)), Some(one)) if place == which.0 => *one = vec![words],
                (_, _) => all.push(vec![words]),
            }
            last = Some(which);
        }
        Ok(all)
    }

    /// Whether the newest correction of an article says that, or said it before it was mended.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn newest_correction_said(
        &self,
        article: ArticleId,
        text: &str,
    ) -> Result<bool, StoreError> {
        let said = sqlx::query_scalar(
            "select exists (select 1 from versions v join version_corrections c on c.version_id = v.id
                             where v.article_id = $1 and c.text = $2
                               and c.at = (select max(n.at) from articles a
                                             join version_corrections n on n.version_id = a.version_id
                                            where a.id = $1))",
        )
        .bind(article.0)
        .bind(text)
        .fetch_one(&self.readers)
        .await?;
        Ok(said)
    }
}
