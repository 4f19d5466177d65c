//! Importing: files of Markdown with YAML front matter become articles.
//!
//! An import may be repeated at any time. An article belongs to the file it came from: the same
//! file brings a new version when it changed and nothing when it did not, renames its article when it
//! names another slug, and another file with the same slug is turned away while the first is still there. One broken file is reported with the
//! line to look at and stops nothing; of it nothing is stored.
//!
//! Files are read with blocking calls: an import runs on the command line or before the paper
//! opens, never in a request.

mod body_pictures;
mod date;
mod find;
mod front_matter;
mod manuscript;
mod notes;
mod origin;
mod pictures;
mod report;
mod story;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use domain::{Slug, Version};
use jiff::tz::TimeZone;

pub use find::{Found, find};
pub use report::{Note, Problem, Report};

pub(crate) use find::FoundFile;
pub(crate) use origin::{Origin, Unreadable};

use crate::clock::Clock;
use crate::media::{KeptPicture, Media};
use crate::publishing::{self, Filed, Filing, When};
use crate::store::{Held, Store, StoreError};
use front_matter::FrontMatter;
use manuscript::{Kind, Manuscript};
use pictures::{Illustrated, Pictures};
use report::{Flaw, Setback};
use story::Story;

/// The longest quotation from a file in a note, in characters.
const LONGEST_QUOTATION: usize = 80;

/// Takes files into the paper.
#[derive(Debug, Clone, Copy)]
pub struct Importer<'a> {
    /// Where articles go.
    pub store: &'a Store,
    /// What time it is.
    pub clock: &'a Clock,
    /// Where pictures go.
    pub media: &'a Media,
    /// Where the paper is at home: what a date without an offset means.
    pub time_zone: &'a TimeZone,
}

impl Importer<'_> {
    /// Imports the files found, and tells `progress` of each one that is done.
    ///
    /// # Errors
    /// A [`StoreError`] that would stop every further file too, such as a full disk. What was
    /// imported before it stays, so the import can simply be run again.
    pub async fn import(
        &self,
        found: &Found,
        progress: impl FnMut(&Path),
    ) -> Result<Report, StoreError> {
        self.import_from(&origin::Disk, Rules::default(), found, progress)
            .await
    }

    /// The same from any place and under other rules.
    pub(crate) async fn import_from(
        &self,
        origin: &dyn Origin,
        rules: Rules,
        found: &Found,
        mut progress: impl FnMut(&Path),
    ) -> Result<Report, StoreError> {
        let mut run = Run {
            importer: self,
            origin,
            rules,
            report: Report {
                problems: found.problems.clone(),
                ..Report::default()
            },
            owners: HashMap::new(),
        };
        for file in &found.files {
            match run.file(file).await {
                Ok(Some(filed)) => run.report.count(filed),
                Ok(None) => {}
                Err(Setback::Flaw(flaw)) => run.report.problems.push(Problem {
                    path: file.path.clone(),
                    line: flaw.line,
                    reason: flaw.reason,
                }),
                Err(Setback::Stop(error)) => return Err(error),
            }
            progress(&file.path);
        }
        Ok(run.report)
    }
}

/// What differs between an editor's files and the sample paper.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Rules {
    /// Microseconds that every date is moved by.
    pub(crate) shift: i64,
    /// Whether an article that is there already stays as it is, whatever its file says.
    pub(crate) leaves_held: bool,
}

/// One import.
struct Run<'a> {
    importer: &'a Importer<'a>,
    origin: &'a dyn Origin,
    rules: Rules,
    report: Report,
    /// Which file of this import a slug belongs to.
    owners: HashMap<Slug, PathBuf>,
}

