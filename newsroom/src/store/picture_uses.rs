//! Where pictures are used, written down with every text that names one, and the words they are found by.
//!
//! Which texts name a picture cannot be asked of the texts themselves: a large paper has a hundred thousand of them. What
//! counts is every mention of its address, even in raw HTML or in a link, because whatever is mentioned must not be purged.

use domain::{Moment, PictureId};
use sqlx::Row;

use super::{Store, StoreError, Writing};
use crate::search::parted;

/// What a text that names a picture belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UsedBy {
    /// An article's version, by the article's number.
    Article(i64),
    /// An entry's version, by the number of its row.
    Entry(i64),
    /// A story's save.
    Story(i64),
    /// An author's profile.
    Profile(i64),
}

impl UsedBy {
    fn row(self) -> (&'static str, i64) {
        match self {
            Self::Article(id) => ("article", id),
            Self::Entry(id) => ("entry", id),
            Self::Story(id) => ("story", id),
            Self::Profile(id) => ("profile", id),
        }
    }
}

/// Of how many stories, the newest first, a picture is found by the headline. The mark of a daily column stands in thousands.
const FOUND_BY: i64 = 40;

const WORDS: &str = "
    select concat_ws(' ', p.file_name, p.alt, p.caption, p.credit, p.licence,
           (select group_concat(text, ' ')
              from (select concat_ws(' ', v.headline, v.picture_alt, v.picture_caption, v.picture_credit) as text
                      from picture_uses u
                      join articles a on a.id = u.owner_id
                      join versions v on v.id = a.version_id
                     where u.picture_id = p.id and u.place = 'article'
                     order by u.owner_id desc limit $2)),
           (select group_concat(headline, ' ')
              from (select v.headline
                      from picture_uses u
                      join entries e on e.id = u.owner_id
                      join articles a on a.id = e.article_id
                      join versions v on v.id = a.version_id
                     where u.picture_id = p.id and u.place = 'entry'
                     order by u.owner_id desc limit $2)),
           (select group_concat(headline, ' ')
              from (select t.headline
                      from picture_uses u join stories t on t.id = u.owner_id
                     where u.picture_id = p.id and u.place = 'story'
                     order by u.owner_id desc limit $2)),
           (select group_concat(name, ' ')
              from (select n.name
                      from picture_uses u join authors n on n.id = u.owner_id
                     where u.picture_id = p.id and u.place = 'profile'
                     order by u.owner_id desc limit $2)))
      from pictures p where p.id = $1";

impl Store {
    /// Writes down by which words pictures are found, in a paper that is older than that.
    pub(super) async fn complete_picture_words(&self) -> Result<(), StoreError> {
        let missing: bool = sqlx::query_scalar(
            "select exists (select 1 from pictures) and not exists (select 1 from picture_words)",
        )
        .fetch_one(&self.writer)
        .await?;
        if !missing {
            return Ok(());
        }
        let mut writing = self.write().await?;
        let pictures: Vec<i64> = sqlx::query_scalar("select id from pictures")
            .fetch_all(writing.connection())
            .await?;
        for picture in pictures {
            writing.rewrite_picture_words(picture).await?;
        }
        writing.commit().await
    }
}

impl Writing {
    /// Writes down that a version names the pictures in `text`, and `lead` besides.
    pub(super) async fn use_pictures(
        &mut self,
        by: UsedBy,
        version: u32,
        lead: Option<i64>,
        text: &str,
    ) -> Result<(), StoreError> {
        let mut pictures: Vec<i64> = lead.into_iter().collect();
        for id in named_in(text) {
            let known: Option<i64> = sqlx::query_scalar("select id from pictures where hash = $1")
                .bind(id.as_str())
                .fetch_optional(self.connection())
                .await?;
            pictures.extend(known.filter(|known| !pictures.contains(known)));
        }
        for picture in pictures {
            self.use_picture(by, version, picture).await?;
        }
        Ok(())
    }

    async fn use_picture(
        &mut self,
        by: UsedBy,
        version: u32,
        picture: i64,
    ) -> Result<(), StoreError> {
        let (place, owner) = by.row();
        let known: bool = sqlx::query_scalar(
            "select exists (select 1 from picture_uses where picture_id = $1 and place = $2 and owner_id = $3)",
        )
        .bind(picture)
        .bind(place)
        .bind(owner)
        .fetch_one(self.connection())
        .await?;
        sqlx::query(
            "insert into picture_uses (picture_id, place, owner_id, last) values ($1, $2, $3, $4)
             on conflict (picture_id, place, owner_id) do update set last = excluded.last",
        )
        .bind(picture)
        .bind(place)
        .bind(owner)
        .bind(version)
        .execute(self.connection())
        .await?;
        sqlx::query(
            "update pictures set unused_since = null where id = $1 and unused_since is not null",
        )
        .bind(picture)
        .execute(self.connection())
        .await?;
        // A save comes every few seconds, and says nothing new of a picture it had before.
        let says_more = match by {
            UsedBy::Article(_) | UsedBy::Entry(_) | UsedBy::Profile(_) => true,
            UsedBy::Story(_) => !known,
        };
        if says_more {
            self.rewrite_picture_words(picture).await?;
        }
        Ok(())
    }

    /// The pictures that something uses.
    pub(super) async fn pictures_used_by(&mut self, by: UsedBy) -> Result<Vec<i64>, StoreError> {
        let (place, owner) = by.row();
        let pictures = sqlx::query_scalar(
            "select picture_id from picture_uses where place = $1 and owner_id = $2",
        )
        .bind(place)
        .bind(owner)
        .fetch_all(self.connection())
        .await?;
        Ok(pictures)
    }

    /// Forgets what something used that keeps no versions. What nothing uses any more is unused from now on, unless it is
    /// used again in the same transaction.
    pub(super) async fn release_pictures(
        &mut self,
        by: UsedBy,
        now: Moment,
    ) -> Result<(), StoreError> {
        let (place, owner) = by.row();
        let released = self.pictures_used_by(by).await?;
        sqlx::query("delete from picture_uses where place = $1 and owner_id = $2")
            .bind(place)
            .bind(owner)
            .execute(self.connection())
            .await?;
        for picture in released {
            sqlx::query(
                "update pictures set unused_since = $2
                  where id = $1 and not exists (select 1 from picture_uses where picture_id = $1)",
            )
            .bind(picture)
            .bind(now.micros())
            .execute(self.connection())
            .await?;
            self.rewrite_picture_words(picture).await?;
        }
        Ok(())
    }

    /// Writes down anew by which words a picture is found.
    pub(super) async fn rewrite_picture_words(&mut self, picture: i64) -> Result<(), StoreError> {
        let row = sqlx::query(WORDS)
            .bind(picture)
            .bind(FOUND_BY)
            .fetch_optional(self.connection())
            .await?;
        let Some(row) = row else {
            return Ok(());
        };
        let words: &str = row.try_get(0)?;
        sqlx::query("insert or replace into picture_words (rowid, words) values ($1, $2)")
            .bind(picture)
            .bind(parted(words))
            .execute(self.connection())
            .await?;
        Ok(())
    }
}

/// The pictures whose address stands in a text, in whatever way, each once.
fn named_in(text: &str) -> Vec<PictureId> {
    let mut found: Vec<PictureId> = Vec::new();
    for rest in text.split("/media/").skip(1) {
        let end = rest
            .find(|c: char| !matches!(c, '0'..='9' | 'a'..='f'))
            .unwrap_or(rest.len());
        if let Ok(id) = rest[..end].parse::<PictureId>()
            && !found.contains(&id)
        {
            found.push(id);
        }
    }
    found
}
