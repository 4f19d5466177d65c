//! The text of an entry, from a file or from what is typed or piped in.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use domain::EntryText;
use newsroom::importing;

/// How much is read at most, in bytes. A text much shorter than that is told how long it is.
const MOST: u64 = 1 << 20;

pub(super) fn read(path: &Path) -> anyhow::Result<EntryText> {
    let (name, bytes) = if path == Path::new("-") {
        ("the text".to_owned(), most_of(io::stdin())?)
    } else {
        let name = path.display().to_string();
        let bytes = file(path).with_context(|| format!("{name} cannot be read"))?;
        (name, bytes)
    };
    if bytes.len() as u64 > MOST {
        bail!("{name} is larger than {} MiB", MOST >> 20);
    }
    let text = importing::text_of(&bytes).map_err(|flaw| anyhow!("{name}: {flaw}"))?;
    Ok(text.parse()?)
}

fn file(path: &Path) -> io::Result<Vec<u8>> {
    // Asked before opening: opening a pipe would wait for whoever writes to it.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    most_of(File::open(path)?)
}

fn most_of(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(MOST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
