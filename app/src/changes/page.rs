//! Which two versions of a story are compared.

use domain::{Article, Headline, Language, Moment, Slug, VersionNumber};
use newsroom::comparing::{Comparison, Wording};

use crate::article::ArticlePage;
use crate::failure::Failure;
use crate::head::Head;
use crate::paper::{Masthead, Paper};

/// A story as it stands beside how it stood.
#[derive(Debug)]
pub struct ChangesPage {
    pub(super) headline: Headline,
    /// The story's own address.
    pub(super) path: String,
    pub(super) language: Option<Language>,
    /// The earlier versions that readers have had, and since when.
    pub(super) earlier: Vec<(VersionNumber, Moment)>,
    /// The one of them that is shown, and what has changed since.
    pub(super) since: Option<(VersionNumber, Comparison)>,
}

impl ChangesPage {
    /// Compares the story with that version, or with the first that readers had. Only what readers have had is ever shown.
    pub(crate) async fn load(
        paper: &Paper,
        section: &Slug,
        slug: &Slug,
        since: Option<VersionNumber>,
    ) -> Result<Self, Failure> {
        let (article, _) = ArticlePage::article(paper, section, slug)
            .await
            .map_err(|failure| match failure {
                Failure::Moved(path) => Failure::Moved(address(&path)),
                other => other,
            })?;
        let mut earlier = paper.store.shown_versions(article.id).await?;
        earlier.retain(|(number, _)| *number < article.number);
        let number = match since {
            Some(number) if number == article.number => None,
            Some(number) if earlier.iter().any(|(known, _)| *known == number) => Some(number),
            Some(_) => return Err(Failure::NotFound),
            None => earlier.first().map(|(number, _)| *number),
        };
        let since = match number {
            Some(number) => Some((number, Self::since(paper, &article, number).await?)),
            None => None,
        };
        let path = article.path();
        Ok(Self {
            headline: article.version.headline,
            path,
            language: article.version.language,
            earlier,
            since,
        })
    }

    async fn since(
        paper: &Paper,
        article: &Article,
        number: VersionNumber,
    ) -> Result<Comparison, Failure> {
        let before = paper.store.shown_wording(article.id, number).await?;
        let version = &article.version;
        let now = Wording::of(
            &version.headline,
            version.standfirst.as_ref(),
            &version.body,
        );
        Ok(Comparison::of(&before.ok_or(Failure::NotFound)?, &now))
    }

    /// A page of what is nowhere in the store, for the catalogue.
    pub(crate) fn made_up(
        article: Article,
        earlier: Vec<(VersionNumber, Moment)>,
        comparison: Comparison,
    ) -> Self {
        Self {
            path: article.path(),
            headline: article.version.headline,
            language: article.version.language,
            since: earlier.first().map(|(number, _)| (*number, comparison)),
            earlier,
        }
    }

    /// Without a canonical address it is not for search engines: the story is.
    pub(crate) fn head(&self, masthead: &Masthead) -> Head {
        let words = masthead.words();
        Head {
            title: Some(format!("{}: {}", words.changes, self.headline)),
            description: words.changes.to_owned(),
            ..Head::default()
        }
    }
}

/// Where the changes of the story at that path are.
pub(crate) fn address(story: &str) -> String {
    format!("{story}/changes")
}
