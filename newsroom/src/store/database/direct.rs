//! Questions that are answered on the thread that asks them.
//!
//! sqlx has a thread for each connection. A question travels there and each row back, which costs several times what SQLite needs
//! to answer (decision 0046). What pages are made from is therefore read with rusqlite, which is the same SQLite without the
//! journey; what is written, and what editors ask, stays with sqlx.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row, Statement, ToSql};

use super::columns::Columns;
use crate::store::StoreError;

/// How long a question waits for another program that has locked the whole file. Readers otherwise never wait in WAL mode, and
/// whoever asks here holds up other pages.
const PATIENCE: Duration = Duration::from_secs(1);
/// Connections that are kept; as many pages as there are threads may be made at once, and more are opened while that is so.
const IDLE: usize = 4;
/// How much of the file each keeps in memory (negative: KiB): what is above the leaves of a large paper's tables. The rest is in the
/// system's memory.
const CACHE: i64 = -2048;
/// Questions that each keeps prepared: the few there are, by how many topics they ask for.
const PREPARED: usize = 48;

/// Connections that only read, each used by one thread at a time.
#[derive(Debug)]
pub(in crate::store) struct Direct {
    file: PathBuf,
    /// None when the store is closed.
    idle: Mutex<Option<Vec<Connection>>>,
}

impl Direct {
    /// Those of `file`, which is there and has its tables; opened when they are asked.
    pub(in crate::store) fn new(file: &Path) -> Self {
        Self {
            file: file.to_owned(),
            idle: Mutex::new(Some(Vec::new())),
        }
    }

    /// Asks on a connection that nobody else has meanwhile.
    ///
    /// # Errors
    /// Those of `ask`, and [`StoreError::Unreachable`] where the file cannot be opened or the store is closed.
    pub(in crate::store) fn ask<T>(
        &self,
        ask: impl FnOnce(&Asking) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let kept = match &mut *self.idle() {
            Some(idle) => idle.pop(),
            None => return Err(StoreError::Unreachable("it was closed".to_owned())),
        };
        let asking = Asking(match kept {
            Some(connection) => connection,
            None => self.open()?,
        });
        let answer = ask(&asking);
        // One that failed may have lost its file.
        if answer.is_ok()
            && let Some(idle) = &mut *self.idle()
            && idle.len() < IDLE
        {
            idle.push(asking.0);
        }
        answer
    }

    /// Closes them, those in use as soon as they are not.
    pub(in crate::store) fn close(&self) {
        *self.idle() = None;
    }

    fn idle(&self) -> MutexGuard<'_, Option<Vec<Connection>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self) -> Result<Connection, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.file, flags)?;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "cache_size", CACHE)?;
        connection.set_prepared_statement_cache_capacity(PREPARED);
        // Otherwise a question is planned anew for each value that is put into it.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        Ok(connection)
    }
}

/// A connection that is being asked.
pub(in crate::store) struct Asking(Connection);

impl Asking {
    /// What `read` makes of each row that `sql` gives with those values.
    ///
    /// # Errors
    /// Those of `read`, and whatever keeps the database from answering.
    pub(in crate::store) fn all<T>(
        &self,
        sql: &str,
        values: &[&dyn ToSql],
        mut read: impl FnMut(&DirectRow<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut question = self.0.prepare_cached(sql)?;
        put(&mut question, values)?;
        let mut rows = question.raw_query();
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(read(&DirectRow::of(row))?);
        }
        Ok(all)
    }

    /// The same for at most one row.
    ///
    /// # Errors
    /// As [`Asking::all`].
    pub(in crate::store) fn first<T>(
        &self,
        sql: &str,
        values: &[&dyn ToSql],
        read: impl FnOnce(&DirectRow<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut question = self.0.prepare_cached(sql)?;
        put(&mut question, values)?;
        let mut rows = question.raw_query();
        rows.next()?
            .map(|row| read(&DirectRow::of(row)))
            .transpose()
    }
}

/// Puts the first value in the place of `$1`, and so on: to SQLite these are names, numbered as they come up in the question.
fn put(question: &mut Statement<'_>, values: &[&dyn ToSql]) -> Result<(), StoreError> {
    for (place, value) in values.iter().enumerate() {
        if let Some(index) = question.parameter_index(&format!("${}", place + 1))? {
            question.raw_bind_parameter(index, value)?;
        }
    }
    Ok(())
}

/// A row of an answer.
pub(in crate::store) struct DirectRow<'a> {
    row: &'a Row<'a>,
    /// Where the next name is looked for first: columns are read in much the order in which they were asked for.
    next: Cell<usize>,
}

impl<'a> DirectRow<'a> {
    fn of(row: &'a Row<'a>) -> Self {
        Self {
            row,
            next: Cell::new(0),
        }
    }

    fn value(&self, column: &str) -> Result<ValueRef<'_>, StoreError> {
        let question = self.row.as_ref();
        let count = question.column_count();
        let from = self.next.get();
        let place = (from..count)
            .chain(0..from.min(count))
            .find(|place| {
                question
                    .column_name(*place)
                    .is_ok_and(|name| name == column)
            })
            .ok_or_else(|| StoreError::Refused(format!("there is no column `{column}`")))?;
        self.next.set(place + 1);
        Ok(self.row.get_ref(place)?)
    }
}

impl Columns for DirectRow<'_> {
    fn maybe_text(&self, column: &str) -> Result<Option<&str>, StoreError> {
        self.value(column)?
            .as_str_or_null()
            .map_err(|_| another_kind(column))
    }

    fn maybe_number(&self, column: &str) -> Result<Option<i64>, StoreError> {
        self.value(column)?
            .as_i64_or_null()
            .map_err(|_| another_kind(column))
    }
}

fn another_kind(column: &str) -> StoreError {
    StoreError::Damaged(format!("`{column}` holds another kind of value"))
}
