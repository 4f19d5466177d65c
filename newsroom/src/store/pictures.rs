//! Pictures: which there are, what was made of them, and which is next.

use domain::{AltText, Caption, Credit, Licence, MediaType, Moment, Picture, PictureId, Prepared};
use sqlx::sqlite::SqliteRow;

use super::database::columns::Columns;
use super::database::rows;
use super::{Store, StoreError, Writing};
use crate::desk::account::AccountId;
use crate::media::{KeptPicture, Words};

/// A picture that was brought in and kept, with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// What it is.
    pub picture: KeptPicture,
    /// What its file was called.
    pub file_name: Option<String>,
    /// What its file says of it.
    pub words: Words,
    /// Who brought it; nobody where it was imported.
    pub by: Option<AccountId>,
}

impl From<KeptPicture> for Arrival {
    fn from(picture: KeptPicture) -> Self {
        Self {
            picture,
            file_name: None,
            words: Words::default(),
            by: None,
        }
    }
}

/// How preparing a picture ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Preparation {
    /// As it should.
    Done(Prepared),
    /// The picture cannot be read, for this reason, and stays as it is.
    Failed(String),
}

impl Store {
    /// Remembers pictures that were kept, so that they get prepared. One that could not be prepared
    /// is tried again: its file may have been mended. What is known of one already stays; what is not comes to it.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn add_pictures(&self, arrivals: &[Arrival], now: Moment) -> Result<(), StoreError> {
        if arrivals.is_empty() {
            return Ok(());
        }
        let mut writing = self.write().await?;
        for arrival in arrivals {
            writing.add_picture(arrival, now).await?;
        }
        writing.commit().await
    }

    /// Those of the pictures that the store knows, in no order and with nothing said about them.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn pictures(&self, ids: &[PictureId]) -> Result<Vec<Picture>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        // One question however many there are, so that it is planned once.
        const THESE: &str =
            "select hash, media_type, width, height, prepared_at, variants, tone, focus
               from pictures where hash in (select value from json_each($1))";
        let names: Vec<&str> = ids.iter().map(PictureId::as_str).collect();
        let names = serde_json::json!(names).to_string();
        self.direct
            .ask(|asking| asking.all(THESE, &[&names], |row| bare(row)))
    }

    /// All pictures that the store knows, as they came, with nothing said about them.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn all_pictures(&self) -> Result<Vec<Picture>, StoreError> {
        sqlx::query(
            "select hash, media_type, width, height, prepared_at, variants, tone, focus
               from pictures order by id",
        )
        .fetch_all(&self.readers)
        .await?
        .iter()
        .map(bare)
        .collect()
    }

    /// The picture that has waited longest for being prepared.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn next_unprepared(&self) -> Result<Option<(PictureId, MediaType)>, StoreError> {
        sqlx::query(
            "select hash, media_type from pictures where prepared_at is null order by id limit 1",
        )
        .fetch_optional(&self.readers)
        .await?
        .as_ref()
        .map(waiting)
        .transpose()
    }

    /// All pictures that wait for being prepared, in the order in which they came.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn unprepared(&self) -> Result<Vec<(PictureId, MediaType)>, StoreError> {
        sqlx::query("select hash, media_type from pictures where prepared_at is null order by id")
            .fetch_all(&self.readers)
            .await?
            .iter()
            .map(waiting)
            .collect()
    }
}

impl Writing {
    /// Remembers a picture that was kept, as [`Store::add_pictures`] does.
    pub(crate) async fn add_picture(
        &mut self,
        arrival: &Arrival,
        now: Moment,
    ) -> Result<(), StoreError> {
        let Arrival {
            picture,
            file_name,
            words,
            by,
        } = arrival;
        let alt = Some(words.alt.as_str()).filter(|alt| !alt.is_empty());
        let id: i64 = sqlx::query_scalar(
            "insert into pictures (hash, media_type, width, height, kept_at, kept_by, file_name, alt, caption, credit,
                                   licence, unused_since)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $5)
             on conflict (hash) do update
                set prepared_at = case when problem is null then prepared_at end, problem = null,
                    kept_at = coalesce(kept_at, excluded.kept_at), kept_by = coalesce(kept_by, excluded.kept_by),
                    file_name = coalesce(file_name, excluded.file_name), alt = coalesce(alt, excluded.alt),
                    caption = coalesce(caption, excluded.caption), credit = coalesce(credit, excluded.credit),
                    licence = coalesce(licence, excluded.licence),
                    unused_since = case when unused_since is not null then excluded.unused_since end
             returning id",
        )
        .bind(picture.id.as_str())
        .bind(picture.media_type.extension())
        .bind(picture.width)
        .bind(picture.height)
        .bind(now.micros())
        .bind(by.map(|by| by.0))
        .bind(file_name)
        .bind(alt)
        .bind(words.caption.as_ref().map(Caption::as_str))
        .bind(words.credit.as_ref().map(Credit::as_str))
        .bind(words.licence.as_ref().map(Licence::as_str))
        .fetch_one(self.connection())
        .await?;
        self.rewrite_picture_words(id).await
    }

    /// Remembers how preparing a picture ended. Whether it was waiting still: another process may
    /// have been faster.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn set_prepared(
        &mut self,
        id: &PictureId,
        preparation: &Preparation,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let (prepared, problem) = match preparation {
            Preparation::Done(prepared) => (Some(prepared), None),
            Preparation::Failed(problem) => (None, Some(problem.as_str())),
        };
        let variants = prepared.and_then(|prepared| prepared.variants.as_ref());
        let tone = prepared.and_then(|prepared| prepared.tone);
        let done = sqlx::query(
            "update pictures set prepared_at = $2, variants = $3, tone = $4, problem = $5
              where hash = $1 and prepared_at is null",
        )
        .bind(id.as_str())
        .bind(now.micros())
        .bind(variants.map(ToString::to_string))
        .bind(tone.map(|tone| tone.to_string()))
        .bind(problem)
        .execute(self.connection())
        .await?;
        Ok(done.rows_affected() > 0)
    }
}

fn waiting(row: &SqliteRow) -> Result<(PictureId, MediaType), StoreError> {
    Ok((rows::text(row, "hash")?, rows::media_type(row)?))
}

fn bare(row: &impl Columns) -> Result<Picture, StoreError> {
    Ok(Picture {
        id: rows::text(row, "hash")?,
        media_type: rows::media_type(row)?,
        width: row.count("width")?,
        height: row.count("height")?,
        prepared: rows::prepared(row)?,
        focus: rows::optional_text(row, "focus")?,
        alt: AltText::default(),
        caption: None,
        credit: None,
    })
}
