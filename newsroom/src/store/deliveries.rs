//! Notifications on their way: what is told, whom it has still to be told, and how that ended.

use domain::{ArticleId, BreakingNumber, Moment};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::{Store, StoreError, Writing};
use crate::notifications::{Endpoint, ReaderKeys, Subject};

/// Which notification it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NotificationNumber(pub i64);

/// What can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum News {
    /// A breaking bar was put up.
    Breaking(BreakingNumber),
    /// A story came out.
    Story(ArticleId),
}

/// One notification for one reader.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// The notification.
    pub notification: NotificationNumber,
    /// What it tells.
    pub news: News,
    /// Until when that is worth telling.
    pub expires_at: Moment,
    /// The reader's number in the store.
    pub reader: i64,
    /// Where the reader is told.
    pub endpoint: Endpoint,
    /// The keys of the reader's browser.
    pub keys: ReaderKeys,
    /// How often it failed.
    pub failures: u32,
}

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The push service has it, or there is no use in trying again.
    Done,
    /// The push service knows no such reader (any more).
    Gone,
    /// It is tried again then.
    Later(Moment),
}

impl Store {
    /// What is to be sent at `now`, what waited longest first, at most `limit`. What is worth telling no longer is among
    /// it.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn due_deliveries(
        &self,
        now: Moment,
        limit: u32,
    ) -> Result<Vec<Delivery>, StoreError> {
        let rows = sqlx::query(
            "select d.notification_id, d.reader_id, d.failures, n.breaking_id, n.article_id, n.expires_at,
                    r.endpoint, r.public_key, r.secret
               from notification_deliveries d
               join notifications n on n.id = d.notification_id
               join notification_readers r on r.id = d.reader_id
              where d.due_at <= $1
              order by d.due_at, d.notification_id, d.reader_id
              limit $2",
        )
        .bind(now.micros())
        .bind(i64::from(limit))
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(delivery).collect()
    }
}

impl Writing {
    /// Writes down whom `news` has to be told, if nobody was told of it before.
    pub(crate) async fn queue_notification(
        &mut self,
        news: News,
        expires_at: Moment,
        now: Moment,
    ) -> Result<(), StoreError> {
        let (breaking, article) = match news {
            News::Breaking(number) => (Some(number.0), None),
            News::Story(article) => (None, Some(article.0)),
        };
        let notification: Option<i64> = sqlx::query_scalar(
            "insert into notifications (breaking_id, article_id, expires_at) values ($1, $2, $3)
             on conflict do nothing
             returning id",
        )
        .bind(breaking)
        .bind(article)
        .bind(expires_at.micros())
        .fetch_optional(self.connection())
        .await?;
        let Some(notification) = notification else {
            return Ok(());
        };
        // A reader of two topics of a story is told once.
        sqlx::query(
            "insert into notification_deliveries (notification_id, reader_id, due_at)
             select distinct $1, s.reader_id, $2
               from notification_subjects s
              where s.subject = $3
                 or s.subject in (select 'topic/' || t.slug
                                    from articles a
                                    join version_topics l on l.version_id = a.version_id
                                    join topics t on t.id = l.topic_id
                                   where a.id = $4)",
        )
        .bind(notification)
        .bind(now.micros())
        .bind(breaking.map(|_| Subject::Breaking.to_string()))
        .bind(article)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Writes down how an attempt ended. A reader who is gone is forgotten with all that waits for them.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn end_delivery(
        &mut self,
        delivery: &Delivery,
        ended: Ended,
    ) -> Result<(), StoreError> {
        let query = match ended {
            // One who came back with other keys, or at another address, is another.
            Ended::Gone => {
                sqlx::query("delete from notification_readers where id = $1 and endpoint = $2")
                    .bind(delivery.reader)
                    .bind(delivery.endpoint.as_str().to_owned())
            }
            Ended::Done => sqlx::query(
                "delete from notification_deliveries where notification_id = $1 and reader_id = $2",
            )
            .bind(delivery.notification.0)
            .bind(delivery.reader),
            Ended::Later(at) => sqlx::query(
                "update notification_deliveries set due_at = $3, failures = failures + 1
                  where notification_id = $1 and reader_id = $2",
            )
            .bind(delivery.notification.0)
            .bind(delivery.reader)
            .bind(at.micros()),
        };
        query.execute(self.connection()).await?;
        Ok(())
    }
}

fn delivery(row: &SqliteRow) -> Result<Delivery, StoreError> {
    let breaking: Option<i64> = row.try_get("breaking_id")?;
    let article: Option<i64> = row.try_get("article_id")?;
    let news = match (breaking, article) {
        (Some(number), _) => News::Breaking(BreakingNumber(number)),
        (None, Some(article)) => News::Story(ArticleId(article)),
        (None, None) => {
            return Err(StoreError::Damaged(
                "a notification tells nothing".to_owned(),
            ));
        }
    };
    let failures: i64 = row.try_get("failures")?;
    Ok(Delivery {
        notification: NotificationNumber(row.try_get("notification_id")?),
        news,
        expires_at: Moment::from_micros(row.try_get("expires_at")?),
        reader: row.try_get("reader_id")?,
        endpoint: Endpoint::kept(row.try_get("endpoint")?),
        keys: ReaderKeys::of(row.try_get("public_key")?, row.try_get("secret")?)?,
        failures: u32::try_from(failures).unwrap_or(u32::MAX),
    })
}
