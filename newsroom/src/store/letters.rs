//! What there is to subscribe to, and the issues of each letter.

use domain::{ArticleId, Moment, Slug};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::rows::{optional_text, text};
use super::subscribers::slugs;
use super::{Store, StoreError, Writing};
use crate::letters::{
    Contents, Definition, Gathers, ISSUE_PLACEHOLDER, Issue, IssueId, IssueState, Letter, LetterId,
    LetterState, Source,
};

pub(super) const ALL: &str = "select * from letters order by place, id";

impl Store {
    /// All letters, in the order in which they are offered.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn letters(&self) -> Result<Vec<Letter>, StoreError> {
        let rows = sqlx::query(ALL).fetch_all(&self.readers).await?;
        rows.iter().map(letter).collect()
    }

    /// The letter of that name.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn letter(&self, slug: &Slug) -> Result<Option<Letter>, StoreError> {
        let row = sqlx::query("select * from letters where slug = $1")
            .bind(slug.as_str())
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(letter).transpose()
    }

    /// How many confirmed readers subscribe to a letter.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn subscribers_of(&self, id: LetterId) -> Result<i64, StoreError> {
        let count = sqlx::query_scalar(
            "select count(*) from subscriptions u join subscribers s on s.id = u.subscriber_id
              where u.letter_id = $1 and s.state = 'confirmed'",
        );
        Ok(count.bind(id.0).fetch_one(&self.readers).await?)
    }

    /// The issues of a letter before the one of that number, the newest first, at most `limit` of them. Without a number,
    /// the newest.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn issues_of(
        &self,
        id: LetterId,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<Issue>, StoreError> {
        let rows = sqlx::query(
            "select * from letter_issues where letter_id = $1 and number < $2 order by number desc limit $3",
        )
        .bind(id.0)
        .bind(before.unwrap_or(i64::MAX))
        .bind(i64::from(limit))
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(issue).collect()
    }

    /// The how many-th issue of a letter.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn issue_of(&self, id: LetterId, number: i64) -> Result<Option<Issue>, StoreError> {
        let row = sqlx::query("select * from letter_issues where letter_id = $1 and number = $2")
            .bind(id.0)
            .bind(number)
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(issue).transpose()
    }

    /// An issue by its number in the store.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn issue(&self, id: IssueId) -> Result<Option<Issue>, StoreError> {
        let row = sqlx::query("select * from letter_issues where id = $1")
            .bind(id.0)
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(issue).transpose()
    }

    /// The issues that are going out or wait to.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn issues_under_way(&self) -> Result<Vec<Issue>, StoreError> {
        let rows = sqlx::query(
            "select * from letter_issues where state in ('sending', 'paused') order by id",
        )
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(issue).collect()
    }
}

