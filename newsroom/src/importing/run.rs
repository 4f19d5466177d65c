//! One import, file by file: what a file is, whether it may have what it names, and how it is filed.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use domain::{Slug, Version};

use super::entry::{self, Waiting};
use super::front_matter::FrontMatter;
use super::manuscript::{self, Kind, Manuscript};
use super::pictures::{Illustrated, Pictures};
use super::report::{Flaw, Setback};
use super::story::Story;
use super::{
    Found, FoundFile, Importer, Note, Origin, Problem, Report, Rules, body_pictures, profile,
    quotation,
};
use crate::publishing::{self, Filed, Filing, When};
use crate::store::{Arrival, Held, StoreError};

/// One import.
pub(super) struct Run<'a> {
    pub(super) importer: &'a Importer<'a>,
    pub(super) origin: &'a dyn Origin,
    pub(super) rules: Rules,
    pub(super) report: Report,
    /// Which file of this import a slug belongs to.
    owners: HashMap<Slug, PathBuf>,
    /// Which file of this import tells of an author.
    pub(super) profiles: HashMap<Slug, PathBuf>,
    /// Entries of coverage that wait until the articles are there, whatever order the files come in.
    pub(super) entries: Vec<Waiting>,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        importer: &'a Importer<'a>,
        origin: &'a dyn Origin,
        rules: Rules,
        found: &Found,
    ) -> Self {
        Self {
            importer,
            origin,
            rules,
            report: Report {
                problems: found.problems.clone(),
                ..Report::default()
            },
            owners: HashMap::new(),
            profiles: HashMap::new(),
            entries: Vec::new(),
        }
    }
}

impl Run<'_> {
    /// Imports all files, and tells `progress` of each one that is done.
    ///
    /// # Errors
    /// What stopped it.
    pub(super) async fn all(
        &mut self,
        found: &Found,
        progress: &mut impl FnMut(&Path),
    ) -> Result<(), StoreError> {
        for file in &found.files {
            let done = self.file(file).await;
            self.note_setback(&file.path, done)?;
            progress(&file.path);
        }
        for entry in self.waiting() {
            let done = self.file_entry(&entry).await;
            self.note_setback(&entry.path, done)?;
        }
        Ok(())
    }

    /// Imports one file, and counts it unless it is neither article nor profile and need not be.
    async fn file(&mut self, file: &FoundFile) -> Result<(), Setback> {
        let Some(manuscript) = self.open(file)? else {
            return Ok(());
        };
        let front = self.front_matter(&file.path, &manuscript)?;
        if profile::is_one(&front) {
            let filed = self.profile(&file.path, &front, manuscript).await?;
            self.report.count_profile(filed);
        } else if entry::is_one(&front) {
            let entry = self.entry(&file.path, &front, manuscript)?;
            self.entries.push(entry);
        } else {
            let filed = self.article(file, &front, manuscript).await?;
            self.report.count(filed);
        }
        Ok(())
    }

    /// Notes what kept a file from being imported.
    ///
    /// # Errors
    /// What keeps every other file from it too.
    fn note_setback(&mut self, path: &Path, done: Result<(), Setback>) -> Result<(), StoreError> {
        match done {
            Ok(()) => Ok(()),
            Err(Setback::Flaw(flaw)) => {
                self.report.problems.push(Problem {
                    path: path.to_owned(),
                    line: flaw.line,
                    reason: flaw.reason,
                });
                Ok(())
            }
            Err(Setback::Stop(error)) => Err(error),
        }
    }

    async fn article(
        &mut self,
        file: &FoundFile,
        front: &FrontMatter,
        manuscript: Manuscript,
    ) -> Result<Filed, Setback> {
        let story = self.check(&file.path, front)?;
        let held = self.held(&story.slug).await?;
        self.claim(&file.path, &story, held.as_ref())?;
        if self.rules.leaves_held && (held.is_some() || self.has_been_filed(file, &story).await?) {
            return Ok(Filed::Unchanged);
        }
        let slug_line = story.slug_line;
        let (filing, pictures) = self.complete(&file.path, story, manuscript)?;
        let Importer { store, clock, .. } = *self.importer;
        store.add_pictures(&pictures, clock.now()).await?;
        publishing::file(store, clock, &filing)
            .await
            .map_err(|error| Setback::filing(slug_line, error))
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

    fn front_matter(&mut self, path: &Path, manuscript: &Manuscript) -> Result<FrontMatter, Flaw> {
        let front = FrontMatter::read(&manuscript.front_matter, manuscript.front_matter_line)?;
        for key in &front.unknown {
            let text = format!("unknown key `{}`", quotation(&key.value));
            self.note(path, key.line, text);
        }
        Ok(front)
    }

    fn check(&mut self, path: &Path, front: &FrontMatter) -> Result<Story, Flaw> {
        for (key, instead) in profile::ONLY_HERE.into_iter().chain(entry::ONLY_HERE) {
            if let Some(text) = front.text(key) {
                self.note(
                    path,
                    text.line,
                    format!("`{key}` says nothing here: {instead}"),
                );
            }
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let mut story = Story::check(front, &stem, self.importer.time_zone)?;
        if let When::At(at) = &mut story.when {
            *at = at.shifted(self.rules.shift);
        }
        for correction in &mut story.corrections {
            *correction = correction.shifted(self.rules.shift);
        }
        let now = self.importer.clock.now();
        if story.corrections.iter().any(|made| made.at() > now) {
            let line = front.list("corrections").map_or(1, |notes| notes.line);
            let reason = "a correction is dated ahead; write the day on which it was made";
            return Err(Flaw::at(line, reason));
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
        if let Some(owner) = self.another(path, source) {
            return taken(owner);
        }
        self.owners.insert(story.slug.clone(), path.to_owned());
        Ok(())
    }

    /// The file that something came from, if that is another one than `path` and still there.
    pub(super) fn another<'s>(&self, path: &Path, source: Option<&'s str>) -> Option<&'s str> {
        source.filter(|owner| *owner != self.origin.source(path) && self.origin.still_has(owner))
    }

    fn complete(
        &mut self,
        path: &Path,
        story: Story,
        manuscript: Manuscript,
    ) -> Result<(Filing, Vec<Arrival>), Flaw> {
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

    pub(super) fn note(&mut self, path: &Path, line: usize, text: String) {
        self.report.notes.push(Note {
            path: path.to_owned(),
            line: Some(line),
            text,
        });
    }
}
