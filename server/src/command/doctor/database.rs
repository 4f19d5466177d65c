//! The database: that it is one of ours and sound, what stands beside it, and whether the clock agrees with its log.

use domain::Moment;
use jiff::Timestamp;
use newsroom::backup::is_half_restored;
use newsroom::clock::Clock;
use newsroom::events::EventNumber;
use newsroom::store::{Schema, Store, StoreError};

use super::{Check, letters, pictures, size};
use crate::command::backup::house;
use crate::command::left_behind;
use crate::settings::Settings;

/// A write-ahead log of so many bytes is folded into the file no more: in good order it has some 4 MB.
const LONG_LOG: u64 = 64_000_000;
/// So many microseconds may machines differ in time: five minutes.
const TOLERANCE: i64 = 300_000_000;

const RESTORE: &str = "Stop the server, put the data folder aside, and restore the newest backup with `dateline restore`.";

pub(super) async fn check(settings: &Settings, clock: &Clock) -> Vec<Check> {
    let file = settings.database.path();
    let shown = file.display();
    match Store::look(&settings.database).await {
        Ok(Schema::None) if is_half_restored(&house(settings)) => vec![Check::fail(
            "database",
            format!("There is none at {shown} yet: a restore was cut short."),
            "Run `dateline restore` again, which begins anew.",
        )],
        Ok(Schema::None) => vec![match left_behind::of(settings) {
            Some(left) => Check::fail(
                "database",
                sentence(&left.found()),
                sentence(&left.change()),
            ),
            None => Check::warn(
                "database",
                format!("There is none at {shown} yet."),
                "It is made when the paper is served or something is imported.",
            ),
        }],
        Ok(Schema::Older { found, known }) => vec![Check::warn(
            "database",
            format!("It is of an earlier Dateline (migration {found} of {known})."),
            "It is brought up to date when this version serves it; take a backup before. Nothing in it was looked at.",
        )],
        Ok(Schema::Current) => match Store::open(&settings.database).await {
            Ok(store) => {
                let checks = opened(settings, &store, clock).await;
                store.close().await;
                checks.unwrap_or_else(|error| vec![broken(&error)])
            }
            Err(error) => vec![broken(&error)],
        },
        Err(error) => vec![broken(&error)],
    }
}

/// What an error says after its colon, as it stands by itself.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).chain(['.']).collect()
}

fn broken(error: &StoreError) -> Check {
    let change = match error {
        StoreError::Unreachable(_) | StoreError::ReadOnly => {
            "The account that runs the paper has to own the database and its folder, and the disk must not be mounted read-only."
        }
        StoreError::Full => "Make room on its disk.",
        StoreError::Busy => "Find the program that keeps it, and try again.",
        StoreError::Newer { .. } => "Start the newer Dateline, or restore a backup from before.",
        StoreError::Damaged(_) => RESTORE,
        StoreError::Unsupported(_) | StoreError::Refused(_) => {
            "Set store.database, or store.data_dir, to the paper's own."
        }
    };
    Check::fail("database", format!("{error}."), change)
}

async fn opened(
    settings: &Settings,
    store: &Store,
    clock: &Clock,
) -> Result<Vec<Check>, StoreError> {
    let damage = store.damage().await?;
    let health = store.health().await?;
    let database = match damage.first() {
        Some(first) => Check::fail(
            "database",
            format!("It is damaged: {first}. `dateline check` tells all that is known."),
            RESTORE,
        ),
        None => Check::pass(
            "database",
            format!(
                "It is sound and has {} articles, {} of them published.",
                health.articles, health.published
            ),
        ),
    };
    let mut checks = vec![database, log(settings)];
    let before = EventNumber(health.newest_event.0 - 1);
    let newest = store.events(before, 1).await?;
    checks.extend(newest.first().map(|event| time(event.at, clock.now())));
    checks.push(pictures::check(settings, store).await?);
    checks.push(letters::check(settings, store, clock).await?);
    Ok(checks)
}

fn log(settings: &Settings) -> Check {
    let mut name = settings.database.path().as_os_str().to_owned();
    name.push("-wal");
    let length = std::fs::metadata(name).map_or(0, |file| file.len());
    let found = format!("The write-ahead log has {}.", size(length));
    if length < LONG_LOG {
        return Check::pass("log", found);
    }
    Check::warn(
        "log",
        found,
        "Something has had the database open for long, which keeps the log from being folded into it. Restarting the server folds it.",
    )
}

fn time(newest: Moment, now: Moment) -> Check {
    let shown = |moment: Moment| {
        let at = Timestamp::from_microsecond(moment.micros());
        at.map_or_else(|_| "no time".to_owned(), |at| format!("{at:.0}"))
    };
    if newest <= now.shifted(TOLERANCE) {
        return Check::pass(
            "clock",
            format!("It is {}; the newest event was before.", shown(now)),
        );
    }
    Check::fail(
        "clock",
        format!(
            "It is {} by this machine, but the newest event is of {}.",
            shown(now),
            shown(newest)
        ),
        "Set the machine's clock, best by NTP. If it was ahead when that event happened, publish what bears the wrong time anew.",
    )
}
