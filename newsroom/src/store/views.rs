//! How often articles are opened, and the list of those that are opened most.

use domain::{ArticleId, Summary};
use sqlx::SqliteConnection;

use super::database::rows::{select_summaries, summary};
use super::writing::Writing;
use super::{Store, StoreError};
use crate::readership::Source;

const LISTED: &str = select_summaries!(
    "join most_read m on m.article_id = a.id where a.state = 'published' order by m.position"
);

impl Store {
    /// The articles that readers open most, as it was last written down.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn most_read(&self) -> Result<Vec<Summary>, StoreError> {
        self.direct
            .ask(|asking| asking.all(LISTED, &[], |row| summary(row)))
    }

    /// The published articles opened most since that hour.
    pub(crate) async fn most_viewed(&self, since: i64, limit: u32) -> Result<Vec<i64>, StoreError> {
        most_viewed(&mut *self.readers.acquire().await?, since, limit).await
    }

    /// The articles of the list as it stands.
    pub(crate) async fn listed_as_most_read(&self) -> Result<Vec<i64>, StoreError> {
        listed(&mut *self.readers.acquire().await?).await
    }
}

impl Writing {
    /// Adds to an hour's count of an article, in all and from a source. One that does not exist is passed over.
    pub(crate) async fn add_views(
        &mut self,
        article: ArticleId,
        source: &Source,
        hour: i64,
        count: u32,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into views (hour, article_id, count)
             select $1, id, $3 from articles where id = $2
             on conflict (hour, article_id) do update set count = views.count + excluded.count",
        )
        .bind(hour)
        .bind(article.0)
        .bind(count)
        .execute(self.connection())
        .await?;
        sqlx::query(
            "insert into view_sources (hour, article_id, source, count)
             select $1, id, $3, $4 from articles where id = $2
             on conflict (hour, article_id, source) do update set count = view_sources.count + excluded.count",
        )
        .bind(hour)
        .bind(article.0)
        .bind(source.as_str())
        .bind(count)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Drops the counts of hours before that one.
    pub(crate) async fn forget_views_before(&mut self, hour: i64) -> Result<(), StoreError> {
        for query in [
            "delete from views where hour < $1",
            "delete from view_sources where hour < $1",
        ] {
            sqlx::query(query)
                .bind(hour)
                .execute(self.connection())
                .await?;
        }
        Ok(())
    }

    /// Makes the list what readers opened most since that hour. Whether it is another one now.
    pub(crate) async fn list_most_read(
        &mut self,
        since: i64,
        limit: u32,
    ) -> Result<bool, StoreError> {
        let wanted = most_viewed(self.connection(), since, limit).await?;
        if wanted == listed(self.connection()).await? {
            return Ok(false);
        }
        sqlx::query("delete from most_read")
            .execute(self.connection())
            .await?;
        for (position, article) in (0_i64..).zip(wanted) {
            sqlx::query("insert into most_read (position, article_id) values ($1, $2)")
                .bind(position)
                .bind(article)
                .execute(self.connection())
                .await?;
        }
        Ok(true)
    }
}

async fn most_viewed(
    connection: &mut SqliteConnection,
    since: i64,
    limit: u32,
) -> Result<Vec<i64>, StoreError> {
    let articles = sqlx::query_scalar(
        "select v.article_id from views v join articles a on a.id = v.article_id
          where v.hour >= $1 and a.state = 'published'
          group by v.article_id order by sum(v.count) desc, v.article_id desc limit $2",
    )
    .bind(since)
    .bind(i64::from(limit))
    .fetch_all(connection)
    .await?;
    Ok(articles)
}

async fn listed(connection: &mut SqliteConnection) -> Result<Vec<i64>, StoreError> {
    let articles = sqlx::query_scalar("select article_id from most_read order by position")
        .fetch_all(connection)
        .await?;
    Ok(articles)
}
