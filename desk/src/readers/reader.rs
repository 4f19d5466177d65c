//! What is known of one reader, and what can be done about it.

use axum::extract::{Extension, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::html;
use newsroom::desk::doing::DeskError;
use newsroom::desk::readers;
use newsroom::letters::SubscriberId;
use serde::Deserialize;

use super::LOOKS;
use super::reader_page::told;
use crate::address::{Path, Query};
use crate::frame::dressed;
use crate::guard::Signed;
use crate::{Desk, answer};

#[derive(Deserialize)]
pub(crate) struct Done {
    done: Option<String>,
}

/// `GET /desk/readers/{id}`
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
    Query(Done { done }): Query<Done>,
) -> Response {
    let said = match done.as_deref() {
        Some("enabled") => Some("Letters go there again."),
        Some(_) | None => None,
    };
    page(&desk, &signed, SubscriberId(id), StatusCode::OK, said, None).await
}

async fn page(
    desk: &Desk,
    signed: &Signed,
    id: SubscriberId,
    status: StatusCode,
    said: Option<&str>,
    problem: Option<&str>,
) -> Response {
    let loaded = async {
        let reader = readers::look_at(&desk.store, &desk.clock, &signed.account, id).await?;
        Ok::<_, DeskError>((reader, desk.store.letters().await?))
    };
    let (reader, known) = match loaded.await {
        Ok(loaded) => loaded,
        Err(error) => return answer::not_done(desk, signed, &error),
    };
    let address = &reader.subscriber.address;
    let path = format!("/desk/readers/{}", id.0);
    let body = html! {
        p class="desk-back" { a href="/desk/readers" { "Readers" } }
        h1 class="desk-address" { bdi { (address) } }
        @if let Some(said) = said {
            p class="desk-said" role="status" { (said) }
        }
        @if let Some(problem) = problem {
            p class="desk-problem" role="alert" { (problem) }
        }
        (told(desk, &known, &reader, &path))
        h2 { "Their data" }
        form method="post" action={ (path) "/export" } class="desk-step desk-narrow" {
            p class="desk-hint" { "Everything that is stored about them, as they get it themselves by the link in every letter." }
            button class="desk-button desk-button--quiet" { "Download as JSON" }
        }
        p class="desk-apart" { a href={ (path) "/erase" } { "Erase them" } }
    };
    let page = dressed(desk, Some(signed), address.as_str(), LOOKS, &body);
    answer::page(status, &page)
}

/// `POST /desk/readers/{id}/export`
pub(crate) async fn export(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
) -> Response {
    let id = SubscriberId(id);
    match readers::export(&desk.store, &desk.clock, &signed.account, id).await {
        Ok(everything) => {
            let headers = [
                (header::CONTENT_TYPE, "application/json"),
                (
                    header::CONTENT_DISPOSITION,
                    "attachment; filename=\"letters.json\"",
                ),
            ];
            (headers, format!("{everything:#}\n")).into_response()
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

/// `GET /desk/readers/{id}/erase`: asks whether that is what is wanted.
pub(crate) async fn ask_to_erase(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
) -> Response {
    let reader = readers::look_at(&desk.store, &desk.clock, &signed.account, SubscriberId(id));
    let reader = match reader.await {
        Ok(reader) => reader,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let path = format!("/desk/readers/{id}");
    let body = html! {
        p class="desk-back" { a href=(path) { "Back to what is known of them" } }
        h1 class="desk-address" { "Erase " bdi { (reader.subscriber.address) } "?" }
        p { "Their address goes, with what they agreed to and every trace of which letters went to them. What is on its way to them is not sent. Nobody can undo it." }
        p { "A fingerprint of the address stays, from which it cannot be read, so that a list that somebody imports later does not bring it back. They can sign up again themselves." }
        form method="post" action={ (path) "/erase" } class="desk-form" {
            button class="desk-button desk-button--grave" { "Erase them for good" }
        }
    };
    let page = dressed(&desk, Some(&signed), "Erase a reader", LOOKS, &body);
    answer::page(StatusCode::OK, &page)
}

/// `POST /desk/readers/{id}/erase`
pub(crate) async fn erase(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
) -> Response {
    let id = SubscriberId(id);
    match readers::erase(&desk.store, &desk.clock, &signed.account, id).await {
        Ok(()) => answer::on_to("/desk/readers?done=erased"),
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

/// `POST /desk/readers/{id}/enable`
pub(crate) async fn enable(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<i64>,
) -> Response {
    let id = SubscriberId(id);
    match readers::enable(&desk.store, &desk.clock, &signed.account, id).await {
        Ok(()) => answer::on_to(&format!("/desk/readers/{}?done=enabled", id.0)),
        Err(DeskError::Refused(sentence)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            page(&desk, &signed, id, status, None, Some(&sentence)).await
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}
