//! What is at work: the list that the desk opens with, and what it is narrowed down by.

use std::collections::HashMap;

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{Moment, Section};
use maud::{Markup, html};
use newsroom::desk::role::Right;
use newsroom::desk::shelf::Shelf;
use newsroom::desk::story::StoryId;
use newsroom::search::Search;
use newsroom::store::{AtWork, AtWorkCursor, StoreError, StoriesAsked};
use serde::Deserialize;

use super::lists::{ON_A_PAGE, named, pair, stage};
use crate::address::Query;
use crate::frame::frame;
use crate::guard::Signed;
use crate::{Desk, answer, clock_time, once};

#[derive(Deserialize)]
pub(crate) struct Asked {
    /// `mine`, or everybody's.
    of: Option<String>,
    /// The word of a [`Shelf`].
    stage: Option<String>,
    #[serde(default)]
    section: String,
    /// Words of the headline.
    #[serde(default)]
    words: String,
    /// When the last one shown was saved, in microseconds, and its number: `1675609200000000-17`.
    after: Option<String>,
}

/// What the list is narrowed down by.
struct Narrowed {
    is_mine: bool,
    shelf: Option<Shelf>,
    section: String,
    words: String,
    search: Option<Search>,
}

impl Narrowed {
    fn read(asked: &Asked, sees_all: bool) -> Self {
        let words = asked.words.trim().to_owned();
        Self {
            is_mine: !sees_all || asked.of.as_deref() == Some("mine"),
            shelf: asked.stage.as_deref().and_then(Shelf::from_word),
            section: asked.section.clone(),
            search: Search::read(&words).ok(),
            words,
        }
    }

    fn asked(&self, signed: &Signed) -> StoriesAsked<'_> {
        StoriesAsked {
            of: self.is_mine.then_some(signed.account.id),
            shelf: self.shelf,
            section: Some(self.section.as_str()).filter(|section| !section.is_empty()),
            words: self.search.as_ref(),
        }
    }

    fn is_everything(&self) -> bool {
        self.shelf.is_none() && self.section.is_empty() && self.search.is_none()
    }

    /// The address of the list with another part of it changed, from its first page on.
    fn address(&self, is_mine: bool, shelf: Option<Shelf>, after: Option<&AtWork>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if is_mine {
            query.append_pair("of", "mine");
        }
        if let Some(shelf) = shelf {
            query.append_pair("stage", shelf.as_str());
        }
        for (name, value) in [("section", &self.section), ("words", &self.words)] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        if let Some(AtWork { story, .. }) = after {
            let place = format!("{}-{}", story.saved_at.micros(), story.id.0);
            query.append_pair("after", &place);
        }
        match query.finish() {
            query if query.is_empty() => "/desk".to_owned(),
            query => format!("/desk?{query}"),
        }
    }
}

struct Found {
    stories: Vec<AtWork>,
    by_shelf: HashMap<Shelf, u32>,
    sections: Vec<Section>,
}

/// `GET /desk/stories`, as the list of them is what the desk opens with, and `GET /desk/`.
pub(crate) async fn to_list() -> Response {
    answer::on_to("/desk")
}

/// `GET /desk`
pub(crate) async fn list(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Query(asked): Query<Asked>,
) -> Response {
    let sees_all = signed.account.may(Right::ReadAll);
    let narrowed = Narrowed::read(&asked, sees_all);
    let after = asked.after.as_deref().and_then(pair);
    let after = after.map(|(saved_at, id)| AtWorkCursor {
        saved_at: Moment::from_micros(saved_at),
        id: StoryId(id),
    });
    let found = match find(&desk, narrowed.asked(&signed), after).await {
        Ok(found) => found,
        Err(error) => return answer::broken(&desk, Some(&signed), &error),
    };
    let more = found.stories.len() > ON_A_PAGE as usize;
    let stories = &found.stories[..found.stories.len().min(ON_A_PAGE as usize)];
    let body = html! {
        div class="desk-bar" {
            h1 { "Stories" }
            (beginning(&signed, &found.sections))
        }
        @if sees_all {
            nav class="desk-tabs" aria-label="Whose stories" {
                a href=(narrowed.address(false, narrowed.shelf, None)) aria-current=[(!narrowed.is_mine).then_some("page")] { "Everybody’s" }
                a href=(narrowed.address(true, narrowed.shelf, None)) aria-current=[narrowed.is_mine.then_some("page")] { "Mine" }
                a href="/desk/bin" { "Bin" }
            }
        } @else {
            p { a href="/desk/bin" { "Bin" } }
        }
        (shelves(&narrowed, &found.by_shelf))
        (finding(&narrowed, &found.sections))
        @if !stories.is_empty() {
            (table(&desk, stories, &found.sections))
        } @else if narrowed.is_everything() {
            p class="desk-empty" { "Nothing is being written. Start with a headline above." }
        } @else {
            p class="desk-empty" { "No story is like that. " a href="/desk" { "Show all of them" } }
        }
        @if let Some(last) = stories.last().filter(|_| more) {
            p { a href=(narrowed.address(narrowed.is_mine, narrowed.shelf, Some(last))) { "Older stories" } }
        }
    };
    answer::page(
        StatusCode::OK,
        &frame(&desk, Some(&signed), "Stories", &body),
    )
}

