use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use newsroom::clock::Clock;
use newsroom::letters::SubscriberState;
use newsroom::letters::exchange::{Entry, Reader, Row, Taken, guarded, take};
use newsroom::store::Store;

use crate::said::say;
use crate::settings::Settings;

pub(super) const COLUMNS: &str = "\
The first line names the columns, in any order; only the address has to be there:

  address           where letters go; email and e-mail address are understood too
  letters           which, by the last parts of their addresses, with spaces between
  confirmed_at      when its owner confirmed it, such as 2023-02-05T18:30:00Z; without it, nothing is sent there
  consent_at        when they asked [default: confirmed_at]
  consent_form      where they did [default: import and the file's name]
  consent_wording   the words that stood there
  state             confirmed, unconfirmed, bounced or complained [default: by confirmed_at]
  frequency         every or weekly
  paused_until      a time before which nothing is sent
  created_at        when the address was left first

Other columns are passed over. The file is UTF-8, with commas, semicolons or tabs between the columns. What
`dateline subscribers export` writes can be imported as it is.";

/// Why a row is refused whose owner was erased.
const ERASED: &str = "This address was erased; only its owner brings it back, by signing up again.";
/// Rows that are taken in at once: few enough that publishing never waits for long.
const BATCH: usize = 500;
/// A smaller file is done before a bar could be read, in bytes.
const WORTH_A_BAR: u64 = 200_000;

#[derive(Debug, Args)]
pub(in crate::command) struct Arguments {
    /// The file
    file: PathBuf,
}

/// What became of the rows.
#[derive(Debug, Default)]
struct Counts {
    added: u64,
    /// Of those that were added, they are written to once they confirm.
    unconfirmed: u64,
    /// Of those that were added and confirmed, they get none.
    without_letter: u64,
    changed: u64,
    unchanged: u64,
    left_alone: u64,
    refused: u64,
}

pub(super) async fn run(
    settings: &Settings,
    store: &Store,
    clock: &Clock,
    arguments: &Arguments,
) -> anyhow::Result<()> {
    let path = &arguments.file;
    let shown = path.display();
    let file = File::open(path).with_context(|| format!("{shown} cannot be read"))?;
    let about = file.metadata()?;
    if !about.is_file() {
        bail!("{shown} cannot be read: it is not a file");
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let letters = store.letters().await?;
    let slugs = letters.into_iter().map(|letter| letter.definition.slug);
    let mut reader = Reader::open(
        BufReader::new(file),
        &name,
        settings.time_zone(),
        slugs.collect(),
        clock.now(),
    )?;
    let mut refused = Refused::beside(path, reader.columns());
    let bar = bar(about.len());
    let mut counts = Counts::default();
    let done = read(&mut reader, store, clock, &bar, &mut refused, &mut counts).await;
    bar.finish_and_clear();
    let Counts {
        added,
        unconfirmed,
        without_letter,
        changed,
        unchanged,
        left_alone,
        refused: refused_rows,
    } = counts;
    say!("{added} added, {changed} changed, {unchanged} unchanged, {left_alone} left alone.")?;
    if unconfirmed > 0 {
        say!(
            "{unconfirmed} of them unconfirmed: nothing is sent there until they sign up on the site and confirm it, or the column \
             confirmed_at says when they did."
        )?;
    }
    if without_letter > 0 {
        say!(
            "{without_letter} of them without a letter: nothing is sent there until the column letters names some{}.",
            example(store).await?
        )?;
    }
    done.context("the import stopped; what came before stays, so run it again")?;
    let unclosed = reader.unclosed().map_or_else(String::new, |line| {
        format!("; the quotation mark in line {line} is never closed, so everything after it counts as one row")
    });
    let refused = refused.finish()?;
    let refused = refused.display();
    match refused_rows {
        0 => Ok(()),
        1 => bail!("1 row was refused; {refused} has it with its line and the reason{unclosed}"),
        many => {
            bail!(
                "{many} rows were refused; {refused} has them with their lines and the reasons{unclosed}"
            )
        }
    }
}

impl Counts {
    /// Somebody new. Whoever makes a list seldom means that nothing goes to those in it.
    fn add(&mut self, row: &Row) {
        self.added += 1;
        let Ok(entry) = &row.entry else { return };
        match entry.state {
            SubscriberState::Unconfirmed => self.unconfirmed += 1,
            SubscriberState::Confirmed => {
                self.without_letter += u64::from(entry.letters.is_empty());
            }
            SubscriberState::Bounced | SubscriberState::Complained => {}
        }
    }
}

/// A letter that the paper has, to show how they are named.
async fn example(store: &Store) -> anyhow::Result<String> {
    let letters = store.letters().await?;
    let first = letters.first().map(|letter| &letter.definition.slug);
    Ok(first.map_or_else(String::new, |slug| format!(", such as {slug}")))
}

async fn read(
    reader: &mut Reader<BufReader<File>>,
    store: &Store,
    clock: &Clock,
    bar: &ProgressBar,
    refused: &mut Refused,
    counts: &mut Counts,
) -> anyhow::Result<()> {
    let mut batch = Vec::with_capacity(BATCH);
    while let Some(row) = reader.next_row()? {
        batch.push(row);
        if batch.len() >= BATCH {
            take_in(store, clock, &mut batch, refused, counts).await?;
            bar.set_position(reader.bytes());
        }
    }
    take_in(store, clock, &mut batch, refused, counts).await
}

async fn take_in(
    store: &Store,
    clock: &Clock,
    batch: &mut Vec<Row>,
    refused: &mut Refused,
    counts: &mut Counts,
) -> anyhow::Result<()> {
    let entries = batch.iter().filter_map(|row| row.entry.as_ref().ok());
    let entries: Vec<Entry> = entries.cloned().collect();
    let mut taken = take(store, clock, &entries).await?.into_iter();
    for row in batch.drain(..) {
        let taken = match &row.entry {
            Ok(_) => taken.next(),
            Err(reason) => {
                counts.refused += 1;
                refused.write(&row, reason)?;
                None
            }
        };
        match taken {
            Some(Taken::Added) => counts.add(&row),
            Some(Taken::Changed) => counts.changed += 1,
            Some(Taken::Unchanged) => counts.unchanged += 1,
            Some(Taken::LeftAlone) => counts.left_alone += 1,
            Some(Taken::Erased) => {
                counts.refused += 1;
                refused.write(&row, ERASED)?;
            }
            None => {}
        }
    }
    Ok(())
}

/// A bar on a terminal, nothing where nobody watches.
fn bar(bytes: u64) -> ProgressBar {
    let target = match bytes < WORTH_A_BAR {
        true => ProgressDrawTarget::hidden(),
        false => ProgressDrawTarget::stderr(),
    };
    let bar = ProgressBar::with_draw_target(Some(bytes), target);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes} {eta}") {
        bar.set_style(style);
    }
    bar
}

