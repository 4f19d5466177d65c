//! `dateline doctor`: what is wrong with a paper and the machine it is on, in words, and what to do about it.
//!
//! It looks and changes nothing: it makes no folder, and a database that an earlier version has left is not brought up to date. So
//! it can be asked at any time, also while the paper is served.

mod certificate;
mod database;
mod folder;
mod keeping;
mod letters;
mod outward;
mod pictures;
mod privacy;
mod serving;

use anyhow::bail;
use newsroom::clock::Clock;

use super::checks::{Check, Verdict, written};
use crate::said::{say, words};
use crate::settings::{Refused, Settings};

/// Looks at everything and prints it, as a table or as JSON.
///
/// # Errors
/// When something does not work.
pub(super) async fn run(settings: &Settings, json: bool) -> anyhow::Result<()> {
    let mut checks = vec![Check::pass("settings", "All of them can be used.")];
    let clock = Clock::system();
    checks.extend(folder::check(settings));
    checks.extend(database::check(settings, &clock).await);
    checks.extend(privacy::check(settings));
    checks.extend(keeping::check(settings, &clock));
    checks.extend(serving::check(settings));
    checks.extend(certificate::check(settings, &clock));
    checks.extend(outward::check(settings));
    print(&checks, json)
}

/// The same where no setting is known, because one is wrong.
///
/// # Errors
/// Always.
pub(super) fn without_settings(refused: &Refused, json: bool) -> anyhow::Result<()> {
    let change = "Mend it; until then no command works, and nothing else can be looked at.";
    print(
        &[Check::fail("settings", refused.to_string(), change)],
        json,
    )
}

fn print(checks: &[Check], json: bool) -> anyhow::Result<()> {
    if json {
        say!("{}", serde_json::to_string_pretty(checks)?)?;
    } else {
        words(format_args!("{}", written(checks)))?;
    }
    let failed = checks.iter().filter(|it| it.verdict == Verdict::Fail);
    match failed.count() {
        0 => Ok(()),
        1 => bail!("one thing is wrong"),
        more => bail!("{more} things are wrong"),
    }
}

/// So many bytes, for people.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        1_000_000..1_000_000_000 => format!("{} MB", bytes / 1_000_000),
        _ => format!("{}.{} GB", bytes / 1_000_000_000, bytes / 100_000_000 % 10),
    }
}
