//! A file of old addresses, row by row.

use domain::Refusal;

use super::LeftOut;
use crate::letters::exchange::unguarded;
use crate::redirects::{OldAddress, Target};

/// A row with something in it.
pub(super) struct Row {
    line: u64,
    cells: Vec<String>,
}

impl Row {
    /// Which address leads where; `url` is where readers reach the paper.
    pub(super) fn read(&self, url: &str) -> Result<(OldAddress, Target), Refusal> {
        let (from, to) = match self.cells.as_slice() {
            [] => ("", None),
            [from] => (from.as_str(), None),
            [from, to, ..] => (from.as_str(), Some(to)),
        };
        let from = OldAddress::read(from, url)?;
        let to = to.ok_or_else(|| {
            Refusal::new(format!(
                "The row has one column. Write behind {from} where it leads, or the word {}.",
                Target::GONE
            ))
        })?;
        Ok((from, Target::read(to, url)?))
    }

    pub(super) fn left_out(&self, why: &Refusal) -> LeftOut {
        let mut row = csv::Writer::from_writer(Vec::new());
        // Into memory, where there is nothing to fail.
        let _ = row.write_record(&self.cells);
        let row = row.into_inner().unwrap_or_default();
        LeftOut {
            line: self.line,
            row: String::from_utf8_lossy(&row).trim_end().to_owned(),
            why: why.to_string(),
        }
    }
}

/// The rows of a file, with commas, semicolons or tabs between what stands in them.
pub(super) fn rows(file: &str) -> Vec<Row> {
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
    // Of text with rows of any length, each can be read.
    for record in reader.records().flatten() {
        let line = record.position().map_or(0, csv::Position::line);
        let cells: Vec<String> = record
            .iter()
            .map(|cell| unguarded(cell.trim()).to_owned())
            .collect();
        // Names of columns: whatever they are, an old address begins with a slash, or with the paper's address.
        let is_names = line == 1 && cells.iter().all(|cell| !cell.contains('/'));
        if !is_names && cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(Row { line, cells });
        }
    }
    rows
}
