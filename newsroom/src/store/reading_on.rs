//! Where a reader goes from a story: to those on the same topics, and to the one before it in its section.

use domain::{Article, Moment, Summary};
use sqlx::{QueryBuilder, Row, Sqlite};

use super::rows::{select_summaries, summary};
use super::{Store, StoreError};

/// Of each topic only so many of its newest articles are looked at: a topic with ten thousand stories, or a thousand that came
/// out in the same moment, must not cost every page of one of them as many rows.
const NEWEST_OF_A_TOPIC: i64 = 40;
/// Only what a story names first is looked up: SQLite takes no more than 500 parts in a query, and what is about everything is
/// about nothing.
const TOPICS: usize = 20;

/// What stands below a story.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadingOn {
    /// Published articles that share topics with it, those that share most first, newest first among equals.
    pub related: Vec<Summary>,
    /// The one of its section that came out before it.
    pub next: Option<Summary>,
}

impl Store {
    /// Where to go from `article`, which came out at `at`, with at most `most` that share topics. It is one query: a page
    /// waits for the store once here, whatever its article is about.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn reading_on(
        &self,
        article: &Article,
        at: Moment,
        most: u32,
    ) -> Result<ReadingOn, StoreError> {
        let mut query: QueryBuilder<Sqlite> = QueryBuilder::new(select_summaries!(
            also "wanted.shared",
            "join (select * from (select id, 0 as shared from articles where state = 'published' and section_id = (select id from sections where slug = "
        ));
        query.push_bind(article.section.slug().as_str());
        query.push(") and (published_at, id) < (");
        query.push_bind(at.micros()).push(", ");
        query.push_bind(article.id.0);
        query.push(") order by published_at desc, id desc limit 1)");
        let topics = &article.version.topics;
        let topics = &topics[..topics.len().min(TOPICS)];
        if !topics.is_empty() {
            query.push(" union all select * from (select article_id, count(*) from (");
            for (place, topic) in topics.iter().enumerate() {
                if place > 0 {
                    query.push(" union all ");
                }
                query.push(
                    "select * from (select article_id, published_at from article_topics
                      where topic_id = (select id from topics where slug = ",
                );
                query.push_bind(topic.slug().as_str());
                query.push(") order by published_at desc, article_id desc limit ");
                query.push_bind(NEWEST_OF_A_TOPIC).push(")");
            }
            query.push(") where article_id <> ");
            query.push_bind(article.id.0);
            query.push(
                " group by article_id order by count(*) desc, max(published_at) desc, article_id desc limit ",
            );
            query.push_bind(i64::from(most)).push(")");
        }
        query.push(
            ") wanted on wanted.id = a.id order by wanted.shared desc, a.published_at desc, a.id desc",
        );
        let mut reading_on = ReadingOn::default();
        for row in query.build().fetch_all(&self.readers).await? {
            let other = summary(&row)?;
            if row.try_get::<i64, _>("shared")? == 0 {
                reading_on.next = Some(other);
            } else {
                reading_on.related.push(other);
            }
        }
        Ok(reading_on)
    }
}
