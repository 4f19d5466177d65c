//! What there is to subscribe to.

pub(in crate::store) mod archive;
pub(in crate::store) mod consents;
pub(in crate::store) mod copies;
pub(in crate::store) mod drafts;
pub(in crate::store) mod erased_addresses;
pub(in crate::store) mod exchange;
pub(in crate::store) mod issues;
pub(in crate::store) mod issuing;
pub(in crate::store) mod results;
pub(in crate::store) mod returned;
pub(in crate::store) mod secret;
pub(in crate::store) mod settling;
pub(in crate::store) mod subscribers;
pub(in crate::store) mod waiting;
pub(in crate::store) mod wishes;

use domain::{Moment, Slug};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use self::subscribers::slugs;
use super::database::rows::{optional_text, text};
use super::{Store, StoreError, Writing};
use crate::letters::{Definition, Gathers, Letter, LetterId, LetterState, Source};

pub(in crate::store) const ALL: &str = "select * from letters order by place, id";

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
}

pub(in crate::store) fn letter(row: &SqliteRow) -> Result<Letter, StoreError> {
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
