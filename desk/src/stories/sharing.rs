//! A draft as somebody without an account reads it, and the links that lead there.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::Markdown;
use maud::{Markup, PreEscaped, html};
use newsroom::desk::doing::DeskError;
use newsroom::desk::manuscript::Manuscript;
use newsroom::desk::sharing;
use newsroom::desk::story::StoryId;

use super::editor_page::Said;
use super::{editor, steps};
use crate::address::Path;
use crate::form::{Pairs, value};
use crate::frame::frame;
use crate::guard::Signed;
use crate::{Desk, answer};

/// For how many days a link is, unless somebody says otherwise.
pub(crate) const DAYS: &str = "7";

/// `GET /desk/stories/{id}/shares`: a link is shown only when it is made, so whoever asks for it again is led to the story.
pub(crate) async fn to_story(Path(id): Path<i64>) -> Response {
    answer::on_to(&format!("/desk/stories/{id}"))
}

/// `POST /desk/stories/{id}/shares`: makes a link and shows it once.
pub(crate) async fn share(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
    Pairs(pairs): Pairs,
) -> Response {
    let days = value(&pairs, "days").and_then(|days| days.trim().parse().ok());
    let days = days.unwrap_or(0);
    if let Err(answer) = steps::before(&desk, &signed, StoryId(id), &pairs).await {
        return answer;
    }
    let account = &signed.account;
    match sharing::share(&desk.store, &desk.clock, account, StoryId(id), days).await {
        Ok(secret) => {
            let body = html! {
                h1 { "A link to the draft" }
                p { "Whoever has it can read the story as it was saved last, for " (days) " days. It is shown only now:" }
                p { code class="desk-link" { (desk.facts.url) "/desk/shared/" (secret.text()) } }
                p { a href={ "/desk/stories/" (id) "?done=share" } { "Back to the story" } }
            };
            let page = frame(&desk, Some(&signed), "A link to the draft", &body);
            answer::page(StatusCode::OK, &page)
        }
        // What was typed beside the text stands on no page but that of the story.
        Err(DeskError::Refused(sentence)) => {
            let said = Said {
                problem: Some(&sentence),
                typed: &pairs,
                are_terms_kept: true,
                ..Said::default()
            };
            editor::page(
                &desk,
                &signed,
                StoryId(id),
                StatusCode::UNPROCESSABLE_ENTITY,
                &said,
            )
            .await
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

/// `POST /desk/stories/{id}/shares/{share}/end`
pub(crate) async fn end(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path((id, share)): Path<(i64, i64)>,
    Pairs(pairs): Pairs,
) -> Response {
    if let Err(answer) = steps::before(&desk, &signed, StoryId(id), &pairs).await {
        return answer;
    }
    let account = &signed.account;
    match sharing::end(&desk.store, &desk.clock, account, StoryId(id), share).await {
        Ok(()) => answer::on_to(&format!("/desk/stories/{id}")),
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

/// `GET /desk/shared/{link}`
pub(crate) async fn shared(State(desk): State<Desk>, Path(link): Path<String>) -> Response {
    match sharing::shared(&desk.store, &desk.clock, &link).await {
        Ok(Some((story, save))) => {
            let body = html! {
                h1 class="visually-hidden" { "Draft: " (story.title()) }
                p class="desk-said" { "This is a draft. Please do not pass it on." }
                (manuscript(&desk, &save.manuscript))
            };
            answer::page(StatusCode::OK, &frame(&desk, None, story.title(), &body))
        }
        Ok(None) => answer::refusal(
            &desk,
            None,
            StatusCode::GONE,
            "This link leads to no draft any more. Please ask whoever gave it to you for a new one.",
        ),
        Err(error) => answer::broken(&desk, None, &error),
    }
}

/// A manuscript as text to read, rendered as the page of its story is.
pub(crate) fn manuscript(desk: &Desk, manuscript: &Manuscript) -> Markup {
    let language = match manuscript.language.trim() {
        "" => desk.facts.language.as_str(),
        language => language,
    };
    let body: Option<Markdown> = manuscript.body.parse().ok();
    html! {
        article class="desk-read" lang=(language) dir="auto" {
            @if !manuscript.kicker.trim().is_empty() {
                p class="desk-read__kicker" { (manuscript.kicker) }
            }
            h2 class="desk-read__headline" { (manuscript.headline) }
            @if !manuscript.standfirst.trim().is_empty() {
                p class="desk-read__standfirst" { (manuscript.standfirst) }
            }
            @if !manuscript.byline.trim().is_empty() {
                p class="desk-hint" { (manuscript.byline) }
            }
            @if !manuscript.picture.trim().is_empty() {
                figure {
                    img src=(manuscript.picture) alt=(manuscript.picture_alt) class="desk-read__picture";
                    figcaption { (manuscript.picture_caption) " " (manuscript.picture_credit) }
                }
            }
            @match body {
                Some(body) => div class="article__body" { (PreEscaped(body.render().as_str())) },
                None => pre { (manuscript.body) },
            }
        }
    }
}
