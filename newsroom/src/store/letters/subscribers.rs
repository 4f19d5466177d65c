//! Who gets letters.

use domain::{EmailAddress, Moment, Slug};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::letters::{Frequency, LetterId, Subscriber, SubscriberId, SubscriberState};
use crate::store::database::rows::{optional_text, text};
use crate::store::{Store, StoreError, Writing};

/// The columns of a [`Subscriber`], to be followed by a condition on `s`.
macro_rules! select_subscribers {
    ($($rest:literal),+) => {
        concat!(
            "select s.id, s.address, s.state, s.frequency, s.paused_until, s.created_at, s.confirmed_at,
                    (select group_concat(l.slug, ',') from subscriptions u join letters l on l.id = u.letter_id
                      where u.subscriber_id = s.id) as letters
               from subscribers s ",
            $($rest),+
        )
    };
}

pub(in crate::store) use select_subscribers;

impl Store {
    /// The subscriber of that number.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn subscriber(&self, id: SubscriberId) -> Result<Option<Subscriber>, StoreError> {
        let row = sqlx::query(select_subscribers!("where s.id = $1"))
            .bind(id.0)
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(subscriber).transpose()
    }

    /// The subscriber with that address, in whatever spelling.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn subscriber_with(
        &self,
        address: &EmailAddress,
    ) -> Result<Option<Subscriber>, StoreError> {
        let row = sqlx::query(select_subscribers!("where s.key = $1"))
            .bind(address.key())
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(subscriber).transpose()
    }

    /// Subscribers after that number, in order, at most `limit` of them.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn subscribers_after(
        &self,
        after: SubscriberId,
        limit: u32,
    ) -> Result<Vec<Subscriber>, StoreError> {
        let rows = sqlx::query(select_subscribers!(
            "where s.id > $1 order by s.id limit $2"
        ))
        .bind(after.0)
        .bind(i64::from(limit))
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(subscriber).collect()
    }

    /// How many addresses there are, and how many of them are confirmed.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn subscriber_counts(&self) -> Result<(i64, i64), StoreError> {
        let row = sqlx::query(
            "select count(*) as known, count(*) filter (where state = 'confirmed') as confirmed
               from subscribers",
        )
        .fetch_one(&self.readers)
        .await?;
        Ok((row.try_get("known")?, row.try_get("confirmed")?))
    }
}

