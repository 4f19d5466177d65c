//! Letters that wait to be sent: since when, and why.

use newsroom::clock::Clock;
use newsroom::store::{Store, StoreError};

use super::Check;
use crate::command::list::minute;
use crate::settings::Settings;

/// So many microseconds may a letter wait before that is worth a word: ten minutes. Large issues take longer than it takes to
/// say "later" once.
const USUAL: i64 = 600_000_000;

pub(super) async fn check(
    settings: &Settings,
    store: &Store,
    clock: &Clock,
) -> Result<Check, StoreError> {
    let zone = settings.time_zone();
    let Some(waiting) = store.waiting().await? else {
        return Ok(Check::pass("letters", "None waits to be sent."));
    };
    let since = minute(&zone, waiting.since);
    let found = match waiting.copies {
        1 => format!("1 letter has waited since {since}"),
        many => format!("{many} letters wait, the first of them since {since}"),
    };
    if let Some(trouble) = store.mail_trouble().await?.first() {
        let since = minute(&zone, trouble.since);
        return Ok(Check::fail(
            "letters",
            format!(
                "{found}. {} has taken none since {since}: {}",
                trouble.server, trouble.why
            ),
            "Put right what it says, in mail.smtp_url and mail.from or at whoever runs it; `dateline letters preflight` tries it. \
             What waits is sent then.",
        ));
    }
    if waiting.since > clock.now().shifted(-USUAL) {
        return Ok(Check::pass("letters", format!("{found}.")));
    }
    Ok(match store.why_any_waits().await? {
        Some(answer) => Check::warn(
            "letters",
            format!(
                "{found}; what mail servers say most often: {}",
                answer.words
            ),
            "Each is tried again for about two days; `dateline letters status` says how far they are.",
        ),
        None => Check::warn(
            "letters",
            format!("{found}."),
            "The server sends them, once it runs; `dateline letters status` says how far they are.",
        ),
    })
}
