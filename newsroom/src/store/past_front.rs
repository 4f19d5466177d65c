//! What stood on a front at a moment in the past, as far as that can still be told: what was chosen by hand, what filled the other
//! places then, and the bar above them.
//!
//! The event log says which stories readers could open, and in which version. What is not kept, and so told as it is now: the section
//! of a story, and which stories an editor had marked for "Don't Miss" without arranging them.

use domain::{ArticleId, BreakingText, Moment, Slug};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::database::rows;
use super::front_rows::place;
use super::{Store, StoreError};
use crate::front::{Arrangement, FrontOf, Slot};

/// A story in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stood {
    /// Where.
    pub slot: Slot,
    /// Which story.
    pub story: PastStory,
    /// Whether somebody chose it, or it was there because it was new.
    pub by_hand: bool,
}

/// A story as readers had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastStory {
    /// Its number.
    pub id: ArticleId,
    /// The last part of its address, as it is now.
    pub slug: Slug,
    /// The first part, as it is now.
    pub section: Slug,
    /// What it was called.
    pub headline: String,
    /// Whether readers can open it now.
    pub is_public: bool,
    has_picture: bool,
}

/// A bar that stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastBar {
    /// What it said.
    pub text: BreakingText,
    /// Since when.
    pub set_at: Moment,
    /// Until when.
    pub until: Moment,
}

/// Stories that readers could open at `$1`, as they were called then, to be followed by which of them.
macro_rules! select_past {
    ($($rest:literal),+) => {
        concat!(
            "select a.id, a.slug, s.slug as section_slug, v.headline, v.picture_id is not null as has_picture,
                    a.state = 'published' as is_public
               from articles a
               join sections s on s.id = a.section_id
               join versions v on v.id = (select version_id from events
                                           where article_id = a.id and at <= $1
                                             and kind in ('article_published', 'article_updated')
                                           order by number desc limit 1)
              where 'article_published' = (select kind from events
                                            where article_id = a.id and at <= $1
                                              and kind in ('article_published', 'article_withdrawn')
                                            order by number desc limit 1) ",
            $($rest),+
        )
    };
}

/// More than the places of a front, for those that were withdrawn by then or are in a place that somebody chose.
const NEWEST: &str = select_past!(
    "and a.id in (select id from (select id from articles
                                   where state = 'published' and published_at <= $1 and $2 is null
                                   order by published_at desc, id desc limit 60)
                  union all
                  select id from (select id from articles
                                   where state = 'published' and published_at <= $1
                                     and section_id = (select id from sections where slug = $2)
                                   order by published_at desc, id desc limit 60)
                  union all
                  select id from (select id from articles
                                   where state = 'withdrawn' and state_at > $1 and published_at <= $1
                                     and ($2 is null or section_id = (select id from sections where slug = $2))
                                   order by published_at desc, id desc limit 60))
      order by a.published_at desc, a.id desc"
);
const CHOSEN: &str =
    select_past!("and a.id in (select article_id from front_slots where arrangement = $2)");

impl Store {
    /// What stood on a front at `moment` in the places that one chooses stories for, in the order of the page; `in_force` is the
    /// arrangement of that time.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn front_stood(
        &self,
        of: &FrontOf,
        in_force: Option<&Arrangement>,
        moment: Moment,
    ) -> Result<Vec<Stood>, StoreError> {
        let chosen = sqlx::query(CHOSEN)
            .bind(moment.micros())
            .bind(in_force.map(|arrangement| arrangement.number.0))
            .fetch_all(&self.readers)
            .await?;
        let chosen = chosen.iter().map(story).collect::<Result<Vec<_>, _>>()?;
        let newest = sqlx::query(NEWEST)
            .bind(moment.micros())
            .bind(of.section().map(Slug::as_str))
            .fetch_all(&self.readers)
            .await?;
        let newest = newest.iter().map(story).collect::<Result<Vec<_>, _>>()?;
        Ok(fill(in_force, &chosen, newest))
    }

    /// The bar that stood above every page at a moment.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn bar_at(&self, moment: Moment) -> Result<Option<PastBar>, StoreError> {
        let row = sqlx::query(
            "select text, set_at, min(until, coalesce(cleared_at, until)) as until from breaking
              where set_at <= $1 and until > $1 and (cleared_at is null or cleared_at > $1)
              order by id desc limit 1",
        )
        .bind(moment.micros())
        .fetch_optional(&self.readers)
        .await?;
        row.map(|row| {
            Ok(PastBar {
                text: rows::text(&row, "text")?,
                set_at: Moment::from_micros(row.try_get("set_at")?),
                until: Moment::from_micros(row.try_get("until")?),
            })
        })
        .transpose()
    }

    /// The arrangements of a front that readers had, the last one first, without what stood where.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn fronts_past(
        &self,
        of: &FrontOf,
        limit: u32,
    ) -> Result<Vec<Arrangement>, StoreError> {
        let found = sqlx::query(
            "select f.number, f.made_at, f.made_by, t.at as out_at, c.slug as front_section, null as article_id
               from front_turns t
               join front_arrangements f on f.number = t.arrangement
               left join sections c on c.id = f.section_id
              where t.turn = 'out'
                and t.section_id is not distinct from
                    case when $1 is null then null else coalesce((select id from sections where slug = $1), 0) end
              order by t.at desc, t.number desc limit $2",
        )
        .bind(of.section().map(Slug::as_str))
        .bind(limit)
        .fetch_all(&self.readers)
        .await?;
        found.iter().map(|row| Ok(place(row)?.0)).collect()
    }
}

/// As a front is filled: what was chosen and could be opened stands in its place, the newest with a picture leads where nothing
/// was, and the next ones stand below.
fn fill(
    in_force: Option<&Arrangement>,
    chosen: &[PastStory],
    mut newest: Vec<PastStory>,
) -> Vec<Stood> {
    let by_hand = |slot: Slot| {
        let id = in_force?.slots.get(slot)?;
        chosen.iter().find(|story| story.id == id).cloned()
    };
    let below = (1..=Slot::SECONDS).map(Slot::Second);
    let on_the_page: Vec<Slot> = std::iter::once(Slot::Lead).chain(below).collect();
    newest.retain(|story| {
        let mut places = on_the_page.iter().filter_map(|slot| by_hand(*slot));
        places.all(|other| other.id != story.id)
    });
    let mut stood = Vec::new();
    for slot in on_the_page {
        let here = by_hand(slot);
        let is_by_hand = here.is_some();
        let story = here.or_else(|| {
            let pictured = newest.iter().position(|story| story.has_picture);
            let place = match slot {
                Slot::Lead => pictured.unwrap_or(0),
                Slot::Second(_) | Slot::DontMiss(_) => 0,
            };
            (place < newest.len()).then(|| newest.remove(place))
        });
        stood.extend(story.map(|story| Stood {
            slot,
            story,
            by_hand: is_by_hand,
        }));
    }
    let picks = (1..=Slot::PICKS).map(Slot::DontMiss);
    stood.extend(picks.filter_map(|slot| {
        Some(Stood {
            slot,
            story: by_hand(slot)?,
            by_hand: true,
        })
    }));
    stood
}

fn story(row: &SqliteRow) -> Result<PastStory, StoreError> {
    Ok(PastStory {
        id: ArticleId(row.try_get("id")?),
        slug: rows::text(row, "slug")?,
        section: rows::text(row, "section_slug")?,
        headline: row.try_get("headline")?,
        is_public: row.try_get("is_public")?,
        has_picture: row.try_get("has_picture")?,
    })
}
