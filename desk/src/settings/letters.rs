//! The letters that readers can subscribe to: what they are called, when they go out, and what is in them.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{Section, Slug};
use newsroom::desk::defining;
use newsroom::desk::doing::DeskError;
use newsroom::letters::Letter;

use super::letters_form::{Typed, form, list};
use super::sections::sections;
use super::{Done, Said, page};
use crate::address::{Path, Query};
use crate::form::{Pairs, value};
use crate::guard::Signed;
use crate::{Desk, answer};

pub(super) const PATH: &str = "/desk/settings/letters";

/// `GET /desk/settings/letters`
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Query(Done { done }): Query<Done>,
) -> Response {
    let done = match done.as_deref() {
        Some("defined") => Some("It is defined, and readers can subscribe to it."),
        Some("retired") => Some("It is not offered any more. Its subscribers and issues stay."),
        Some(_) | None => None,
    };
    let said = Said {
        done,
        ..Said::default()
    };
    let letters = match desk.store.letters().await {
        Ok(letters) => letters,
        Err(error) => return answer::broken(&desk, Some(&signed), &error),
    };
    page(
        &desk,
        &signed,
        StatusCode::OK,
        PATH,
        &said,
        &list(&desk, &letters),
    )
}

/// `GET /desk/settings/letters/{slug}`: the form of a letter; `new` is one that is not there yet.
pub(crate) async fn show_one(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(slug): Path<String>,
) -> Response {
    match load(&desk, &slug).await {
        Ok((letter, sections)) => {
            let typed = letter.as_ref().map_or_else(Typed::new, Typed::of);
            let body = form(letter.as_ref(), &sections, &typed);
            page(
                &desk,
                &signed,
                StatusCode::OK,
                PATH,
                &Said::default(),
                &body,
            )
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

/// What no letter is called by, so that a form can stand at that address.
const NEW: &str = "new";

async fn load(desk: &Desk, slug: &str) -> Result<(Option<Letter>, Vec<Section>), DeskError> {
    let sections = sections(desk).await?;
    if slug == NEW {
        return Ok((None, sections));
    }
    let slug: Slug = slug.parse().map_err(|_| DeskError::Unknown)?;
    let letter = desk.store.letter(&slug).await?;
    Ok((Some(letter.ok_or(DeskError::Unknown)?), sections))
}

/// `POST /desk/settings/letters/{slug}`
pub(crate) async fn define(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(slug): Path<String>,
    Pairs(pairs): Pairs,
) -> Response {
    let (letter, sections) = match load(&desk, &slug).await {
        Ok(loaded) => loaded,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let typed = Typed::read(&pairs);
    let defined = async {
        let known = letter.as_ref().map(|letter| &letter.definition.slug);
        let definition = typed.definition(known)?;
        definition.check()?;
        if known.is_none()
            && (slug == definition.slug.as_str() || is_taken(&desk, &definition.slug).await?)
        {
            return Err(DeskError::Refused(format!(
                "There is a letter at /letters/{} already, or that address is none for a letter.",
                definition.slug
            )));
        }
        let (by, seen) = (&signed.account, value(&pairs, "seen"));
        defining::define(&desk.store, &desk.clock, by, &definition, seen).await
    };
    match defined.await {
        Ok(()) => answer::on_to(&format!("{PATH}?done=defined")),
        Err(DeskError::Refused(sentence)) => {
            let said = Said {
                problem: Some(&sentence),
                ..Said::default()
            };
            let body = form(letter.as_ref(), &sections, &typed);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            page(&desk, &signed, status, PATH, &said, &body)
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

async fn is_taken(desk: &Desk, slug: &Slug) -> Result<bool, DeskError> {
    Ok(desk.store.letter(slug).await?.is_some())
}

/// `POST /desk/settings/letters/{slug}/retire`
pub(crate) async fn retire(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(slug): Path<String>,
) -> Response {
    let retired = async {
        let slug: Slug = slug.parse().map_err(|_| DeskError::Unknown)?;
        defining::retire(&desk.store, &desk.clock, &signed.account, &slug).await
    };
    match retired.await {
        Ok(()) => answer::on_to(&format!("{PATH}?done=retired")),
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}
