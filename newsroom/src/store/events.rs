//! Reading the event log.

use std::sync::atomic::Ordering;

use domain::{ArticleId, EntryNumber, Moment};
use rusqlite::ToSql;

use super::database::columns::Columns;
use super::database::rows;
use super::{Store, StoreError};
use crate::events::{Event, EventKind, EventNumber};

const AFTER: &str =
    "select e.number, e.kind, e.article_id, e.at, n.number as entry, s.slug as section
                       from events e
                       left join entries n on n.id = e.entry_id
                       left join sections s on s.id = e.section_id
                      where e.number > $1 order by e.number limit $2";

impl Store {
    /// The number of the newest event; 0 before the first. What a reader can see changes only with it.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn newest_event(&self) -> Result<EventNumber, StoreError> {
        let number = sqlx::query_scalar("select coalesce(max(number), 0) from events")
            .fetch_one(&self.readers)
            .await?;
        self.see(EventNumber(number));
        Ok(EventNumber(number))
    }

    /// The newest event that this process knows of, without asking the database: every one that it committed itself, and
    /// what was found when the log was read last, which a [`Tail`](crate::events::Tail) does all the time.
    #[must_use]
    pub fn newest_seen(&self) -> EventNumber {
        EventNumber(self.newest_seen.load(Ordering::Acquire))
    }

    pub(super) fn see(&self, number: EventNumber) {
        self.newest_seen.fetch_max(number.0, Ordering::AcqRel);
    }

    /// The newest event by which something was taken from readers that they had.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn newest_recall(&self) -> Result<EventNumber, StoreError> {
        let number = sqlx::query_scalar(
            "select number from events where kind in ('article_withdrawn', 'coverage_entry_removed')
              order by number desc limit 1",
        )
        .fetch_optional(&self.readers)
        .await?;
        Ok(EventNumber(number.unwrap_or(0)))
    }

    /// The events after `after`, in order, at most `limit` of them.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn events(&self, after: EventNumber, limit: u32) -> Result<Vec<Event>, StoreError> {
        let values: [&dyn ToSql; 2] = [&after.0, &i64::from(limit)];
        let events = self
            .direct
            .ask(|asking| asking.all(AFTER, &values, |row| event(row)))?;
        // They may be known here before whoever committed them has said so. Whoever goes by what was seen must not be behind
        // whoever goes by what was read.
        if let Some(newest) = events.last() {
            self.see(newest.number);
        }
        Ok(events)
    }
}

fn event(row: &impl Columns) -> Result<Event, StoreError> {
    let kind = row.words("kind")?;
    let kind = EventKind::from_word(kind)
        .ok_or_else(|| StoreError::Damaged(format!("an event is of the unknown kind `{kind}`")))?;
    let entry = row.maybe_number("entry")?.map(u32::try_from).transpose();
    Ok(Event {
        number: EventNumber(row.number("number")?),
        kind,
        article: row.maybe_number("article_id")?.map(ArticleId),
        entry: entry
            .map_err(|_| StoreError::Damaged("an entry has a number that is none".to_owned()))?
            .map(EntryNumber),
        section: rows::optional_text(row, "section")?,
        at: Moment::from_micros(row.number("at")?),
    })
}