async fn find(
    desk: &Desk,
    asked: StoriesAsked<'_>,
    after: Option<AtWorkCursor>,
) -> Result<Found, StoreError> {
    // At the same time: to count a hundred thousand takes as long as all the rest.
    let (stories, by_shelf, sections) = tokio::try_join!(
        desk.store.stories(&asked, after, ON_A_PAGE + 1),
        desk.store.stories_by_shelf(&asked),
        desk.store.all_sections(),
    )?;
    Ok(Found {
        stories,
        by_shelf,
        sections,
    })
}

fn beginning(signed: &Signed, sections: &[Section]) -> Markup {
    let works_in = &signed.account.sections;
    html! {
        form method="post" action="/desk/stories" class="desk-begin" {
            (once::field())
            label class="visually-hidden" for="headline" { "Headline of a new story" }
            input id="headline" name="headline" placeholder="A headline to start with" autocomplete="off";
            label class="visually-hidden" for="section" { "Section" }
            select id="section" name="section" {
                option value="" { "Section" }
                @for section in sections.iter().filter(|it| works_in.has(it.slug().as_str())) {
                    option value=(section.slug()) { (section.name()) }
                }
            }
            button class="desk-button" { "New story" }
        }
    }
}

/// How many lie where, and the way to them.
fn shelves(narrowed: &Narrowed, by_shelf: &HashMap<Shelf, u32>) -> Markup {
    let link = |shelf: Option<Shelf>, name: &str, many: u32| {
        let is_this = shelf == narrowed.shelf;
        html! {
            a href=(narrowed.address(narrowed.is_mine, shelf, None)) aria-current=[is_this.then_some("page")] {
                (name) " " span class="desk-tabs__many" { (many) }
            }
        }
    };
    html! {
        nav class="desk-tabs desk-tabs--many" aria-label="Stages" {
            (link(None, "All", by_shelf.values().sum()))
            @for shelf in Shelf::ALL {
                (link(Some(shelf), shelf.label(), by_shelf.get(&shelf).copied().unwrap_or(0)))
            }
        }
    }
}

fn finding(narrowed: &Narrowed, sections: &[Section]) -> Markup {
    html! {
        form method="get" action="/desk" class="desk-begin" role="search" {
            @if narrowed.is_mine { input type="hidden" name="of" value="mine"; }
            @if let Some(shelf) = narrowed.shelf { input type="hidden" name="stage" value=(shelf.as_str()); }
            label for="words" { "Words of the headline" }
            input id="words" name="words" type="search" value=(narrowed.words);
            label for="in-section" { "In section" }
            select id="in-section" name="section" {
                option value="" { "All" }
                @for section in sections {
                    option value=(section.slug()) selected[section.slug().as_str() == narrowed.section] { (section.name()) }
                }
            }
            button class="desk-button desk-button--quiet" { "Find" }
        }
    }
}

fn table(desk: &Desk, stories: &[AtWork], sections: &[Section]) -> Markup {
    let zone = &desk.facts.time_zone;
    html! {
        table class="desk-table desk-table--stories" aria-label="Stories" {
            thead {
                tr {
                    th scope="col" { "Story" }
                    th scope="col" { "Stage" }
                    th scope="col" { "Section" }
                    th scope="col" { "Begun by" }
                    th scope="col" { "Saved" }
                }
            }
            tbody {
                @for AtWork { story, made_by } in stories {
                    tr {
                        th scope="row" { a href={ "/desk/stories/" (story.id.0) } { (story.title()) } }
                        td { (stage(desk, story)) }
                        td { (named(sections, &story.section)) }
                        td { (made_by.as_deref().unwrap_or("–")) }
                        td {
                            time datetime=(clock_time::machine(story.saved_at)) {
                                (clock_time::told(story.saved_at, zone))
                            }
                        }
                    }
                }
            }
        }
    }
}
