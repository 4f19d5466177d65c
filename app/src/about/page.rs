use std::path::Path;

use domain::{Language, Markdown};

use crate::failure::Failure;
use crate::head::Head;
use crate::paper::{Masthead, Paper};
use crate::words::Words;

/// What a page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Who makes the paper.
    About,
    /// What becomes of what readers leave behind.
    Privacy,
    /// Who can read it, and how that was tried.
    Accessibility,
}

/// A page of the paper's own.
#[derive(Debug)]
pub struct AboutPage {
    subject: Subject,
    pub(super) body: Markdown,
    /// The language of a text that ships with the program and is not in the paper's.
    pub(super) language: Option<Language>,
}

impl Subject {
    /// Every subject there is.
    pub const ALL: [Self; 3] = [Self::About, Self::Privacy, Self::Accessibility];

    /// The word for it in its address and its file's name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Privacy => "privacy",
            Self::Accessibility => "accessibility",
        }
    }

    /// The subject of that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|subject| subject.as_str() == word)
    }

    pub(crate) fn path(self) -> String {
        format!("/{}", self.as_str())
    }

    pub(crate) fn name(self, words: &Words) -> &'static str {
        match self {
            Self::About => words.about,
            Self::Privacy => words.privacy,
            Self::Accessibility => words.accessibility,
        }
    }

    fn shipped(self) -> &'static str {
        match self {
            Self::About => include_str!("texts/about.md"),
            Self::Privacy => include_str!("texts/privacy.md"),
            Self::Accessibility => include_str!("texts/accessibility.md"),
        }
    }
}

impl AboutPage {
    pub(crate) async fn load(paper: &Paper, subject: Subject) -> Result<Self, Failure> {
        if let Some(body) = own(&paper.pages, subject).await? {
            return Ok(Self {
                subject,
                body,
                language: None,
            });
        }
        let masthead = &paper.masthead;
        let text = subject.shipped().replace("{paper}", &masthead.name);
        let english: Language = "en".parse().map_err(|_| Failure::Broken)?;
        Ok(Self {
            subject,
            body: text.parse().map_err(|_| Failure::Broken)?,
            language: (masthead.language.primary() != "en").then_some(english),
        })
    }

    pub(crate) fn head(&self, masthead: &Masthead) -> Head {
        let words = masthead.words();
        let name = self.name(words);
        Head {
            title: Some(name.to_owned()),
            description: format!("{name} – {}", masthead.name),
            path: Some(self.subject.path()),
            ..Head::default()
        }
    }

    pub(super) fn name(&self, words: &Words) -> &'static str {
        self.subject.name(words)
    }
}

/// The paper's own text, if it has one. One that cannot be used is logged, and the page says so to nobody
/// but whoever runs the paper.
async fn own(pages: &Path, subject: Subject) -> Result<Option<Markdown>, Failure> {
    let file = pages.join(format!("{}.md", subject.as_str()));
    let text = match tokio::fs::read_to_string(&file).await {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            tracing::error!(file = %file.display(), %error, "a page of the paper's own cannot be read");
            return Err(Failure::Broken);
        }
    };
    match text.parse() {
        Ok(body) => Ok(Some(body)),
        Err(refusal) => {
            tracing::error!(file = %file.display(), %refusal, "a page of the paper's own cannot be used");
            Err(Failure::Broken)
        }
    }
}
