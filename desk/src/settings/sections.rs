//! The sections: what readers call them, and in which order they stand.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::Section;
use newsroom::settings::{Setting, in_order, kept_sections};
use newsroom::store::StoreError;

use super::sections_form::{Typed, form};
use super::{Done, Newest, answered, seen_by, shown};
use crate::address::Query;
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
    let form = |newest: &Newest| form(&desk, newest, &typed);
    shown(&desk, &signed, (PATH, StatusCode::OK), &done.said(), form).await
}

/// `POST /desk/settings/sections`
pub(crate) async fn set(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Pairs(pairs): Pairs,
) -> Response {
    // In this order: what is set between the two was not seen.
    let stood = async { Ok::<_, StoreError>((Newest::load(&desk).await?, sections(&desk).await?)) };
    let (newest, known) = match stood.await {
        Ok(stood) => stood,
        Err(error) => return answer::broken(&desk, Some(&signed), &error),
    };
    let typed = Typed::read(&pairs, &known);
    let seen = match typed.overlooks(&pairs) {
        true => seen_by(&pairs),
        false => newest.seen(),
    };
    let set = async {
        let sections = typed.sections()?;
        let value = kept_sections(&sections);
        super::set_after(&desk, &signed, seen, &[(Setting::Sections, &value)]).await
    };
    let form = |newest: &Newest| form(&desk, newest, &typed);
    answered(&desk, &signed, PATH, set.await, form).await
}

/// Every section there is, in the order in which readers meet them.
pub(super) async fn sections(desk: &Desk) -> Result<Vec<Section>, StoreError> {
    let sections = desk.store.all_sections().await?;
    Ok(in_order(&desk.facts.particulars.sections, sections))
}
