//! Lists: what readers have, what was thrown away.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{Moment, Publication, Section, Slug};
use maud::{Markup, html};
use newsroom::desk::saving;
use newsroom::desk::story::{Stage, Story};
use newsroom::search::Search;
use newsroom::store::{OutCursor, OutLine, OutQuery, Scope, StoreError};
use serde::Deserialize;

use crate::address::{Path, Query};
use crate::frame::frame;
use crate::guard::Signed;
use crate::{Desk, answer, clock_time};

/// Stories on one page of a list.
pub(crate) const ON_A_PAGE: u32 = 50;

/// What readers call the section of that address. One that is only typed so far is called by its address.
pub(crate) fn named<'a>(sections: &'a [Section], slug: &'a str) -> &'a str {
    let section = sections
        .iter()
        .find(|section| section.slug().as_str() == slug);
    section.map_or(slug, Section::name)
}

/// Where a story stands, in words.
pub(crate) fn stage(desk: &Desk, story: &Story) -> Markup {
    let public = story.article.as_ref().map(|article| &article.publication);
    let is_withdrawn = matches!(public, Some(Publication::Withdrawn { .. }));
    let (mark, words) = match story.stage() {
        Stage::Draft if is_withdrawn => ("withdrawn", "Recalled".to_owned()),
        Stage::Draft => ("draft", "Draft".to_owned()),
        Stage::InReview => ("review", "In review".to_owned()),
        Stage::Approved => ("approved", "Approved".to_owned()),
        Stage::Scheduled { at } => {
            let at = clock_time::told(at, &desk.facts.time_zone);
            ("scheduled", format!("Scheduled for {at}"))
        }
        Stage::Out if is_withdrawn => ("withdrawn", "Recalled".to_owned()),
        Stage::Out => ("out", "Published".to_owned()),
    };
    html! {
        span class={ "desk-stage desk-stage--" (mark) } { (words) }
        @if story.missed.is_some() {
            " " span class="desk-stage desk-stage--withdrawn" { "did not go out at its time" }
        }
        @if story.is_public() && story.stage() != Stage::Out {
            " " span class="desk-stage desk-stage--out" { "readers have an earlier one" }
        }
    }
}

#[derive(Deserialize)]
pub(crate) struct PublishedQuery {
    /// Words of the story.
    #[serde(default)]
    words: String,
    #[serde(default)]
    section: String,
    /// When the last one shown came out, in microseconds, and its number.
    after: Option<String>,
}

/// `GET /desk/published`
pub(crate) async fn published(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Query(query): Query<PublishedQuery>,
) -> Response {
    let lines = out(&desk, &query).await;
    let sections = desk.store.all_sections().await;
    let (lines, sections) = match (lines, sections) {
        (Ok(lines), Ok(sections)) => (lines, sections),
        (Err(error), _) | (_, Err(error)) => return answer::broken(&desk, Some(&signed), &error),
    };
    let more = lines.len() > ON_A_PAGE as usize;
    let lines = &lines[..lines.len().min(ON_A_PAGE as usize)];
    let next = lines.last().filter(|_| more).map(|last| {
        let mut next = form_urlencoded::Serializer::new(String::new());
        next.append_pair("words", &query.words)
            .append_pair("section", &query.section)
            .append_pair("after", &format!("{}-{}", last.at.micros(), last.id));
        format!("/desk/published?{}", next.finish())
    });
    let body = html! {
        h1 { "Published" }
        form method="get" action="/desk/published" class="desk-begin" role="search" {
            label for="words" { "Words of the story" }
            input id="words" name="words" type="search" value=(query.words);
            label for="section" { "Section" }
            select id="section" name="section" {
                option value="" { "All" }
                @for section in &sections {
                    option value=(section.slug()) selected[section.slug().as_str() == query.section] { (section.name()) }
                }
            }
            button class="desk-button" { "Find" }
        }
        @if lines.is_empty() {
            p class="desk-empty" { "No story is like that." }
        } @else {
            ul class="desk-list" {
                @for line in lines {
                    (out_line(&desk, line, &sections))
                }
            }
        }
        @if let Some(next) = next {
            p { a href=(next) { "Older stories" } }
        }
    };
    answer::page(
        StatusCode::OK,
        &frame(&desk, Some(&signed), "Published", &body),
    )
}

/// The newest, or those that words are found in, the best first; of these there is one page.
async fn out(desk: &Desk, query: &PublishedQuery) -> Result<Vec<OutLine>, StoreError> {
    let section: Option<Slug> = query.section.parse().ok();
    if let Ok(search) = Search::read(query.words.trim()) {
        let scope = Scope {
            section: section.as_ref(),
            ..Scope::default()
        };
        let hits = desk.store.search(&search, scope, ON_A_PAGE).await?;
        return Ok(hits.into_iter().map(OutLine::from).collect());
    }
    let after = query.after.as_deref().and_then(pair);
    let asked = OutQuery {
        section,
        after: after.map(|(at, id)| OutCursor {
            at: Moment::from_micros(at),
            id,
        }),
    };
    desk.store.out(&asked, ON_A_PAGE + 1).await
}

fn out_line(desk: &Desk, line: &OutLine, sections: &[Section]) -> Markup {
    html! {
        li class="desk-list__line" {
            div {
                a href={ "/" (line.section) "/" (line.slug) } { (line.headline) }
                p class="desk-hint" {
                    (named(sections, line.section.as_str())) " · "
                    time datetime=(clock_time::machine(line.at)) { (clock_time::told(line.at, &desk.facts.time_zone)) }
                }
            }
            form method="post" action={ "/desk/published/" (line.slug) } {
                button class="desk-button desk-button--quiet" aria-label={ "Edit " (line.headline) } { "Edit" }
            }
        }
    }
}

/// `POST /desk/published/{slug}`: takes a story up that readers have.
pub(crate) async fn take_up(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(slug): Path<String>,
) -> Response {
    let Ok(slug) = slug.parse::<Slug>() else {
        let gone = newsroom::desk::DeskError::Unknown;
        return answer::not_done(&desk, &signed, &gone);
    };
    match saving::take_up(&desk.store, &desk.clock, &signed.account, &slug).await {
        Ok(id) => answer::on_to(&format!("/desk/stories/{}", id.0)),
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

/// `GET /desk/bin`
pub(crate) async fn bin(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
) -> Response {
    let stories = match desk.store.binned_stories(ON_A_PAGE).await {
        Ok(stories) => stories,
        Err(error) => return answer::broken(&desk, Some(&signed), &error),
    };
    let stories: Vec<_> = stories
        .iter()
        .filter(|story| story.is_seen_by(&signed.account))
        .collect();
    let body = html! {
        p class="desk-back" { a href="/desk" { "Stories" } }
        h1 { "Bin" }
        p { "What is here can be taken back. Nothing is ever deleted." }
        @if stories.is_empty() {
            p class="desk-empty" { "The bin is empty." }
        }
        ul class="desk-list" {
            @for story in &stories {
                li class="desk-list__line" {
                    a href={ "/desk/stories/" (story.id.0) } { (story.title()) }
                }
            }
        }
    };
    answer::page(StatusCode::OK, &frame(&desk, Some(&signed), "Bin", &body))
}

/// Two numbers with a hyphen between them.
pub(crate) fn pair(raw: &str) -> Option<(i64, i64)> {
    let (at, id) = raw.rsplit_once('-')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}
