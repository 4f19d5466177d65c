//! The article page.

use domain::{Article, Moment, Publication, Section, Slug, Summary, reading_minutes};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use newsroom::store::{Cursor, Listing};

use super::{BylineLine, Card, CardLook, HeadlineLevel, LeadPicture, language_and_direction};
use crate::dates::{Precision, Time};
use crate::failure::{Failure, or_log};
use crate::head::Head;
use crate::loaded::loaded;
use crate::paper::Paper;

/// How many other stories of the section stand below a story.
const MORE: u32 = 4;
/// From how many characters on a headline is set smaller.
const LONG_HEADLINE: usize = 90;

#[component]
pub(crate) fn ArticlePage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    let paper = expect_context::<Paper>();
    loaded(async move {
        let section = params.get("section").unwrap_or_default();
        let slug = params.get("slug").unwrap_or_default();
        match find(&paper, &section, &slug).await {
            Ok((article, published_at)) => {
                let more = more_in(&paper, &article).await;
                view! {
                    <Story article=article.clone() published_at />
                    <More section=article.section articles=more />
                }
                .into_any()
            }
            Err(failure) => failure.into_render(),
        }
    })
}

async fn find(paper: &Paper, section: &str, slug: &str) -> Result<(Article, Moment), Failure> {
    let slug: Slug = slug.parse().map_err(|_| Failure::NotFound)?;
    let article = paper.store.article(&slug).await?.ok_or(Failure::NotFound)?;
    match &article.publication {
        Publication::Published { .. } if article.section.slug().as_str() != section => {
            Err(Failure::Moved(article.path()))
        }
        Publication::Published { at } => {
            let at = *at;
            Ok((article, at))
        }
        Publication::Withdrawn { reason, .. } => Err(Failure::Gone(reason.clone())),
        Publication::Draft | Publication::Scheduled { .. } => Err(Failure::NotFound),
    }
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
fn Story(article: Article, published_at: Moment) -> impl IntoView {
    let path = article.path();
    let updated_at = article.updated_at();
    let Article {
        section, version, ..
    } = article;
    let (lang, dir) = language_and_direction(version.language.as_ref());
    let minutes = reading_minutes(version.body.as_str());
    let headline = version.headline.to_string();
    let headline_class = if headline.chars().count() > LONG_HEADLINE {
        "article__headline article__headline--long"
    } else {
        "article__headline"
    };
    let standfirst = version.standfirst.map(|standfirst| standfirst.to_string());
    let description = standfirst.clone().unwrap_or_else(|| headline.clone());
    let picture_path = version.picture.as_ref().map(domain::Picture::path);
    let figure = version.picture.map(|picture| {
        let caption = picture.caption.clone();
        let credit = picture.credit.clone();
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
        <Head title=headline.clone() description path kind="article" picture=picture_path />
        <article class="article" lang=lang dir=dir>
            <header class="article__header">
                <p class="article__kicker">
                    <a href=section.path()>{section.name().to_owned()}</a>
                </p>
                <h1 class=headline_class>{headline}</h1>
                {standfirst.map(|standfirst| view! { <p class="article__standfirst">{standfirst}</p> })}
            </header>
            <div class="article__facts">
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
            <div class="article__body" inner_html=version.body.render().as_str().to_owned()></div>
            {(!topics.is_empty())
                .then(|| {
                    view! {
                        <footer class="article__topics">
                            <h2 class="article__topics-name">"Topics"</h2>
                            <ul class="article__topics-list" role="list">
                                {topics
                                    .into_iter()
                                    .map(|topic| {
                                        view! {
                                            <li>
                                                <a href=format!("/topic/{}", topic.slug())>{topic.name().to_owned()}</a>
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
