use serde::{Deserialize, Serialize};

use crate::Refusal;

/// What sort of journalism an article is. Readers must be able to tell a report from an opinion
/// before they read it (The Trust Project, "Type of work" indicator).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ArticleKind {
    /// What happened.
    #[default]
    News,
    /// What somebody thinks of it.
    Opinion,
    /// What it means.
    Analysis,
    /// How good something is.
    Review,
    /// Told in pictures.
    Gallery,
    /// How something works.
    Explainer,
    /// Somebody's life, after it.
    Obituary,
    /// What is happening, entry by entry.
    Coverage,
}

impl ArticleKind {
    /// Every kind there is.
    pub const ALL: [Self; 8] = [
        Self::News,
        Self::Opinion,
        Self::Analysis,
        Self::Review,
        Self::Gallery,
        Self::Explainer,
        Self::Obituary,
        Self::Coverage,
    ];

    /// The word for it in files and in the store.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Opinion => "opinion",
            Self::Analysis => "analysis",
            Self::Review => "review",
            Self::Gallery => "gallery",
            Self::Explainer => "explainer",
            Self::Obituary => "obituary",
            Self::Coverage => "coverage",
        }
    }
}

impl std::str::FromStr for ArticleKind {
    type Err = Refusal;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        let word = raw.trim().to_lowercase();
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == word)
            .ok_or_else(|| {
                let words = Self::ALL.map(Self::as_str).join(", ");
                Refusal::new(format!("`{raw}` is no kind of article; there are {words}."))
            })
    }
}
