//! What an issue is made from, and which of a letter's issues were made already.

use std::collections::HashSet;

use domain::{ArticleId, Moment, Slug, Summary};

use crate::letters::LetterId;
use crate::store::database::rows::{select_summaries, summary};
use crate::store::{Store, StoreError, Writing};

/// How long after the time it bears a story may come to light and still be news, in microseconds: twelve hours. A file
/// dated in the morning may be imported at noon.
const LATE: i64 = 12 * 3600 * 1_000_000;
/// Who writes looks at the clock first, and may wait for others before it is done: a minute, in microseconds.
const WAITING: i64 = 60 * 1_000_000;

const CAME_OUT: &str = select_summaries!(
    "where a.state = 'published' and a.published_at > $3 and a.published_at <= $2
       and (a.published_at > $1
            or exists (select 1 from events e
                        where e.article_id = a.id and e.kind = 'article_published' and e.at > $4))
       and ($5 = '[]'
            or a.section_id in (select id from sections where slug in (select value from json_each($5))))
     order by a.published_at desc, a.id desc limit $6"
);

impl Store {
    /// Stories of these sections, or of all if none is named, that came out after `since` and until `now`, the newest
    /// first, at most `limit`. Those that bear an earlier time but came to light after `since` are among them, unless
    /// `is_first` says that nothing was told of the time before.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub(crate) async fn came_out(
        &self,
        since: Moment,
        now: Moment,
        is_first: bool,
        sections: &[Slug],
        limit: u32,
    ) -> Result<Vec<Summary>, StoreError> {
        let sections: Vec<&str> = sections.iter().map(Slug::as_str).collect();
        let earliest = if is_first {
            since
        } else {
            since.shifted(-LATE)
        };
        let rows = sqlx::query(CAME_OUT)
            .bind(since.micros())
            .bind(now.micros())
            .bind(earliest.micros())
            .bind(since.shifted(-WAITING).micros())
            .bind(serde_json::json!(sections).to_string())
            .bind(i64::from(limit))
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(summary).collect()
    }

    /// The articles that the last `issues` issues of a letter had. What was cancelled does not count: it is told again, to
    /// those who got it too, so that a mistake can be put right.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub(crate) async fn articles_of_issues(
        &self,
        letter: LetterId,
        issues: u32,
    ) -> Result<HashSet<ArticleId>, StoreError> {
        let lists: Vec<String> = sqlx::query_scalar(
            "select articles from letter_issues where letter_id = $1 and state <> 'cancelled'
              order by number desc limit $2",
        )
        .bind(letter.0)
        .bind(i64::from(issues))
        .fetch_all(&self.readers)
        .await?;
        let ids = lists.iter().flat_map(|list| list.split(','));
        Ok(ids
            .filter_map(|id| id.parse().ok().map(ArticleId))
            .collect())
    }

    /// Up to when what came out was gathered for the newest issue of a letter that was not cancelled; none if there is no issue.
    /// One of a time that is still to come was made by a clock that was wrong, and says nothing.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub(crate) async fn told_until(
        &self,
        letter: LetterId,
        now: Moment,
    ) -> Result<Option<Moment>, StoreError> {
        let until: Option<i64> = sqlx::query_scalar(
            "select max(until) from letter_issues
              where letter_id = $1 and until <= $2 and state <> 'cancelled'",
        )
        .bind(letter.0)
        .bind(now.micros())
        .fetch_one(&self.readers)
        .await?;
        Ok(until.map(Moment::from_micros))
    }
}

impl Writing {
    /// Remembers that it was decided about all slots of a letter up to that moment. Whether it was not yet, and the letter
    /// goes out by itself still: of several processes that look at once, one is told so.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub(crate) async fn decide_until(
        &mut self,
        letter: LetterId,
        slot: Moment,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let decided = sqlx::query(
            "update letters set decided_until = $2
              where id = $1 and state = 'running' and since < $2
                and (decided_until < $2 or decided_until > $3)",
        )
        .bind(letter.0)
        .bind(slot.micros())
        .bind(now.micros())
        .execute(self.connection())
        .await?;
        Ok(decided.rows_affected() > 0)
    }
}
