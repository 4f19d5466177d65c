//! Arrangements of fronts: which there are, which readers have, and which wait for their time.

use domain::{ArticleId, Moment, Slug};
use rusqlite::ToSql;
use sqlx::SqliteConnection;

use super::articles::standing;
use super::front_rows::{place, put_together, slot, word_of};
use super::{Standing, Store, StoreError, Writing};
use crate::events::EventKind;
use crate::front::{Arrangement, ArrangementNumber, FrontOf, Slot, Slots};

/// The columns of an [`Arrangement`] with a row for each of its places, to be followed by a condition and an order. `f` is the
/// arrangement, `t` what became of it, `c` the section whose front it is of.
macro_rules! select_fronts {
    ($rest:literal) => {
        concat!(
            "select f.number, f.made_at, f.made_by, coalesce(t.at, f.goes_out_at) as out_at, c.slug as front_section,
                    s.slot, s.position, s.article_id
               from front_arrangements f
               left join sections c on c.id = f.section_id
               left join front_turns t on t.arrangement = f.number
               left join front_slots s on s.arrangement = f.number ",
            $rest
        )
    };
}

const WAITING: &str = select_fronts!(
    "where f.goes_out_at > f.made_at and f.goes_out_at <= $1 and t.number is null
     order by f.goes_out_at, f.number, s.slot, s.position"
);
/// A section that is not there has no front, rather than that of the paper.
const IN_FORCE: &str = select_fronts!(
    "where t.number = (select number from front_turns
                        where turn = 'out' and at <= $1
                          and section_id is not distinct from
                              case when $2 is null then null
                                   else coalesce((select id from sections where slug = $2), 0) end
                        order by at desc, number desc limit 1)
     order by s.slot, s.position"
);

impl Store {
    /// The arrangement of a front that readers had at a moment; none before the first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn front_at(
        &self,
        of: &FrontOf,
        moment: Moment,
    ) -> Result<Option<Arrangement>, StoreError> {
        let section = of.section().map(Slug::as_str);
        let values: [&dyn ToSql; 2] = [&moment.micros(), &section];
        let places = self
            .direct
            .ask(|asking| asking.all(IN_FORCE, &values, |row| place(row)))?;
        Ok(put_together(places)?.pop())
    }

    /// What was chosen by hand of the front that readers have now.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn front_slots(&self, of: &FrontOf) -> Result<Slots<ArticleId>, StoreError> {
        let in_force = self.front_at(of, EVER).await?;
        Ok(in_force.map(|it| it.slots).unwrap_or_default())
    }

    /// Arrangements of any front that wait for their time, the next one first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn fronts_waiting(&self) -> Result<Vec<Arrangement>, StoreError> {
        waiting(&mut *self.readers.acquire().await?, EVER).await
    }

    /// Where the stories of an arrangement stand now, whether readers can open them or not, in the order of the page.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn front_standings(
        &self,
        number: ArrangementNumber,
    ) -> Result<Vec<(Slot, Standing)>, StoreError> {
        let rows = sqlx::query(
            "select f.slot, f.position, a.slug, a.state, a.state_at, a.published_at, a.withdrawn_reason,
                    s.slug as section_slug, s.name as section_name, v.headline, v.number
               from front_slots f
               join articles a on a.id = f.article_id
               join sections s on s.id = a.section_id
               join versions v on v.id = a.version_id
              where f.arrangement = $1",
        )
        .bind(number.0)
        .fetch_all(&self.readers)
        .await?;
        let standings = rows.iter().map(|row| Ok((slot(row)?, standing(row)?)));
        let mut standings = standings.collect::<Result<Vec<_>, StoreError>>()?;
        standings.sort_by_key(|(slot, _)| *slot);
        Ok(standings)
    }
}

