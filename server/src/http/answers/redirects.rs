//! Old addresses that lead elsewhere. Only what has no page is looked up.

use axum::http::Uri;
use axum::response::Response;
use newsroom::redirects::{OldAddress, Target};
use newsroom::store::StoreError;

use super::pages;
use crate::http::AppState;

/// What is known of an address without a page.
pub(in crate::http) enum Redirect {
    /// It leads elsewhere, and this is the answer that says so.
    To(Response),
    /// What was there is gone for good.
    Gone,
}

/// What is known of an address, if anything. One with a query counts before the same without.
pub(in crate::http) async fn look_up(state: &AppState, uri: &Uri) -> Option<Redirect> {
    let asked: OldAddress = uri.path_and_query()?.as_str().parse().ok()?;
    let found = target(state, &asked).await;
    let (target, is_whole) = found
        .inspect_err(|error| tracing::error!(%error, "an old address could not be looked up"))
        .ok()??;
    let Target::Moved(address) = target else {
        return Some(Redirect::Gone);
    };
    // What stands behind `?` is passed on within the paper, unless it was what said where to go.
    let passes_on = !is_whole && address.starts_with('/') && !address.contains(['?', '#']);
    let uri = if passes_on { uri } else { &Uri::default() };
    Some(Redirect::To(pages::moved(&address, uri)))
}

/// Where it leads, and whether its query was part of that.
async fn target(
    state: &AppState,
    asked: &OldAddress,
) -> Result<Option<(Target, bool)>, StoreError> {
    let store = &state.paper.store;
    let whole = store.redirect(asked.as_str()).await?;
    if whole.is_some() || asked.path() == asked.as_str() {
        return Ok(whole.map(|target| (target, true)));
    }
    let without = store.redirect(asked.path()).await?;
    Ok(without.map(|target| (target, false)))
}