impl Run<'_> {
    /// Imports one file. `None` when it is no article and need not be one.
    async fn file(&mut self, file: &FoundFile) -> Result<Option<Filed>, Setback> {
        let Some(manuscript) = self.open(file)? else {
            return Ok(None);
        };
        let story = self.check(&file.path, &manuscript)?;
        let held = self.held(&story.slug).await?;
        self.claim(&file.path, &story, held.as_ref())?;
        if self.rules.leaves_held && (held.is_some() || self.has_been_filed(file, &story).await?) {
            return Ok(Some(Filed::Unchanged));
        }
        let slug_line = story.slug_line;
        let (filing, pictures) = self.complete(&file.path, story, manuscript)?;
        let Importer { store, clock, .. } = *self.importer;
        store.add_pictures(&pictures).await?;
        match publishing::file(store, clock, &filing).await {
            Ok(filed) => Ok(Some(filed)),
            Err(error) => Err(Setback::filing(slug_line, error)),
        }
    }

    fn open(&mut self, file: &FoundFile) -> Result<Option<Manuscript>, Flaw> {
        const NO_FRONT_MATTER: &str = "has no front matter: its first line is not `---`";
        let bytes = self
            .origin
            .read(&file.path, manuscript::LARGEST_FILE)
            .map_err(|error| Flaw::of_the_file(format!("the file {error}")))?;
        match manuscript::read(&bytes)? {
            Kind::Article(manuscript) => Ok(Some(manuscript)),
            Kind::PlainText if file.is_named => Err(Flaw::at(1, NO_FRONT_MATTER)),
            Kind::PlainText => {
                self.report.skipped.push(Note {
                    path: file.path.clone(),
                    line: None,
                    text: NO_FRONT_MATTER.to_owned(),
                });
                Ok(None)
            }
        }
    }

    fn check(&mut self, path: &Path, manuscript: &Manuscript) -> Result<Story, Flaw> {
        let front = FrontMatter::read(&manuscript.front_matter, manuscript.front_matter_line)?;
        for key in &front.unknown {
            let text = format!("unknown key `{}`", quotation(&key.value));
            self.note(path, key.line, text);
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let mut story = Story::check(&front, &stem, self.importer.time_zone)?;
        if let When::At(at) = &mut story.when {
            *at = at.shifted(self.rules.shift);
        }
        for correction in &mut story.corrections {
            *correction = correction.shifted(self.rules.shift);
        }
        Ok(story)
    }

    async fn held(&self, slug: &Slug) -> Result<Option<Held>, StoreError> {
        self.importer.store.write().await?.held(slug).await
    }

    /// Whether the article is there under another slug.
    async fn has_been_filed(&self, file: &FoundFile, story: &Story) -> Result<bool, StoreError> {
        let mut writing = self.importer.store.write().await?;
        let source = self.origin.source(&file.path);
        Ok(writing.held_from(&source).await?.is_some()
            || writing.slug_since(&story.slug).await?.is_some())
    }

    /// Makes the slug this file's, unless another file has it.
    fn claim(&mut self, path: &Path, story: &Story, held: Option<&Held>) -> Result<(), Flaw> {
        let taken = |owner: &str| {
            let reason = format!("slug `{}` already belongs to {owner}", story.slug);
            Err(Flaw::at(story.slug_line, reason))
        };
        if let Some(owner) = self.owners.get(&story.slug) {
            return taken(&owner.display().to_string());
        }
        let source = held.and_then(|held| held.source.as_deref());
        if let Some(owner) = source
            && owner != self.origin.source(path)
            && self.origin.still_has(owner)
        {
            return taken(owner);
        }
        self.owners.insert(story.slug.clone(), path.to_owned());
        Ok(())
    }

    fn complete(
        &mut self,
        path: &Path,
        story: Story,
        manuscript: Manuscript,
    ) -> Result<(Filing, Vec<KeptPicture>), Flaw> {
        let Manuscript {
            body, body_line, ..
        } = manuscript;
        for picture in body_pictures::elsewhere(&body) {
            let address = quotation(&picture.value);
            let text = format!("the picture `{address}` is on another site and is not shown");
            self.note(path, picture.line + body_line - 1, text);
        }
        let Illustrated {
            picture,
            body,
            kept,
        } = Pictures::of(self.origin, path).keep(
            self.importer.media,
            story.picture,
            body,
            body_line,
        )?;
        let body = body
            .parse()
            .map_err(|refusal| Flaw::refused(body_line, &refusal))?;
        let filing = Filing {
            slug: story.slug,
            section: story.section,
            version: Version {
                kind: story.kind,
                kicker: story.kicker,
                headline: story.headline,
                standfirst: story.standfirst,
                body,
                byline: story.byline,
                topics: story.topics,
                picture,
                language: story.language,
                corrections: story.corrections,
            },
            dont_miss: story.dont_miss,
            when: story.when,
            source: Some(self.origin.source(path)),
        };
        Ok((filing, kept))
    }

    fn note(&mut self, path: &Path, line: usize, text: String) {
        self.report.notes.push(Note {
            path: path.to_owned(),
            line: Some(line),
            text,
        });
    }
}

/// The beginning of something a file says, short enough for a line.
fn quotation(text: &str) -> String {
    match text.char_indices().nth(LONGEST_QUOTATION) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
