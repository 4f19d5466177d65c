//! Writing entries of coverage. What readers are told of an entry goes into the log in the same transaction.

use domain::{
    ArticleId, ArticleKind, CoverageState, Entry, EntryNumber, EntryVersion, Moment, Slug,
};
use sqlx::Row;

use super::Writing;
use crate::events::EventKind;
use crate::store::StoreError;
use crate::store::database::rows;
use crate::store::entry_rows::{entries, select_entries};
use crate::store::picture_uses::UsedBy;

/// What the store holds of an article's coverage before a change to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldCoverage {
    /// The article's number.
    pub article: ArticleId,
    /// Whether it is coverage at all.
    pub is_coverage: bool,
    /// Whether readers can open the article.
    pub is_public: bool,
    /// Whether more is to come.
    pub state: CoverageState,
}

/// What the store holds of an entry before a change to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldEntry {
    id: i64,
    article: ArticleId,
    /// Which of its versions readers get: 1, 2, 3 and so on.
    pub version: u32,
    /// The entry.
    pub entry: Entry,
    /// Whether readers do not get it any more.
    pub is_removed: bool,
}

const HELD: &str = select_entries!("where e.article_id = $1 and e.number = $2");
const HELD_FROM: &str =
    select_entries!("where e.article_id = $1 and e.source = $2 order by e.id desc limit 1");

