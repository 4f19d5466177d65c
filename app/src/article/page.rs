//! The article page.

use domain::{
    Article, ArticleId, ArticleKind, Language, Markdown, Moment, Picture, Place, Publication,
    Rendering, SafeHtml, Slug, Summary, reading_minutes,
};
use leptos::context::Provider;
use leptos::prelude::*;
use newsroom::previews::Preview;
use newsroom::store::{Cursor, Listing, StoreError};

use super::below::{Below, Corrections, ReadOn, Topics};
use super::contents::{Contents, parts_of};
use super::picture::{IN_A_GALLERY, IN_A_STORY};
use super::{BylineLine, KickerLine, LeadPicture, language_and_direction, own_language};
use crate::changes;
use crate::dates::{Precision, Time, machine_readable_at};
use crate::failure::{Failure, or_log};
use crate::head::{ArticleHead, Drawn, FeedsOf, Head};
use crate::paper::{Masthead, Paper};
use crate::share::{Share, ShareWords};
use crate::structured_data;
use crate::surroundings::Surroundings;
use crate::words::words;

/// How many stories on the same topics stand below a story.
const RELATED: u32 = 4;
/// How many other stories of the section stand below those.
const MORE: usize = 4;
/// From how many characters on a headline is set smaller.
const LONG_HEADLINE: usize = 90;

/// An article with what stands below it.
#[derive(Debug)]
pub struct ArticlePage {
    article: Article,
    published_at: Moment,
    body: SafeHtml,
    /// The pictures in the text of a gallery, for those who look for pictures.
    gallery: Vec<Picture>,
    below: Below,
}

impl ArticlePage {
    pub(crate) async fn load(
        paper: &Paper,
        around: &Surroundings,
        section: &Slug,
        slug: &Slug,
    ) -> Result<Self, Failure> {
        let (article, published_at) = Self::article(paper, section, slug).await?;
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
            | ArticleKind::Obituary => Vec::new(),
        };
        let below = below(paper, around, &article, published_at).await;
        Ok(Self {
            article,
            published_at,
            body,
            gallery,
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
            article,
            published_at,
            gallery: Vec::new(),
            below,
        }
    }

    /// Which article it is.
    #[must_use]
    pub fn id(&self) -> ArticleId {
        self.article.id
    }

