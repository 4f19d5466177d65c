//! The migrations: how the tables came to be what they are.

use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{SqlSafeStr, SqlitePool};

use crate::store::StoreError;

/// The migrations, oldest first. New ones are added at the end; none is ever edited.
const ALL: &[(i64, &str, &str)] = &[
    (
        1,
        "paper",
        include_str!("../../../../migrations/sqlite/0001_paper.sql"),
    ),
    (
        2,
        "former addresses",
        include_str!("../../../../migrations/sqlite/0002_former_addresses.sql"),
    ),
    (
        3,
        "variants",
        include_str!("../../../../migrations/sqlite/0003_variants.sql"),
    ),
    (
        4,
        "search",
        include_str!("../../../../migrations/sqlite/0004_search.sql"),
    ),
    (
        5,
        "kinds and corrections",
        include_str!("../../../../migrations/sqlite/0005_kinds_and_corrections.sql"),
    ),
    (
        6,
        "most read",
        include_str!("../../../../migrations/sqlite/0006_most_read.sql"),
    ),
    (
        7,
        "profiles",
        include_str!("../../../../migrations/sqlite/0007_profiles.sql"),
    ),
    (
        8,
        "followers",
        include_str!("../../../../migrations/sqlite/0008_followers.sql"),
    ),
    (
        9,
        "changed",
        include_str!("../../../../migrations/sqlite/0009_changed.sql"),
    ),
    (
        10,
        "weather",
        include_str!("../../../../migrations/sqlite/0010_weather.sql"),
    ),
    (
        11,
        "breaking",
        include_str!("../../../../migrations/sqlite/0011_breaking.sql"),
    ),
    (
        12,
        "coverage",
        include_str!("../../../../migrations/sqlite/0012_coverage.sql"),
    ),
    (
        13,
        "push",
        include_str!("../../../../migrations/sqlite/0013_push.sql"),
    ),
    (
        14,
        "search heads",
        include_str!("../../../../migrations/sqlite/0014_search_heads.sql"),
    ),
    (
        15,
        "letters",
        include_str!("../../../../migrations/sqlite/0015_letters.sql"),
    ),
    (
        16,
        "desk",
        include_str!("../../../../migrations/sqlite/0016_desk.sql"),
    ),
    (
        17,
        "front",
        include_str!("../../../../migrations/sqlite/0017_front.sql"),
    ),
    (
        18,
        "erased",
        include_str!("../../../../migrations/sqlite/0018_erased.sql"),
    ),
    (
        19,
        "second factor",
        include_str!("../../../../migrations/sqlite/0019_second_factor.sql"),
    ),
    (
        20,
        "sources",
        include_str!("../../../../migrations/sqlite/0020_sources.sql"),
    ),
    (
        21,
        "picture library",
        include_str!("../../../../migrations/sqlite/0021_picture_library.sql"),
    ),
    (
        22,
        "settings",
        include_str!("../../../../migrations/sqlite/0022_settings.sql"),
    ),
    (
        23,
        "readers at the desk",
        include_str!("../../../../migrations/sqlite/0023_readers_at_the_desk.sql"),
    ),
    (
        24,
        "vitals",
        include_str!("../../../../migrations/sqlite/0024_vitals.sql"),
    ),
    (
        25,
        "name in search",
        include_str!("../../../../migrations/sqlite/0025_name_in_search.sql"),
    ),
    (
        26,
        "section fronts",
        include_str!("../../../../migrations/sqlite/0026_section_fronts.sql"),
    ),
    (
        27,
        "mail trouble",
        include_str!("../../../../migrations/sqlite/0027_mail_trouble.sql"),
    ),
    (
        28,
        "stages of stories",
        include_str!("../../../../migrations/sqlite/0028_stages_of_stories.sql"),
    ),
    (
        29,
        "about in log",
        include_str!("../../../../migrations/sqlite/0029_about_in_log.sql"),
    ),
    (
        30,
        "elsewhere",
        include_str!("../../../../migrations/sqlite/0030_elsewhere.sql"),
    ),
    (
        31,
        "stories by stage",
        include_str!("../../../../migrations/sqlite/0031_stories_by_stage.sql"),
    ),
    (
        32,
        "missed",
        include_str!("../../../../migrations/sqlite/0032_missed.sql"),
    ),
    (
        33,
        "once",
        include_str!("../../../../migrations/sqlite/0033_once.sql"),
    ),
    (
        34,
        "unseen headlines",
        include_str!("../../../../migrations/sqlite/0034_unseen_headlines.sql"),
    ),
];

/// The number of the newest.
pub(in crate::store) const NEWEST: i64 = ALL[ALL.len() - 1].0;

/// Runs those that the file has not had yet, all or none; `found` is the newest it had when it was looked at.
///
/// # Errors
/// [`StoreError::Newer`] for a file that has had one that is not known here.
pub(in crate::store) async fn migrate(
    writer: &SqlitePool,
    found: Option<i64>,
) -> Result<(), StoreError> {
    let migrations = ALL.iter().map(|&(version, name, sql)| {
        Migration::new(
            version,
            name.into(),
            MigrationType::Simple,
            sql.into_sql_str(),
            false,
        )
    });
    let migrator = Migrator::with_migrations(migrations.collect());
    if found == Some(NEWEST) {
        return Ok(migrator.run(writer).await?);
    }
    // Another program may have found the same. Whoever is second waits here, and then finds nothing left to do.
    let mut transaction = writer.begin_with("begin immediate").await?;
    migrator.run_direct(None, &mut *transaction, false).await?;
    Ok(transaction.commit().await?)
}

impl From<MigrateError> for StoreError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(found) => Self::Newer { found },
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
            other => Self::Damaged(other.to_string()),
        }
    }
}
