//! Stories that belong together because they touch the same topics.

use domain::{ArticleId, Summary};

use super::rows::{select_summaries, summary};
use super::{Store, StoreError};

/// Of each topic only so many of its newest versions are looked at: a topic with ten thousand stories
/// must not cost every page of one of them ten thousand rows.
const SHARING: &str = select_summaries!(
    "join (select o.id, count(*) as shared
             from articles this
             join version_topics mine on mine.version_id = this.version_id
             join version_topics theirs on theirs.topic_id = mine.topic_id
             join articles o on o.version_id = theirs.version_id
            where this.id = $1 and o.id <> $1 and o.state = 'published'
              and theirs.version_id in (select newest.version_id from version_topics newest
                                         where newest.topic_id = mine.topic_id
                                         order by newest.version_id desc limit 40)
            group by o.id
            order by shared desc, o.published_at desc
            limit $2) related on related.id = a.id
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
