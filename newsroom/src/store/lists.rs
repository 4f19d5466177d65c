//! Lists of published articles, newest first, without bodies.

use domain::{Moment, Slug, Summary};
use rusqlite::ToSql;

use super::database::rows::{select_summaries, summary};
use super::{Store, StoreError};

/// The last article a reader has been shown, so that the next page starts right after it.
///
/// Paging goes by key, never by offset: it costs the same on page 1,000, and an article published
/// meanwhile neither repeats one nor skips one. Equal times fall back to the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// When that article was published.
    pub at: Moment,
    /// Its number.
    pub id: i64,
}

impl Cursor {
    /// Before the newest article.
    pub const START: Self = Self {
        at: Moment::from_micros(i64::MAX),
        id: i64::MAX,
    };

    /// Right after `summary`.
    #[must_use]
    pub fn after(summary: &Summary) -> Self {
        Self {
            at: summary.published_at,
            id: summary.id.0,
        }
    }
}

impl std::fmt::Display for Cursor {
    /// As it stands in an address: the time in microseconds, a hyphen, the number.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.at.micros(), self.id)
    }
}

impl Cursor {
    /// The cursor that stands in an address, if it is one.
    #[must_use]
    pub fn from_address(raw: &str) -> Option<Self> {
        let (at, id) = raw.split_once('-')?;
        Some(Self {
            at: Moment::from_micros(at.parse().ok()?),
            id: id.parse().ok()?,
        })
    }
}

/// Which articles a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing<'a> {
    /// All of the paper.
    Everything,
    /// Those that live in a section.
    Section(&'a Slug),
    /// Those that touch a topic.
    Topic(&'a Slug),
    /// Those with an author in the byline.
    Author(&'a Slug),
    /// The editors' picks.
    DontMiss,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The articles, newest first.
    pub articles: Vec<Summary>,
    /// Where the next page starts, if there is one.
    pub next: Option<Cursor>,
}

const NEWEST: &str = select_summaries!(
    "where a.state = 'published' and (a.published_at, a.id) < ($1, $2)
     order by a.published_at desc, a.id desc limit $3"
);
const OF_SECTION: &str = select_summaries!(
    "where a.state = 'published' and (a.published_at, a.id) < ($1, $2)
       and a.section_id = (select id from sections where slug = $4)
     order by a.published_at desc, a.id desc limit $3"
);
const OF_TOPIC: &str = select_summaries!(
    "join (select article_id from article_topics
            where topic_id = (select id from topics where slug = $4)
              and (published_at, article_id) < ($1, $2)
            order by published_at desc, article_id desc limit $3) l on l.article_id = a.id
     order by a.published_at desc, a.id desc"
);
const OF_AUTHOR: &str = select_summaries!(
    "join (select article_id from article_authors
            where author_id = (select id from authors where slug = $4)
              and (published_at, article_id) < ($1, $2)
            order by published_at desc, article_id desc limit $3) l on l.article_id = a.id
     order by a.published_at desc, a.id desc"
);
const PICKED: &str = select_summaries!(
    "where a.state = 'published' and a.dont_miss = 1 and (a.published_at, a.id) < ($1, $2)
     order by a.published_at desc, a.id desc limit $3"
);

impl Store {
    /// Published articles of `listing` after `after`, newest first, at most `limit` of them.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn list(
        &self,
        listing: Listing<'_>,
        after: Cursor,
        limit: u32,
    ) -> Result<Page, StoreError> {
        let (sql, slug) = match listing {
            Listing::Everything => (NEWEST, None),
            Listing::Section(slug) => (OF_SECTION, Some(slug)),
            Listing::Topic(slug) => (OF_TOPIC, Some(slug)),
            Listing::Author(slug) => (OF_AUTHOR, Some(slug)),
            Listing::DontMiss => (PICKED, None),
        };
        // One more than asked for tells whether there is a next page.
        let (at, most) = (after.at.micros(), i64::from(limit) + 1);
        let slug = slug.map(Slug::as_str);
        let values: [&dyn ToSql; 4] = [&at, &after.id, &most, &slug];
        let mut articles = self
            .direct
            .ask(|asking| asking.all(sql, &values, |row| summary(row)))?;
        let more = articles.len() > limit as usize;
        articles.truncate(limit as usize);
        let next = articles.last().filter(|_| more).map(Cursor::after);
        Ok(Page { articles, next })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::database::planning::seen::{plan, store_that_knows};

    /// What SQLite knows of a paper with a hundred thousand articles in six sections.
    const LARGE_ARCHIVE: &str = "
        analyze;
        delete from sqlite_stat1;
        insert into sqlite_stat1 (tbl, idx, stat) values
            ('sections', 'sqlite_autoindex_sections_1', '6 1'),
            ('articles', 'articles_newest', '100000 1 1'),
            ('articles', 'articles_of_section', '100000 1235 1 1'),
            ('articles', 'articles_picked', '400 1 1'),
            ('articles', 'sqlite_autoindex_articles_1', '100400 1'),
            ('versions', 'sqlite_autoindex_versions_1', '100400 1 1');";

    #[tokio::test]
    async fn a_list_from_a_large_archive_is_read_in_its_order_instead_of_sorted()
    -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let store = store_that_knows(LARGE_ARCHIVE, &folder).await?;
        for list in [NEWEST, OF_SECTION, PICKED] {
            let steps = plan(&store, list).await?;
            let sorted = steps.iter().any(|step| step.contains("TEMP B-TREE"));
            assert!(!sorted, "{list}\nis answered by {steps:#?}");
        }
        Ok(())
    }
}
