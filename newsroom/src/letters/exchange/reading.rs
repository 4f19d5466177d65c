//! Rows of a file, each a subscriber or the reason why it is none.

use std::io::BufRead;

use csv::{ByteRecord, ReaderBuilder};
use domain::{EmailAddress, Moment, Refusal, Slug};
use jiff::tz::TimeZone;

use super::quotes::Quotes;
use super::{Entry, unguarded};
use crate::importing;
use crate::letters::SubscriberState;

/// The longest text in a cell, in characters.
const LONGEST: usize = 4000;
/// What other programs call the only column that has to be there.
const ADDRESS: [&str; 5] = [
    "address",
    "email",
    "e-mail",
    "email address",
    "e-mail address",
];

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line it begins on, from 1.
    pub line: u64,
    /// What stands in it. What is not UTF-8 is replaced.
    pub cells: Vec<String>,
    /// Whom it tells of, or what is wrong with it, in a sentence.
    pub entry: Result<Entry, String>,
}

/// Reads a file.
pub struct Reader<R> {
    csv: csv::Reader<Quotes<R>>,
    columns: Vec<String>,
    record: ByteRecord,
    name: String,
    time_zone: TimeZone,
    letters: Vec<Slug>,
    now: Moment,
}

impl<R: BufRead> Reader<R> {
    /// Begins to read the file of that name: its first line has to name the columns. Times without an offset are on the
    /// clock of `time_zone`; `letters` are those there are, and `now` is what no time may lie after.
    ///
    /// # Errors
    /// Why it cannot be read, in a sentence.
    pub fn open(
        mut source: R,
        name: &str,
        time_zone: TimeZone,
        letters: Vec<Slug>,
        now: Moment,
    ) -> Result<Self, Refusal> {
        let unreadable =
            |error: &dyn std::fmt::Display| Refusal::new(format!("{name} cannot be read: {error}"));
        let start = source.fill_buf().map_err(|error| unreadable(&error))?;
        if start.starts_with(&[0xFF, 0xFE])
            || start.starts_with(&[0xFE, 0xFF])
            || start.contains(&0)
        {
            return Err(Refusal::new(format!(
                "{name} is not UTF-8 but looks like UTF-16; save it as \"CSV UTF-8\"."
            )));
        }
        let first_line = start.split(|byte| *byte == b'\n').next().unwrap_or(start);
        // Spreadsheets of countries that write 1,5 put semicolons between.
        let delimiter = match (first_line.contains(&b','), first_line.contains(&b';')) {
            (false, true) => b';',
            _ if first_line.contains(&b'\t') => b'\t',
            _ => b',',
        };
        let mut csv = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(Quotes::in_file(source, delimiter));
        let columns: Vec<String> = csv
            .byte_headers()
            .map_err(|error| unreadable(&error))?
            .iter()
            .map(|column| String::from_utf8_lossy(column).trim().to_lowercase())
            .collect();
        if !columns
            .iter()
            .any(|column| ADDRESS.contains(&column.as_str()))
        {
            return Err(Refusal::new(format!(
                "The first line of {name} has to name the columns, and one of them has to be `address`."
            )));
        }
        Ok(Self {
            csv,
            columns,
            record: ByteRecord::new(),
            name: name.to_owned(),
            time_zone,
            letters,
            now,
        })
    }

