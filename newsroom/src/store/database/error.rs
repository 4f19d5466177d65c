use domain::Refusal;

/// What can go wrong with the store, in words for whoever runs it. It never reaches a reader.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file cannot be opened, or the disk does not give or take what is in it.
    #[error("the database cannot be opened, read or written: {0}")]
    Unreachable(String),
    /// The file, or the folder it is in, may not be written to.
    #[error(
        "the database is read-only: the paper must be able to write to the file and its folder"
    )]
    ReadOnly,
    /// No room is left on the disk.
    #[error("the disk is full; the last change was not written")]
    Full,
    /// Somebody else held the write lock for longer than the time limit.
    #[error("the database was busy for too long with another program's write")]
    Busy,
    /// A newer Dateline has changed the tables.
    #[error(
        "the database was made by a newer Dateline (its migration {found} is not known here); \
         nothing was changed: start the newer version"
    )]
    Newer {
        /// The unknown migration.
        found: i64,
    },
    /// The file is damaged, or not a database at all, or holds a value that breaks a rule.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// `DATABASE_URL` names something this version cannot use.
    #[error("{0}")]
    Unsupported(String),
    /// Anything else the database said.
    #[error("the database refused: {0}")]
    Refused(String),
}

/// SQLite's primary result codes (sqlite.org/rescode.html); an extended code has them in its low byte.
const BUSY: i64 = 5;
const LOCKED: i64 = 6;
const READ_ONLY: i64 = 8;
const DISK: i64 = 10;
const DAMAGED: i64 = 11;
const FULL: i64 = 13;
const CANNOT_OPEN: i64 = 14;
const NOT_A_DATABASE: i64 = 26;

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let sqlx::Error::Database(said) = &error else {
            return match error {
                sqlx::Error::PoolTimedOut => Self::Busy,
                sqlx::Error::Io(_) => Self::Unreachable(error.to_string()),
                _ => Self::Refused(error.to_string()),
            };
        };
        let code = said.code().and_then(|code| code.parse().ok());
        Self::of_code(code.unwrap_or(0), said.message().to_owned())
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::SqliteFailure(code, said) => Self::of_code(
                i64::from(code.extended_code),
                said.unwrap_or_else(|| code.to_string()),
            ),
            error => Self::Refused(error.to_string()),
        }
    }
}

impl StoreError {
    /// What a result code of SQLite means, and what SQLite said.
    fn of_code(code: i64, said: String) -> Self {
        match code & 0xFF {
            BUSY | LOCKED => Self::Busy,
            READ_ONLY => Self::ReadOnly,
            FULL => Self::Full,
            DAMAGED | NOT_A_DATABASE => Self::Damaged(said),
            DISK | CANNOT_OPEN => Self::Unreachable(said),
            _ => Self::Refused(said),
        }
    }
}

impl From<Refusal> for StoreError {
    /// A stored value that breaks a rule of the domain: only another program can have written it.
    fn from(refusal: Refusal) -> Self {
        Self::Damaged(refusal.to_string())
    }
}
