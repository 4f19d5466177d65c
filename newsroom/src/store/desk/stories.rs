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

/// Told apart by stage, which an index has in order. What was taken back from readers is little: it is looked up by its articles.
const BY_SHELF: &str = "
    with withdrawn as (
        select t.stage
          from articles a cross join stories t on t.article_id = a.id
         where a.state = 'withdrawn' and t.binned_at is null and t.stage in ('draft', 'published')
           and ($1 is null or t.made_by = $1) and ($2 is null or t.section = $2)
           and ($3 is null or t.id in (select rowid from story_words where story_words match $3))
    )
    select shelf, sum(many) as many
      from (select t.stage as shelf, count(*) as many
              from stories t indexed by stories_by_stage
             where t.binned_at is null
               and ($1 is null or t.made_by = $1) and ($2 is null or t.section = $2)
               and ($3 is null or t.id in (select rowid from story_words where story_words match $3))
             group by t.stage
            union all
            select stage, -count(*) from withdrawn group by stage
            union all
            select 'withdrawn', count(*) from withdrawn)
     group by shelf having sum(many) > 0";

/// Stories that are asked for, with a condition for where they lie. Each shelf has its own, so that it is read along the index that
/// has its stories in order.
macro_rules! select_at_work {
    ($shelf:literal) => {
        select_stories!(
            also "(select name from accounts where id = t.made_by) as made_by_name",
            "where t.binned_at is null and ",
            $shelf,
            " and ($1 is null or t.made_by = $1) and ($2 is null or t.section = $2)
               and ($3 is null or t.id in (select rowid from story_words where story_words match $3))
               and (t.saved_at, t.id) < ($5, $6)
              order by t.saved_at desc, t.id desc limit $7"
        )
    };
}

/// What is asked for of a shelf, whose word is `$4`.
fn at_work(shelf: Option<Shelf>) -> &'static str {
    match shelf {
        None => select_at_work!("$4 is null"),
        Some(Shelf::InReview | Shelf::Approved | Shelf::Scheduled) => {
            select_at_work!("t.stage = $4")
        }
        Some(Shelf::Draft | Shelf::Published) => select_at_work!(
            "t.stage = $4
               and ifnull(t.article_id, 0) not in (select id from articles where state = 'withdrawn')"
        ),
        Some(Shelf::Withdrawn) => select_at_work!(
            "$4 = 'withdrawn' and t.stage in ('draft', 'published')
               and t.article_id in (select id from articles where state = 'withdrawn')"
        ),
    }
}

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
        let rows = sqlx::query(at_work(asked.shelf))
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

    /// Stories that readers have, and are to have no longer by then.
    pub(crate) async fn stories_ending(&self, now: Moment) -> Result<Vec<StoryId>, StoreError> {
        let ending = "select t.id from stories t join articles a on a.id = t.article_id and a.state = 'published'
                       where t.expires_at <= $1 order by t.expires_at, t.id";
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::database::planning::seen::{plan, store_that_knows};

    /// What SQLite knows of a desk with a hundred thousand stories.
    const LARGE_DESK: &str = "
        analyze;
        delete from sqlite_stat1;
        insert into sqlite_stat1 (tbl, idx, stat) values
            ('stories', 'stories_at_work', '100001 1 1 1 1 1 1'),
            ('stories', 'stories_by_stage', '100001 2001 1 1 1 1 1'),
            ('stories', 'sqlite_autoindex_stories_1', '100001 2'),
            ('articles', 'articles_withdrawn', '20 1'),
            ('articles', 'articles_newest', '100001 1 1');";

    /// What it knew when there was one story.
    const ONE_STORY: &str = "
        analyze;
        delete from sqlite_stat1;
        insert into sqlite_stat1 (tbl, idx, stat) values
            ('stories', 'stories_at_work', '1 1 1 1 1 1 1'),
            ('stories', 'stories_by_stage', '1 1 1 1 1 1 1'),
            ('stories', 'stories_ending', '0 0'),
            ('stories', 'stories_due', '0 0'),
            ('stories', 'sqlite_autoindex_stories_1', '1 1'),
            ('articles', 'articles_withdrawn', '0 0'),
            ('articles', 'articles_from_source', '20001 1'),
            ('articles', 'articles_of_section', '20001 1137 1 1'),
            ('articles', 'articles_newest', '20001 1 1'),
            ('articles', 'sqlite_autoindex_articles_1', '20001 1');";

    #[tokio::test]
    async fn a_desk_that_was_small_once_does_not_read_all_its_stories_for_each_that_was_withdrawn()
    -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let store = store_that_knows(ONE_STORY, &folder).await?;
        let steps = plan(&store, BY_SHELF).await?;
        assert!(
            steps.iter().any(|step| step.starts_with("SEARCH t USING")),
            "{steps:#?}"
        );
        assert!(!steps.iter().any(|step| step == "SCAN t"), "{steps:#?}");
        Ok(())
    }

    #[tokio::test]
    async fn what_lies_on_a_shelf_of_a_large_desk_is_read_and_counted_along_the_index_of_stages()
    -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let store = store_that_knows(LARGE_DESK, &folder).await?;
        let by_stage = "USING INDEX stories_by_stage (stage=?";
        for (query, step) in [
            (at_work(None), "USING INDEX stories_at_work"),
            (at_work(Some(Shelf::Draft)), by_stage),
            (at_work(Some(Shelf::InReview)), by_stage),
            (at_work(Some(Shelf::Scheduled)), by_stage),
            (at_work(Some(Shelf::Published)), by_stage),
            (
                at_work(Some(Shelf::Withdrawn)),
                "USING INDEX sqlite_autoindex_stories_1 (article_id=?",
            ),
            (BY_SHELF, "USING INDEX stories_by_stage"),
        ] {
            let steps = plan(&store, query).await?;
            assert!(
                steps.iter().any(|it| it.contains(step)),
                "{query}\nis answered by {steps:#?}"
            );
        }
        Ok(())
    }
}
