//! Authors' profiles: one for each author who has any, as it stands now.

use domain::{Moment, Profile, Slug};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::database::rows;
use super::picture_uses::UsedBy;
use super::{Store, StoreError, Writing};

/// A profile and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldProfile {
    /// What readers are told.
    pub profile: Profile,
    /// The file it came from.
    pub source: String,
}

impl Store {
    /// What readers are told of the author of that address, if anything.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn profile(&self, author: &Slug) -> Result<Option<Profile>, StoreError> {
        let mut connection = self.readers.acquire().await?;
        let held = held(&mut connection, author).await?;
        Ok(held.map(|held| held.profile))
    }
}

impl Writing {
    /// The profile of that author as this transaction sees it.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn profile(&mut self, author: &Slug) -> Result<Option<HeldProfile>, StoreError> {
        held(self.connection(), author).await
    }

    /// Writes an author's profile in place of the one there was. How it spells the author's name is
    /// how the paper does from now on.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn set_profile(
        &mut self,
        profile: &Profile,
        source: &str,
        now: Moment,
    ) -> Result<(), StoreError> {
        let author = self.author_id(&profile.author).await?;
        let picture = profile.picture.as_ref();
        let picture_id = match picture {
            Some(picture) => Some(self.picture_id(picture).await?),
            None => None,
        };
        sqlx::query("update authors set name = $2 where id = $1")
            .bind(author)
            .bind(profile.author.name())
            .execute(self.connection())
            .await?;
        sqlx::query(
            "insert into profiles (author_id, role, biography, language, picture_id, picture_alt,
                                   picture_caption, picture_credit, source, saved_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             on conflict (author_id) do update
                set role = excluded.role, biography = excluded.biography,
                    language = excluded.language, picture_id = excluded.picture_id,
                    picture_alt = excluded.picture_alt, picture_caption = excluded.picture_caption,
                    picture_credit = excluded.picture_credit, source = excluded.source,
                    saved_at = excluded.saved_at",
        )
        .bind(author)
        .bind(profile.role.as_ref().map(domain::Role::as_str))
        .bind(profile.biography.as_str())
        .bind(profile.language.as_ref().map(domain::Language::as_str))
        .bind(picture_id)
        .bind(picture.map(|picture| picture.alt.as_str()))
        .bind(picture.and_then(|picture| picture.caption.as_ref().map(domain::Caption::as_str)))
        .bind(picture.and_then(|picture| picture.credit.as_ref().map(domain::Credit::as_str)))
        .bind(source)
        .bind(now.micros())
        .execute(self.connection())
        .await?;
        let by = UsedBy::Profile(author);
        self.release_pictures(by, now).await?;
        self.use_pictures(by, 1, picture_id, profile.biography.as_str())
            .await
    }
}

async fn held(
    connection: &mut SqliteConnection,
    author: &Slug,
) -> Result<Option<HeldProfile>, StoreError> {
    sqlx::query(
        "select n.slug, n.name, f.role, f.biography, f.language, f.source,
                p.hash, p.media_type, p.width, p.height, p.prepared_at, p.variants, p.tone, p.focus,
                f.picture_alt, f.picture_caption, f.picture_credit
           from profiles f
           join authors n on n.id = f.author_id
           left join pictures p on p.id = f.picture_id
          where n.slug = $1",
    )
    .bind(author.as_str())
    .fetch_optional(connection)
    .await?
    .as_ref()
    .map(profile)
    .transpose()
}

fn profile(row: &SqliteRow) -> Result<HeldProfile, StoreError> {
    Ok(HeldProfile {
        profile: Profile {
            author: rows::author(row)?,
            role: rows::optional_text(row, "role")?,
            picture: rows::picture(row)?,
            biography: rows::body(row, "biography")?,
            language: rows::optional_text(row, "language")?,
        },
        source: row.try_get("source")?,
    })
}