impl Writing {
    /// Keeps what a letter is. One that was defined by somebody who has more say is left as it is; whether this one
    /// counts.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn define_letter(
        &mut self,
        definition: &Definition,
        source: Source,
        place: i64,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let kept: Option<String> = sqlx::query_scalar("select source from letters where slug = $1")
            .bind(definition.slug.as_str().to_owned())
            .fetch_optional(self.connection())
            .await?;
        if let Some(kept) = kept
            && kept.parse::<Source>()? > source
        {
            return Ok(false);
        }
        let words = |all: Vec<&str>| all.join(",");
        sqlx::query(
            "insert into letters (slug, name, promise, schedule, gathers, sections, shortest, longest, reply_to,
                                  state, source, place, since)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'running', $10, $11, $12)
             on conflict (slug) do update
                set name = excluded.name, promise = excluded.promise, gathers = excluded.gathers,
                    sections = excluded.sections, shortest = excluded.shortest, longest = excluded.longest,
                    reply_to = excluded.reply_to, source = excluded.source, place = excluded.place,
                    since = case when schedule = excluded.schedule then since else excluded.since end,
                    schedule = excluded.schedule",
        )
        .bind(definition.slug.as_str().to_owned())
        .bind(definition.name.clone())
        .bind(definition.promise.clone())
        .bind(definition.schedule.to_string())
        .bind(words(definition.gathers.iter().map(|it| it.word()).collect()))
        .bind(words(definition.sections.iter().map(Slug::as_str).collect()))
        .bind(i64::from(definition.shortest))
        .bind(i64::from(definition.longest))
        .bind(definition.reply_to.as_ref().map(|it| it.as_str().to_owned()))
        .bind(source.word())
        .bind(place)
        .bind(now.micros())
        .execute(self.connection())
        .await?;
        Ok(true)
    }

    /// Whether a letter goes out by itself from now on. What was due while it did not is not made up for.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn put_letter_in_state(
        &mut self,
        id: LetterId,
        state: LetterState,
        now: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "update letters set state = $2,
                    since = case when state <> 'running' and $2 = 'running' then $3 else since end
              where id = $1",
        )
        .bind(id.0)
        .bind(state.word())
        .bind(now.micros())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Keeps an issue together with everybody who is to get it, and says how many they are. Its number is filled in. None if there is one for that
    /// slot already.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn add_issue(
        &mut self,
        letter: LetterId,
        slot: &str,
        contents: &Contents,
        until: Moment,
        now: Moment,
    ) -> Result<Option<(IssueId, u64)>, StoreError> {
        let articles: Vec<String> = contents
            .articles
            .iter()
            .map(|it| it.0.to_string())
            .collect();
        let id: Option<i64> = sqlx::query_scalar(
            "insert into letter_issues (letter_id, number, slot, subject, preheader, html, plain, articles, state,
                                        composed_at, until)
             select $1, n.number, $2, $3, $4, replace($5, $10, n.number), replace($6, $10, n.number), $7, 'sending', $8, $9
               from (select coalesce(max(number), 0) + 1 as number from letter_issues where letter_id = $1) n
              where true
             on conflict (letter_id, slot) do nothing
             returning id",
        )
        .bind(letter.0)
        .bind(slot.to_owned())
        .bind(contents.subject.clone())
        .bind(contents.preheader.clone())
        .bind(contents.html.clone())
        .bind(contents.plain.clone())
        .bind(articles.join(","))
        .bind(now.micros())
        .bind(until.micros())
        .bind(ISSUE_PLACEHOLDER)
        .fetch_optional(self.connection())
        .await?;
        let Some(id) = id else {
            return Ok(None);
        };
        // Somebody who wants one in a week gets none within six and a half days of the last: a weekly letter that is a
        // little early still comes every week.
        let queued = sqlx::query(
            "insert into letter_deliveries (issue_id, subscriber_id, state, due_at)
             select $1, s.id, 'waiting', $3
               from subscriptions u
               join subscribers s on s.id = u.subscriber_id
              where u.letter_id = $2
                and s.state = 'confirmed'
                and (s.paused_until is null or s.paused_until <= $3)
                and (s.frequency = 'every'
                     or not exists (select 1 from letter_deliveries d join letter_issues i on i.id = d.issue_id
                                     where d.subscriber_id = s.id and i.letter_id = $2 and d.state = 'sent'
                                       and d.ended_at > $3 - 561600000000))
              order by s.id",
        )
        .bind(id)
        .bind(letter.0)
        .bind(now.micros())
        .execute(self.connection())
        .await?;
        Ok(Some((IssueId(id), queued.rows_affected())))
    }

    /// Lets an issue go on, wait or end. Whether it was in a state that allows that.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn put_issue_in_state(
        &mut self,
        id: IssueId,
        state: IssueState,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let changed = sqlx::query(
            "update letter_issues set state = $2 where id = $1 and state in ('sending', 'paused')",
        )
        .bind(id.0)
        .bind(state.word())
        .execute(self.connection())
        .await?;
        if changed.rows_affected() == 0 {
            return Ok(false);
        }
        if state == IssueState::Cancelled {
            sqlx::query(
                "update letter_deliveries set state = 'dropped', ended_at = $2
                  where issue_id = $1 and state = 'waiting'",
            )
            .bind(id.0)
            .bind(now.micros())
            .execute(self.connection())
            .await?;
        }
        Ok(true)
    }
}

pub(super) fn letter(row: &SqliteRow) -> Result<Letter, StoreError> {
    let gathers: &str = row.try_get("gathers")?;
    let gathers = gathers.split(',').map(str::parse::<Gathers>);
    let count = |column| -> Result<u32, StoreError> {
        let count: i64 = row.try_get(column)?;
        Ok(u32::try_from(count).unwrap_or(1))
    };
    Ok(Letter {
        id: LetterId(row.try_get("id")?),
        definition: Definition {
            slug: text(row, "slug")?,
            name: row.try_get("name")?,
            promise: row.try_get("promise")?,
            schedule: text(row, "schedule")?,
            gathers: gathers.collect::<Result<_, _>>()?,
            sections: slugs(row.try_get("sections")?)?,
            shortest: count("shortest")?,
            longest: count("longest")?,
            reply_to: optional_text(row, "reply_to")?,
        },
        state: text(row, "state")?,
        source: text(row, "source")?,
        place: row.try_get("place")?,
        since: Moment::from_micros(row.try_get("since")?),
        decided_until: Moment::from_micros(row.try_get("decided_until")?),
    })
}

fn issue(row: &SqliteRow) -> Result<Issue, StoreError> {
    let articles: &str = row.try_get("articles")?;
    let articles = articles.split(',').filter_map(|id| id.parse().ok());
    Ok(Issue {
        id: IssueId(row.try_get("id")?),
        letter: LetterId(row.try_get("letter_id")?),
        number: row.try_get("number")?,
        contents: Contents {
            subject: row.try_get("subject")?,
            preheader: row.try_get("preheader")?,
            html: row.try_get("html")?,
            plain: row.try_get("plain")?,
            articles: articles.map(ArticleId).collect(),
        },
        state: text(row, "state")?,
        composed_at: Moment::from_micros(row.try_get("composed_at")?),
        until: Moment::from_micros(row.try_get("until")?),
    })
}