impl Writing {
    /// What is held of the coverage of that slug.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn held_coverage(&mut self, slug: &Slug) -> Result<Option<HeldCoverage>, StoreError> {
        let row = sqlx::query(
            "select a.id, a.state = 'published' as is_public, v.kind, coalesce(c.state, 'open') as coverage_state
               from articles a
               join versions v on v.id = a.version_id
               left join coverages c on c.article_id = a.id
              where a.slug = $1",
        )
        .bind(slug.as_str())
        .fetch_optional(self.connection())
        .await?;
        row.map(|row| {
            let kind: ArticleKind = rows::text(&row, "kind")?;
            Ok(HeldCoverage {
                article: ArticleId(row.try_get("id")?),
                is_coverage: kind == ArticleKind::Coverage,
                is_public: row.try_get("is_public")?,
                state: rows::text(&row, "coverage_state")?,
            })
        })
        .transpose()
    }

    /// What is held of an entry.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn held_entry(
        &mut self,
        article: ArticleId,
        number: EntryNumber,
    ) -> Result<Option<HeldEntry>, StoreError> {
        let query = sqlx::query(HELD).bind(article.0).bind(number.0);
        let rows = query.fetch_all(self.connection()).await?;
        self.held_entry_in(article, &rows).await
    }

    /// What is held of the entry that came from that file.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn held_entry_from(
        &mut self,
        article: ArticleId,
        source: &str,
    ) -> Result<Option<HeldEntry>, StoreError> {
        let query = sqlx::query(HELD_FROM).bind(article.0).bind(source);
        let rows = query.fetch_all(self.connection()).await?;
        self.held_entry_in(article, &rows).await
    }

    async fn held_entry_in(
        &mut self,
        article: ArticleId,
        rows: &[sqlx::sqlite::SqliteRow],
    ) -> Result<Option<HeldEntry>, StoreError> {
        let entry = entries(self.connection(), rows).await?.into_iter().next();
        let (Some(entry), Some(row)) = (entry, rows.first()) else {
            return Ok(None);
        };
        Ok(Some(HeldEntry {
            id: row.try_get("id")?,
            article,
            version: row.try_get("version")?,
            entry,
            is_removed: row.try_get::<Option<i64>, _>("removed_at")?.is_some(),
        }))
    }

    /// Adds an entry of that time under the next number.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn add_entry(
        &mut self,
        article: ArticleId,
        version: &EntryVersion,
        at: Moment,
        source: Option<&str>,
    ) -> Result<HeldEntry, StoreError> {
        let row = sqlx::query(
            "insert into entries (article_id, number, at, source)
             values ($1, (select coalesce(max(number), 0) + 1 from entries where article_id = $1), $2, $3)
             returning id, number",
        )
        .bind(article.0)
        .bind(at.micros())
        .bind(source)
        .fetch_one(self.connection())
        .await?;
        let mut added = HeldEntry {
            id: row.try_get("id")?,
            article,
            version: 0,
            entry: Entry {
                number: EntryNumber(row.try_get("number")?),
                at,
                edited_at: None,
                is_pinned: false,
                version: version.clone(),
            },
            is_removed: false,
        };
        self.add_entry_version(&mut added, version, at).await?;
        Ok(added)
    }

    /// Adds a version of an entry and makes it the one readers get.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn add_entry_version(
        &mut self,
        entry: &mut HeldEntry,
        version: &EntryVersion,
        saved_at: Moment,
    ) -> Result<(), StoreError> {
        entry.version += 1;
        let version_id: i64 = sqlx::query_scalar(
            "insert into entry_versions (entry_id, number, headline, text, is_key, saved_at)
             values ($1, $2, $3, $4, $5, $6) returning id",
        )
        .bind(entry.id)
        .bind(entry.version)
        .bind(version.headline.as_ref().map(domain::Headline::as_str))
        .bind(version.text.markdown().as_str())
        .bind(i64::from(version.is_key))
        .bind(saved_at.micros())
        .fetch_one(self.connection())
        .await?;
        for (position, author) in (0_i64..).zip(version.byline.authors()) {
            let author = self.author_id(author).await?;
            sqlx::query(
                "insert into entry_version_authors (version_id, position, author_id) values ($1, $2, $3)",
            )
            .bind(version_id)
            .bind(position)
            .bind(author)
            .execute(self.connection())
            .await?;
        }
        sqlx::query("update entries set version_id = $2 where id = $1")
            .bind(entry.id)
            .bind(version_id)
            .execute(self.connection())
            .await?;
        let text = version.text.markdown();
        self.use_pictures(UsedBy::Entry(entry.id), entry.version, None, text.as_str())
            .await?;
        self.change_coverage(entry.article, saved_at).await
    }

    /// How many entries of an article stand above the others.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn count_pinned(&mut self, article: ArticleId) -> Result<u32, StoreError> {
        let count = sqlx::query_scalar(
            "select count(*) from entries
              where article_id = $1 and pinned_at is not null and removed_at is null",
        )
        .bind(article.0)
        .fetch_one(self.connection())
        .await?;
        Ok(count)
    }

    /// Puts an entry above the others, or back among them.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn set_pinned(
        &mut self,
        entry: &HeldEntry,
        is_pinned: bool,
        now: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query("update entries set pinned_at = $2 where id = $1")
            .bind(entry.id)
            .bind(is_pinned.then_some(now.micros()))
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Keeps an entry from readers, for good.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn remove_entry(&mut self, entry: &HeldEntry, now: Moment) -> Result<(), StoreError> {
        sqlx::query("update entries set removed_at = $2 where id = $1")
            .bind(entry.id)
            .bind(now.micros())
            .execute(self.connection())
            .await?;
        self.change_coverage(entry.article, now).await
    }

    /// Opens, pauses or closes the coverage of an article.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn set_coverage_state(
        &mut self,
        article: ArticleId,
        state: CoverageState,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.change_coverage(article, now).await?;
        sqlx::query("update coverages set state = $2, state_at = $3 where article_id = $1")
            .bind(article.0)
            .bind(state.as_str())
            .bind(now.micros())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Notes that readers see something change at that time.
    async fn change_coverage(&mut self, article: ArticleId, at: Moment) -> Result<(), StoreError> {
        self.changed.insert(article);
        sqlx::query(
            "insert into coverages (article_id, state, state_at, changed_at) values ($1, 'open', $2, $2)
             on conflict (article_id) do update
                set changed_at = case when coverages.changed_at > excluded.changed_at
                                      then coverages.changed_at else excluded.changed_at end",
        )
        .bind(article.0)
        .bind(at.micros())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Adds a row to the event log that is about an entry.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn log_entry(
        &mut self,
        kind: EventKind,
        entry: &HeldEntry,
        now: Moment,
    ) -> Result<(), StoreError> {
        let number = self.log(kind, Some(entry.article), now).await?;
        sqlx::query("update events set entry_id = $2 where number = $1")
            .bind(number.0)
            .bind(entry.id)
            .execute(self.connection())
            .await?;
        Ok(())
    }
}
