//! Stories that belong together because they touch the same topics.

use domain::{ArticleId, Summary};

use super::rows::{select_summaries, summary};
use super::{Store, StoreError};

/// Of each topic only so many of its newest articles are looked at: a topic with ten thousand stories
/// must not cost every page of one of them ten thousand rows.
const SHARING: &str = select_summaries!(
    "join (select theirs.article_id, count(*) as shared
             from article_topics mine
             join article_topics theirs on theirs.topic_id = mine.topic_id
              and theirs.published_at >= coalesce((select newest.published_at from article_topics newest
                                                    where newest.topic_id = mine.topic_id
                                                    order by newest.published_at desc limit 1 offset 39), -9223372036854775807)
            where mine.article_id = $1 and theirs.article_id <> $1
            group by theirs.article_id
            order by shared desc, theirs.published_at desc
            limit $2) related on related.article_id = a.id
     order by related.shared desc, a.published_at desc"
);

impl Store {
    /// Published articles that share topics with this one, those that share most first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn related(
        &self,
        article: ArticleId,
        limit: u32,
    ) -> Result<Vec<Summary>, StoreError> {
        let rows = sqlx::query(SHARING)
            .bind(article.0)
            .bind(i64::from(limit))
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(summary).collect()
    }
}
