use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::PathBuf;

use anyhow::anyhow;
use clap::Args;
use newsroom::letters::exchange::{self, ExportError};
use newsroom::store::Store;

use crate::said::say;

#[derive(Debug, Args)]
pub(in crate::command) struct Arguments {
    /// The file to write; there must be none of that name [default: to the terminal, or into a pipe]
    file: Option<PathBuf>,
}

pub(super) async fn run(store: &Store, arguments: &Arguments) -> anyhow::Result<()> {
    let Some(path) = &arguments.file else {
        return match exchange::export(store, io::stdout().lock()).await {
            Err(ExportError::Write(error)) if is_for_nobody(&error) => Ok(()),
            done => Ok(done.map(drop)?),
        };
    };
    let shown = path.display();
    let file = new_file(path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            anyhow!("{shown} is there already; a list is written to a new file")
        }
        _ => anyhow::Error::from(error).context(format!("{shown} cannot be written")),
    })?;
    let count = written(store, file).await.inspect_err(|_| {
        // Half a list looks like a whole one.
        let _ = std::fs::remove_file(path);
    })?;
    say!("Wrote {count} subscribers to {shown}.")
}

async fn written(store: &Store, file: File) -> Result<u64, ExportError> {
    let mut file = BufWriter::new(file);
    let count = exchange::export(store, &mut file).await?;
    file.flush()?;
    Ok(count)
}

/// Whoever reads the list has read enough of it.
fn is_for_nobody(error: &csv::Error) -> bool {
    matches!(error.kind(), csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::BrokenPipe)
}

/// Addresses are nobody else's business: only whoever runs this may read the file.
fn new_file(path: &PathBuf) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
