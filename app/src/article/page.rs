//! The article page.

use domain::{Article, Moment, Publication, SafeHtml, Section, Slug, Summary, reading_minutes};
use leptos::prelude::*;
use newsroom::store::{Cursor, Listing};

use super::picture::IN_A_STORY;
use super::{
    BylineLine, Card, CardLook, HeadlineLevel, LeadPicture, language_and_direction, own_language,
};
use crate::dates::{Precision, Time};
use crate::failure::{Failure, or_log};
use crate::head::Head;
use crate::paper::Paper;

/// How many other stories of the section stand below a story.
const MORE: u32 = 4;
/// The width of the picture that previews elsewhere show, in pixels.
const PREVIEW: u32 = 1280;
/// From how many characters on a headline is set smaller.
const LONG_HEADLINE: usize = 90;

/// An article with what stands below it.
#[derive(Debug)]
pub struct ArticlePage {
    article: Article,
    published_at: Moment,
    body: SafeHtml,
    more: Vec<Summary>,
}

impl ArticlePage {
    pub(crate) async fn load(paper: &Paper, section: &Slug, slug: &Slug) -> Result<Self, Failure> {
        let article = paper.store.article(slug).await?.ok_or(Failure::NotFound)?;
        let published_at = match &article.publication {
            Publication::Published { .. } if article.section.slug() != section => {
                return Err(Failure::Moved(article.path()));
            }
            Publication::Published { at } => *at,
            Publication::Withdrawn { reason, .. } => return Err(Failure::Gone(reason.clone())),
            Publication::Draft | Publication::Scheduled { .. } => return Err(Failure::NotFound),
        };
        let body = body(paper, &article).await;
        let more = more_in(paper, &article).await;
        Ok(Self {
            article,
            published_at,
            body,
            more,
        })
    }

    pub(crate) fn head(&self) -> Head {
        let version = &self.article.version;
        let headline = version.headline.to_string();
        let standfirst = version.standfirst.as_ref().map(ToString::to_string);
        Head {
            description: standfirst.unwrap_or_else(|| headline.clone()),
            title: Some(headline),
            path: Some(self.article.path()),
            is_article: true,
            picture: version
                .picture
                .as_ref()
                .map(|picture| picture.plain_path(PREVIEW)),
        }
    }
}

/// The text with its pictures in place. Without the store it still reads well.
async fn body(paper: &Paper, article: &Article) -> SafeHtml {
    let body = &article.version.body;
    let pictures = paper.store.pictures(&body.picture_ids()).await;
    let pictures = or_log(pictures).unwrap_or_default();
    body.render_with(&pictures, IN_A_STORY)
}

async fn more_in(paper: &Paper, article: &Article) -> Vec<Summary> {
    let listing = Listing::Section(article.section.slug());
    let found = paper.store.list(listing, Cursor::START, MORE + 1).await;
    let mut articles = or_log(found).map(|page| page.articles).unwrap_or_default();
    articles.retain(|other| other.id != article.id);
    articles.truncate(MORE as usize);
    articles
}

#[component]
pub(crate) fn ArticleView(page: ArticlePage) -> impl IntoView {
    let ArticlePage {
        article,
        published_at,
        body,
        more,
    } = page;
    let section = article.section.clone();
    view! {
        <Story article body published_at />
        <More section articles=more />
    }
}

#[component]
fn Story(article: Article, body: SafeHtml, published_at: Moment) -> impl IntoView {
    let updated_at = article.updated_at();
    let Article {
        section, version, ..
    } = article;
    let (lang, dir) = language_and_direction(version.language.as_ref());
    let (own_lang, own_dir) = own_language(lang.is_some());
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
    });
    let topics = version.topics;
    view! {
        <article class="article" lang=lang dir=dir>
            <header class="article__header">
                <p class="article__kicker" lang=own_lang.clone() dir=own_dir>
                    <a href=section.path()>{section.name().to_owned()}</a>
                </p>
                <h1 class=headline_class>{headline}</h1>
                {standfirst.map(|standfirst| view! { <p class="article__standfirst">{standfirst}</p> })}
            </header>
            <div class="article__facts" lang=own_lang.clone() dir=own_dir>
                <BylineLine class="article__byline" byline=version.byline />
                <p class="article__time">"Published " <Time moment=published_at precision=Precision::Full /></p>
                {updated_at
                    .map(|at| {
                        view! {
                            <p class="article__time">"Updated " <Time moment=at precision=Precision::Full /></p>
                        }
                    })}
                <p class="article__reading">{format!("{minutes} min read")}</p>
            </div>
            {figure}
            <div class="article__body" inner_html=body.as_str().to_owned()></div>
            {(!topics.is_empty())
                .then(|| {
                    view! {
                        <footer class="article__topics" lang=own_lang.clone() dir=own_dir>
                            <h2 class="article__topics-name">"Topics"</h2>
                            <ul class="article__topics-list" role="list">
                                {topics
                                    .into_iter()
                                    .map(|topic| {
                                        view! {
                                            <li>
                                                <a href=topic.path()>{topic.name().to_owned()}</a>
                                            </li>
                                        }
                                    })
                                    .collect_view()}
                            </ul>
                        </footer>
                    }
                })}
        </article>
    }
}

#[component]
fn More(section: Section, articles: Vec<Summary>) -> impl IntoView {
    (!articles.is_empty()).then(|| {
        view! {
            <section class="more" aria-labelledby="more-name">
                <h2 class="page__heading" id="more-name">
                    "More in "
                    <a href=section.path()>{section.name().to_owned()}</a>
                </h2>
                <ul class="stories stories--row" role="list">
                    {articles
                        .into_iter()
                        .map(|summary| {
                            view! {
                                <li class="stories__item">
                                    <Card summary level=HeadlineLevel::Third look=CardLook::RELATED />
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </section>
        }
    })
}
