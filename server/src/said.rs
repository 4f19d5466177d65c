//! What the program says: its answer on the standard output, what is to be noted beside it on the standard error.
//!
//! Who reads the answer may have read enough, as in `dateline list | head -1`. The rest is for nobody then: it is left out, and
//! the command does what it was told to all the same, so that nothing is left half done for want of a listener.

use std::fmt::Arguments;
use std::io::{self, ErrorKind, Write};

use anyhow::Context;

/// Says a line of the answer, as `println!` does.
macro_rules! say {
    ($($words:tt)*) => {
        $crate::said::words(format_args!("{}\n", format_args!($($words)*)))
    };
}

/// Says a line beside the answer, as `eprintln!` does.
macro_rules! note {
    ($($words:tt)*) => {
        $crate::said::beside(format_args!("{}\n", format_args!($($words)*)))
    };
}

pub(crate) use {note, say};

/// Says that much of the answer.
///
/// # Errors
/// When it cannot be written, unless that is because nobody reads it any more.
pub(crate) fn words(words: Arguments<'_>) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_fmt(words).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(error).context("the answer cannot be written")
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Says something beside the answer. Where that cannot be written, there is nobody to tell so.
pub fn beside(words: Arguments<'_>) {
    let _ = io::stderr().lock().write_fmt(words);
}

/// An error and what led to it, in one sentence. Some errors say themselves what led to them, which is not said twice.
#[must_use]
pub fn told(error: &anyhow::Error) -> String {
    let mut told = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !told.contains(&cause) {
            told += ": ";
            told += &cause;
        }
    }
    told
}
