//! The library of pictures: which there are, and what is known of each.

use domain::{Caption, Credit, Focus, Licence, Moment, Picture, PictureId};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::desk::account::AccountId;
use crate::media::Words;
use crate::search::Search;
use crate::store::database::rows;
use crate::store::{Store, StoreError, Writing};

/// A picture's place in the library; later ones have greater numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PictureNumber(pub i64);

/// A picture of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LibraryPicture {
    /// Its place.
    pub number: PictureNumber,
    /// What it is. Its words are those that the editor offers.
    pub picture: Picture,
    /// Under which terms it may be shown.
    pub licence: Option<Licence>,
    /// What its file was called.
    pub file_name: Option<String>,
    /// When it was brought in; unknown of what an earlier version kept.
    pub kept_at: Option<Moment>,
    /// By whom; nobody where it was imported.
    pub kept_by: Option<(AccountId, String)>,
    /// Why it could not be prepared.
    pub problem: Option<String>,
    /// Since when nothing uses it.
    pub unused_since: Option<Moment>,
}

/// Which pictures somebody looks for.
#[derive(Debug, Clone, Copy, Default)]
pub struct LibraryQuery<'a> {
    /// Those that have these words with them.
    pub search: Option<&'a Search>,
    /// Those that nothing uses.
    pub unused: bool,
    /// Those that one account brought in.
    pub of: Option<AccountId>,
    /// Those that came before this one.
    pub before: Option<PictureNumber>,
}

pub(super) const COLUMNS: &str = "select p.id, p.hash, p.media_type, p.width, p.height, p.prepared_at, p.variants, p.tone, p.focus,
       p.alt as picture_alt, p.caption as picture_caption, p.credit as picture_credit, p.licence, p.file_name,
       p.kept_at, p.kept_by, p.problem, p.unused_since, c.name as kept_by_name ";

impl Store {
    /// Pictures of the library, the one that came last first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn library(
        &self,
        asked: LibraryQuery<'_>,
        limit: u32,
    ) -> Result<Vec<LibraryPicture>, StoreError> {
        let mut query: QueryBuilder<Sqlite> = QueryBuilder::new(COLUMNS);
        let before = asked.before.map_or(i64::MAX, |before| before.0);
        match asked.search {
            None => {
                query
                    .push("from pictures p left join accounts c on c.id = p.kept_by where p.id < ");
                query.push_bind(before);
            }
            Some(search) => {
                query.push(
                    "from picture_words w
                     cross join pictures p on p.id = w.rowid
                     left join accounts c on c.id = p.kept_by
                     where picture_words match ",
                );
                query.push_bind(search.fts5("words", "words", None));
                query.push(" and w.rowid < ").push_bind(before);
            }
        }
        if asked.unused {
            query.push(" and p.unused_since is not null");
        }
        if let Some(of) = asked.of {
            query.push(" and p.kept_by = ").push_bind(of.0);
        }
        query.push(match asked.search {
            None => " order by p.id desc limit ",
            Some(_) => " order by w.rowid desc limit ",
        });
        query.push_bind(limit);
        let rows = query.build().fetch_all(&self.readers).await?;
        rows.iter().map(library_picture).collect()
    }

    /// A picture of the library.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn library_picture(
        &self,
        id: &PictureId,
    ) -> Result<Option<LibraryPicture>, StoreError> {
        let mut query: QueryBuilder<Sqlite> = QueryBuilder::new(COLUMNS);
        query.push("from pictures p left join accounts c on c.id = p.kept_by where p.hash = ");
        query.push_bind(id.as_str());
        let row = query.build().fetch_optional(&self.readers).await?;
        row.as_ref().map(library_picture).transpose()
    }

    /// How many pictures wait to be prepared, and came before that one.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn unprepared_before(&self, number: PictureNumber) -> Result<u32, StoreError> {
        let waiting = sqlx::query_scalar(
            "select count(*) from pictures where prepared_at is null and id < $1",
        )
        .bind(number.0)
        .fetch_one(&self.readers)
        .await?;
        Ok(waiting)
    }
}

impl Writing {
    /// Keeps what is said of a picture.
    pub(crate) async fn describe_picture(
        &mut self,
        number: PictureNumber,
        words: &Words,
        focus: Option<Focus>,
    ) -> Result<(), StoreError> {
        let alt = Some(words.alt.as_str()).filter(|alt| !alt.is_empty());
        sqlx::query(
            "update pictures set alt = $2, caption = $3, credit = $4, licence = $5, focus = $6 where id = $1",
        )
        .bind(number.0)
        .bind(alt)
        .bind(words.caption.as_ref().map(Caption::as_str))
        .bind(words.credit.as_ref().map(Credit::as_str))
        .bind(words.licence.as_ref().map(Licence::as_str))
        .bind(focus.map(|focus| focus.to_string()))
        .execute(self.connection())
        .await?;
        self.rewrite_picture_words(number.0).await
    }

    /// Has a picture prepared again that could not be. Whether it could not.
    pub(crate) async fn let_picture_wait(
        &mut self,
        number: PictureNumber,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "update pictures set prepared_at = null, problem = null
              where id = $1 and prepared_at is not null and problem is not null",
        )
        .bind(number.0)
        .execute(self.connection())
        .await?;
        Ok(done.rows_affected() > 0)
    }
}

pub(super) fn library_picture(row: &SqliteRow) -> Result<LibraryPicture, StoreError> {
    let at = |column| -> Result<Option<Moment>, StoreError> {
        let micros: Option<i64> = row.try_get(column)?;
        Ok(micros.map(Moment::from_micros))
    };
    let damaged = || StoreError::Damaged("a picture without a name".to_owned());
    let kept_by: Option<i64> = row.try_get("kept_by")?;
    let name: Option<String> = row.try_get("kept_by_name")?;
    Ok(LibraryPicture {
        number: PictureNumber(row.try_get("id")?),
        picture: rows::picture(row)?.ok_or_else(damaged)?,
        licence: rows::optional_text(row, "licence")?,
        file_name: row.try_get("file_name")?,
        kept_at: at("kept_at")?,
        kept_by: kept_by.map(AccountId).zip(name),
        problem: row.try_get("problem")?,
        unused_since: at("unused_since")?,
    })
}
