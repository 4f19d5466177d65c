//! The quotation mark that nobody closed. Everything after it belongs to one cell, as far as the rules of CSV go, and only the
//! line that it stands in tells where the mistake is.

use std::io::{Read, Result};

/// Passes bytes on and follows the quotation marks in them, by the rules by which they are read afterwards (RFC 4180): one
/// begins a quoted cell only where a cell begins.
pub(super) struct Quotes<R> {
    source: R,
    delimiter: u8,
    place: Place,
    line: u64,
    bytes: u64,
}

#[derive(Debug, Clone, Copy)]
enum Place {
    /// Where a cell begins.
    Start,
    /// In a cell without quotation marks around it, or behind them.
    Plain,
    /// In a cell whose quotation mark stands in that line.
    Quoted(u64),
    /// After a quotation mark in such a cell: it ends there, or the mark is doubled and means itself.
    Closing(u64),
}

impl<R> Quotes<R> {
    pub(super) fn in_file(source: R, delimiter: u8) -> Self {
        Self {
            source,
            delimiter,
            place: Place::Start,
            line: 1,
            bytes: 0,
        }
    }

    /// How many bytes were passed on.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The line of the quotation mark that is not closed in what was passed on, from 1.
    pub(super) fn open(&self) -> Option<u64> {
        match self.place {
            Place::Quoted(line) => Some(line),
            Place::Start | Place::Plain | Place::Closing(_) => None,
        }
    }

    fn follow(&mut self, byte: u8) {
        let ends_cell = byte == self.delimiter || byte == b'\n' || byte == b'\r';
        self.place = match (self.place, byte) {
            (Place::Start, b'"') => Place::Quoted(self.line),
            (Place::Quoted(line), b'"') => Place::Closing(line),
            (Place::Closing(line), b'"') => Place::Quoted(line),
            (Place::Quoted(line), _) => Place::Quoted(line),
            (Place::Start | Place::Plain | Place::Closing(_), _) if ends_cell => Place::Start,
            (Place::Start | Place::Plain | Place::Closing(_), _) => Place::Plain,
        };
        self.line += u64::from(byte == b'\n');
    }
}

impl<R: Read> Read for Quotes<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let count = self.source.read(into)?;
        for byte in into.iter().take(count) {
            self.follow(*byte);
        }
        self.bytes += count as u64;
        Ok(count)
    }
}
