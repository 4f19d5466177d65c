//! Files that tell readers of an author instead of a story: those with an `author` and no `title`.

use std::path::Path;

use domain::{Author, Language, Profile, Role};

use super::front_matter::FrontMatter;
use super::manuscript::Manuscript;
use super::pictures::{Illustrated, Pictures};
use super::report::{Flaw, Setback};
use super::run::Run;
use super::story::{self, PictureWords};
use super::{Importer, quotation};
use crate::publishing::{self, ProfileFiled};

/// The keys that say something of an author.
const KEYS: [&str; 7] = [
    "author",
    "role",
    "image",
    "image_alt",
    "image_caption",
    "image_credit",
    "lang",
];

/// Those of them that say nothing in a story.
pub(super) const ONLY_HERE: [(&str, &str); 2] = [
    ("author", "a story names its authors in `byline`"),
    ("role", "it stands in the file of an author"),
];

/// All of a profile but its biography and the picture's file.
struct Told {
    author: Author,
    author_line: usize,
    role: Option<Role>,
    picture: Option<PictureWords>,
    language: Option<Language>,
}

/// Whether a file with that front matter tells of an author.
pub(super) fn is_one(front: &FrontMatter) -> bool {
    front.text("author").is_some() && front.text("title").is_none()
}

impl Told {
    fn check(front: &FrontMatter) -> Result<Self, Flaw> {
        let author = front.required("author")?;
        Ok(Self {
            author: story::author(&author.value, author.line)?,
            author_line: author.line,
            role: front.text("role").map(story::parsed).transpose()?,
            picture: story::picture(front)?,
            language: front.text("lang").map(story::parsed).transpose()?,
        })
    }
}

impl Run<'_> {
    /// Imports a file that tells of an author.
    pub(super) async fn profile(
        &mut self,
        path: &Path,
        front: &FrontMatter,
        manuscript: Manuscript,
    ) -> Result<ProfileFiled, Setback> {
        let told = Told::check(front)?;
        for key in front.keys_but(&KEYS) {
            let text = format!("`{}` says nothing of an author", quotation(&key.value));
            self.note(path, key.line, text);
        }
        let author = told.author.slug().clone();
        let held = self.importer.store.write().await?.profile(&author).await?;
        let source = held.as_ref().map(|held| held.source.as_str());
        let first = self.profiles.get(&author);
        let owner = first
            .map(|first| first.display().to_string())
            .or_else(|| self.another(path, source).map(str::to_owned));
        if let Some(owner) = owner {
            let reason = format!(
                "`{}` already has a profile, from {owner}",
                told.author.name()
            );
            return Err(Flaw::at(told.author_line, reason).into());
        }
        self.profiles.insert(author, path.to_owned());
        if self.rules.leaves_held && held.is_some() {
            return Ok(ProfileFiled::Unchanged);
        }
        let Illustrated {
            picture,
            body,
            kept,
        } = Pictures::of(self.origin, path).keep(
            self.importer.media,
            told.picture,
            manuscript.body,
            manuscript.body_line,
        )?;
        let profile = Profile {
            author: told.author,
            role: told.role,
            picture,
            biography: body
                .parse()
                .map_err(|refusal| Flaw::refused(manuscript.body_line, &refusal))?,
            language: told.language,
        };
        let Importer { store, clock, .. } = *self.importer;
        store.add_pictures(&kept, clock.now()).await?;
        let source = self.origin.source(path);
        Ok(publishing::file_profile(store, clock, &profile, &source).await?)
    }
}
