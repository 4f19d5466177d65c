//! From rows to the entries of coverage, with their authors: for readers, and for whoever writes the next version of one.

use std::collections::HashMap;

use domain::{Entry, EntryNumber, EntryText, EntryVersion, Headline, Moment};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};

use super::StoreError;
use super::database::rows;

/// The columns of an [`Entry`] but its authors, to be followed by a condition on the entry `e` and the
/// version `v` that readers get.
macro_rules! select_entries {
    ($($rest:literal),+) => {
        concat!(
            "select e.id, e.number, e.at, e.pinned_at, e.removed_at, e.version_id,
                    v.number as version, v.headline, v.text, v.is_key, v.saved_at
               from entries e join entry_versions v on v.id = e.version_id ",
            $($rest),+
        )
    };
}
pub(super) use select_entries;

/// The entries of these rows, with their authors.
pub(super) async fn entries(
    connection: &mut SqliteConnection,
    rows: &[SqliteRow],
) -> Result<Vec<Entry>, StoreError> {
    let mut authors: HashMap<i64, Vec<SqliteRow>> = HashMap::new();
    if !rows.is_empty() {
        let mut query = QueryBuilder::<Sqlite>::new(
            "select l.version_id, n.slug, n.name
               from entry_version_authors l join authors n on n.id = l.author_id
              where l.version_id in (",
        );
        let mut ids = query.separated(", ");
        for row in rows {
            ids.push_bind(row.try_get::<i64, _>("version_id")?);
        }
        query.push(") order by l.version_id, l.position");
        for row in query.build().fetch_all(connection).await? {
            let version = row.try_get("version_id")?;
            authors.entry(version).or_default().push(row);
        }
    }
    let nobody = Vec::new();
    rows.iter()
        .map(|row| {
            let version: i64 = row.try_get("version_id")?;
            entry(row, authors.get(&version).unwrap_or(&nobody))
        })
        .collect()
}

fn entry(row: &SqliteRow, authors: &[SqliteRow]) -> Result<Entry, StoreError> {
    let version: u32 = row.try_get("version")?;
    let saved_at = Moment::from_micros(row.try_get("saved_at")?);
    Ok(Entry {
        number: EntryNumber(row.try_get("number")?),
        at: Moment::from_micros(row.try_get("at")?),
        edited_at: (version > 1).then_some(saved_at),
        is_pinned: row.try_get::<Option<i64>, _>("pinned_at")?.is_some(),
        version: EntryVersion {
            headline: rows::optional_text::<Headline>(row, "headline")?,
            text: EntryText::stored(row.try_get("text")?)?,
            byline: rows::byline(authors)?,
            is_key: row.try_get("is_key")?,
        },
    })
}
