//! A front as it would be with other stories chosen by hand, before it goes out.

use std::pin::Pin;
use std::sync::Arc;

use axum::extract::{Extension, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use domain::ArticleId;
use maud::html;
use newsroom::desk::doing::DeskError;
use newsroom::front::{FrontOf, Slot, Slots};

use super::fields::{misplaced, wished};
use super::view::address;
use super::whose_front;
use crate::form::value;
use crate::frame::frame;
use crate::guard::Signed;
use crate::stories::proof::{framed_page, in_frame};
use crate::{Desk, answer};

/// Renders a front with these stories chosen by hand.
pub type FrontProof = Arc<
    dyn Fn(FrontOf, Slots<ArticleId>) -> Pin<Box<dyn Future<Output = String> + Send>> + Send + Sync,
>;

/// `GET /desk/front/preview?lead=…&second-1=…`: the page in a frame.
pub(crate) async fn preview(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    uri: Uri,
) -> Response {
    let of = match asked_for(&desk, &signed, &uri).await {
        Ok((of, _)) => of,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let title = "Preview of the front";
    let proof = format!("/desk/front/proof?{}", uri.query().unwrap_or_default());
    let body = html! {
        p class="desk-back" { a href=(address(&of, &[])) { "Back to the front as it stands" } }
        h1 { (title) }
        p class="desk-hint" { "Nothing is out yet: what you chose is still in the page that you came from." }
        (in_frame(&proof, title))
    };
    answer::page(StatusCode::OK, &frame(&desk, Some(&signed), title, &body))
}

/// `GET /desk/front/proof?lead=…&second-1=…`: the page itself, without its scripts.
pub(crate) async fn proof(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    uri: Uri,
) -> Response {
    let (of, slots) = match asked_for(&desk, &signed, &uri).await {
        Ok(asked_for) => asked_for,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    match &desk.facts.front_proof {
        Some(proof) => framed_page(proof(of, slots).await),
        None => answer::not_done(&desk, &signed, &DeskError::Unknown),
    }
}

async fn asked_for(
    desk: &Desk,
    signed: &Signed,
    uri: &Uri,
) -> Result<(FrontOf, Slots<ArticleId>), DeskError> {
    let query = uri.query().unwrap_or_default();
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    let of = whose_front::theirs(desk, signed, value(&pairs, "section")).await?;
    let mut chosen: Vec<(Slot, ArticleId)> = Vec::new();
    for (slot, slug) in wished(&of, &pairs)? {
        let article = desk.store.article(&slug).await?.ok_or(DeskError::Unknown)?;
        chosen.push((slot, article.id));
    }
    let slots = Slots::new(chosen);
    let slots = slots.map_err(|error| DeskError::Refused(misplaced(error)))?;
    Ok((of, slots))
}
