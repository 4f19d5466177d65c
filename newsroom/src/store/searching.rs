//! Looking articles up by their words.
//!
//! SQLite only: PostgreSQL has its own full-text search, which will stand here beside this one.

use domain::{Moment, Slug, Summary};
use sqlx::Row;

use super::rows::select_summaries;
use super::{Store, StoreError, rows};
use crate::search::{RANKS, Search, joined};

/// Where words that were looked for begin and end in a passage: control characters, which no keyboard has.
const MARKS: (char, char) = ('\u{2}', '\u{3}');

const NEWEST: &str = select_summaries!(
    also "found.passage",
    "join (select rowid, snippet(search, 2, char(2), char(3), '…', 28) as passage
             from search
            where search match $1 and rowid >= $2 and rowid < $3
            order by rowid desc limit $4) found on found.rowid & 268435455 = a.id
     where a.state = 'published'
     order by found.rowid desc"
);

/// How many bits of a row of the search are the article's number; those above are the second it came out.
const NUMBER_BITS: u32 = 28;

const MICROS_A_SECOND: i64 = 1_000_000;

/// The row of an article in the search; with number 0, the first that can have come out at `at`.
pub(super) fn search_row(at: Moment, article: i64) -> i64 {
    let second = at.micros().div_euclid(MICROS_A_SECOND);
    second
        .saturating_mul(1 << NUMBER_BITS)
        .saturating_add(article)
}

/// Among which articles to look.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope<'a> {
    /// Those of this section only.
    pub section: Option<&'a Slug>,
    /// Those published at that time or later.
    pub from: Option<Moment>,
    /// Those published before that time.
    pub before: Option<Moment>,
}

/// A story that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The story.
    pub article: Summary,
    /// Where in it the words stand.
    pub passage: Vec<Passage>,
}

/// A stretch of text from a story that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passage {
    /// What stands around the words.
    Around(String),
    /// Words that were looked for.
    Found(String),
}

impl Store {
    /// The articles that `search` fits best, the best first, at most `limit` of them.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn search(
        &self,
        search: &Search,
        scope: Scope<'_>,
        limit: u32,
    ) -> Result<Vec<Hit>, StoreError> {
        let section = match scope.section {
            None => None,
            Some(slug) => {
                let id = sqlx::query_scalar("select id from sections where slug = $1");
                let Some(id) = id.bind(slug.as_str()).fetch_optional(&self.readers).await? else {
                    return Ok(Vec::new());
                };
                Some(id)
            }
        };
        let first = scope.from.map_or(i64::MIN, |from| search_row(from, 0));
        let end = scope
            .before
            .map_or(i64::MAX, |before| search_row(before, 0));
        let mut hits: Vec<Hit> = Vec::new();
        for columns in RANKS {
            // As many more as there are already: those can be found again.
            let wanted = i64::from(limit) + i64::try_from(hits.len()).unwrap_or(i64::MAX);
            let rows = sqlx::query(NEWEST)
                .bind(search.fts5(columns, section))
                .bind(first)
                .bind(end)
                .bind(wanted)
                .fetch_all(&self.readers)
                .await?;
            for row in &rows {
                let article = rows::summary(row)?;
                if hits.iter().all(|hit| hit.article.id != article.id) {
                    let passage = passage(row.try_get("passage")?);
                    hits.push(Hit { article, passage });
                }
            }
            if hits.len() >= limit as usize {
                break;
            }
        }
        hits.truncate(limit as usize);
        Ok(hits)
    }
}

fn passage(marked: &str) -> Vec<Passage> {
    let mut passage = Vec::new();
    let mut rest = marked;
    while let Some((around, after)) = rest.split_once(MARKS.0) {
        let (found, after) = after.split_once(MARKS.1).unwrap_or((after, ""));
        passage.push(Passage::Around(joined(around)));
        passage.push(Passage::Found(joined(found)));
        rest = after;
    }
    passage.push(Passage::Around(joined(rest)));
    passage.retain(|part| match part {
        Passage::Around(text) | Passage::Found(text) => !text.is_empty(),
    });
    passage
}
