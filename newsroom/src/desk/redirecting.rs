//! Letting old addresses lead to new ones, one by one or as a file.

use super::account::Account;
use super::doing::{Action, DeskError};
use super::role::Right;
use crate::clock::Clock;
use crate::letters::exchange::{guarded, unguarded};
use crate::redirects::{OldAddress, Target};
use crate::store::{Store, StoreError};

/// What came of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// Addresses that lead elsewhere and did not before.
    pub added: usize,
    /// Those that lead to another address than before.
    pub changed: usize,
    /// Those that led there already.
    pub unchanged: usize,
    /// Rows that were left out: their line, from 1, and why.
    pub refused: Vec<(u64, String)>,
}

/// Lets an address lead to another, or nowhere, as they were typed. `url` is where readers reach the paper.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may; [`DeskError::Refused`] with what is wrong with either.
pub async fn redirect(
    store: &Store,
    clock: &Clock,
    by: &Account,
    (from, to): (&str, &str),
    url: &str,
) -> Result<OldAddress, DeskError> {
    may(by)?;
    let from = OldAddress::read(from, url)?;
    let to = Target::read(to, url)?;
    let known = store.known_addresses().await?;
    known.check(&from, &to)?;
    let before = known.redirect(&from).map_or("nothing", Target::written);
    let subject = format!("where {from} leads to “{}”, from “{before}”", to.written());
    let now = clock.now();
    let mut writing = store.write().await?;
    writing.put_redirect(&from, &to, by.id, now).await?;
    writing
        .log_desk(Some(by.id), (Action::Set, &subject), false, now)
        .await?;
    writing.commit().await?;
    Ok(from)
}

/// Lets an address lead nowhere, as if nothing had ever been there.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may, [`DeskError::Unknown`] where it did not lead anywhere.
pub async fn forget(
    store: &Store,
    clock: &Clock,
    by: &Account,
    from: &str,
) -> Result<(), DeskError> {
    may(by)?;
    let now = clock.now();
    let mut writing = store.write().await?;
    let before = writing.remove_redirect(from).await?;
    let before = before.ok_or(DeskError::Unknown)?;
    let subject = format!("where {from} leads to nothing, from “{}”", before.written());
    writing
        .log_desk(Some(by.id), (Action::Set, &subject), false, now)
        .await?;
    Ok(writing.commit().await?)
}

/// Takes in a file of two columns, the old address and the new one, with commas, semicolons or tabs between. A row that cannot be
/// used is told of and left out; the others are taken. A first row that names the columns is passed over.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may; a [`StoreError`], and nothing of the file is taken then.
pub async fn take_in(
    store: &Store,
    clock: &Clock,
    by: &Account,
    file: &str,
    url: &str,
) -> Result<Taken, DeskError> {
    may(by)?;
    let mut known = store.known_addresses().await?;
    let mut taken = Taken::default();
    let now = clock.now();
    let mut writing = store.write().await?;
    for (line, row) in rows(file) {
        let read = row.and_then(|(from, to)| {
            let from = OldAddress::read(&from, url).map_err(|refusal| refusal.to_string())?;
            let to = Target::read(&to, url).map_err(|refusal| refusal.to_string())?;
            Ok((from, to))
        });
        let (from, to) = match read {
            Ok(read) => read,
            Err(sentence) => {
                taken.refused.push((line, sentence));
                continue;
            }
        };
        if known.redirect(&from) == Some(&to) {
            taken.unchanged += 1;
            continue;
        }
        if let Err(refusal) = known.check(&from, &to) {
            taken.refused.push((line, refusal.to_string()));
            continue;
        }
        match known.redirect(&from) {
            Some(_) => taken.changed += 1,
            None => taken.added += 1,
        }
        writing.put_redirect(&from, &to, by.id, now).await?;
        known.learn(from.as_str(), &to);
    }
    if taken.added + taken.changed > 0 {
        let subject = format!(
            "where old addresses lead, by a file: {} new, {} changed",
            taken.added, taken.changed
        );
        writing
            .log_desk(Some(by.id), (Action::Set, &subject), false, now)
            .await?;
        writing.commit().await?;
    }
    Ok(taken)
}

/// All of them as a file that [`take_in`] takes.
///
/// # Errors
/// Any [`StoreError`].
pub async fn file(store: &Store) -> Result<String, StoreError> {
    const AT_A_TIME: u32 = 10_000;
    let mut file = csv::Writer::from_writer(Vec::new());
    let unwritten = |error: csv::Error| StoreError::Refused(error.to_string());
    file.write_record(["from", "to"]).map_err(unwritten)?;
    let mut after = String::new();
    loop {
        let lines = store.redirects("", &after, AT_A_TIME).await?;
        let Some(last) = lines.last() else { break };
        after.clone_from(&last.from);
        for line in &lines {
            let cells = [line.from.as_str(), line.to.written()].map(guarded);
            file.write_record(&cells).map_err(unwritten)?;
        }
    }
    let bytes = file.into_inner().unwrap_or_default();
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

type Row = (u64, Result<(String, String), String>);

fn rows(file: &str) -> Vec<Row> {
    // Lines are counted by their feeds: forms send both.
    let file = file.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
    let first = file.lines().next().unwrap_or_default();
    let delimiter = if first.contains('\t') {
        b'\t'
    } else if first.contains(';') && !first.contains(',') {
        b';'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(file.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                rows.push((line, Err("The row cannot be read.".to_owned())));
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let cell = |place: usize| {
            record
                .get(place)
                .map(|cell| unguarded(cell.trim()).to_owned())
        };
        let from = cell(0).unwrap_or_default();
        // Names of columns: whatever they are, an old address begins with a slash, or with the paper's address.
        if rows.is_empty() && line == 1 && !from.contains('/') {
            continue;
        }
        rows.push((
            line,
            match cell(1) {
                Some(to) => Ok((from, to)),
                None => Err(format!(
                    "The row has one column. Write behind `{from}` where it leads, or the word {}.",
                    Target::GONE
                )),
            },
        ));
    }
    rows
}

fn may(by: &Account) -> Result<(), DeskError> {
    match by.may(Right::ChangeSettings) {
        true => Ok(()),
        false => Err(DeskError::Forbidden),
    }
}
