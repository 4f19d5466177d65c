//! What feeds are made of: the newest articles of a list, whole.

use std::collections::HashMap;

use domain::Article;
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use super::articles::{Beside, alone, select_articles, with};
use super::database::rows;
use super::{Listing, Store, StoreError};

const NEWEST: &str = select_articles!(
    "where a.state = 'published' order by a.published_at desc, a.id desc limit $1"
);
const OF_SECTION: &str = select_articles!(
    "where a.state = 'published' and a.section_id = (select id from sections where slug = $2)
     order by a.published_at desc, a.id desc limit $1"
);
const OF_TOPIC: &str = select_articles!(
    "where a.id in (select article_id from article_topics
                     where topic_id = (select id from topics where slug = $2)
                     order by published_at desc, article_id desc limit $1)
     order by a.published_at desc, a.id desc"
);
const OF_AUTHOR: &str = select_articles!(
    "where a.id in (select article_id from article_authors
                     where author_id = (select id from authors where slug = $2)
                     order by published_at desc, article_id desc limit $1)
     order by a.published_at desc, a.id desc"
);
const PICKED: &str = select_articles!(
    "where a.state = 'published' and a.dont_miss = 1
     order by a.published_at desc, a.id desc limit $1"
);

const AUTHORS: &str = "select l.version_id, n.slug, n.name
                         from version_authors l join authors n on n.id = l.author_id
                        where l.version_id in (";
const TOPICS: &str = "select l.version_id, n.slug, n.name
                        from version_topics l join topics n on n.id = l.topic_id
                       where l.version_id in (";
const CORRECTIONS: &str = "select l.version_id, l.at, l.text from version_corrections l
                            where l.version_id in (";

impl Store {
    /// The newest published articles of `listing` with their bodies, at most `limit` of them. It costs
    /// four queries, however many there are.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn newest_whole(
        &self,
        listing: Listing<'_>,
        limit: u32,
    ) -> Result<Vec<Article>, StoreError> {
        let (sql, slug) = match listing {
            Listing::Everything => (NEWEST, None),
            Listing::Section(slug) => (OF_SECTION, Some(slug)),
            Listing::Topic(slug) => (OF_TOPIC, Some(slug)),
            Listing::Author(slug) => (OF_AUTHOR, Some(slug)),
            Listing::DontMiss => (PICKED, None),
        };
        let query = sqlx::query(sql).bind(i64::from(limit));
        let query = match slug {
            Some(slug) => query.bind(slug.as_str()),
            None => query,
        };
        let rows = query.fetch_all(&self.readers).await?;
        let versions: Vec<i64> = rows
            .iter()
            .map(|row| row.try_get("version_id"))
            .collect::<Result<_, _>>()?;
        // Versions are never changed, so what they name cannot have changed since the query above.
        let authors = self.named_by(AUTHORS, &versions).await?;
        let topics = self.named_by(TOPICS, &versions).await?;
        let corrections = self.named_by(CORRECTIONS, &versions).await?;
        rows.iter()
            .zip(&versions)
            .map(|(row, version)| {
                let beside = Beside {
                    authors: of(&authors, *version, rows::author)?,
                    topics: of(&topics, *version, rows::topic)?,
                    corrections: of(&corrections, *version, rows::correction)?,
                };
                with(alone(row)?, beside)
            })
            .collect()
    }

    /// What each of the versions names or says of itself, in its order.
    async fn named_by(
        &self,
        sql: &'static str,
        versions: &[i64],
    ) -> Result<HashMap<i64, Vec<SqliteRow>>, StoreError> {
        let mut named: HashMap<i64, Vec<SqliteRow>> = HashMap::new();
        if versions.is_empty() {
            return Ok(named);
        }
        let mut query = QueryBuilder::<Sqlite>::new(sql);
        let mut ids = query.separated(", ");
        for version in versions {
            ids.push_bind(version);
        }
        query.push(") order by l.version_id, l.position");
        for row in query.build().fetch_all(&self.readers).await? {
            named
                .entry(row.try_get("version_id")?)
                .or_default()
                .push(row);
        }
        Ok(named)
    }
}

/// What was read for a version, as `read` makes it from rows.
fn of<T>(
    named: &HashMap<i64, Vec<SqliteRow>>,
    version: i64,
    read: impl Fn(&SqliteRow) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let rows = named.get(&version).into_iter().flatten();
    rows.map(read).collect()
}
