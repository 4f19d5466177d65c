//! Arrangements of the front: which there are, which readers have, and which wait for their time.

use std::collections::BTreeMap;

use domain::{ArticleId, Moment};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::articles::standing;
use super::{Standing, Store, StoreError, Writing};
use crate::front::{Arrangement, ArrangementNumber, Slot, Slots};

/// The columns of an [`Arrangement`] with a row for each of its places, to be followed by a condition and an order. `f` is the
/// arrangement, `t` what became of it.
macro_rules! select_fronts {
    ($rest:literal) => {
        concat!(
            "select f.number, f.made_at, f.made_by, coalesce(t.at, f.goes_out_at) as out_at,
                    s.slot, s.position, s.article_id
               from front_arrangements f
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
const IN_FORCE: &str = select_fronts!(
    "where t.number = (select number from front_turns
                        where turn = 'out' and at <= $1
                        order by at desc, number desc limit 1)
     order by s.slot, s.position"
);

impl Store {
    /// The arrangement that readers had at a moment; none before the first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn front_at(&self, moment: Moment) -> Result<Option<Arrangement>, StoreError> {
        let mut connection = self.readers.acquire().await?;
        Ok(arrangements(&mut connection, IN_FORCE, moment).await?.pop())
    }

    /// What was chosen by hand of the front that readers have now.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn front_slots(&self) -> Result<Slots<ArticleId>, StoreError> {
        Ok(slots_of(self.front_at(EVER).await?))
    }

    /// Arrangements that wait for their time, the next one first.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn fronts_waiting(&self) -> Result<Vec<Arrangement>, StoreError> {
        arrangements(&mut *self.readers.acquire().await?, WAITING, EVER).await
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
    /// What was chosen by hand of the front as this transaction sees it.
    pub(crate) async fn front_slots_in_force(&mut self) -> Result<Slots<ArticleId>, StoreError> {
        let mut in_force = arrangements(self.connection(), IN_FORCE, EVER).await?;
        Ok(slots_of(in_force.pop()))
    }

    /// Arrangements that wait for a time up to `until`, the earliest first.
    pub(crate) async fn fronts_due(
        &mut self,
        until: Moment,
    ) -> Result<Vec<Arrangement>, StoreError> {
        arrangements(self.connection(), WAITING, until).await
    }

    /// Adds an arrangement, which waits.
    pub(crate) async fn add_front(
        &mut self,
        slots: &Slots<ArticleId>,
        made_by: Option<&str>,
        now: Moment,
        goes_out_at: Moment,
    ) -> Result<ArrangementNumber, StoreError> {
        let number: i64 = sqlx::query_scalar(
            "insert into front_arrangements (made_at, made_by, goes_out_at) values ($1, $2, $3)
             returning number",
        )
        .bind(now.micros())
        .bind(made_by)
        .bind(goes_out_at.micros())
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
        sqlx::query("insert into front_turns (arrangement, turn, at) values ($1, $2, $3)")
            .bind(number.0)
            .bind(turn)
            .bind(now.micros())
            .execute(self.connection())
            .await?;
        Ok(())
    }
}

/// After everything.
const EVER: Moment = Moment::from_micros(i64::MAX);

fn slots_of(arrangement: Option<Arrangement>) -> Slots<ArticleId> {
    arrangement.map(|it| it.slots).unwrap_or_default()
}

async fn arrangements(
    connection: &mut SqliteConnection,
    sql: &'static str,
    until: Moment,
) -> Result<Vec<Arrangement>, StoreError> {
    let rows = sqlx::query(sql)
        .bind(until.micros())
        .fetch_all(connection)
        .await?;
    let mut order: Vec<&SqliteRow> = Vec::new();
    let mut chosen: BTreeMap<i64, Vec<(Slot, ArticleId)>> = BTreeMap::new();
    for row in &rows {
        let number: i64 = row.try_get("number")?;
        let places = chosen.entry(number).or_insert_with(|| {
            order.push(row);
            Vec::new()
        });
        if let Some(article) = row.try_get::<Option<i64>, _>("article_id")? {
            places.push((slot(row)?, ArticleId(article)));
        }
    }
    order
        .into_iter()
        .map(|row| {
            let number: i64 = row.try_get("number")?;
            let places = chosen.remove(&number).unwrap_or_default();
            let slots = Slots::new(places)
                .map_err(|error| StoreError::Damaged(format!("arrangement {number}: {error}")))?;
            Ok(Arrangement {
                number: ArrangementNumber(number),
                made_at: Moment::from_micros(row.try_get("made_at")?),
                made_by: row.try_get("made_by")?,
                out_at: Moment::from_micros(row.try_get("out_at")?),
                slots,
            })
        })
        .collect()
}

fn word_of(slot: Slot) -> (&'static str, usize) {
    match slot {
        Slot::Lead => ("lead", 1),
        Slot::Second(position) => ("second", position),
        Slot::DontMiss(position) => ("dont_miss", position),
    }
}

fn slot(row: &SqliteRow) -> Result<Slot, StoreError> {
    let position: i64 = row.try_get("position")?;
    let position = usize::try_from(position).unwrap_or_default();
    match row.try_get::<&str, _>("slot")? {
        "lead" => Ok(Slot::Lead),
        "second" => Ok(Slot::Second(position)),
        "dont_miss" => Ok(Slot::DontMiss(position)),
        other => Err(StoreError::Damaged(format!(
            "the front has the unknown place `{other}`"
        ))),
    }
}
