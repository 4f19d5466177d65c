//! Where each reader of the event log has got to, and what the log says has changed since.

use domain::ArticleId;
use sqlx::{QueryBuilder, Row, Sqlite};

use super::{Store, StoreError};
use crate::events::{Event, EventKind, EventNumber, Part};

/// What a stretch of the event log touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// The last event of the stretch.
    pub until: EventNumber,
    /// Articles that readers could, can, or can no longer open, each once.
    pub articles: Vec<ArticleId>,
    /// What changed of which no other page shows anything, each once.
    pub parts: Vec<Part>,
    /// Whether there was anything that every page shows, or could.
    pub everywhere: bool,
}

/// What changes an article or where it stands.
const OF_ARTICLES: [EventKind; 9] = [
    EventKind::ArticlePublished,
    EventKind::ArticleUpdated,
    EventKind::ArticleMoved,
    EventKind::ArticleWithdrawn,
    EventKind::EntryAdded,
    EventKind::EntryEdited,
    EventKind::EntryRemoved,
    EventKind::EntryPinned,
    EventKind::CoverageChanged,
];

impl Store {
    /// The last event that the follower of that name is done with. One that is new begins with what
    /// happens from now on: nobody waits to be told of a whole archive.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn follower(&self, name: &str) -> Result<EventNumber, StoreError> {
        let position = sqlx::query_scalar("select position from followers where name = $1");
        if let Some(position) = position.bind(name).fetch_optional(&self.readers).await? {
            return Ok(EventNumber(position));
        }
        let newest = self.newest_event().await?;
        self.set_follower(name, newest).await?;
        Ok(newest)
    }

    /// The follower of that name is done with all events up to `position`.
    ///
    /// # Errors
    /// Any [`StoreError`].
    pub async fn set_follower(&self, name: &str, position: EventNumber) -> Result<(), StoreError> {
        sqlx::query(
            "insert into followers (name, position) values ($1, $2)
             on conflict (name) do update set position = excluded.position",
        )
        .bind(name)
        .bind(position.0)
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// What happened to articles in the next `limit` events after `after`; none if there are none.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn touched(
        &self,
        after: EventNumber,
        limit: u32,
    ) -> Result<Option<Touched>, StoreError> {
        let events = self.events(after, limit).await?;
        let Some(last) = events.last() else {
            return Ok(None);
        };
        let until = last.number;
        let everywhere = events.iter().any(|event| event.part().is_none());
        let mut parts: Vec<Part> = events.iter().filter_map(Event::part).collect();
        parts.sort_unstable();
        parts.dedup();
        let mut articles: Vec<ArticleId> = events
            .iter()
            .filter(|event| OF_ARTICLES.contains(&event.kind))
            .filter_map(|event| event.article)
            .collect();
        articles.sort_unstable();
        articles.dedup();
        Ok(Some(Touched {
            until,
            articles,
            parts,
            everywhere,
        }))
    }

    /// The addresses of those of the articles that readers ever saw, as they are now.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn paths_of(&self, articles: &[ArticleId]) -> Result<Vec<String>, StoreError> {
        self.paths(
            articles,
            "select '/' || s.slug || '/' || a.slug as path
               from articles a join sections s on s.id = a.section_id
              where a.published_at is not null and a.id in (",
            ") order by a.id",
        )
        .await
    }

    /// The addresses of the lists that any of the articles stands in or stood in until it was
    /// withdrawn: sections, topics, authors, and coverage, which is a list of its entries.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn lists_of(&self, articles: &[ArticleId]) -> Result<Vec<String>, StoreError> {
        self.paths(
            articles,
            "with touched as (select a.section_id, a.version_id, a.slug from articles a
                               where a.published_at is not null and a.id in (",
            "))
             select '/' || s.slug as path from touched t join sections s on s.id = t.section_id
              union
             select '/topic/' || n.slug from touched t
               join version_topics l on l.version_id = t.version_id join topics n on n.id = l.topic_id
              union
             select '/author/' || n.slug from touched t
               join version_authors l on l.version_id = t.version_id join authors n on n.id = l.author_id
              union
             select '/' || s.slug || '/' || t.slug from touched t
               join versions v on v.id = t.version_id and v.kind = 'coverage'
               join sections s on s.id = t.section_id
              order by 1",
        )
        .await
    }

    async fn paths(
        &self,
        articles: &[ArticleId],
        before: &'static str,
        after: &'static str,
    ) -> Result<Vec<String>, StoreError> {
        let mut paths = Vec::new();
        // SQLite takes 32,766 values at a time (sqlite.org/limits.html, section 9).
        for articles in articles.chunks(10_000) {
            let mut query: QueryBuilder<Sqlite> = QueryBuilder::new(before);
            let mut list = query.separated(", ");
            for article in articles {
                list.push_bind(article.0);
            }
            query.push(after);
            for row in query.build().fetch_all(&self.readers).await? {
                paths.push(row.try_get("path")?);
            }
        }
        paths.dedup();
        Ok(paths)
    }
}
