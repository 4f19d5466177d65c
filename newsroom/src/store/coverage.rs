//! The entries of coverage, as readers get them. One that was removed is here no more.

use std::collections::HashSet;

use domain::{ArticleId, Entry, EntryNumber};
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};

use super::entry_rows::{entries, select_entries};
use super::{Store, StoreError};

const NEWEST: &str = select_entries!(
    "where e.article_id = $1 and e.removed_at is null and e.pinned_at is null
     order by e.number desc limit $2"
);
const BEFORE: &str = select_entries!(
    "where e.article_id = $1 and e.removed_at is null and e.number < $3
     order by e.number desc limit $2"
);
const PINNED: &str = select_entries!(
    "where e.article_id = $1 and e.removed_at is null and e.pinned_at is not null
     order by e.pinned_at desc, e.number desc limit $2"
);
const KEY: &str = select_entries!(
    "where e.article_id = $1 and e.removed_at is null and v.is_key = 1
     order by e.number desc limit $2"
);
const ALL: &str =
    select_entries!("where e.article_id = $1 and e.number < $3 order by e.number desc limit $2");

/// Which entries a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stretch {
    /// The newest, without those that stand above them.
    Newest,
    /// Those that came before that one.
    Before(EntryNumber),
}

impl Stretch {
    /// Those that begin with that one.
    #[must_use]
    pub fn beginning_with(number: EntryNumber) -> Self {
        Self::Before(EntryNumber(number.0.saturating_add(1)))
    }
}

/// A page of entries, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntriesPage {
    /// The entries.
    pub entries: Vec<Entry>,
    /// The page of those that came after these, if there are any.
    pub newer: Option<Stretch>,
    /// The page of those that came before.
    pub older: Option<Stretch>,
}

/// An entry as whoever runs the paper sees it: also one that was removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryStanding {
    /// The entry.
    pub entry: Entry,
    /// Which of its versions that is: 1, 2, 3 and so on.
    pub version: u32,
    /// Whether readers do not get it any more.
    pub is_removed: bool,
}

