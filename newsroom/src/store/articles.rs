//! One article, whole.

use std::collections::HashMap;

use domain::{
    Article, ArticleId, Author, Byline, Correction, Coverage, CoverageState, Moment, Slug, Summary,
    Topic, Version, VersionNumber,
};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::database::columns::Columns;
use super::database::direct::Asking;
use super::database::rows;
use super::database::rows::select_summaries;
use super::{Store, StoreError};

/// The columns of an [`Article`] but its authors and topics, to be followed by a condition. `a` is the
/// article, `v` the version readers get, `s` its section, `p` its picture, `live` how its entries stand. The plus is that of [`select_summaries`].
macro_rules! select_articles {
    ($($rest:literal),+) => {
        concat!(
            "select a.id, a.slug, a.state, a.state_at, a.published_at, a.withdrawn_reason, a.dont_miss,
                    s.slug as section_slug, s.name as section_name,
                    v.id as version_id, v.number, v.kind, v.kicker, v.headline, v.standfirst, v.body, v.language, v.saved_at,
                    p.hash, p.media_type, p.width, p.height, p.prepared_at, p.variants, p.tone, p.focus,
                    v.picture_alt, v.picture_caption, v.picture_credit,
                    live.state as coverage_state, live.state_at as coverage_state_at,
                    live.changed_at as coverage_changed_at
               from articles a
               join sections s on s.id = +a.section_id
               join versions v on v.id = a.version_id
               left join pictures p on p.id = v.picture_id
               left join coverages live on live.article_id = a.id ",
            $($rest),+
        )
    };
}
pub(super) use select_articles;

/// A line of the desk's list: where an article stands, public or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The last part of its address.
    pub slug: Slug,
    /// The section it lives in.
    pub section: domain::Section,
    /// What it is called in its newest version.
    pub headline: domain::Headline,
    /// Where it stands.
    pub publication: domain::Publication,
    /// Its newest version.
    pub number: VersionNumber,
}

pub(super) fn standing(row: &SqliteRow) -> Result<Standing, StoreError> {
    Ok(Standing {
        slug: rows::text(row, "slug")?,
        section: rows::section(row)?,
        headline: rows::text(row, "headline")?,
        publication: rows::publication(row)?,
        number: VersionNumber(row.try_get("number")?),
    })
}

impl Store {
    /// The article of that slug in the version readers get, or would get, whatever its state.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn article(&self, slug: &Slug) -> Result<Option<Article>, StoreError> {
        self.direct.ask(|asking| article_here(asking, slug))
    }

    /// Whether there are articles, and the files that they came from all begin with `origin`.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub(crate) async fn all_articles_are_from(&self, origin: &str) -> Result<bool, StoreError> {
        let all = sqlx::query_scalar(
            "select exists (select 1 from articles)
                and not exists (select 1 from articles
                                 where source is null or substr(source, 1, length($1)) <> $1)",
        )
        .bind(origin)
        .fetch_one(&self.readers)
        .await?;
        Ok(all)
    }

    /// The published article of that number.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn summary_of(&self, id: ArticleId) -> Result<Option<Summary>, StoreError> {
        sqlx::query(select_summaries!(
            "where a.id = $1 and a.state = 'published'"
        ))
        .bind(id.0)
        .fetch_optional(&self.readers)
        .await?
        .as_ref()
        .map(rows::summary)
        .transpose()
    }

    /// Every article there is, the latest change of state first, for whoever runs the paper.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn standings(&self) -> Result<Vec<Standing>, StoreError> {
        let rows = sqlx::query(
            "select a.slug, a.state, a.state_at, a.published_at, a.withdrawn_reason,
                    s.slug as section_slug, s.name as section_name, v.headline, v.number
               from articles a
               join sections s on s.id = a.section_id
               join versions v on v.id = a.version_id
              order by a.state_at desc, a.id desc",
        )
        .fetch_all(&self.readers)
        .await?;
        rows.iter().map(standing).collect()
    }

    /// Those of the articles that readers cannot open, or no longer.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn not_public_among(
        &self,
        articles: &[ArticleId],
    ) -> Result<HashMap<ArticleId, Standing>, StoreError> {
        let ids: Vec<i64> = articles.iter().map(|article| article.0).collect();
        let rows = sqlx::query(
            "select a.id, a.slug, a.state, a.state_at, a.published_at, a.withdrawn_reason,
                    s.slug as section_slug, s.name as section_name, v.headline, v.number
               from articles a
               join sections s on s.id = a.section_id
               join versions v on v.id = a.version_id
              where a.state <> 'published' and a.id in (select value from json_each($1))",
        )
        .bind(serde_json::json!(ids).to_string())
        .fetch_all(&self.readers)
        .await?;
        let standings = rows
            .iter()
            .map(|row| Ok((ArticleId(row.try_get("id")?), standing(row)?)));
        standings.collect()
    }

    /// Scheduled articles whose time has come, the earliest first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn due(&self, now: Moment) -> Result<Vec<Slug>, StoreError> {
        sqlx::query("select slug from articles where state = 'scheduled' and state_at <= $1 order by state_at, id")
            .bind(now.micros())
            .fetch_all(&self.readers)
            .await?
            .iter()
            .map(|row| rows::text(row, "slug"))
            .collect()
    }
}

