//! Lists of stories on the desk: what is at work, what is in the bin, and whose time has come.

use std::collections::HashMap;

use domain::Moment;
use sqlx::Row;

use super::story_rows::{select_stories, story};
use crate::desk::account::AccountId;
use crate::desk::shelf::Shelf;
use crate::desk::story::{Story, StoryId};
use crate::search::Search;
use crate::store::{Store, StoreError};

/// A line of the list of what is at work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtWork {
    /// The story.
    pub story: Story,
    /// The name of who began it.
    pub made_by: Option<String>,
}

/// The last line of the list before this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtWorkCursor {
    /// When it was saved.
    pub saved_at: Moment,
    /// Which it was.
    pub id: StoryId,
}

/// Which stories a list shows: all of them, but for what is said.
#[derive(Debug, Clone, Copy, Default)]
pub struct StoriesAsked<'a> {
    /// Those that an account began.
    pub of: Option<AccountId>,
    /// Those that lie there.
    pub shelf: Option<Shelf>,
    /// Those of the section of that address.
    pub section: Option<&'a str>,
    /// Those that have these words in their headline.
    pub words: Option<&'a Search>,
}

impl StoriesAsked<'_> {
    fn matching(&self) -> Option<String> {
        self.words
            .map(|words| words.fts5("headline", "headline", None))
    }
}

const BY_SHELF: &str = "
    select case when t.stage in ('draft', 'published')
                 and t.article_id in (select id from articles where state = 'withdrawn')
                then 'withdrawn' else t.stage end as shelf,
           count(*) as many
      from stories t indexed by stories_at_work
     where t.binned_at is null and ($1 is null or t.made_by = $1) and ($2 is null or t.section = $2)
       and ($3 is null or t.id in (select rowid from story_words where story_words match $3))
     group by shelf";

impl Store {
    /// Stories that are not in the bin, the one saved last first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn stories(
        &self,
        asked: &StoriesAsked<'_>,
        after: Option<AtWorkCursor>,
        limit: u32,
    ) -> Result<Vec<AtWork>, StoreError> {
        let (at, id) = after.map_or((i64::MAX, i64::MAX), |after| {
            (after.saved_at.micros(), after.id.0)
        });
        let rows = sqlx::query(select_stories!(
            also "(select name from accounts where id = t.made_by) as made_by_name",
            "where t.binned_at is null and ($1 is null or t.made_by = $1) and ($2 is null or t.section = $2)
               and ($3 is null or t.id in (select rowid from story_words where story_words match $3))
               and case $4 when 'withdrawn' then t.stage in ('draft', 'published')
                                                 and t.article_id in (select id from articles where state = 'withdrawn')
                           when 'draft' then t.stage = 'draft' and ifnull(t.article_id, 0) not in
                                                                   (select id from articles where state = 'withdrawn')
                           when 'published' then t.stage = 'published' and t.article_id not in
                                                                           (select id from articles where state = 'withdrawn')
                           else $4 is null or t.stage = $4 end
               and (t.saved_at, t.id) < ($5, $6)
              order by t.saved_at desc, t.id desc limit $7"
        ))
        .bind(asked.of.map(|of| of.0))
        .bind(asked.section)
        .bind(asked.matching())
        .bind(asked.shelf.map(Shelf::as_str))
        .bind(at)
        .bind(id)
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(AtWork {
                    story: story(row)?,
                    made_by: row.try_get("made_by_name")?,
                })
            })
            .collect()
    }

    /// How many of the stories that are asked for lie where, wherever it was that they were asked for. Where none do, nothing is said.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn stories_by_shelf(
        &self,
        asked: &StoriesAsked<'_>,
    ) -> Result<HashMap<Shelf, u32>, StoreError> {
        let rows = sqlx::query(BY_SHELF)
            .bind(asked.of.map(|of| of.0))
            .bind(asked.section)
            .bind(asked.matching())
            .fetch_all(&self.readers)
            .await?;
        rows.iter()
            .map(|row| {
                let word: &str = row.try_get("shelf")?;
                let shelf = Shelf::from_word(word)
                    .ok_or_else(|| StoreError::Damaged(format!("there is no stage `{word}`")))?;
                Ok((shelf, row.try_get("many")?))
            })
            .collect()
    }

    /// Stories in the bin, the one thrown away last first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn binned_stories(&self, limit: u32) -> Result<Vec<Story>, StoreError> {
        let rows = sqlx::query(select_stories!(
            "where t.binned_at is not null order by t.binned_at desc, t.id desc limit $1"
        ))
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(story).collect()
    }

    /// Stories whose approved save is to go out by then, the earliest first.
    pub(crate) async fn stories_due(&self, now: Moment) -> Result<Vec<StoryId>, StoreError> {
        let due = "select id from stories where publish_at <= $1 order by publish_at, id";
        self.numbers(due, now).await
    }

    /// Stories that readers are to have no longer by then.
    pub(crate) async fn stories_ending(&self, now: Moment) -> Result<Vec<StoryId>, StoreError> {
        let ending = "select id from stories where expires_at <= $1 order by expires_at, id";
        self.numbers(ending, now).await
    }

    async fn numbers(&self, query: &'static str, now: Moment) -> Result<Vec<StoryId>, StoreError> {
        let numbers: Vec<i64> = sqlx::query_scalar(query)
            .bind(now.micros())
            .fetch_all(&self.readers)
            .await?;
        Ok(numbers.into_iter().map(StoryId).collect())
    }
}
