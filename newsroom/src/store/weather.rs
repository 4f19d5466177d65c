//! What a weather service said last, what pages were told of it, and where places are.

use domain::{Moment, Temperature};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::database::columns::Columns;
use super::writing::Writing;
use super::{Store, StoreError};
use crate::weather::{Answer, Coordinates, Freshness, Reading, Service, Shown, Whereabouts};

impl Store {
    /// What pages were told last of how warm it is at `place`. It may be too old by now.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn weather(&self, place: &Whereabouts) -> Result<Option<Shown>, StoreError> {
        const TOLD: &str = "select told, told_until from weather where place = $1";
        let place = place.to_string();
        self.direct.ask(|asking| {
            asking.first(TOLD, &[&place], |row| {
                Ok(Shown {
                    temperature: temperature(row, "told")?,
                    until: Moment::from_micros(row.number("told_until")?),
                })
            })
        })
    }

    /// The last answer about `place` that could be used.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn weather_answer(&self, place: &Whereabouts) -> Result<Option<Answer>, StoreError> {
        let row = sqlx::query(
            "select service, temperature, measured_at, asked_at, expires_at, etag, last_modified
               from weather where place = $1",
        )
        .bind(place.to_string())
        .fetch_optional(&self.readers)
        .await?;
        row.as_ref().map(answer).transpose()
    }

    /// Where the place of that name is, if it was ever found.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn coordinates_of(&self, name: &str) -> Result<Option<Coordinates>, StoreError> {
        let row = sqlx::query("select latitude, longitude from places where name = $1")
            .bind(name)
            .fetch_optional(&self.readers)
            .await?;
        row.map(|row| {
            let place =
                Coordinates::from_parts(row.try_get("latitude")?, row.try_get("longitude")?);
            place.ok_or_else(|| StoreError::Damaged(format!("`{name}` is not on Earth")))
        })
        .transpose()
    }

    /// The place of that name was found.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn remember_place(
        &self,
        name: &str,
        place: Coordinates,
        now: Moment,
    ) -> Result<(), StoreError> {
        let (latitude, longitude) = place.parts();
        sqlx::query(
            "insert into places (name, latitude, longitude, found_at) values ($1, $2, $3, $4)
             on conflict (name) do update set latitude = excluded.latitude, longitude = excluded.longitude,
                                              found_at = excluded.found_at",
        )
        .bind(name)
        .bind(latitude)
        .bind(longitude)
        .bind(now.micros())
        .execute(&self.writer)
        .await?;
        Ok(())
    }
}

impl Writing {
    /// Keeps an answer about `place`, and what pages are told, in the place of what was kept before.
    pub(crate) async fn keep_weather(
        &mut self,
        place: &Whereabouts,
        answer: &Answer,
        told: Shown,
    ) -> Result<(), StoreError> {
        let Freshness {
            expires_at,
            etag,
            last_modified,
        } = &answer.freshness;
        sqlx::query("delete from weather")
            .execute(self.connection())
            .await?;
        sqlx::query(
            "insert into weather (id, place, service, temperature, measured_at, asked_at, expires_at,
                                  etag, last_modified, told, told_until)
             values (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(place.to_string())
        .bind(answer.service.as_str())
        .bind(answer.reading.temperature.tenths())
        .bind(answer.reading.measured_at.micros())
        .bind(answer.asked_at.micros())
        .bind(expires_at.map(Moment::micros))
        .bind(etag)
        .bind(last_modified)
        .bind(told.temperature.tenths())
        .bind(told.until.micros())
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

fn answer(row: &SqliteRow) -> Result<Answer, StoreError> {
    let service: &str = row.try_get("service")?;
    let service = Service::from_word(service).ok_or_else(|| {
        StoreError::Damaged(format!("the weather is of the unknown service `{service}`"))
    })?;
    Ok(Answer {
        reading: Reading {
            temperature: temperature(row, "temperature")?,
            measured_at: Moment::from_micros(row.try_get("measured_at")?),
        },
        service,
        asked_at: Moment::from_micros(row.try_get("asked_at")?),
        freshness: Freshness {
            expires_at: row
                .try_get::<Option<i64>, _>("expires_at")?
                .map(Moment::from_micros),
            etag: row.try_get("etag")?,
            last_modified: row.try_get("last_modified")?,
        },
    })
}

fn temperature(row: &impl Columns, column: &str) -> Result<Temperature, StoreError> {
    let tenths = i32::try_from(row.number(column)?).unwrap_or(i32::MAX);
    Ok(Temperature::from_tenths(tenths)?)
}
