//! A story as readers would get it: the very page, at the width of a phone or of a desk, before it goes out.

use std::pin::Pin;
use std::sync::Arc;

use axum::extract::{Extension, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use domain::{Article, ArticleId, Publication, VersionNumber};
use maud::{Markup, html};
use newsroom::desk::doing::DeskError;
use newsroom::desk::flow;
use newsroom::desk::story::{Save, Story, StoryId};

use super::editor::seen;
use super::sharing;
use crate::address::Path;
use crate::frame::frame;
use crate::guard::Signed;
use crate::{Desk, answer};

/// Renders the page of an article that readers do not have, as they would get it.
pub type Proof = Arc<dyn Fn(Article) -> Pin<Box<dyn Future<Output = String> + Send>> + Send + Sync>;

/// `GET /desk/stories/{id}/preview`: the page of the newest save in a frame, or what keeps it from being one.
pub(crate) async fn preview(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
) -> Response {
    let loaded = async {
        let (story, save) = seen(&desk, &signed, StoryId(id)).await?;
        let problems = flow::problems(&desk.store, &story, &save.manuscript).await?;
        Ok::<_, DeskError>((story, save, problems))
    };
    let (story, save, problems) = match loaded.await {
        Ok(loaded) => loaded,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let title = format!("Preview of {}", story.title());
    let body = html! {
        p class="desk-back" { a href={ "/desk/stories/" (id) } { "Back to the story" } }
        h1 { (title) }
        @if problems.is_empty() && desk.facts.proof.is_some() {
            (in_frame(&format!("/desk/stories/{id}/proof"), &title))
        } @else {
            @for problem in &problems {
                p class="desk-problem" { (problem.sentence) }
            }
            (sharing::manuscript(&desk, &save.manuscript))
        }
    };
    answer::page(StatusCode::OK, &frame(&desk, Some(&signed), &title, &body))
}

/// What the frame that follows it is as wide as.
pub(crate) fn widths() -> Markup {
    html! {
        fieldset class="desk-widths" {
            legend { "As wide as" }
            input type="radio" name="width" id="width-desk" checked;
            label for="width-desk" { "a desktop" }
            input type="radio" name="width" id="width-phone";
            label for="width-phone" { "a phone" }
        }
    }
}

/// A page of readers in a frame, as wide as a desktop or a phone.
pub(crate) fn in_frame(address: &str, title: &str) -> Markup {
    html! {
        (widths())
        // Its fonts are the paper's only for a page that is of the paper, too. Scripts stay out.
        iframe class="desk-proof" src=(address) title=(title) sandbox="allow-same-origin" {}
    }
}

/// `GET /desk/stories/{id}/proof`: the page itself, without its scripts.
pub(crate) async fn proof(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
) -> Response {
    let article = match article(&desk, &signed, StoryId(id)).await {
        Ok(article) => article,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let Some(proof) = &desk.facts.proof else {
        return answer::not_done(&desk, &signed, &DeskError::Unknown);
    };
    framed_page(proof(article).await)
}

/// A page of readers for a frame of the desk: nothing in it runs or is sent.
pub(crate) fn framed_page(html: String) -> Response {
    let headers = [
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(
                "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; \
                 frame-ancestors 'self'",
            ),
        ),
        (
            header::X_FRAME_OPTIONS,
            HeaderValue::from_static("SAMEORIGIN"),
        ),
    ];
    (headers, Html(html)).into_response()
}

/// The article that would come out.
async fn article(desk: &Desk, signed: &Signed, id: StoryId) -> Result<Article, DeskError> {
    let (story, Save { manuscript, .. }) = seen(desk, signed, id).await?;
    let ready = flow::proof(&desk.store, &story, &manuscript).await?;
    let now = desk.clock.now();
    let Story { article, .. } = story;
    let publication = article
        .as_ref()
        .map(|article| article.publication.clone())
        .filter(Publication::is_public);
    Ok(Article {
        id: article.as_ref().map_or(ArticleId(0), |article| article.id),
        slug: ready.slug,
        section: ready.section,
        publication: publication.unwrap_or(Publication::Published { at: now }),
        number: article.map_or(VersionNumber(1), |article| {
            VersionNumber(article.number.0 + 1)
        }),
        saved_at: now,
        dont_miss: false,
        coverage: None,
        version: ready.version,
    })
}
