//! The breaking bar: the one that stands, and putting one up or taking it down.

use domain::{
    ArticleId, Breaking, BreakingNumber, BreakingStory, BreakingText, Language, Moment, Slug,
};

use super::database::columns::Columns;
use super::database::rows;
use super::{Store, StoreError, Writing};

/// A bar whose story readers cannot open leads nowhere.
const STANDING: &str = "select b.id, b.text, b.language, b.set_at, b.until, a.id as article_id, a.slug, s.slug as section_slug
   from breaking b
   left join articles a on a.id = b.article_id and a.state = 'published'
   left join sections s on s.id = a.section_id
  where b.cleared_at is null";

impl Store {
    /// The bar that stands, if its time is not over at `now`.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn breaking(&self, now: Moment) -> Result<Option<Breaking>, StoreError> {
        let standing = self.standing_here()?;
        Ok(standing.filter(|bar| bar.until > now))
    }

    /// Whether a bar stands whose time is over at `now`.
    pub(crate) async fn breaking_is_over(&self, now: Moment) -> Result<bool, StoreError> {
        let standing = self.standing_here()?;
        Ok(standing.is_some_and(|bar| bar.until <= now))
    }

    fn standing_here(&self) -> Result<Option<Breaking>, StoreError> {
        self.direct
            .ask(|asking| asking.first(STANDING, &[], |row| breaking(row)))
    }
}

impl Writing {
    /// The bar that stands as this transaction sees it, also if its time is over.
    pub(crate) async fn standing_breaking(&mut self) -> Result<Option<Breaking>, StoreError> {
        sqlx::query(STANDING)
            .fetch_optional(self.connection())
            .await?
            .as_ref()
            .map(breaking)
            .transpose()
    }

    /// The article that the bar which stands leads to, whether readers can open it or not.
    pub(crate) async fn breaking_article(&mut self) -> Result<Option<ArticleId>, StoreError> {
        let article: Option<Option<i64>> =
            sqlx::query_scalar("select article_id from breaking where cleared_at is null")
                .fetch_optional(self.connection())
                .await?;
        Ok(article.flatten().map(ArticleId))
    }

    /// Puts up a bar. None may stand.
    pub(crate) async fn put_up_breaking(
        &mut self,
        text: &BreakingText,
        language: Option<&Language>,
        article: Option<ArticleId>,
        now: Moment,
        until: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into breaking (text, language, article_id, set_at, until) values ($1, $2, $3, $4, $5)",
        )
        .bind(text.as_str())
        .bind(language.map(Language::as_str))
        .bind(article.map(|article| article.0))
        .bind(now.micros())
        .bind(until.micros())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Lets the bar that stands do so until another time.
    pub(crate) async fn prolong_breaking(&mut self, until: Moment) -> Result<(), StoreError> {
        sqlx::query("update breaking set until = $1 where cleared_at is null")
            .bind(until.micros())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Takes down the bar that stands.
    pub(crate) async fn take_down_breaking(&mut self, now: Moment) -> Result<(), StoreError> {
        sqlx::query("update breaking set cleared_at = $1 where cleared_at is null")
            .bind(now.micros())
            .execute(self.connection())
            .await?;
        Ok(())
    }
}

fn breaking(row: &impl Columns) -> Result<Breaking, StoreError> {
    let story = match row.maybe_number("article_id")? {
        Some(id) => {
            let section: Slug = rows::text(row, "section_slug")?;
            let slug: Slug = rows::text(row, "slug")?;
            Some(BreakingStory {
                id: ArticleId(id),
                path: format!("/{section}/{slug}"),
            })
        }
        None => None,
    };
    Ok(Breaking {
        number: BreakingNumber(row.number("id")?),
        text: rows::text(row, "text")?,
        language: rows::optional_text(row, "language")?,
        story,
        set_at: Moment::from_micros(row.number("set_at")?),
        until: Moment::from_micros(row.number("until")?),
    })
}
