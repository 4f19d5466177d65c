//! Stories on the desk, without their words.

use std::collections::HashMap;

use domain::{ArticleId, Moment, VersionNumber};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::desk::account::AccountId;
use crate::desk::manuscript::Manuscript;
use crate::desk::shelf::Shelf;
use crate::desk::story::{OutAs, SaveNumber, Story, StoryId};
use crate::search::Search;
use crate::store::picture_uses::UsedBy;
use crate::store::{Store, StoreError, Writing, rows};

/// The columns of a [`Story`], to be followed by a condition.
macro_rules! select_stories {
    ($($rest:literal),+) => {
        select_stories!(also "null", $($rest),+)
    };
    (also $column:literal, $($rest:literal),+) => {
        concat!(
            "select t.*, a.slug, a.state, a.state_at, a.published_at, a.withdrawn_reason, s.slug as section_slug,
                    (select max(number) from versions where article_id = a.id) as number, ",
            $column,
            " from stories t
               left join articles a on a.id = t.article_id
               left join sections s on s.id = a.section_id ",
            $($rest),+
        )
    };
}

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
    /// A story.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn story(&self, id: StoryId) -> Result<Option<Story>, StoreError> {
        one(&mut *self.readers.acquire().await?, id).await
    }

    /// The story of an article, if it was ever on the desk.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn story_of(&self, article: ArticleId) -> Result<Option<Story>, StoreError> {
        sqlx::query(select_stories!("where t.article_id = $1"))
            .bind(article.0)
            .fetch_optional(&self.readers)
            .await?
            .as_ref()
            .map(story)
            .transpose()
    }

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

impl Writing {
    /// Adds a story without a save.
    pub(crate) async fn add_story(
        &mut self,
        by: Option<AccountId>,
        article: Option<ArticleId>,
        now: Moment,
    ) -> Result<StoryId, StoreError> {
        let id = sqlx::query_scalar(
            "insert into stories (article_id, made_by, made_at, headline, section, save, saved_at)
             values ($1, $2, $3, '', '', 0, $3) returning id",
        )
        .bind(article.map(|article| article.0))
        .bind(by.map(|by| by.0))
        .bind(now.micros())
        .fetch_one(self.connection())
        .await?;
        Ok(StoryId(id))
    }

    /// The story as this transaction sees it.
    pub(crate) async fn story(&mut self, id: StoryId) -> Result<Option<Story>, StoreError> {
        one(self.connection(), id).await
    }

    /// The story of an article.
    pub(crate) async fn story_of(
        &mut self,
        article: ArticleId,
    ) -> Result<Option<StoryId>, StoreError> {
        let id: Option<i64> = sqlx::query_scalar("select id from stories where article_id = $1")
            .bind(article.0)
            .fetch_optional(self.connection())
            .await?;
        Ok(id.map(StoryId))
    }

    /// Makes a save the newest of its story.
    pub(crate) async fn move_story_on(
        &mut self,
        id: StoryId,
        save: SaveNumber,
        manuscript: &Manuscript,
        now: Moment,
    ) -> Result<(), StoreError> {
        let headline = manuscript.headline.trim();
        let before: String = sqlx::query_scalar("select headline from stories where id = $1")
            .bind(id.0)
            .fetch_one(self.connection())
            .await?;
        sqlx::query(
            "update stories set save = $2, saved_at = $3, headline = $4, section = $5 where id = $1",
        )
        .bind(id.0)
        .bind(save.0)
        .bind(now.micros())
        .bind(headline)
        .bind(manuscript.section.trim())
        .execute(self.connection())
        .await?;
        if headline != before {
            for picture in self.pictures_used_by(UsedBy::Story(id.0)).await? {
                self.rewrite_picture_words(picture).await?;
            }
        }
        Ok(())
    }

    /// Keeps where a story stands: what may have changed of it but for its words.
    pub(crate) async fn keep_story(&mut self, story: &Story) -> Result<(), StoreError> {
        let at = |at: Option<Moment>| at.map(Moment::micros);
        let save = |save: Option<SaveNumber>| save.map(|save| save.0);
        let out_version = story
            .article
            .as_ref()
            .and_then(|article| article.out_version);
        sqlx::query(
            "update stories set article_id = $2, review_save = $3, approved_save = $4, out_save = $5, out_version = $6,
                    publish_at = $7, embargo_until = $8, expires_at = $9, correction = $10, binned_at = $11
              where id = $1",
        )
        .bind(story.id.0)
        .bind(story.article.as_ref().map(|article| article.id.0))
        .bind(save(story.review_save))
        .bind(save(story.approved_save))
        .bind(save(story.out_save))
        .bind(out_version.map(|number| number.0))
        .bind(at(story.publish_at))
        .bind(at(story.embargo_until))
        .bind(at(story.expires_at))
        .bind(&story.correction)
        .bind(at(story.binned_at))
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

async fn one(connection: &mut SqliteConnection, id: StoryId) -> Result<Option<Story>, StoreError> {
    sqlx::query(select_stories!("where t.id = $1"))
        .bind(id.0)
        .fetch_optional(connection)
        .await?
        .as_ref()
        .map(story)
        .transpose()
}

fn story(row: &SqliteRow) -> Result<Story, StoreError> {
    let at = |column| -> Result<Option<Moment>, StoreError> {
        let micros: Option<i64> = row.try_get(column)?;
        Ok(micros.map(Moment::from_micros))
    };
    let save = |column| -> Result<Option<SaveNumber>, StoreError> {
        let number: Option<u32> = row.try_get(column)?;
        Ok(number.map(SaveNumber))
    };
    let made_by: Option<i64> = row.try_get("made_by")?;
    Ok(Story {
        id: StoryId(row.try_get("id")?),
        article: out_as(row)?,
        made_by: made_by.map(AccountId),
        headline: row.try_get("headline")?,
        section: row.try_get("section")?,
        save: SaveNumber(row.try_get("save")?),
        saved_at: Moment::from_micros(row.try_get("saved_at")?),
        review_save: save("review_save")?,
        approved_save: save("approved_save")?,
        out_save: save("out_save")?,
        publish_at: at("publish_at")?,
        embargo_until: at("embargo_until")?,
        expires_at: at("expires_at")?,
        correction: row.try_get("correction")?,
        binned_at: at("binned_at")?,
    })
}

fn out_as(row: &SqliteRow) -> Result<Option<OutAs>, StoreError> {
    let Some(id) = row.try_get::<Option<i64>, _>("article_id")? else {
        return Ok(None);
    };
    let out_version: Option<u32> = row.try_get("out_version")?;
    Ok(Some(OutAs {
        id: ArticleId(id),
        slug: rows::text(row, "slug")?,
        section: rows::text(row, "section_slug")?,
        publication: rows::publication(row)?,
        number: VersionNumber(row.try_get("number")?),
        out_version: out_version.map(VersionNumber),
    }))
}
