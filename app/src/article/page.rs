//! The article page: what it shows, and what it says of itself in its head.

use domain::{
    Article, ArticleId, ArticleKind, Moment, Picture, Publication, SafeHtml, Slug, Summary,
    word_count,
};
use newsroom::previews::Preview;
use newsroom::store::{ReadingOn, StoreError};

use super::below::Below;
use super::rendering::{pictures, place_of_pictures, rendering};
use crate::coverage::{Asked, Updates};
use crate::dates::machine_readable_at;
use crate::failure::{Failure, or_log};
use crate::head::{ArticleHead, Drawn, FeedsOf, Head};
use crate::paper::{Masthead, Paper};
use crate::structured_data;
use crate::surroundings::Surroundings;

/// How many stories on the same topics stand below a story.
const RELATED: usize = 4;
/// How many other stories of the section stand below those.
const MORE: usize = 4;

/// An article with what stands below it.
#[derive(Debug)]
pub struct ArticlePage {
    pub(super) article: Article,
    pub(super) published_at: Moment,
    pub(super) body: SafeHtml,
    /// How many words the text has.
    pub(super) words: usize,
    /// The pictures in the text of a gallery, for those who look for pictures.
    gallery: Vec<Picture>,
    /// What goes on, if it is coverage.
    pub(super) updates: Option<Updates>,
    pub(super) below: Below,
}

impl ArticlePage {
    pub(crate) async fn load(
        paper: &Paper,
        around: &Surroundings,
        section: &Slug,
        slug: &Slug,
        asked: Asked,
    ) -> Result<Self, Failure> {
        let (article, published_at) = Self::article(paper, section, slug).await?;
        Self::of(paper, around, article, published_at, asked).await
    }

    /// The page of an article, which readers may not have yet.
    pub(crate) async fn of(
        paper: &Paper,
        around: &Surroundings,
        article: Article,
        published_at: Moment,
        asked: Asked,
    ) -> Result<Self, Failure> {
        let version = &article.version;
        let pictures = pictures(paper, &version.body).await;
        let rendering = rendering(paper, version.language.as_ref())
            .with_pictures(&pictures, place_of_pictures(version.kind));
        let body = version.body.render_as(&rendering);
        let gallery = match article.version.kind {
            ArticleKind::Gallery => pictures,
            ArticleKind::News
            | ArticleKind::Opinion
            | ArticleKind::Analysis
            | ArticleKind::Review
            | ArticleKind::Explainer
            | ArticleKind::Obituary
            | ArticleKind::Coverage => Vec::new(),
        };
        let updates = Updates::load(paper, &article, asked).await?;
        let below = below(paper, around, &article, published_at).await;
        Ok(Self {
            words: word_count(article.version.body.as_str()),
            article,
            published_at,
            body,
            gallery,
            updates,
            below,
        })
    }

    /// The article at that address and when it came out, if readers can open it.
    pub(crate) async fn article(
        paper: &Paper,
        section: &Slug,
        slug: &Slug,
    ) -> Result<(Article, Moment), Failure> {
        let article = found(paper, slug).await?.ok_or(Failure::NotFound)?;
        let asked_elsewhere = article.section.slug() != section || article.slug != *slug;
        match &article.publication {
            Publication::Published { .. } if asked_elsewhere => Err(Failure::Moved(article.path())),
            Publication::Published { at } => {
                let at = *at;
                Ok((article, at))
            }
            Publication::Withdrawn { reason, .. } => Err(Failure::Gone(reason.clone())),
            Publication::Draft | Publication::Scheduled { .. } => Err(Failure::NotFound),
        }
    }

    /// A page of what is nowhere in the store, for the catalogue.
    pub(crate) fn made_up(article: Article, published_at: Moment, below: Below) -> Self {
        Self {
            body: article.version.body.render(),
            words: word_count(article.version.body.as_str()),
            article,
            published_at,
            gallery: Vec::new(),
            updates: None,
            below,
        }
    }

