//! What lists of subscribers are made from and compared with.

use std::collections::BTreeMap;

use domain::{EmailAddress, Slug};
use sqlx::Row;

use super::consents::consent;
use crate::letters::{Consent, SubscriberId, SubscriberState};
use crate::store::database::rows::text;
use crate::store::{Store, StoreError, Writing};

impl Store {
    /// What subscribers with a number after `after` and up to `until` agreed to, in the order of their numbers.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub(crate) async fn consents_between(
        &self,
        after: SubscriberId,
        until: SubscriberId,
    ) -> Result<Vec<Consent>, StoreError> {
        let rows = sqlx::query(
            "select * from consents where subscriber_id > $1 and subscriber_id <= $2 order by subscriber_id, id",
        )
        .bind(after.0)
        .bind(until.0)
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(consent).collect()
    }

    /// How many subscribers are in each state: in all, then of each letter.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn subscribers_by_state(
        &self,
    ) -> Result<(StateCounts, BTreeMap<Slug, StateCounts>), StoreError> {
        let rows = sqlx::query(
            "select null as slug, state, count(*) as subscribers from subscribers group by state
             union all
             select l.slug, s.state, count(*)
               from subscriptions u
               join letters l on l.id = u.letter_id
               join subscribers s on s.id = u.subscriber_id
              group by l.slug, s.state",
        )
        .fetch_all(&self.readers)
        .await?;
        let mut all = StateCounts::default();
        let mut of_letters: BTreeMap<Slug, StateCounts> = BTreeMap::new();
        for row in &rows {
            let counts = match crate::store::database::rows::optional_text(row, "slug")? {
                Some(slug) => of_letters.entry(slug).or_default(),
                None => &mut all,
            };
            let subscribers: i64 = row.try_get("subscribers")?;
            match text(row, "state")? {
                SubscriberState::Confirmed => counts.confirmed = subscribers,
                SubscriberState::Unconfirmed => counts.unconfirmed = subscribers,
                SubscriberState::Bounced => counts.bounced = subscribers,
                SubscriberState::Complained => counts.complained = subscribers,
            }
        }
        Ok((all, of_letters))
    }
}

/// How many subscribers are in each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StateCounts {
    /// They get letters.
    pub confirmed: i64,
    /// They have not confirmed yet.
    pub unconfirmed: i64,
    /// Letters came back.
    pub bounced: i64,
    /// They called a letter spam.
    pub complained: i64,
}

impl Writing {
    /// Who has that address, and in which state, as this transaction sees it.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub(crate) async fn known_at(
        &mut self,
        address: &EmailAddress,
    ) -> Result<Option<(SubscriberId, SubscriberState)>, StoreError> {
        let row = sqlx::query("select id, state from subscribers where key = $1")
            .bind(address.key())
            .fetch_optional(self.connection())
            .await?;
        row.map(|row| Ok((SubscriberId(row.try_get("id")?), text(&row, "state")?)))
            .transpose()
    }

    /// What somebody agreed to, as this transaction sees it.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub(crate) async fn consents_given(
        &mut self,
        id: SubscriberId,
    ) -> Result<Vec<Consent>, StoreError> {
        let rows = sqlx::query("select * from consents where subscriber_id = $1 order by id")
            .bind(id.0)
            .fetch_all(self.connection())
            .await?;
        rows.iter().map(consent).collect()
    }
}