    pub(crate) fn head(&self, masthead: &Masthead) -> Head {
        let version = &self.article.version;
        let headline = version.headline.to_string();
        let standfirst = version.standfirst.as_ref().map(ToString::to_string);
        let drawn = self.drawn(masthead);
        let about = structured_data::About {
            article: &self.article,
            published_at: self.published_at,
            gallery: &self.gallery,
            drawn: drawn.as_ref().map(|drawn| drawn.path.as_str()),
        };
        let structured_data = structured_data::of_article(&about, masthead);
        Head {
            description: standfirst.unwrap_or_else(|| headline.clone()),
            title: Some(headline),
            path: Some(self.article.path()),
            picture: version.picture.clone(),
            article: Some(self.article_head(masthead)),
            feeds: FeedsOf::list_and_paper(
                self.article.section.name(),
                self.article.section.path(),
            ),
            drawn,
            structured_data: Some(structured_data),
        }
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

/// What is known of the pictures in the text, in its order. Without the store it still reads well.
async fn pictures(paper: &Paper, body: &Markdown) -> Vec<Picture> {
    let ids = body.picture_ids();
    let mut pictures = or_log(paper.store.pictures(&ids).await).unwrap_or_default();
    pictures.sort_by_key(|picture| ids.iter().position(|id| *id == picture.id));
    pictures
}

/// A text of the paper's own with its pictures in place.
pub(crate) async fn rendered(paper: &Paper, body: &Markdown) -> SafeHtml {
    let pictures = pictures(paper, body).await;
    body.render_as(&rendering(paper, None).with_pictures(&pictures, IN_A_STORY))
}

/// For a page, in the paper's language where the text has none of its own.
fn rendering<'p>(paper: &Paper, language: Option<&Language>) -> Rendering<'p> {
    Rendering::page(language.unwrap_or(&paper.masthead.language))
}

fn place_of_pictures(kind: ArticleKind) -> Place {
    match kind {
        ArticleKind::Gallery => IN_A_GALLERY,
        ArticleKind::News
        | ArticleKind::Opinion
        | ArticleKind::Analysis
        | ArticleKind::Review
        | ArticleKind::Explainer
        | ArticleKind::Obituary => IN_A_STORY,
    }
}

/// What cannot be read of it is logged and left out: the story is there.
async fn below(paper: &Paper, around: &Surroundings, article: &Article, at: Moment) -> Below {
    let related = or_log(paper.store.related(article.id, RELATED).await).unwrap_or_default();
    let after = Cursor {
        at,
        id: article.id.0,
    };
    let listing = Listing::Section(article.section.slug());
    let before = or_log(paper.store.list(listing, after, 1).await);
    let next = before.and_then(|page| page.articles.into_iter().next());
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

#[component]
pub(crate) fn ArticleView(page: ArticlePage) -> impl IntoView {
    let ArticlePage {
        article,
        published_at,
        body,
        below,
        ..
    } = page;
    let section = article.section.clone();
    view! {
        <Story article body published_at />
        <ReadOn section below />
    }
}

#[component]
fn Story(article: Article, body: SafeHtml, published_at: Moment) -> impl IntoView {
    let updated_at = article.updated_at();
    let changes = changes::address(&article.path());
    let Article {
        id,
        number,
        section,
        version,
        ..
    } = article;
    let (lang, dir) = language_and_direction(version.language.as_ref());
    let (own_lang, own_dir) = own_language(lang.is_some());
    let words = words();
    let minutes = reading_minutes(version.body.as_str());
    let headline = version.headline.to_string();
    let headline_class = if headline.chars().count() > LONG_HEADLINE {
        "article__headline article__headline--long"
    } else {
        "article__headline"
    };
    let standfirst = version.standfirst.map(|standfirst| standfirst.to_string());
    let figure = version.picture.map(|picture| {
        let caption = picture.caption.as_ref().map(ToString::to_string);
        let credit = picture.credit.as_ref().map(ToString::to_string);
        let said = caption.is_some() || credit.is_some();
        view! {
            <figure class="article__picture">
                <LeadPicture picture />
                {said
                    .then(|| {
                        view! {
                            <figcaption class="article__caption">
                                {caption} " " {credit.map(|credit| view! { <span class="article__credit">{credit}</span> })}
                            </figcaption>
                        }
                    })}
            </figure>
        }
        .into_any()
    });
    let parts = parts_of(&version.body);
    let class = format!("article article--{}", version.kind.as_str());
    let in_another_language = lang.is_some();
    view! {
        <article class=class lang=lang dir=dir data-article=id.0 data-version=number.0>
            <header class="article__header">
                <KickerLine
                    class="article__kicker"
                    kind=version.kind
                    section=Some(section)
                    kicker=version.kicker
                    in_another_language
                />
                <h1 class=headline_class>{headline}</h1>
                {standfirst.map(|standfirst| view! { <p class="article__standfirst">{standfirst}</p> })}
            </header>
            <div class="article__facts" lang=own_lang.clone() dir=own_dir>
                <BylineLine class="article__byline" byline=version.byline />
                <p class="article__time">{words.published} " " <Time moment=published_at precision=Precision::Full /></p>
                {updated_at
                    .map(|at| {
                        view! {
                            <p class="article__time">
                                {words.updated} " " <Time moment=at precision=Precision::Full /> " "
                                <a class="article__changes" href=changes>
                                    {words.changes}
                                </a>
                            </p>
                        }
                    })}
                <p class="article__reading">{(words.minutes_to_read)(minutes)}</p>
                <Provider value=ShareWords {
                    share: words.share,
                    copied: words.copied,
                }>
                    <Share />
                </Provider>
            </div>
            {figure}
            <Contents parts />
            <div class="article__body" inner_html=body.as_str().to_owned()></div>
            <Corrections corrections=version.corrections />
            <Topics topics=version.topics lang=own_lang dir=own_dir />
        </article>
    }
    .into_any()
}
