//! What search engines are told: every address that has something to read, and when it changed last.
//!
//! Addresses come in parts by their numbers in the store, not by counting them off: a part is found by
//! its key however far back it is, and an article stays in the part it is in.

use domain::{Moment, Slug, Summary};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::database::rows;
use super::database::rows::{select_summaries, summary};
use super::{Store, StoreError};

/// Addresses in one part, at most. The protocol allows 50,000 and 50 MB (sitemaps.org/protocol.html);
/// fewer keep the longest part well below the 8 MB that an answer with a tag may have.
pub const IN_A_PART: u32 = 10_000;

/// A part of all addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Addresses of what.
    pub kind: PartKind,
    /// 1, 2, 3 and on; a part without an address is left out.
    pub number: u32,
}

/// What a part lists the addresses of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// Articles.
    Articles,
    /// Sections' pages.
    Sections,
    /// Topics' pages.
    Topics,
    /// Authors' pages.
    Authors,
}

impl PartKind {
    /// Every kind there is.
    pub const ALL: [Self; 4] = [Self::Articles, Self::Sections, Self::Topics, Self::Authors];
}

/// An address on the site, from its first slash, and when what is there changed last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The address.
    pub path: String,
    /// When an article there was published or updated last.
    pub changed: Moment,
}

/// The names that published articles have in a table of lists, `n`, with their articles, `a`.
macro_rules! named_in_articles {
    ($names:literal, $links:literal, $column:literal) => {
        concat!(
            $names,
            " n join ",
            $links,
            " l on l.",
            $column,
            " = n.id join articles a on a.id = l.article_id"
        )
    };
}

const TOPICS: &str = concat!(
    "select n.slug, max(a.changed_at) as changed from ",
    named_in_articles!("topics", "article_topics", "topic_id"),
    " where n.id > $1 and n.id <= $2 group by n.id order by n.id"
);
const AUTHORS: &str = concat!(
    "select n.slug, max(a.changed_at) as changed from ",
    named_in_articles!("authors", "article_authors", "author_id"),
    " where n.id > $1 and n.id <= $2 group by n.id order by n.id"
);
const SECTIONS: &str = "select n.slug, max(a.changed_at) as changed
       from sections n
       join articles a on a.section_id = n.id and a.state = 'published'
      where n.id > $1 and n.id <= $2 group by n.id order by n.id";
const ARTICLES: &str = "select a.slug, s.slug as section_slug, a.changed_at as changed
       from articles a
       join sections s on s.id = a.section_id
      where a.state = 'published' and a.id > $1 and a.id <= $2 order by a.id";

const PARTS_OF_ARTICLES: &str = "select (a.id - 1) / $1 + 1 as part, max(a.changed_at) as changed
       from articles a where a.state = 'published' group by part order by part";
const PARTS_OF_SECTIONS: &str =
    "select (a.section_id - 1) / $1 + 1 as part, max(a.changed_at) as changed
       from articles a where a.state = 'published' group by part order by part";
const PARTS_OF_TOPICS: &str = concat!(
    "select (n.id - 1) / $1 + 1 as part, max(a.changed_at) as changed from ",
    named_in_articles!("topics", "article_topics", "topic_id"),
    " group by part order by part"
);
const PARTS_OF_AUTHORS: &str = concat!(
    "select (n.id - 1) / $1 + 1 as part, max(a.changed_at) as changed from ",
    named_in_articles!("authors", "article_authors", "author_id"),
    " group by part order by part"
);

const DAYS: &str = "select a.published_at, max(a.changed_at) as changed
       from articles a where a.state = 'published'
      group by a.published_at order by a.published_at desc";
const CORRECTIONS: &str = "select max(a.changed_at) as changed
       from article_corrections c join articles a on a.id = c.article_id";

const SINCE: &str = select_summaries!(
    "where a.state = 'published' and a.published_at > $1
     order by a.published_at desc, a.id desc limit $2"
);

impl Store {
    /// The parts of a kind that have addresses, and when anything in them changed last.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn parts(&self, kind: PartKind) -> Result<Vec<(Part, Moment)>, StoreError> {
        let sql = match kind {
            PartKind::Articles => PARTS_OF_ARTICLES,
            PartKind::Sections => PARTS_OF_SECTIONS,
            PartKind::Topics => PARTS_OF_TOPICS,
            PartKind::Authors => PARTS_OF_AUTHORS,
        };
        sqlx::query(sql)
            .bind(i64::from(IN_A_PART))
            .fetch_all(&self.readers)
            .await?
            .iter()
            .map(|row| {
                let number = row.try_get("part")?;
                Ok((Part { kind, number }, changed(row)?))
            })
            .collect()
    }

    /// The addresses in a part; none where there is no such part.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn part(&self, part: Part) -> Result<Vec<Listed>, StoreError> {
        let (sql, folder) = match part.kind {
            PartKind::Articles => (ARTICLES, ""),
            PartKind::Sections => (SECTIONS, "/"),
            PartKind::Topics => (TOPICS, "/topic/"),
            PartKind::Authors => (AUTHORS, "/author/"),
        };
        let last = i64::from(part.number) * i64::from(IN_A_PART);
        sqlx::query(sql)
            .bind(last - i64::from(IN_A_PART))
            .bind(last)
            .fetch_all(&self.readers)
            .await?
            .iter()
            .map(|row| {
                let slug: Slug = rows::text(row, "slug")?;
                let path = match part.kind {
                    PartKind::Articles => {
                        let section: Slug = rows::text(row, "section_slug")?;
                        format!("/{section}/{slug}")
                    }
                    PartKind::Sections | PartKind::Topics | PartKind::Authors => {
                        format!("{folder}{slug}")
                    }
                };
                Ok(Listed {
                    path,
                    changed: changed(row)?,
                })
            })
            .collect()
    }

    /// When articles were published, the newest first, each with when one of them changed last.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn published_and_changed(&self) -> Result<Vec<(Moment, Moment)>, StoreError> {
        let rows = sqlx::query(DAYS).fetch_all(&self.readers).await?;
        rows.iter()
            .map(|row| {
                let published = Moment::from_micros(row.try_get("published_at")?);
                Ok((published, changed(row)?))
            })
            .collect()
    }

    /// When an article with a correction changed last; none while there is no correction.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn corrections_changed(&self) -> Result<Option<Moment>, StoreError> {
        let micros: Option<i64> = sqlx::query_scalar(CORRECTIONS)
            .fetch_one(&self.readers)
            .await?;
        Ok(micros.map(Moment::from_micros))
    }

    /// The articles that were published after `since`, newest first, at most `limit` of them.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn published_since(
        &self,
        since: Moment,
        limit: u32,
    ) -> Result<Vec<Summary>, StoreError> {
        sqlx::query(SINCE)
            .bind(since.micros())
            .bind(i64::from(limit))
            .fetch_all(&self.readers)
            .await?
            .iter()
            .map(summary)
            .collect()
    }
}

fn changed(row: &SqliteRow) -> Result<Moment, StoreError> {
    Ok(Moment::from_micros(row.try_get("changed")?))
}
