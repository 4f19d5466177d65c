//! Letting old addresses lead to new ones, one by one or as a file.

#[cfg(fuzzing)]
pub mod fuzzing;
mod table;

use super::account::Account;
use super::doing::{Action, DeskError};
use super::role::Right;
use crate::clock::Clock;
use crate::letters::exchange::guarded;
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
    /// Rows that were left out.
    pub refused: Vec<LeftOut>,
}

/// A row of a file that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its line, from 1.
    pub line: u64,
    /// What stands in it, as a row of a file.
    pub row: String,
    /// Why.
    pub why: String,
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
        .log_desk(Some(by.id), (Action::Set, subject.as_str()), false, now)
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
        .log_desk(Some(by.id), (Action::Set, subject.as_str()), false, now)
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
    for row in table::rows(file) {
        let read = row.read(url).and_then(|(from, to)| {
            // What leads there already was looked at when it was said.
            if known.redirect(&from) != Some(&to) {
                known.check(&from, &to)?;
            }
            Ok((from, to))
        });
        let (from, to) = match read {
            Ok(read) => read,
            Err(refusal) => {
                taken.refused.push(row.left_out(&refusal));
                continue;
            }
        };
        if known.redirect(&from) == Some(&to) {
            taken.unchanged += 1;
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
            .log_desk(Some(by.id), (Action::Set, subject.as_str()), false, now)
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

fn may(by: &Account) -> Result<(), DeskError> {
    match by.may(Right::ChangeSettings) {
        true => Ok(()),
        false => Err(DeskError::Forbidden),
    }
}
