//! A file of subscribers.
#![no_main]

use domain::Moment;
use jiff::tz::TimeZone;
use libfuzzer_sys::fuzz_target;
use newsroom::letters::exchange::Reader;

fuzz_target!(|file: &[u8]| {
    let now = Moment::from_micros(1_700_000_000_000_000);
    let Ok(mut reader) = Reader::open(file, "list.csv", TimeZone::UTC, Vec::new(), now) else {
        return;
    };
    let mut before = 0;
    while let Ok(Some(row)) = reader.next_row() {
        assert!(row.line >= before);
        before = row.line;
    }
});
