//! Letters that came back.

use domain::Moment;
use sqlx::Row;

use crate::letters::returned::{About, Kind};
use crate::letters::{DeliveryId, SubscriberId};
use crate::store::{StoreError, Writing};

impl Writing {
    /// Whom a report is about, and which copy: for a letter or an address the newest that was sent, if one was.
    pub(crate) async fn returned_letter(
        &mut self,
        about: &About,
    ) -> Result<Option<(SubscriberId, Option<DeliveryId>)>, StoreError> {
        let found = match about {
            About::Delivery(DeliveryId(id)) => sqlx::query(
                "select subscriber_id as subscriber, id as delivery
                   from letter_deliveries
                  where id = $1 and subscriber_id is not null",
            )
            .bind(*id),
            About::Letter(subscriber, letter) => sqlx::query(
                "select s.id as subscriber,
                        (select d.id from letter_deliveries d join letter_issues i on i.id = d.issue_id
                          where d.subscriber_id = s.id and i.letter_id = $2 and d.state = 'sent'
                          order by d.id desc limit 1) as delivery
                   from subscribers s
                  where s.id = $1",
            )
            .bind(subscriber.0)
            .bind(letter.0),
            About::Address(address) => sqlx::query(
                "select s.id as subscriber,
                        (select d.id from letter_deliveries d
                          where d.subscriber_id = s.id and d.state = 'sent'
                          order by d.id desc limit 1) as delivery
                   from subscribers s
                  where s.key = $1",
            )
            .bind(address.key()),
        };
        let Some(row) = found.fetch_optional(self.connection()).await? else {
            return Ok(None);
        };
        let delivery: Option<i64> = row.try_get("delivery")?;
        Ok(Some((
            SubscriberId(row.try_get("subscriber")?),
            delivery.map(DeliveryId),
        )))
    }

    /// Writes down that a copy came back. Whether that is new: what is as bad or worse was not known of it.
    pub(crate) async fn note_returned(
        &mut self,
        id: DeliveryId,
        kind: Kind,
        reason: &str,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let noted = sqlx::query(
            "update letter_deliveries
                set returned = $2, returned_at = $3, answer = $4
              where id = $1
                and (returned is null
                     or (returned = 'soft' and $2 <> 'soft')
                     or (returned = 'hard' and $2 = 'complaint'))",
        )
        .bind(id.0)
        .bind(kind.word())
        .bind(now.micros())
        .bind(reason.to_owned())
        .execute(self.connection())
        .await?;
        Ok(noted.rows_affected() > 0)
    }

    /// Whether whoever a copy went to confirmed anything after it was sent.
    pub(crate) async fn was_confirmed_after(&mut self, id: DeliveryId) -> Result<bool, StoreError> {
        let confirmed = sqlx::query_scalar(
            "select exists (select 1 from letter_deliveries d join consents c on c.subscriber_id = d.subscriber_id
                             where d.id = $1 and c.confirmed_at > coalesce(d.ended_at, d.due_at))",
        );
        Ok(confirmed.bind(id.0).fetch_one(self.connection()).await?)
    }

    /// Begins to count anew if a letter arrived: one that was sent before `delivery` and after the last that came back,
    /// and before that moment, and did not come back.
    pub(crate) async fn forgive_soft_bounces(
        &mut self,
        id: SubscriberId,
        delivery: DeliveryId,
        before: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "update subscribers set soft_bounces = 0
              where id = $1
                and exists (select 1 from letter_deliveries d
                             where d.subscriber_id = $1 and d.state = 'sent' and d.returned is null
                               and d.ended_at < $3 and d.id < $2
                               and d.id > coalesce((select max(r.id) from letter_deliveries r
                                                     where r.subscriber_id = $1 and r.returned is not null
                                                       and r.id < $2), 0))",
        )
        .bind(id.0)
        .bind(delivery.0)
        .bind(before.micros())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Lets nobody send an address the issues that wait for it.
    pub(crate) async fn drop_waiting_issues(
        &mut self,
        id: SubscriberId,
        now: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "update letter_deliveries set state = 'dropped', ended_at = $2
              where subscriber_id = $1 and state = 'waiting' and issue_id is not null",
        )
        .bind(id.0)
        .bind(now.micros())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Whether somebody called a letter spam and has not confirmed again since.
    pub(crate) async fn has_complained(&mut self, id: SubscriberId) -> Result<bool, StoreError> {
        let state = "select state = 'complained' from subscribers where id = $1";
        let complained: Option<bool> = sqlx::query_scalar(state)
            .bind(id.0)
            .fetch_optional(self.connection())
            .await?;
        Ok(complained.unwrap_or(false))
    }
}