impl Store {
    /// A page of the entries of an article, at most `limit` of them.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn entries(
        &self,
        article: ArticleId,
        stretch: Stretch,
        limit: u32,
    ) -> Result<EntriesPage, StoreError> {
        // One more than asked for tells whether there is a next page.
        let query = match stretch {
            Stretch::Newest => sqlx::query(NEWEST),
            Stretch::Before(_) => sqlx::query(BEFORE),
        };
        let query = query.bind(article.0).bind(i64::from(limit) + 1);
        let query = match stretch {
            Stretch::Newest => query,
            Stretch::Before(number) => query.bind(number.0),
        };
        let mut connection = self.readers.acquire().await?;
        let found = query.fetch_all(&mut *connection).await?;
        let mut entries = entries(&mut connection, &found).await?;
        let more = entries.len() > limit as usize;
        entries.truncate(limit as usize);
        let last = entries.last().filter(|_| more);
        let older = last.map(|last| Stretch::Before(last.number));
        let newer = match stretch {
            Stretch::Newest => None,
            Stretch::Before(number) => newer(&mut connection, article, number, limit).await?,
        };
        Ok(EntriesPage {
            entries,
            newer,
            older,
        })
    }

    /// The newest entries, whatever stands above them, at most `limit` of them.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn newest_entries(
        &self,
        article: ArticleId,
        limit: u32,
    ) -> Result<Vec<Entry>, StoreError> {
        let all = Stretch::Before(EntryNumber(u32::MAX));
        Ok(self.entries(article, all, limit).await?.entries)
    }

    /// The entries that stand above the others, the one that was put there last first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn pinned_entries(
        &self,
        article: ArticleId,
        limit: u32,
    ) -> Result<Vec<Entry>, StoreError> {
        self.some_entries(PINNED, article, limit).await
    }

    /// The entries that somebody who comes late has to know of, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn key_events(
        &self,
        article: ArticleId,
        limit: u32,
    ) -> Result<Vec<Entry>, StoreError> {
        self.some_entries(KEY, article, limit).await
    }

    /// The newest entries, or the newest that came before that one, with those that were removed, for whoever makes
    /// the paper.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn entry_standings(
        &self,
        article: ArticleId,
        before: Option<EntryNumber>,
        limit: u32,
    ) -> Result<Vec<EntryStanding>, StoreError> {
        let mut connection = self.readers.acquire().await?;
        let rows = sqlx::query(ALL)
            .bind(article.0)
            .bind(i64::from(limit))
            .bind(before.map_or(i64::MAX, |before| i64::from(before.0)))
            .fetch_all(&mut *connection)
            .await?;
        let entries = entries(&mut connection, &rows).await?;
        entries
            .into_iter()
            .zip(&rows)
            .map(|(entry, row)| {
                Ok(EntryStanding {
                    entry,
                    version: row.try_get("version")?,
                    is_removed: row.try_get::<Option<i64>, _>("removed_at")?.is_some(),
                })
            })
            .collect()
    }

    /// The highest number that an entry of the article ever had, and how many that readers get have come
    /// after `after`.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn newest_entry(
        &self,
        article: ArticleId,
        after: EntryNumber,
    ) -> Result<(EntryNumber, u32), StoreError> {
        let row = sqlx::query(
            "select coalesce(max(number), 0) as newest,
                    coalesce(sum(case when number > $2 and removed_at is null then 1 else 0 end), 0) as since
               from entries where article_id = $1",
        )
        .bind(article.0)
        .bind(after.0)
        .fetch_one(&self.readers)
        .await?;
        Ok((EntryNumber(row.try_get("newest")?), row.try_get("since")?))
    }

    /// Whether there was an entry of that number that readers do not get any more.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn was_removed(
        &self,
        article: ArticleId,
        number: EntryNumber,
    ) -> Result<bool, StoreError> {
        let removed = self.removed_among(&[article]).await?;
        Ok(removed.contains(&(article, number)))
    }

    /// The entries of these articles that were removed.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn removed_among(
        &self,
        articles: &[ArticleId],
    ) -> Result<HashSet<(ArticleId, EntryNumber)>, StoreError> {
        if articles.is_empty() {
            return Ok(HashSet::new());
        }
        let mut query = QueryBuilder::<Sqlite>::new(
            "select article_id, number from entries where removed_at is not null and article_id in (",
        );
        let mut ids = query.separated(", ");
        for article in articles {
            ids.push_bind(article.0);
        }
        query.push(")");
        let rows = query.build().fetch_all(&self.readers).await?;
        rows.iter()
            .map(|row| {
                let article = ArticleId(row.try_get("article_id")?);
                Ok((article, EntryNumber(row.try_get("number")?)))
            })
            .collect()
    }

    async fn some_entries(
        &self,
        sql: &'static str,
        article: ArticleId,
        limit: u32,
    ) -> Result<Vec<Entry>, StoreError> {
        let mut connection = self.readers.acquire().await?;
        let rows = sqlx::query(sql)
            .bind(article.0)
            .bind(i64::from(limit))
            .fetch_all(&mut *connection)
            .await?;
        entries(&mut connection, &rows).await
    }
}

/// The page that ends right above the entry before `number`.
async fn newer(
    connection: &mut SqliteConnection,
    article: ArticleId,
    number: EntryNumber,
    limit: u32,
) -> Result<Option<Stretch>, StoreError> {
    let numbers: Vec<u32> = sqlx::query_scalar(
        "select number from entries
          where article_id = $1 and removed_at is null and number >= $2 order by number limit $3",
    )
    .bind(article.0)
    .bind(number.0)
    .bind(i64::from(limit) + 1)
    .fetch_all(connection)
    .await?;
    Ok(match numbers.get(limit as usize) {
        Some(beyond) => Some(Stretch::Before(EntryNumber(*beyond))),
        None if numbers.is_empty() => None,
        None => Some(Stretch::Newest),
    })
}
