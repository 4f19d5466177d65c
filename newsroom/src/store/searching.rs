//! Looking articles up by their words, and keeping what is looked up in step with what is published.
//!
//! SQLite only: PostgreSQL has its own full-text search, which will stand here beside this one.

use domain::{ArticleId, Markdown, Moment, Slug, Summary};
use sqlx::{Row, SqliteConnection};

use super::rows::select_summaries;
use super::{Store, StoreError, rows};
use crate::search::{Search, joined, parted};

/// How many of the newest stories that fit are weighed against each other. A word that is in every
/// story would otherwise cost more with every story there is.
const WEIGHED: i64 = 1_000;

/// Where words that were looked for begin and end in a passage: control characters, which no keyboard has.
const MARKS: (char, char) = ('\u{2}', '\u{3}');

/// A word in the headline weighs ten times one in the body. The passage is cut for the few that are shown.
/// `exists` and not `rowid in (...)`, with which SQLite would look up every article on its own.
const BEST: &str = select_summaries!(
    also "found.passage",
    "join (select rowid, rank, snippet(search, 2, char(2), char(3), '…', 28) as passage
             from search
            where search match $1 and rank match 'bm25(10.0, 4.0, 1.0, 5.0)'
              and rowid >= (select coalesce(min(newest.rowid), 0)
                              from (select f.rowid from search f join articles n on n.id = f.rowid
                                     where f.search match $1
                                       and n.published_at >= $3 and n.published_at < $4
                                       and ($2 is null or n.section_id = (select id from sections where slug = $2))
                                     order by f.rowid desc limit $5) newest)
              and exists (select 1 from articles o
                           where o.id = search.rowid and o.published_at >= $3 and o.published_at < $4
                             and ($2 is null or o.section_id = (select id from sections where slug = $2)))
            order by rank limit $6) found on found.rowid = a.id
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
        let found = sqlx::query(BEST)
            .bind(search.fts5())
            .bind(scope.section.map(Slug::as_str))
            .bind(scope.from.map_or(i64::MIN, Moment::micros))
            .bind(scope.before.map_or(i64::MAX, Moment::micros))
            .bind(WEIGHED)
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

    /// Fills the search of a paper that is older than the search.
    pub(super) async fn complete_search(&self) -> Result<(), StoreError> {
        let missing: bool = sqlx::query_scalar(
            "select exists (select 1 from articles where state = 'published')
                and not exists (select 1 from search)",
        )
        .fetch_one(&self.readers)
        .await?;
        if !missing {
            return Ok(());
        }
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        let articles: Vec<i64> =
            sqlx::query_scalar("select id from articles where state = 'published'")
                .fetch_all(&mut *transaction)
                .await?;
        for article in articles {
            follow(&mut transaction, ArticleId(article)).await?;
        }
        Ok(transaction.commit().await?)
    }
}

/// Makes the search say of an article what readers can see of it: its words while it is published,
/// nothing otherwise.
pub(super) async fn follow(
    connection: &mut SqliteConnection,
    article: ArticleId,
) -> Result<(), StoreError> {
    sqlx::query("delete from search where rowid = $1")
        .bind(article.0)
        .execute(&mut *connection)
        .await?;
    let published = sqlx::query(
        "select v.headline, v.standfirst, v.body,
                s.name || coalesce((select ' ' || group_concat(n.name, ' ')
                                      from version_authors l join authors n on n.id = l.author_id
                                     where l.version_id = v.id), '')
                       || coalesce((select ' ' || group_concat(n.name, ' ')
                                      from version_topics l join topics n on n.id = l.topic_id
                                     where l.version_id = v.id), '') as names
           from articles a
           join sections s on s.id = a.section_id
           join versions v on v.id = a.version_id
          where a.id = $1 and a.state = 'published'",
    )
    .bind(article.0)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = published else {
        return Ok(());
    };
    let body: Markdown = rows::text(&row, "body")?;
    sqlx::query(
        "insert into search (rowid, headline, standfirst, body, names) values ($1, $2, $3, $4, $5)",
    )
    .bind(article.0)
    .bind(parted(row.try_get("headline")?))
    .bind(row.try_get::<Option<&str>, _>("standfirst")?.map(parted))
    .bind(parted(&body.words()))
    .bind(parted(row.try_get("names")?))
    .execute(&mut *connection)
    .await?;
    Ok(())
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
