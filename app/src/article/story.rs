//! The story itself, as a page shows it.

use domain::{Article, Moment, Picture, SafeHtml, reading_minutes};
use leptos::prelude::*;

use super::below::{Corrections, ReadOn, Topics};
use super::contents::{Contents, parts_of};
use super::facts::Facts;
use super::page::ArticlePage;
use super::{KickerLine, LeadPicture, language_and_direction, own_language};
use crate::changes;
use crate::coverage::{StorySoFar, Updates, UpdatesView};

/// From how many characters on a headline is set smaller.
const LONG_HEADLINE: usize = 90;

#[component]
pub(crate) fn ArticleView(page: ArticlePage) -> impl IntoView {
    let ArticlePage {
        article,
        published_at,
        body,
        words,
        updates,
        below,
        ..
    } = page;
    let section = article.section.clone();
    view! {
        <Story article body words published_at updates />
        <ReadOn section below />
    }
}

#[component]
fn Story(
    article: Article,
    body: SafeHtml,
    words: usize,
    published_at: Moment,
    updates: Option<Updates>,
) -> impl IntoView {
    let updated_at = article.updated_at();
    // Coverage changes with its updates; only another version of what stands above them can be compared.
    let changes = (article.number.0 > 1).then(|| changes::address(&article.path()));
    let Article {
        id,
        number,
        section,
        version,
        ..
    } = article;
    let (lang, dir) = language_and_direction(version.language.as_ref());
    let (own_lang, own_dir) = own_language(lang.is_some());
    let minutes = reading_minutes(words);
    let headline = version.headline.to_string();
    let headline_class = if headline.chars().count() > LONG_HEADLINE {
        "article__headline article__headline--long"
    } else {
        "article__headline"
    };
    let standfirst = version.standfirst.map(|standfirst| standfirst.to_string());
    let parts = parts_of(&version.body);
    let state = updates.as_ref().map(|updates| updates.state);
    let text = match updates {
        Some(updates) => view! {
            <StorySoFar body lang=own_lang.clone() dir=own_dir />
            <UpdatesView updates />
        }
        .into_any(),
        None => view! { <div class="article__body" inner_html=body.as_str().to_owned()></div> }
            .into_any(),
    };
    let class = format!("article article--{}", version.kind.as_str());
    let in_another_language = lang.is_some();
    view! {
        <article class=class lang=lang dir=dir data-article=id.0 data-version=number.0>
            <header class="article__header">
                <KickerLine
                    class="article__kicker"
                    kind=version.kind
                    state
                    section=Some(section)
                    kicker=version.kicker
                    in_another_language
                />
                <h1 class=headline_class>{headline}</h1>
                {standfirst.map(|standfirst| view! { <p class="article__standfirst">{standfirst}</p> })}
            </header>
            <Facts
                byline=version.byline
                published_at
                updated_at
                changes
                minutes=state.is_none().then_some(minutes)
                in_another_language
            />
            {version.picture.map(|picture| view! { <StoryPicture picture /> })}
            <Contents parts />
            {text}
            <Corrections corrections=version.corrections />
            <Topics topics=version.topics lang=own_lang dir=own_dir />
        </article>
    }
    .into_any()
}

#[component]
fn StoryPicture(picture: Picture) -> impl IntoView {
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
}
