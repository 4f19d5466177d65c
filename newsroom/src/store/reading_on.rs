//! Where a reader goes from a story: to those on the same topics, and to the one before it in its section.

use std::fmt::Write as _;

use domain::{Article, Moment, Summary};
use rusqlite::ToSql;

use super::columns::Columns;
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
        let topics = &article.version.topics;
        let topics: Vec<&str> = topics
            .iter()
            .take(TOPICS)
            .map(|topic| topic.slug().as_str())
            .collect();
        let (section, at, most) = (
            article.section.slug().as_str(),
            at.micros(),
            i64::from(most),
        );
        let mut values: Vec<&dyn ToSql> =
            vec![&section, &at, &article.id.0, &NEWEST_OF_A_TOPIC, &most];
        values.extend(topics.iter().map(|topic| topic as &dyn ToSql));
        let mut reading_on = ReadingOn::default();
        self.direct.ask(|asking| {
            asking.all(&question(topics.len()), &values, |row| {
                let other = summary(row)?;
                match row.number("shared")? {
                    0 => reading_on.next = Some(other),
                    _ => reading_on.related.push(other),
                }
                Ok(())
            })
        })?;
        Ok(reading_on)
    }
}

/// What is asked about an article with so many topics. `$1` is its section, `$2` when it came out, `$3` its number, `$4`
/// how many are looked at of each topic, `$5` how many are wanted; the topics follow.
fn question(topics: usize) -> String {
    let mut sql = String::from(
        "with next as (
           select id, 0 as shared from articles
            where state = 'published' and section_id = (select id from sections where slug = $1)
              and (published_at, id) < ($2, $3)
            order by published_at desc, id desc limit 1)",
    );
    if topics > 0 {
        sql.push_str(", near as (");
        for topic in 0..topics {
            if topic > 0 {
                sql.push_str(" union all ");
            }
            _ = write!(
                sql,
                "select * from (
                   select article_id, published_at from article_topics
                    where topic_id = (select id from topics where slug = ${})
                    order by published_at desc, article_id desc limit $4)",
                topic + 6
            );
        }
        sql.push_str(
            "), related as (
               select article_id, count(*) from near where article_id <> $3
                group by article_id order by count(*) desc, max(published_at) desc, article_id desc limit $5)",
        );
    }
    sql.push_str(select_summaries!(also "wanted.shared", "join (select * from next"));
    if topics > 0 {
        sql.push_str(" union all select * from related");
    }
    sql.push_str(
        ") wanted on wanted.id = a.id order by wanted.shared desc, a.published_at desc, a.id desc",
    );
    sql
}