    /// The same with what goes on.
    pub(crate) fn going_on(self, updates: Updates) -> Self {
        Self {
            updates: Some(updates),
            ..self
        }
    }

    /// Which article it is.
    #[must_use]
    pub fn id(&self) -> ArticleId {
        self.article.id
    }

    /// Whether it goes on, entry by entry.
    pub(crate) fn is_coverage(&self) -> bool {
        self.article.version.kind == ArticleKind::Coverage
    }

    pub(crate) fn head(&self, masthead: &Masthead) -> Head {
        let version = &self.article.version;
        let headline = version.headline.to_string();
        let standfirst = version.standfirst.as_ref().map(ToString::to_string);
        let drawn = self.drawn(masthead);
        let about = structured_data::About {
            article: &self.article,
            published_at: self.published_at,
            words: self.words,
            gallery: &self.gallery,
            drawn: drawn.as_ref().map(|drawn| drawn.path.as_str()),
            updates: self.updates.as_ref(),
        };
        let structured_data = structured_data::of_article(&about, masthead);
        Head {
            description: standfirst.unwrap_or_else(|| headline.clone()),
            title: Some(headline),
            path: Some(self.article.path()),
            picture: version.picture.clone(),
            article: Some(self.article_head(masthead)),
            feeds: self.feeds(),
            drawn,
            structured_data,
        }
    }

    /// Coverage is a list of its updates, and nearer than its section.
    fn feeds(&self) -> Vec<FeedsOf> {
        let section = &self.article.section;
        let mut feeds = FeedsOf::list_and_paper(section.name(), section.path());
        if self.updates.is_some() {
            let own = FeedsOf {
                name: Some(self.article.version.headline.to_string()),
                home: self.article.path(),
            };
            feeds.insert(0, own);
        }
        feeds
    }

    /// The picture that previews show if the story has none.
    fn drawn(&self, masthead: &Masthead) -> Option<Drawn> {
        let Article {
            section, version, ..
        } = &self.article;
        if version.picture.is_some() {
            return None;
        }
        let headline = version.headline.to_string();
        let preview = Preview {
            paper: masthead.name.clone(),
            section: section.name().to_owned(),
            headline: headline.clone(),
        };
        Some(Drawn {
            path: preview.path(self.article.id),
            alt: headline,
        })
    }

    fn article_head(&self, masthead: &Masthead) -> ArticleHead {
        let Article {
            section, version, ..
        } = &self.article;
        let time = |moment| machine_readable_at(&masthead.time_zone, moment);
        let authors = version.byline.authors().iter();
        let topics = version.topics.iter();
        ArticleHead {
            language: version.language.clone(),
            published: time(self.published_at),
            modified: time(self.article.updated_at().unwrap_or(self.published_at)),
            section: section.name().to_owned(),
            authors: authors
                .map(|author| format!("{}{}", masthead.url, author.path()))
                .collect(),
            topics: topics.map(|topic| topic.name().to_owned()).collect(),
        }
    }
}

/// The article that has the slug, or had it before it was renamed.
async fn found(paper: &Paper, slug: &Slug) -> Result<Option<Article>, StoreError> {
    let store = &paper.store;
    if let Some(article) = store.article(slug).await? {
        return Ok(Some(article));
    }
    match store.slug_since(slug).await? {
        Some(slug) => store.article(&slug).await,
        None => Ok(None),
    }
}

/// What cannot be read of it is logged and left out: the story is there.
async fn below(paper: &Paper, around: &Surroundings, article: &Article, at: Moment) -> Below {
    let in_common = &around.in_common;
    let reading_on = paper.store.reading_on(article, at, RELATED, in_common);
    let ReadingOn { related, next } = or_log(reading_on.await).unwrap_or_default();
    let is_above = |other: &Summary| {
        other.id == article.id
            || related
                .iter()
                .chain(&next)
                .any(|above| above.id == other.id)
    };
    let more = around
        .newest_of(article.section.slug())
        .iter()
        .filter(|other| !is_above(other))
        .take(MORE)
        .cloned()
        .collect();
    Below {
        related,
        next,
        more,
    }
}