impl Writing {
    /// The number of whoever has that address; it is kept, unconfirmed, if nobody had it.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn subscriber_at(
        &mut self,
        address: &EmailAddress,
        now: Moment,
    ) -> Result<SubscriberId, StoreError> {
        // An update that changes nothing, so that the number comes back for a known address too.
        let id = sqlx::query_scalar(
            "insert into subscribers (address, key, state, created_at) values ($1, $2, 'unconfirmed', $3)
             on conflict (key) do update set key = excluded.key
             returning id",
        )
        .bind(address.as_str())
        .bind(address.key())
        .bind(now.micros())
        .fetch_one(self.connection())
        .await?;
        Ok(SubscriberId(id))
    }

    /// Whether letters go to an address from now on. Who confirms begins anew, whatever came back before.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn put_subscriber_in_state(
        &mut self,
        id: SubscriberId,
        state: SubscriberState,
        now: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "update subscribers
                set state = $2,
                    confirmed_at = case when $2 = 'confirmed' then coalesce(confirmed_at, $3) else confirmed_at end,
                    soft_bounces = case when $2 = 'confirmed' then 0 else soft_bounces end
              where id = $1",
        )
        .bind(id.0)
        .bind(state.word())
        .bind(now.micros())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Counts one more letter that could not be delivered for now, and says how many that makes since one arrived.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn count_soft_bounce(&mut self, id: SubscriberId) -> Result<i64, StoreError> {
        let count = sqlx::query_scalar(
            "update subscribers set soft_bounces = soft_bounces + 1 where id = $1 returning soft_bounces",
        );
        let count = count.bind(id.0).fetch_optional(self.connection()).await?;
        Ok(count.unwrap_or(0))
    }

    /// Adds letters to those a subscriber gets. Those that there are not, or not any more, are left out.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn subscribe(
        &mut self,
        id: SubscriberId,
        letters: &[Slug],
        now: Moment,
    ) -> Result<(), StoreError> {
        for letter in letters {
            sqlx::query(
                "insert into subscriptions (subscriber_id, letter_id, since)
                 select $1, l.id, $3 from letters l where l.slug = $2 and l.state <> 'retired'
                 on conflict do nothing",
            )
            .bind(id.0)
            .bind(letter.as_str().to_owned())
            .bind(now.micros())
            .execute(self.connection())
            .await?;
        }
        Ok(())
    }

    /// Ends the subscription of one letter. Whether there was one.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn unsubscribe(
        &mut self,
        id: SubscriberId,
        letter: LetterId,
    ) -> Result<bool, StoreError> {
        let ended =
            sqlx::query("delete from subscriptions where subscriber_id = $1 and letter_id = $2")
                .bind(id.0)
                .bind(letter.0)
                .execute(self.connection())
                .await?;
        Ok(ended.rows_affected() > 0)
    }

    /// Ends the subscriptions of all letters that are not among `kept`.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn unsubscribe_all_but(
        &mut self,
        id: SubscriberId,
        kept: &[Slug],
    ) -> Result<(), StoreError> {
        let kept: Vec<&str> = kept.iter().map(Slug::as_str).collect();
        sqlx::query(
            "delete from subscriptions
              where subscriber_id = $1
                and letter_id not in (select id from letters where slug in (select value from json_each($2)))",
        )
        .bind(id.0)
        .bind(serde_json::json!(kept).to_string())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// How often a subscriber gets letters, and until when none.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn set_rhythm(
        &mut self,
        id: SubscriberId,
        frequency: Frequency,
        paused_until: Option<Moment>,
    ) -> Result<(), StoreError> {
        sqlx::query("update subscribers set frequency = $2, paused_until = $3 where id = $1")
            .bind(id.0)
            .bind(frequency.word())
            .bind(paused_until.map(Moment::micros))
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Forgets somebody with all they agreed to. What is on its way to them is not sent.
    pub(crate) async fn erase_subscriber(&mut self, id: SubscriberId) -> Result<bool, StoreError> {
        sqlx::query(
            "update letter_deliveries set state = 'dropped', answer = null
              where subscriber_id = $1 and state = 'waiting'",
        )
        .bind(id.0)
        .execute(self.connection())
        .await?;
        // What mail servers say often has the address in it.
        sqlx::query("update letter_deliveries set answer = null where subscriber_id = $1")
            .bind(id.0)
            .execute(self.connection())
            .await?;
        let erased = sqlx::query("delete from subscribers where id = $1")
            .bind(id.0)
            .execute(self.connection())
            .await?;
        Ok(erased.rows_affected() > 0)
    }
}

pub(in crate::store) fn subscriber(row: &SqliteRow) -> Result<Subscriber, StoreError> {
    let moment = |column| -> Result<Option<Moment>, StoreError> {
        Ok(row
            .try_get::<Option<i64>, _>(column)?
            .map(Moment::from_micros))
    };
    let letters: Option<&str> = row.try_get("letters")?;
    Ok(Subscriber {
        id: SubscriberId(row.try_get("id")?),
        address: text(row, "address")?,
        state: text(row, "state")?,
        frequency: optional_text(row, "frequency")?.unwrap_or_default(),
        paused_until: moment("paused_until")?,
        created_at: Moment::from_micros(row.try_get("created_at")?),
        confirmed_at: moment("confirmed_at")?,
        letters: slugs(letters.unwrap_or_default())?,
    })
}

/// Slugs that stand in one text, with commas between.
pub(in crate::store) fn slugs(text: &str) -> Result<Vec<Slug>, StoreError> {
    text.split(',')
        .map(str::trim)
        .filter(|slug| !slug.is_empty())
        .map(|slug| slug.parse().map_err(StoreError::from))
        .collect()
}
