//! What those who get letters agreed to.

use domain::{Moment, Slug};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::subscribers::slugs;
use crate::letters::{Consent, ConsentId, SignUp, SubscriberId};
use crate::store::{Store, StoreError, Writing};

impl Store {
    /// What somebody agreed to, the oldest first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn consents_of(&self, id: SubscriberId) -> Result<Vec<Consent>, StoreError> {
        let rows =
            sqlx::query("select * from consents where subscriber_id = $1 order by asked_at, id")
                .bind(id.0)
                .fetch_all(&self.readers)
                .await?;
        rows.iter().map(consent).collect()
    }

    /// What was agreed to.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn consent(&self, id: ConsentId) -> Result<Option<Consent>, StoreError> {
        let row = sqlx::query("select * from consents where id = $1")
            .bind(id.0)
            .fetch_optional(&self.readers)
            .await?;
        row.as_ref().map(consent).transpose()
    }
}

impl Writing {
    /// How often somebody at that address asked for letters since then and has not confirmed it.
    pub(crate) async fn asked_since(
        &mut self,
        subscriber: SubscriberId,
        since: Moment,
    ) -> Result<i64, StoreError> {
        let asked = sqlx::query_scalar(
            "select count(*) from consents
              where subscriber_id = $1 and asked_at > $2 and confirmed_at is null",
        );
        let asked = asked.bind(subscriber.0).bind(since.micros());
        Ok(asked.fetch_one(self.connection()).await?)
    }

    /// Keeps what somebody asks for; it is not in force.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn add_consent(
        &mut self,
        subscriber: SubscriberId,
        wish: &SignUp<'_>,
        now: Moment,
    ) -> Result<ConsentId, StoreError> {
        let slugs: Vec<&str> = wish.letters.iter().map(Slug::as_str).collect();
        let id = sqlx::query_scalar(
            "insert into consents (subscriber_id, asked_at, form, wording, letters)
             values ($1, $2, $3, $4, $5) returning id",
        )
        .bind(subscriber.0)
        .bind(now.micros())
        .bind(wish.form.to_owned())
        .bind(wish.wording.to_owned())
        .bind(slugs.join(","))
        .fetch_one(self.connection())
        .await?;
        Ok(ConsentId(id))
    }

    pub(crate) async fn consent(&mut self, id: ConsentId) -> Result<Option<Consent>, StoreError> {
        let row = sqlx::query("select * from consents where id = $1")
            .bind(id.0)
            .fetch_optional(self.connection())
            .await?;
        row.as_ref().map(consent).transpose()
    }

    /// Keeps when somebody confirmed what they agreed to.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn confirm_consent(&mut self, id: ConsentId, at: Moment) -> Result<(), StoreError> {
        sqlx::query("update consents set confirmed_at = $2 where id = $1 and confirmed_at is null")
            .bind(id.0)
            .bind(at.micros())
            .execute(self.connection())
            .await?;
        Ok(())
    }
}

pub(in crate::store) fn consent(row: &SqliteRow) -> Result<Consent, StoreError> {
    let confirmed_at: Option<i64> = row.try_get("confirmed_at")?;
    Ok(Consent {
        id: ConsentId(row.try_get("id")?),
        subscriber: SubscriberId(row.try_get("subscriber_id")?),
        asked_at: Moment::from_micros(row.try_get("asked_at")?),
        form: row.try_get("form")?,
        wording: row.try_get("wording")?,
        letters: slugs(row.try_get("letters")?)?,
        confirmed_at: confirmed_at.map(Moment::from_micros),
    })
}