/// The rows that were not taken, in a file beside the first that can be mended and imported.
struct Refused {
    path: PathBuf,
    columns: Vec<String>,
    writer: Option<csv::Writer<File>>,
}

impl Refused {
    fn beside(path: &Path, columns: &[String]) -> Self {
        let stem = path.with_extension("");
        let mut name = stem.into_os_string();
        name.push(".refused.csv");
        let own = ["line", "reason"];
        let theirs = columns.iter().map(String::as_str);
        Self {
            path: name.into(),
            columns: own.into_iter().chain(theirs).map(str::to_owned).collect(),
            writer: None,
        }
    }

    fn write(&mut self, row: &Row, reason: &str) -> anyhow::Result<()> {
        let writer = match &mut self.writer {
            Some(writer) => writer,
            None => {
                let writer = csv::WriterBuilder::new()
                    .flexible(true)
                    .from_path(&self.path)
                    .map_err(|error| self.cannot(&error))?;
                let writer = self.writer.insert(writer);
                writer.write_record(&self.columns)?;
                writer
            }
        };
        let mut cells = vec![row.line.to_string(), reason.to_owned()];
        cells.extend(row.cells.iter().map(|cell| guarded(cell)));
        writer.write_record(cells)?;
        Ok(())
    }

    fn cannot(&self, error: &dyn std::fmt::Display) -> anyhow::Error {
        anyhow!("{} cannot be written: {error}", self.path.display())
    }

    /// Where they are. What an earlier import refused is gone when this one refused nothing.
    fn finish(self) -> anyhow::Result<PathBuf> {
        match self.writer {
            Some(mut writer) => writer.flush()?,
            None if self.path.exists() => std::fs::remove_file(&self.path)?,
            None => {}
        }
        Ok(self.path)
    }
}
