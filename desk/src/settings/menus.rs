//! What stands in the menus above and below every page.

use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::Response;
use newsroom::desk::doing::DeskError;
use newsroom::settings::{Menu, Setting};

use super::menus_form::{Typed, form};
use super::sections::sections;
use super::{Done, Newest, answered, shown};
use crate::address::Query;
use crate::form::Pairs;
use crate::guard::Signed;
use crate::{Desk, answer};

pub(super) const PATH: &str = "/desk/settings/menus";

/// `GET /desk/settings/menus`
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Query(done): Query<Done>,
) -> Response {
    let sections = match sections(&desk).await {
        Ok(sections) => sections,
        Err(error) => return answer::broken(&desk, Some(&signed), &error),
    };
    let typed = Typed::of(desk.facts.particulars.menu.as_ref(), &sections);
    let form = |newest: &Newest| form(&desk, newest, &typed);
    shown(&desk, &signed, (PATH, StatusCode::OK), &done.said(), form).await
}

/// `POST /desk/settings/menus`
pub(crate) async fn set(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Pairs(pairs): Pairs,
) -> Response {
    let sections = match sections(&desk).await {
        Ok(sections) => sections,
        Err(error) => return answer::broken(&desk, Some(&signed), &error),
    };
    let typed = Typed::read(&pairs, &sections);
    let stood = Typed::of(desk.facts.particulars.menu.as_ref(), &sections);
    let set = async {
        if typed.is_in_vain(&pairs, &stood) {
            return Err(DeskError::Refused(
                "You changed places or links, and every section is chosen above them. Choose what is below to use them.".to_owned(),
            ));
        }
        let menu = typed.menu()?.as_ref().map(Menu::kept);
        let menu = menu.unwrap_or_default();
        super::set(&desk, &signed, &pairs, &[(Setting::Menu, &menu)]).await
    };
    let form = |newest: &Newest| form(&desk, newest, &typed);
    answered(&desk, &signed, PATH, set.await, form).await
}