const OF_SLUG: &str = select_articles!("where a.slug = $1");

/// The authors, topics and corrections of a version in one query: each one more would be waited for once more.
const BESIDE: &str = "
    select 0 as part, l.position, n.slug, n.name, null as text, null as at
      from version_authors l join authors n on n.id = l.author_id where l.version_id = $1
     union all
    select 1, l.position, n.slug, n.name, null, null
      from version_topics l join topics n on n.id = l.topic_id where l.version_id = $1
     union all
    select 2, position, null, null, text, at from version_corrections where version_id = $1
     order by 1, 2";

/// What is kept beside a version.
#[derive(Default)]
pub(super) struct Beside {
    pub(super) authors: Vec<Author>,
    pub(super) topics: Vec<Topic>,
    pub(super) corrections: Vec<Correction>,
}

impl Beside {
    /// Takes in a row of [`BESIDE`].
    fn take(&mut self, row: &impl Columns) -> Result<(), StoreError> {
        match row.number("part")? {
            0 => self.authors.push(rows::author(row)?),
            1 => self.topics.push(rows::topic(row)?),
            _ => self.corrections.push(rows::correction(row)?),
        }
        Ok(())
    }
}

/// The same on the thread that asks.
fn article_here(asking: &Asking, slug: &Slug) -> Result<Option<Article>, StoreError> {
    // While there is an answer that is being read, the next is from the same moment, and without another lock.
    asking.first(OF_SLUG, &[&slug.as_str()], |row| {
        let mut beside = Beside::default();
        asking.all(BESIDE, &[&row.number("version_id")?], |row| {
            beside.take(row)
        })?;
        with(alone(row)?, beside)
    })
}

/// The same on any connection, so that a transaction sees what it wrote itself.
pub(super) async fn article_of(
    connection: &mut SqliteConnection,
    slug: &Slug,
) -> Result<Option<Article>, StoreError> {
    let row = sqlx::query(OF_SLUG)
        .bind(slug.as_str())
        .fetch_optional(&mut *connection)
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let mut beside = Beside::default();
    let rows = sqlx::query(BESIDE)
        .bind(row.number("version_id")?)
        .fetch_all(connection)
        .await?;
    for row in &rows {
        beside.take(row)?;
    }
    with(alone(&row)?, beside).map(Some)
}

/// An article with what is kept beside its version.
pub(super) fn with(article: Article, beside: Beside) -> Result<Article, StoreError> {
    let Beside {
        authors,
        topics,
        corrections,
    } = beside;
    Ok(Article {
        version: Version {
            byline: Byline::try_from(authors)?,
            topics,
            corrections,
            ..article.version
        },
        ..article
    })
}

/// An article without what is kept beside its version.
pub(super) fn alone(row: &impl Columns) -> Result<Article, StoreError> {
    Ok(Article {
        id: ArticleId(row.number("id")?),
        slug: rows::text(row, "slug")?,
        publication: rows::publication(row)?,
        dont_miss: row.number("dont_miss")? != 0,
        section: rows::section(row)?,
        number: VersionNumber(row.count("number")?),
        version: Version {
            kind: rows::text(row, "kind")?,
            kicker: rows::optional_text(row, "kicker")?,
            headline: rows::text(row, "headline")?,
            standfirst: rows::optional_text(row, "standfirst")?,
            body: rows::body(row, "body")?,
            language: rows::optional_text(row, "language")?,
            picture: rows::picture(row)?,
            byline: Byline::default(),
            topics: Vec::new(),
            corrections: Vec::new(),
        },
        saved_at: Moment::from_micros(row.number("saved_at")?),
        coverage: coverage(row)?,
    })
}

fn coverage(row: &impl Columns) -> Result<Option<Coverage>, StoreError> {
    let Some(state) = rows::coverage_state(row)? else {
        return Ok(None);
    };
    let at = |column| -> Result<Option<Moment>, StoreError> {
        Ok(row.maybe_number(column)?.map(Moment::from_micros))
    };
    let state_at = at("coverage_state_at")?;
    Ok(Some(Coverage {
        state,
        changed_at: at("coverage_changed_at")?,
        closed_at: state_at.filter(|_| state == CoverageState::Closed),
    }))
}
