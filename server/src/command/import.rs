use std::path::PathBuf;

use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use newsroom::clock::Clock;
use newsroom::importing::{self, Importer, Report};
use newsroom::media::Media;

use super::opened;
use crate::said::{note, say};
use crate::settings::Settings;

pub(super) const FRONT_MATTER: &str = "\
A file starts with its front matter; only title and section are required:

  ---
  title: The bridge opens
  section: City            # a section or topic not seen before is created
  slug: the-bridge-opens   # default: the file's name
  topics: [Bridges, Works] # a text or a list
  byline: Ada Lindqvist    # a text or a list; nobody needs an account
  date: 2023-02-05T06:30:00-05:00   # default: now; one ahead schedules
  type: news               # or opinion, analysis, review, gallery, explainer, obituary,
                           # or coverage: entries follow with `dateline coverage add`
  kicker: Harbour          # above the headline
  summary: The standfirst under the headline.
  image: pictures/bridge.jpg        # beside this file: AVIF, GIF, JPEG, PNG or WebP
  image_alt: The bridge in fog
  image_caption: At ten to six on Sunday.
  image_credit: Ilse Maro
  lang: en                 # where it is not the paper's language
  corrections:             # what was wrong, each with its day
    2023-02-06: The bridge is 312 metres long, not 321.
  dont_miss: true          # among the editors' picks
  draft: true              # not published
  ---

  The story, in Markdown.

A file with an author and no title tells readers of somebody who writes for the paper:

  ---
  author: Ada Lindqvist
  role: Harbour reporter
  image: pictures/ada.jpg           # with image_alt and image_credit
  lang: en
  ---

  The biography, in Markdown.

A file with a coverage and no title is an entry of an article of the type coverage:

  ---
  coverage: the-bridge-opens        # the article's slug
  date: 2023-02-05T06:41:00-05:00   # default: now
  headline: The first car is over   # or none
  byline: Ada Lindqvist
  key: true                         # among the key events
  pinned: true                      # above the other entries
  ---

  The entry, in Markdown.";

/// Fewer files than this are done before a bar could be read.
const WORTH_A_BAR: usize = 30;

pub(super) async fn run(settings: &Settings, paths: &[PathBuf]) -> anyhow::Result<()> {
    let found = importing::find(paths);
    if found.is_nothing() {
        let named: Vec<String> = paths
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        bail!(
            "there is no story in {}: files are looked for whose names end with .md or .markdown, in folders and all below them whose \
             names do not begin with a dot",
            named.join(", ")
        );
    }
    let store = opened::store(settings).await?;
    let media = Media::new(settings.media_dir());
    let clock = Clock::system();
    let importer = Importer {
        store: &store,
        clock: &clock,
        media: &media,
        time_zone: &settings.time_zone(),
    };
    let bar = bar(found.len());
    let imported = importer
        .import(&found, |path| {
            bar.inc(1);
            bar.set_message(path.display().to_string());
        })
        .await;
    bar.finish_and_clear();
    store.close().await;
    let report = imported.context("the import stopped; what came before stays, so run it again")?;
    conclude(&report)
}

/// A bar on a terminal, nothing where nobody watches.
fn bar(files: usize) -> ProgressBar {
    let target = if files < WORTH_A_BAR {
        ProgressDrawTarget::hidden()
    } else {
        ProgressDrawTarget::stderr()
    };
    let bar = ProgressBar::with_draw_target(Some(files as u64), target);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {eta} {msg}") {
        bar.set_style(style);
    }
    bar
}

/// Says what was imported and what was not.
pub(super) fn conclude(report: &Report) -> anyhow::Result<()> {
    for note in report.skipped.iter().chain(&report.notes) {
        note!("note: {note}");
    }
    for problem in &report.problems {
        note!("{problem}");
    }
    let Report {
        added,
        updated,
        moved,
        unchanged,
        ..
    } = report;
    say!("{added} added, {updated} updated, {moved} moved or re-dated, {unchanged} unchanged.")?;
    match report.problems.len() {
        0 => Ok(()),
        1 => bail!("1 file was not imported; its line above says why"),
        many => bail!("{many} files were not imported; the lines above say why"),
    }
}