impl Writing {
    /// The arrangement of a front that readers have, as this transaction sees it; none before the first.
    pub(crate) async fn front_in_force(
        &mut self,
        of: &FrontOf,
    ) -> Result<Option<Arrangement>, StoreError> {
        let rows = sqlx::query(IN_FORCE)
            .bind(EVER.micros())
            .bind(of.section().map(Slug::as_str))
            .fetch_all(self.connection())
            .await?;
        let places = rows.iter().map(place).collect::<Result<_, _>>()?;
        Ok(put_together(places)?.pop())
    }

    /// Arrangements of any front that wait for a time up to `until`, the earliest first.
    pub(crate) async fn fronts_due(
        &mut self,
        until: Moment,
    ) -> Result<Vec<Arrangement>, StoreError> {
        waiting(self.connection(), until).await
    }

    /// Adds an arrangement, which waits.
    pub(crate) async fn add_front(
        &mut self,
        of: &FrontOf,
        slots: &Slots<ArticleId>,
        made_by: Option<&str>,
        now: Moment,
        goes_out_at: Moment,
    ) -> Result<ArrangementNumber, StoreError> {
        let number: i64 = sqlx::query_scalar(
            "insert into front_arrangements (made_at, made_by, goes_out_at, section_id)
             values ($1, $2, $3, (select id from sections where slug = $4))
             returning number",
        )
        .bind(now.micros())
        .bind(made_by)
        .bind(goes_out_at.micros())
        .bind(of.section().map(Slug::as_str))
        .fetch_one(self.connection())
        .await?;
        for (slot, article) in slots.iter() {
            let (word, position) = word_of(slot);
            sqlx::query(
                "insert into front_slots (arrangement, slot, position, article_id) values ($1, $2, $3, $4)",
            )
            .bind(number)
            .bind(word)
            .bind(i64::try_from(position).unwrap_or(i64::MAX))
            .bind(article.0)
            .execute(self.connection())
            .await?;
        }
        Ok(ArrangementNumber(number))
    }

    /// Readers have an arrangement from now on.
    pub(crate) async fn put_out_front(
        &mut self,
        number: ArrangementNumber,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.turn_front(number, "out", now).await
    }

    /// Readers never get an arrangement.
    pub(crate) async fn call_off_front(
        &mut self,
        number: ArrangementNumber,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.turn_front(number, "called_off", now).await
    }

    async fn turn_front(
        &mut self,
        number: ArrangementNumber,
        turn: &str,
        now: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into front_turns (arrangement, turn, at, section_id)
             select number, $2, $3, section_id from front_arrangements where number = $1",
        )
        .bind(number.0)
        .bind(turn)
        .bind(now.micros())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Adds a row to the event log that says whose front is another one.
    pub(crate) async fn log_front(&mut self, of: &FrontOf, now: Moment) -> Result<(), StoreError> {
        let number = self.log(EventKind::FrontChanged, None, now).await?;
        sqlx::query(
            "update events set section_id = (select id from sections where slug = $2) where number = $1",
        )
        .bind(number.0)
        .bind(of.section().map(Slug::as_str))
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

/// After everything.
const EVER: Moment = Moment::from_micros(i64::MAX);

async fn waiting(
    connection: &mut SqliteConnection,
    until: Moment,
) -> Result<Vec<Arrangement>, StoreError> {
    let rows = sqlx::query(WAITING)
        .bind(until.micros())
        .fetch_all(connection)
        .await?;
    put_together(rows.iter().map(place).collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::DatabaseUrl;
    use crate::store::database::planning::seen::plan;

    #[tokio::test]
    async fn what_readers_have_of_a_front_is_found_without_going_through_all_arrangements()
    -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let store = Store::open(&DatabaseUrl::file(&folder.path().join("paper.sqlite"))).await?;
        let steps = plan(&store, IN_FORCE).await?;
        let by_section = |step: &String| step.contains("front_turns_out (section_id=? AND at<?)");
        assert!(steps.iter().any(by_section), "{steps:#?}");
        assert!(
            !steps.iter().any(|step| step.contains("SCAN f")),
            "{steps:#?}"
        );
        Ok(())
    }
}
