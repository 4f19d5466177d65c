//! Where a reader goes from a story: to those on the same topics, and to the one before it in its section.

use std::cmp::Reverse;
use std::hash::Hash;
use std::sync::Arc;

use domain::{Article, ArticleId, Moment, Slug, Summary};

use super::database::columns::Columns;
use super::database::direct::Asking;
use super::database::rows::{select_summaries, summary};
use super::{Store, StoreError};
use crate::memo::Memo;

/// Of each topic only so many of its newest articles are looked at: a topic with ten thousand stories, or a thousand that came
/// out in the same moment, must not cost every page of one of them as many rows.
const NEWEST_OF_A_TOPIC: i64 = 40;
/// Only what a story names first is looked up: what is about everything is about nothing.
const TOPICS: usize = 20;

/// What stands below a story.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadingOn {
    /// Published articles that share topics with it, those that share most first, newest first among equals.
    pub related: Vec<Summary>,
    /// The one of its section that came out before it.
    pub next: Option<Summary>,
}

/// What was read for one story and holds for others, too: the newest of each topic, and what lists say of those. It is right until
/// something happens to the paper; whoever keeps it lets go of it then.
#[derive(Debug, Default)]
pub struct InCommon {
    newest: Memo<Slug, Arc<[OnTopic]>>,
    summaries: Memo<ArticleId, Summary>,
}

/// A published article that is on a topic.
#[derive(Debug, Clone, Copy)]
struct OnTopic {
    id: ArticleId,
    published_at: Moment,
}

impl Store {
    /// Where to go from `article`, which came out at `at`, with at most `most` that share topics.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn reading_on(
        &self,
        article: &Article,
        at: Moment,
        most: usize,
        in_common: &InCommon,
    ) -> Result<ReadingOn, StoreError> {
        let topics = article.version.topics.iter().take(TOPICS);
        self.direct.ask(|asking| {
            let newest = topics
                .map(|topic| in_common.newest_of(asking, topic.slug()))
                .collect::<Result<Vec<_>, _>>()?;
            let mut related = Vec::with_capacity(most);
            for id in nearest(&newest, article.id, most) {
                related.extend(in_common.summary_of(asking, id)?);
            }
            let section = article.section.slug().as_str();
            let before = [
                &section as &dyn rusqlite::ToSql,
                &at.micros(),
                &article.id.0,
            ];
            let next = asking.first(BEFORE, &before, |row| summary(row))?;
            Ok(ReadingOn { related, next })
        })
    }
}

impl InCommon {
    fn newest_of(&self, asking: &Asking, topic: &Slug) -> Result<Arc<[OnTopic]>, StoreError> {
        let newest = known(&self.newest, topic, || {
            let newest = asking.all(NEWEST, &[&topic.as_str(), &NEWEST_OF_A_TOPIC], |row| {
                Ok(OnTopic {
                    id: ArticleId(row.number("article_id")?),
                    published_at: Moment::from_micros(row.number("published_at")?),
                })
            })?;
            Ok(Some(newest.into()))
        })?;
        Ok(newest.unwrap_or_default())
    }

    fn summary_of(&self, asking: &Asking, id: ArticleId) -> Result<Option<Summary>, StoreError> {
        known(&self.summaries, &id, || {
            asking.first(PUBLISHED, &[&id.0], |row| summary(row))
        })
    }
}

/// What is known for `key`, or is read now and known from then on.
fn known<K: Clone + Eq + Hash, T: Clone>(
    memo: &Memo<K, T>,
    key: &K,
    read: impl FnOnce() -> Result<Option<T>, StoreError>,
) -> Result<Option<T>, StoreError> {
    if let Some(known) = memo.get(key) {
        return Ok(Some(known));
    }
    let read = read()?;
    if let Some(read) = &read {
        memo.put(key.clone(), read.clone());
    }
    Ok(read)
}

/// Those that are on most of the topics, and newer ones before older; `from` is not among them.
fn nearest(newest: &[Arc<[OnTopic]>], from: ArticleId, most: usize) -> Vec<ArticleId> {
    let mut near: Vec<(usize, OnTopic)> = Vec::new();
    let mut all: Vec<OnTopic> = newest
        .iter()
        .flat_map(|topic| topic.iter().copied())
        .collect();
    all.retain(|other| other.id != from);
    all.sort_unstable_by_key(|other| other.id);
    for same in all.chunk_by(|one, other| one.id == other.id) {
        near.extend(same.first().map(|one| (same.len(), *one)));
    }
    near.sort_unstable_by_key(|(shared, other)| Reverse((*shared, other.published_at, other.id)));
    near.iter().take(most).map(|(_, other)| other.id).collect()
}

/// The newest articles of the topic `$1`, at most `$2`.
const NEWEST: &str = "
    select article_id, published_at from article_topics
     where topic_id = (select id from topics where slug = $1)
     order by published_at desc, article_id desc limit $2";

/// What lists say of the article `$1`, if readers have it.
const PUBLISHED: &str = select_summaries!("where a.id = $1 and a.state = 'published'");

/// The article of the section `$1` that came out before the moment `$2`; the number `$3` decides among those of that moment. These
/// are asked for by themselves: of both compared in one, SQLite finds the moment with its index and then looks at each.
const BEFORE: &str = select_summaries!(
    "where a.id = coalesce(
       (select id from articles
         where state = 'published' and section_id = (select id from sections where slug = $1)
           and published_at = $2 and id < $3
         order by id desc limit 1),
       (select id from articles
         where state = 'published' and section_id = (select id from sections where slug = $1) and published_at < $2
         order by published_at desc, id desc limit 1))"
);
