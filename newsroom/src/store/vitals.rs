//! How fast pages were in readers' browsers.

use sqlx::Row;

use super::database::rows;
use super::writing::Writing;
use super::{Store, StoreError};
use crate::vitals::Bucket;

impl Store {
    /// How many figures of each bucket there are since that day, all days together.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub(crate) async fn vitals_since(&self, day: i64) -> Result<Vec<(Bucket, u64)>, StoreError> {
        let rows = sqlx::query(
            "select page, device, navigation, metric, above, sum(count) as figures
               from vitals where day >= $1
              group by page, device, navigation, metric, above",
        )
        .bind(day)
        .fetch_all(&self.readers)
        .await?;
        rows.iter()
            .map(|row| {
                let bucket = Bucket {
                    page: rows::text(row, "page")?,
                    device: rows::text(row, "device")?,
                    navigation: rows::text(row, "navigation")?,
                    metric: rows::text(row, "metric")?,
                    above: row.try_get("above")?,
                };
                Ok((bucket, row.try_get("figures")?))
            })
            .collect()
    }
}

impl Writing {
    /// Adds to a bucket of a day.
    pub(crate) async fn add_vitals(
        &mut self,
        day: i64,
        bucket: &Bucket,
        count: u32,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into vitals (day, page, device, navigation, metric, above, count)
             values ($1, $2, $3, $4, $5, $6, $7)
             on conflict (day, page, device, navigation, metric, above)
             do update set count = vitals.count + excluded.count",
        )
        .bind(day)
        .bind(bucket.page.as_str())
        .bind(bucket.device.as_str())
        .bind(bucket.navigation.as_str())
        .bind(bucket.metric.as_str())
        .bind(bucket.above)
        .bind(count)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Drops the figures of days before that one.
    pub(crate) async fn forget_vitals_before(&mut self, day: i64) -> Result<(), StoreError> {
        sqlx::query("delete from vitals where day < $1")
            .bind(day)
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
