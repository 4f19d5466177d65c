//! The sections: what readers call them, and in which order they stand.

use axum::extract::{Extension, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::Section;
use newsroom::desk::doing::DeskError;
use newsroom::settings::{Setting, in_order, kept_sections};
use newsroom::store::StoreError;

use super::sections_form::{Typed, form};
use super::{Done, Newest, Said, page};
use crate::form::Pairs;
use crate::guard::Signed;
use crate::{Desk, answer};

pub(super) const PATH: &str = "/desk/settings/sections";

/// `GET /desk/settings/sections`
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Query(done): Query<Done>,
) -> Response {
    let sections = match sections(&desk).await {
        Ok(sections) => sections,
        Err(error) => return answer::broken(&desk, Some(&signed), &error),
    };
    let typed = Typed::of(&sections);
    shown(&desk, &signed, StatusCode::OK, &done.said(), &typed).await
}

/// `POST /desk/settings/sections`
pub(crate) async fn set(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Pairs(pairs): Pairs,
) -> Response {
    let known = match sections(&desk).await {
        Ok(sections) => sections,
        Err(error) => return answer::broken(&desk, Some(&signed), &error),
    };
    let typed = Typed::read(&pairs, &known);
    let set = async {
        let sections = typed.sections()?;
        let value = kept_sections(&sections);
        super::set(&desk, &signed, &pairs, &[(Setting::Sections, &value)]).await
    };
    match set.await {
        Ok(done) => answer::on_to(&format!("{PATH}?done={done}")),
        Err(DeskError::Refused(sentence)) => {
            let said = Said {
                problem: Some(&sentence),
                ..Said::default()
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            shown(&desk, &signed, status, &said, &typed).await
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

/// Every section there is, in the order in which readers meet them.
pub(super) async fn sections(desk: &Desk) -> Result<Vec<Section>, StoreError> {
    let sections = desk.store.all_sections().await?;
    Ok(in_order(&desk.facts.particulars.sections, sections))
}

async fn shown(
    desk: &Desk,
    signed: &Signed,
    status: StatusCode,
    said: &Said<'_>,
    typed: &Typed,
) -> Response {
    match Newest::load(desk).await {
        Ok(newest) => page(
            desk,
            signed,
            status,
            PATH,
            said,
            &form(desk, &newest, typed),
        ),
        Err(error) => answer::broken(desk, Some(signed), &error),
    }
}
