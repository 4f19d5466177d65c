//! What owners set at the desk, now and before.

use domain::{Moment, Section};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::desk::account::AccountId;
use crate::settings::{Said, Setting};
use crate::store::database::rows;
use crate::store::{Store, StoreError, Writing};

/// A setting that somebody changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its place; numbers grow.
    pub number: i64,
    /// What was set.
    pub setting: Setting,
    /// To what, as it is kept; none: the desk said nothing of it from then on.
    pub value: Option<String>,
    /// What the desk said before, if it said anything.
    pub before: Option<String>,
    /// When.
    pub at: Moment,
    /// By whom; none for how it stood before anybody changed it.
    pub by: Option<String>,
}

/// Every change with what was said before it, to be followed by a condition on the change `d` and an order.
macro_rules! select_changes {
    ($rest:literal) => {
        concat!(
            "select d.number, d.setting, d.value, d.at, c.name,
                    (select b.value from desk_settings b
                      where b.setting = d.setting and b.number < d.number
                      order by b.number desc limit 1) as before
               from desk_settings d left join accounts c on c.id = d.account_id ",
            $rest
        )
    };
}

const NEWEST: &str = select_changes!(
    "where d.number = (select max(number) from desk_settings where setting = d.setting)
     order by d.number"
);

impl Store {
    /// What the desk says.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn said_at_desk(&self) -> Result<Said, StoreError> {
        let newest = newest(&mut *self.readers.acquire().await?).await?;
        Ok(Said::new(newest.into_iter().filter_map(|change| {
            Some((change.setting, change.value?))
        })))
    }

    /// Who set what the desk says now, in the order in which it was set.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn newest_changes(&self) -> Result<Vec<Change>, StoreError> {
        newest(&mut *self.readers.acquire().await?).await
    }

    /// What was set at the desk, the latest first, before the change of that number.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] when the database does not answer.
    pub async fn changes_of_settings(
        &self,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<Change>, StoreError> {
        let sql = select_changes!("where d.number < $1 order by d.number desc limit $2");
        let rows = sqlx::query(sql)
            .bind(before.unwrap_or(i64::MAX))
            .bind(limit)
            .fetch_all(&self.readers)
            .await?;
        rows.iter().map(change).collect()
    }
}

impl Writing {
    /// Who set what the desk says now, as this transaction sees it.
    pub(crate) async fn newest_changes(&mut self) -> Result<Vec<Change>, StoreError> {
        newest(self.connection()).await
    }

    /// The change of that number.
    pub(crate) async fn change_of_settings(
        &mut self,
        number: i64,
    ) -> Result<Option<Change>, StoreError> {
        let row = sqlx::query(select_changes!("where d.number = $1"))
            .bind(number)
            .fetch_optional(self.connection())
            .await?;
        row.as_ref().map(change).transpose()
    }

    /// Sets something. `by` is nobody for how it stood before anybody changed it.
    pub(crate) async fn set(
        &mut self,
        setting: Setting,
        value: Option<&str>,
        by: Option<AccountId>,
        now: Moment,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into desk_settings (setting, value, at, account_id) values ($1, $2, $3, $4)",
        )
        .bind(setting.as_str())
        .bind(value)
        .bind(now.micros())
        .bind(by.map(|account| account.0))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Every section there is, in the order they were founded.
    pub(crate) async fn sections(&mut self) -> Result<Vec<Section>, StoreError> {
        let all = "select slug as section_slug, name as section_name from sections order by id";
        let rows = sqlx::query(all).fetch_all(self.connection()).await?;
        rows.iter().map(rows::section).collect()
    }

    /// Gives a section its name, and founds it if there is none of that address.
    pub(crate) async fn name_section(&mut self, section: &Section) -> Result<(), StoreError> {
        sqlx::query(
            "insert into sections (slug, name, name_in_search) values ($1, $2, $2)
             on conflict (slug) do update set name = excluded.name",
        )
        .bind(section.slug().as_str())
        .bind(section.name())
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

async fn newest(connection: &mut SqliteConnection) -> Result<Vec<Change>, StoreError> {
    let rows = sqlx::query(NEWEST).fetch_all(connection).await?;
    rows.iter().map(change).collect()
}

fn change(row: &SqliteRow) -> Result<Change, StoreError> {
    let word: &str = row.try_get("setting")?;
    let setting = Setting::from_word(word)
        .ok_or_else(|| StoreError::Damaged(format!("the desk set the unknown setting `{word}`")))?;
    Ok(Change {
        number: row.try_get("number")?,
        setting,
        value: row.try_get("value")?,
        before: row.try_get("before")?,
        at: Moment::from_micros(row.try_get("at")?),
        by: row.try_get("name")?,
    })
}