    /// What the first line calls the columns, in lower case.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// How many bytes were read.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.csv.position().byte()
    }

    /// The line of a quotation mark that is never closed, as far as the rows were read: the last of them goes on from there to
    /// the end of the file.
    #[must_use]
    pub fn unclosed(&self) -> Option<u64> {
        let quotes = self.csv.get_ref();
        // What was read ahead is of a row that is still to come.
        let is_at_end = self.csv.position().byte() >= quotes.bytes();
        quotes.open().filter(|_| is_at_end)
    }

    /// The next row; empty ones are passed over. None at the end.
    ///
    /// # Errors
    /// When the file cannot be read any further.
    pub fn next_row(&mut self) -> std::io::Result<Option<Row>> {
        loop {
            if !self.csv.read_byte_record(&mut self.record)? {
                return Ok(None);
            }
            if self.record.iter().any(|cell| !cell.trim_ascii().is_empty()) {
                break;
            }
        }
        let cells = self
            .record
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).into_owned());
        Ok(Some(Row {
            line: self.record.position().map_or(0, csv::Position::line),
            cells: cells.collect(),
            entry: self.entry(),
        }))
    }

    fn entry(&self) -> Result<Entry, String> {
        if let Some(line) = self.unclosed() {
            return Err(format!(
                "The quotation mark in line {line} is never closed, so everything after it counts as this row."
            ));
        }
        let (wanted, found) = (self.columns.len(), self.record.len());
        if found != wanted {
            return Err(format!(
                "It has {found} columns and not {wanted} as the first line; a quotation mark may be missing."
            ));
        }
        let address = ADDRESS
            .iter()
            .find_map(|column| self.cell(column).transpose())
            .transpose()?
            .unwrap_or_default();
        let address = EmailAddress::read(&address).map_err(|why| why.sentence().to_owned())?;
        let confirmed_at = self.moment("confirmed_at")?;
        let state = match self.cell("state")? {
            Some(state) => state.parse().map_err(sentence)?,
            None if confirmed_at.is_some() => SubscriberState::Confirmed,
            None => SubscriberState::Unconfirmed,
        };
        if state == SubscriberState::Confirmed && confirmed_at.is_none() {
            return Err(
                "A confirmed subscriber needs a time in the column confirmed_at.".to_owned(),
            );
        }
        Ok(Entry {
            address,
            state,
            letters: self.letters()?,
            frequency: match self.cell("frequency")? {
                Some(frequency) => frequency.parse().map_err(sentence)?,
                None => Default::default(),
            },
            paused_until: self.time("paused_until")?,
            created_at: self.moment("created_at")?,
            confirmed_at,
            asked_at: self.moment("consent_at")?,
            form: self
                .cell("consent_form")?
                .unwrap_or_else(|| format!("import {}", self.name)),
            wording: self.cell("consent_wording")?.unwrap_or_default(),
        })
    }

    /// What stands in the column of that name, on one line; none if nothing does, or there is no such column.
    fn cell(&self, column: &str) -> Result<Option<String>, String> {
        let place = self.columns.iter().position(|name| name == column);
        let Some(cell) = place.and_then(|place| self.record.get(place)) else {
            return Ok(None);
        };
        let cell = std::str::from_utf8(cell)
            .map_err(|_| format!("The column {column} is not UTF-8; save the file as UTF-8."))?;
        let cell: Vec<&str> = unguarded(cell).split_whitespace().collect();
        let cell = cell.join(" ");
        if cell.chars().any(char::is_control) || cell.chars().count() > LONGEST {
            return Err(format!(
                "The column {column} has more than {LONGEST} characters, or some that cannot be shown."
            ));
        }
        Ok(Some(cell).filter(|cell| !cell.is_empty()))
    }

    fn letters(&self) -> Result<Vec<Slug>, String> {
        let cell = self.cell("letters")?.unwrap_or_default();
        let mut letters = Vec::new();
        let names = cell.split([' ', ',', ';']).filter(|name| !name.is_empty());
        for name in names {
            let letter = self.letters.iter().find(|slug| slug.as_str() == name);
            let letter = letter.ok_or_else(|| format!("There is no letter `{name}`."))?;
            if !letters.contains(letter) {
                letters.push(letter.clone());
            }
        }
        Ok(letters)
    }

    fn time(&self, column: &str) -> Result<Option<Moment>, String> {
        let cell = self.cell(column)?;
        let moment = cell.map(|cell| importing::moment(&cell, &self.time_zone));
        moment
            .transpose()
            .map_err(|why| format!("In the column {column}, {why}."))
    }

    /// A time that has passed.
    fn moment(&self, column: &str) -> Result<Option<Moment>, String> {
        match self.time(column)? {
            Some(moment) if moment > self.now => {
                Err(format!("The time in the column {column} lies ahead."))
            }
            moment => Ok(moment),
        }
    }
}

fn sentence(refusal: Refusal) -> String {
    refusal.to_string()
}
