//! Where a picture of the library is used, as far as somebody may know.

use domain::{ArticleId, Author};
use maud::{Markup, html};
use newsroom::desk::role::Right;
use newsroom::front::{FrontOf, Slots};
use newsroom::store::{ArticleUse, LibraryPicture, StoreError, StoryUse};

use crate::Desk;
use crate::guard::Signed;

/// Uses of a kind that are listed.
const LISTED: u32 = 50;

/// What uses a picture.
pub(crate) struct Uses {
    /// Each with the fronts on which it was placed by hand.
    articles: Vec<(ArticleUse, Vec<String>)>,
    stories: Vec<StoryUse>,
    authors: Vec<Author>,
}

/// What uses a picture that somebody may see: drafts are for whom stories are.
pub(crate) async fn uses(
    desk: &Desk,
    signed: &Signed,
    held: &LibraryPicture,
) -> Result<Uses, StoreError> {
    let account = &signed.account;
    let store = &desk.store;
    let sees_all = account.may(Right::ReadAll);
    let mut fronts = vec![(
        "the front".to_owned(),
        store.front_slots(&FrontOf::Paper).await?,
    )];
    for section in store.all_sections().await? {
        let of = FrontOf::Section(section.slug().clone());
        let name = format!("the front of {}", section.name());
        fronts.push((name, store.front_slots(&of).await?));
    }
    let articles = store.articles_with_picture(held.number, LISTED).await?;
    let stories = store.stories_with_picture(held.number, LISTED).await?;
    Ok(Uses {
        articles: articles
            .into_iter()
            .filter(|article| sees_all || article.publication.is_public())
            .map(|article| {
                let has_it =
                    |slots: &Slots<ArticleId>| slots.iter().any(|(_, it)| it == article.id);
                let fronts = fronts.iter().filter(|(_, slots)| has_it(slots));
                let fronts = fronts.map(|(name, _)| name.clone()).collect();
                (article, fronts)
            })
            .collect(),
        stories: stories
            .into_iter()
            .filter(|story| sees_all || story.made_by == Some(account.id))
            .collect(),
        authors: store.authors_with_picture(held.number, LISTED).await?,
    })
}

/// The part of its page that lists them.
pub(crate) fn used(uses: &Uses) -> Markup {
    let Uses {
        articles,
        stories,
        authors,
    } = uses;
    html! {
        section aria-labelledby="picture-uses" {
            h2 id="picture-uses" { "Where it is used" }
            @if articles.is_empty() && stories.is_empty() && authors.is_empty() {
                p class="desk-empty" { "Nowhere that you can see." }
            }
            @if !articles.is_empty() {
                h3 { "Articles" }
                ul class="desk-list" {
                    @for (article, fronts) in articles { (in_article(article, fronts)) }
                }
            }
            @if !stories.is_empty() {
                h3 { "Stories of the desk" }
                ul class="desk-list" {
                    @for story in stories { (in_story(story)) }
                }
            }
            @if !authors.is_empty() {
                h3 { "Authors" }
                ul class="desk-list" {
                    @for author in authors {
                        li { a href=(author.path()) { (author.name()) } }
                    }
                }
            }
        }
    }
}

fn in_article(article: &ArticleUse, fronts: &[String]) -> Markup {
    let address = format!("/{}/{}", article.section, article.slug);
    let is_public = article.publication.is_public();
    html! {
        li {
            @if is_public {
                a href=(address) { (article.headline) }
            } @else {
                (article.headline)
            }
            p class="desk-hint" {
                @if !is_public { "Readers do not have it. " }
                @match (article.entry, article.is_current) {
                    (Some(entry), true) => { "In entry " (entry.0) "." }
                    (Some(entry), false) => { "In entry " (entry.0) ", which was changed or removed since." }
                    (None, true) => { "In the version of now." }
                    (None, false) => { "Only in an earlier version." }
                }
                @for front in fronts { " Placed on " (front) "." }
            }
        }
    }
}

fn in_story(story: &StoryUse) -> Markup {
    let headline = match story.headline.trim() {
        "" => "A story without a headline",
        headline => headline,
    };
    html! {
        li {
            a href={ "/desk/stories/" (story.id.0) } { (headline) }
            p class="desk-hint" {
                @if story.is_current { "In the newest save." } @else { "Only in an earlier save." }
                @if story.is_binned { " In the bin." }
            }
        }
    }
}
