//! Copies of letters on their way: whom each is to be sent to, and how that ended.

use domain::Moment;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::letters::{ConsentId, DeliveryId, Due, IssueId, Outcome, Progress, SubscriberId};
use crate::store::database::rows::text;
use crate::store::{Store, StoreError, Writing};

/// What a [`Due`] is made of, to be followed by a condition on `d`.
macro_rules! select_due {
    ($condition:literal) => {
        concat!(
            "select d.id, d.issue_id, d.subscriber_id, s.address, d.consent_id, d.failures,
                    (d.issue_id is null
                     or (s.state = 'confirmed'
                         and exists (select 1 from subscriptions u join letter_issues i on i.letter_id = u.letter_id
                                      where u.subscriber_id = s.id and i.id = d.issue_id))) as is_wanted
               from letter_deliveries d join subscribers s on s.id = d.subscriber_id
              where d.state = 'waiting' and d.due_at <= $1 and ",
            $condition,
            " order by d.due_at, d.id limit $2"
        )
    };
}

impl Store {
    /// The copies of one issue that are to be sent at `now`, what waited longest first, at most `limit`. Without an
    /// issue, the letters about subscriptions, and those to people of the desk.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn due_letters(
        &self,
        issue: Option<IssueId>,
        now: Moment,
        limit: u32,
    ) -> Result<Vec<Due>, StoreError> {
        let rows = match issue {
            None => sqlx::query(select_due!("d.issue_id is null")),
            Some(_) => sqlx::query(select_due!("d.issue_id = $3")),
        };
        let mut rows = rows.bind(now.micros()).bind(i64::from(limit));
        if let Some(issue) = issue {
            rows = rows.bind(issue.0);
        }
        let rows = rows.fetch_all(&self.readers).await?;
        let mut all: Vec<Due> = rows.iter().map(due).collect::<Result<_, _>>()?;
        if issue.is_none() {
            all.extend(self.due_link_letters(now, limit).await?);
        }
        Ok(all)
    }

    /// Writes down that these copies were sent, all or none.
    ///
    /// A statement alone is a transaction: it holds the write lock for as long as it runs, and not while this program and
    /// the store take turns, which on a busy machine is most of the time. So publishing hardly waits while letters go out.
    /// Nothing here is in the event log, so nobody who follows it is woken either.
    ///
    /// # Errors
    /// Any [`StoreError`]; nothing is written then.
    pub async fn end_sent_letters(
        &self,
        copies: &[DeliveryId],
        now: Moment,
    ) -> Result<(), StoreError> {
        let copies: Vec<i64> = copies.iter().map(|copy| copy.0).collect();
        sqlx::query(
            "update letter_deliveries set state = 'sent', ended_at = $2
              where id in (select value from json_each($1)) and state = 'waiting'",
        )
        .bind(serde_json::json!(copies).to_string())
        .bind(now.micros())
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// How far an issue is.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn progress(&self, issue: IssueId) -> Result<Progress, StoreError> {
        let rows = sqlx::query(
            "select state, count(*) as copies from letter_deliveries where issue_id = $1 group by state",
        )
        .bind(issue.0)
        .fetch_all(&self.readers)
        .await?;
        let mut progress = Progress::default();
        for row in &rows {
            let copies: i64 = row.try_get("copies")?;
            match row.try_get::<&str, _>("state")? {
                "waiting" => progress.waiting = copies,
                "sent" => progress.sent = copies,
                "failed" => progress.failed = copies,
                _ => progress.dropped = copies,
            }
        }
        Ok(progress)
    }

    /// How many letters wait to be sent, of every kind that is sent to readers.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn letters_waiting(&self) -> Result<i64, StoreError> {
        let waiting = "select count(*) from letter_deliveries where state = 'waiting'";
        Ok(sqlx::query_scalar(waiting).fetch_one(&self.readers).await?)
    }

    /// How many copies of an issue were sent or refused since then.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn ended_since(&self, issue: IssueId, since: Moment) -> Result<i64, StoreError> {
        let ended = sqlx::query_scalar(
            "select count(*) from letter_deliveries
              where issue_id = $1 and state in ('sent', 'failed') and ended_at > $2",
        );
        let ended = ended.bind(issue.0).bind(since.micros());
        Ok(ended.fetch_one(&self.readers).await?)
    }

    /// Whom a copy went to.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn recipient(&self, id: DeliveryId) -> Result<Option<SubscriberId>, StoreError> {
        let recipient: Option<Option<i64>> =
            sqlx::query_scalar("select subscriber_id from letter_deliveries where id = $1")
                .bind(id.0)
                .fetch_optional(&self.readers)
                .await?;
        Ok(recipient.flatten().map(SubscriberId))
    }
}

impl Writing {
    /// Has an address asked whether its owner agreed.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn queue_about_subscription(
        &mut self,
        subscriber: SubscriberId,
        consent: ConsentId,
        now: Moment,
    ) -> Result<DeliveryId, StoreError> {
        let id = sqlx::query_scalar(
            "insert into letter_deliveries (subscriber_id, consent_id, state, due_at)
             values ($1, $2, 'waiting', $3) returning id",
        )
        .bind(subscriber.0)
        .bind(consent.0)
        .bind(now.micros())
        .fetch_one(self.connection())
        .await?;
        Ok(DeliveryId(id))
    }

    /// Writes down how an attempt ended. What arrived counts against letters that came back before.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn end_letter(
        &mut self,
        id: DeliveryId,
        outcome: &Outcome,
        now: Moment,
    ) -> Result<(), StoreError> {
        let (state, due, answer) = match outcome {
            Outcome::Sent => ("sent", None, None),
            Outcome::Failed(why) => ("failed", None, Some(why.clone())),
            Outcome::Dropped => ("dropped", None, None),
            Outcome::Later(at, why) => ("waiting", Some(at.micros()), Some(why.clone())),
            Outcome::Postponed(at) => ("waiting", Some(at.micros()), None),
        };
        let failed = matches!(outcome, Outcome::Later(..));
        sqlx::query(
            "update letter_deliveries
                set state = $2, due_at = coalesce($3, due_at), answer = coalesce($4, answer),
                    failures = failures + $6,
                    ended_at = case when $3 is null then $5 end
              where id = $1 and state = 'waiting'",
        )
        .bind(id.0)
        .bind(state)
        .bind(due)
        .bind(answer)
        .bind(now.micros())
        .bind(failed)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Ends the issues that go out and have no copy left to send. Which they are.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn end_issues(&mut self) -> Result<Vec<IssueId>, StoreError> {
        let ended = sqlx::query_scalar(
            "update letter_issues set state = 'done'
              where state = 'sending'
                and not exists (select 1 from letter_deliveries d
                                 where d.issue_id = letter_issues.id and d.state = 'waiting')
             returning id",
        );
        let ended: Vec<i64> = ended.fetch_all(self.connection()).await?;
        Ok(ended.into_iter().map(IssueId).collect())
    }
}

fn due(row: &SqliteRow) -> Result<Due, StoreError> {
    let issue: Option<i64> = row.try_get("issue_id")?;
    let consent: Option<i64> = row.try_get("consent_id")?;
    let failures: i64 = row.try_get("failures")?;
    Ok(Due {
        id: DeliveryId(row.try_get("id")?),
        issue: issue.map(IssueId),
        subscriber: Some(SubscriberId(row.try_get("subscriber_id")?)),
        account: None,
        address: text(row, "address")?,
        consent: consent.map(ConsentId),
        failures: u32::try_from(failures).unwrap_or(u32::MAX),
        is_wanted: row.try_get("is_wanted")?,
    })
}
