//! Looking articles up by their words.
//!
//! SQLite only: PostgreSQL has its own full-text search, which will stand here beside this one.

use domain::{Moment, Slug, Summary};
use sqlx::Row;

use super::rows::select_summaries;
use super::{Store, StoreError, rows};
use crate::search::{Search, joined};

/// How many of the newest stories that fit are weighed against each other. A word that is in every
/// story would otherwise cost more with every story there is.
const WEIGHED: i64 = 1_000;

/// Where words that were looked for begin and end in a passage: control characters, which no keyboard has.
const MARKS: (char, char) = ('\u{2}', '\u{3}');

/// A word in the headline weighs ten times one in the body; those of the scope weigh nothing. The passage
/// is cut for the few that are shown.
const BEST: &str = select_summaries!(
    also "found.passage",
    "join (select rowid, rank, snippet(search, 2, char(2), char(3), '…', 28) as passage
             from search
            where search match $1 and rank match 'bm25(10.0, 4.0, 1.0, 5.0, 0.0)'
              and rowid >= (select coalesce(min(newest.rowid), 0)
                              from (select rowid from search where search match $1
                                     order by rowid desc limit $2) newest)
              and exists (select 1 from articles o
                           where o.id = search.rowid and o.published_at >= $3 and o.published_at < $4)
            order by rank limit $5) found on found.rowid = a.id
     where a.state = 'published'
     order by found.rank, a.published_at desc"
);

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
        let found = sqlx::query(BEST)
            .bind(search.fts5(section, scope.from, scope.before))
            .bind(WEIGHED)
            .bind(scope.from.map_or(i64::MIN, Moment::micros))
            .bind(scope.before.map_or(i64::MAX, Moment::micros))
            .bind(i64::from(limit))
            .fetch_all(&self.readers)
            .await?;
        found
            .iter()
            .map(|row| {
                Ok(Hit {
                    article: rows::summary(row)?,
                    passage: passage(row.try_get("passage")?),
                })
            })
            .collect()
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
