//! Files that are an entry of coverage: those with a `coverage` and no `title`.

use std::path::{Path, PathBuf};

use domain::{EntryVersion, Moment, Slug};

use super::front_matter::FrontMatter;
use super::manuscript::Manuscript;
use super::pictures::{Illustrated, Pictures};
use super::report::{Flaw, Setback};
use super::run::Run;
use super::{Importer, date, quotation, story};
use crate::coverage::{self, CoverageError, EntryFiled, EntryFiling};
use crate::store::Arrival;

/// The keys that say something of an entry.
const KEYS: [&str; 6] = ["coverage", "date", "headline", "byline", "key", "pinned"];

/// Those of them that say nothing in a story.
pub(super) const ONLY_HERE: [(&str, &str); 4] = [
    ("coverage", "an entry of coverage has no `title`"),
    ("headline", "a story is called by its `title`"),
    ("key", "it stands in an entry of coverage"),
    ("pinned", "it stands in an entry of coverage"),
];

/// An entry that waits until all articles of its import are there.
pub(super) struct Waiting {
    pub(super) path: PathBuf,
    filing: EntryFiling,
    coverage_line: usize,
    kept: Vec<Arrival>,
}

/// Whether a file with that front matter is an entry.
pub(super) fn is_one(front: &FrontMatter) -> bool {
    front.text("coverage").is_some() && front.text("title").is_none()
}

impl Run<'_> {
    /// Checks a file that is an entry, and keeps its pictures.
    pub(super) fn entry(
        &mut self,
        path: &Path,
        front: &FrontMatter,
        manuscript: Manuscript,
    ) -> Result<Waiting, Flaw> {
        let coverage = front.required("coverage")?;
        for key in front.keys_but(&KEYS) {
            let text = format!("`{}` says nothing of an entry", quotation(&key.value));
            self.note(path, key.line, text);
        }
        let headline = front.text("headline").map(story::parsed).transpose()?;
        let byline = story::byline(front)?;
        let is_key = front.says_yes("key")?;
        let at = self.time_of(front)?;
        let Illustrated { body, kept, .. } = Pictures::of(self.origin, path).keep(
            self.importer.media,
            None,
            manuscript.body,
            manuscript.body_line,
        )?;
        let text = body
            .parse()
            .map_err(|refusal| Flaw::refused(manuscript.body_line, &refusal))?;
        Ok(Waiting {
            path: path.to_owned(),
            filing: EntryFiling {
                coverage: story::parsed::<Slug>(coverage)?,
                version: EntryVersion {
                    headline,
                    text,
                    byline,
                    is_key,
                },
                is_pinned: front.says_yes("pinned")?,
                at,
                source: self.origin.source(path),
            },
            coverage_line: coverage.line,
            kept,
        })
    }

    /// When an entry was written. It cannot be ahead: readers get entries as they are written.
    fn time_of(&self, front: &FrontMatter) -> Result<Option<Moment>, Flaw> {
        let Some(written) = front.text("date") else {
            return Ok(None);
        };
        let at = date::moment(&written.value, self.importer.time_zone)
            .map_err(|reason| Flaw::at(written.line, reason))?
            .shifted(self.rules.shift);
        if at > self.importer.clock.now() {
            return Err(Flaw::at(written.line, "an entry cannot be dated ahead"));
        }
        Ok(Some(at))
    }

    /// Files the entries that waited, the oldest first, so that their numbers follow their times.
    pub(super) fn waiting(&mut self) -> Vec<Waiting> {
        let mut waiting = std::mem::take(&mut self.entries);
        waiting.sort_by_key(|entry| entry.filing.at.unwrap_or(self.importer.clock.now()));
        waiting
    }

    /// Files an entry whose article is there, or never will be.
    pub(super) async fn file_entry(&mut self, entry: &Waiting) -> Result<(), Setback> {
        let Importer { store, clock, .. } = *self.importer;
        store.add_pictures(&entry.kept, clock.now()).await?;
        let filed = match self.rules.leaves_held && self.has_entry(entry).await? {
            true => Ok(EntryFiled::Unchanged),
            false => coverage::file(store, clock, &entry.filing).await,
        };
        match filed {
            Ok(filed) => {
                self.report.count_entry(filed);
                Ok(())
            }
            Err(CoverageError::Store(error)) => Err(error.into()),
            Err(error) => Err(Flaw::at(entry.coverage_line, error.to_string()).into()),
        }
    }

    async fn has_entry(&self, entry: &Waiting) -> Result<bool, Setback> {
        let mut writing = self.importer.store.write().await?;
        let filing = &entry.filing;
        let Some(coverage) = writing.held_coverage(&filing.coverage).await? else {
            return Ok(false);
        };
        let held = writing.held_entry_from(coverage.article, &filing.source);
        Ok(held.await?.is_some())
    }
}
