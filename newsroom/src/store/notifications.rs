//! Who asked for notifications, about what, and the key pair that the paper sends them with.

use domain::Moment;
use sqlx::Row;

use super::{Store, StoreError, Writing};
use crate::notifications::{
    Endpoint, KeyError, MOST_READERS, MOST_SUBJECTS, ReaderKeys, SendingKey, Subject,
};

/// What became of a reader's wish to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is kept, or was already.
    Yes,
    /// There are as many readers as there can be, or that reader asked for as much as one can.
    NoRoom,
}

impl From<KeyError> for StoreError {
    /// A stored key that is none: only another program can have written it.
    fn from(error: KeyError) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl Store {
    /// The key pair that the paper sends notifications with. It is made when it is asked for first, and stays: readers
    /// allowed its owner to send, and nobody else.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn sending_key(&self) -> Result<SendingKey, StoreError> {
        let kept = "select pkcs8 from notification_key where id = 1";
        let pkcs8: Option<Vec<u8>> = sqlx::query_scalar(kept)
            .fetch_optional(&self.readers)
            .await?;
        if let Some(pkcs8) = pkcs8 {
            return Ok(SendingKey::from_pkcs8(&pkcs8)?);
        }
        let made = SendingKey::generate()?;
        let mut writing = self.write().await?;
        sqlx::query(
            "insert into notification_key (id, pkcs8) values (1, $1) on conflict (id) do nothing",
        )
        .bind(made)
        .execute(writing.connection())
        .await?;
        // Another process may have been first.
        let pkcs8: Vec<u8> = sqlx::query_scalar(kept)
            .fetch_one(writing.connection())
            .await?;
        writing.commit().await?;
        Ok(SendingKey::from_pkcs8(&pkcs8)?)
    }

    /// How many readers asked for notifications.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn notified_readers(&self) -> Result<i64, StoreError> {
        let count = sqlx::query_scalar("select count(*) from notification_readers");
        Ok(count.fetch_one(&self.readers).await?)
    }
}

impl Writing {
    /// Keeps that the reader at `endpoint` wants to be told about `subject`. Who comes with other keys has those from now
    /// on.
    pub(crate) async fn keep_notified(
        &mut self,
        endpoint: &Endpoint,
        keys: &ReaderKeys,
        subject: &Subject,
        now: Moment,
    ) -> Result<Kept, StoreError> {
        if self.notified_reader(endpoint.as_str()).await?.is_none() {
            let readers: i64 = sqlx::query_scalar("select count(*) from notification_readers")
                .fetch_one(self.connection())
                .await?;
            if readers >= i64::from(MOST_READERS) {
                return Ok(Kept::NoRoom);
            }
        }
        let reader: i64 = sqlx::query_scalar(
            "insert into notification_readers (endpoint, public_key, secret, created_at) values ($1, $2, $3, $4)
             on conflict (endpoint) do update set public_key = excluded.public_key, secret = excluded.secret
             returning id",
        )
        .bind(endpoint.as_str())
        .bind(keys.public_key().as_slice())
        .bind(keys.secret().as_slice())
        .bind(now.micros())
        .fetch_one(self.connection())
        .await?;
        sqlx::query(
            "insert into notification_subjects (subject, reader_id)
             select $1, $2
              where (select count(*) from notification_subjects where reader_id = $2) < $3
             on conflict (subject, reader_id) do nothing",
        )
        .bind(subject.to_string())
        .bind(reader)
        .bind(i64::from(MOST_SUBJECTS))
        .execute(self.connection())
        .await?;
        let kept: bool = sqlx::query_scalar(
            "select exists (select 1 from notification_subjects where subject = $1 and reader_id = $2)",
        )
        .bind(subject.to_string())
        .bind(reader)
        .fetch_one(self.connection())
        .await?;
        Ok(if kept { Kept::Yes } else { Kept::NoRoom })
    }

    /// The reader at `endpoint` is told no more about `subject`, and forgotten if that was all.
    pub(crate) async fn end_notified(
        &mut self,
        endpoint: &str,
        subject: &Subject,
    ) -> Result<(), StoreError> {
        let Some(reader) = self.notified_reader(endpoint).await? else {
            return Ok(());
        };
        sqlx::query("delete from notification_subjects where subject = $1 and reader_id = $2")
            .bind(subject.to_string())
            .bind(reader)
            .execute(self.connection())
            .await?;
        sqlx::query(
            "delete from notification_readers
              where id = $1 and not exists (select 1 from notification_subjects where reader_id = $1)",
        )
        .bind(reader)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// The reader who was at `former` is at `endpoint` now. Whether there was one.
    pub(crate) async fn renew_notified(
        &mut self,
        former: &str,
        endpoint: &Endpoint,
        keys: &ReaderKeys,
    ) -> Result<bool, StoreError> {
        let Some(reader) = self.notified_reader(former).await? else {
            return Ok(false);
        };
        // One who is there under both addresses keeps what they asked for under the former.
        if former != endpoint.as_str() {
            sqlx::query("delete from notification_readers where endpoint = $1")
                .bind(endpoint.as_str())
                .execute(self.connection())
                .await?;
        }
        sqlx::query(
            "update notification_readers set endpoint = $1, public_key = $2, secret = $3 where id = $4",
        )
        .bind(endpoint.as_str())
        .bind(keys.public_key().as_slice())
        .bind(keys.secret().as_slice())
        .bind(reader)
        .execute(self.connection())
        .await?;
        Ok(true)
    }

    async fn notified_reader(&mut self, endpoint: &str) -> Result<Option<i64>, StoreError> {
        let row = sqlx::query("select id from notification_readers where endpoint = $1")
            .bind(endpoint)
            .fetch_optional(self.connection())
            .await?;
        Ok(row.map(|row| row.try_get("id")).transpose()?)
    }
}
