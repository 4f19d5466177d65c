//! Old addresses: where they lead, one by one or as a file.

use axum::extract::{Extension, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use newsroom::desk::doing::DeskError;
use newsroom::desk::redirecting::{self, Taken};
use newsroom::store::{RedirectLine, StoreError};
use serde::Deserialize;

use super::redirects_page::{self, Shown};
use super::{Said, page_with};
use crate::address::Query;
use crate::form::{Pairs, value};
use crate::guard::Signed;
use crate::{Desk, answer};

pub(super) const PATH: &str = "/desk/settings/redirects";
/// Addresses on one page.
const ON_A_PAGE: u32 = 100;

#[derive(Deserialize, Default)]
pub(crate) struct Asked {
    /// Letters that stand in what is looked for.
    #[serde(default)]
    words: String,
    /// The last one shown.
    #[serde(default)]
    after: String,
    done: Option<String>,
}

/// `GET /desk/settings/redirects`
pub(crate) async fn show(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Query(asked): Query<Asked>,
) -> Response {
    let done = match asked.done.as_deref() {
        Some("led") => Some("Readers are led there from now on."),
        Some("forgotten") => Some("Nothing is known of that address any more."),
        Some(_) | None => None,
    };
    let said = Said {
        done,
        ..Said::default()
    };
    let shown = Shown {
        words: &asked.words,
        ..Shown::default()
    };
    shown_page(&desk, &signed, StatusCode::OK, &said, shown, &asked.after).await
}

/// `POST /desk/settings/redirects`
pub(crate) async fn redirect(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Pairs(pairs): Pairs,
) -> Response {
    let text = |name| value(&pairs, name).unwrap_or_default();
    let (from, to) = (text("from"), text("to"));
    let url = &desk.facts.url;
    let led =
        redirecting::redirect(&desk.store, &desk.clock, &signed.account, (from, to), url).await;
    match led {
        Ok(_) => answer::on_to(&format!("{PATH}?done=led")),
        Err(DeskError::Refused(sentence)) => {
            let said = Said {
                problem: Some(&sentence),
                ..Said::default()
            };
            let shown = Shown {
                from,
                to,
                ..Shown::default()
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            shown_page(&desk, &signed, status, &said, shown, "").await
        }
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

/// `POST /desk/settings/redirects/forget`
pub(crate) async fn forget(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Pairs(pairs): Pairs,
) -> Response {
    let from = value(&pairs, "from").unwrap_or_default();
    match redirecting::forget(&desk.store, &desk.clock, &signed.account, from).await {
        Ok(()) => answer::on_to(&format!("{PATH}?done=forgotten")),
        Err(error) => answer::not_done(&desk, &signed, &error),
    }
}

/// `POST /desk/settings/redirects/file`
pub(crate) async fn take_in(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
    Pairs(pairs): Pairs,
) -> Response {
    let file = value(&pairs, "file").unwrap_or_default();
    if file.trim().is_empty() {
        let said = Said {
            problem: Some(
                "There is nothing in it. Paste the rows, each with an old address and where it leads.",
            ),
            ..Said::default()
        };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return shown_page(&desk, &signed, status, &said, Shown::default(), "").await;
    }
    let url = &desk.facts.url;
    let taken = redirecting::take_in(&desk.store, &desk.clock, &signed.account, file, url).await;
    let taken = match taken {
        Ok(taken) => taken,
        Err(error) => return answer::not_done(&desk, &signed, &error),
    };
    let told = told(&taken);
    let said = Said {
        done: Some(&told),
        ..Said::default()
    };
    let shown = Shown {
        refused: &taken.refused,
        ..Shown::default()
    };
    let status = match taken.refused.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    shown_page(&desk, &signed, status, &said, shown, "").await
}

fn told(taken: &Taken) -> String {
    format!(
        "From the file: {} new, {} changed, {} as before, {} left out.",
        taken.added,
        taken.changed,
        taken.unchanged,
        taken.refused.len()
    )
}

/// `GET /desk/settings/redirects/file`
pub(crate) async fn file(
    State(desk): State<Desk>,
    Extension(signed): Extension<Signed>,
) -> Response {
    match redirecting::file(&desk.store).await {
        Ok(file) => {
            let headers = [
                (
                    header::CONTENT_TYPE,
                    HeaderValue::from_static("text/csv; charset=utf-8"),
                ),
                (
                    header::CONTENT_DISPOSITION,
                    HeaderValue::from_static("attachment; filename=\"redirects.csv\""),
                ),
            ];
            (headers, file).into_response()
        }
        Err(error) => answer::broken(&desk, Some(&signed), &error),
    }
}

async fn shown_page(
    desk: &Desk,
    signed: &Signed,
    status: StatusCode,
    said: &Said<'_>,
    shown: Shown<'_>,
    after: &str,
) -> Response {
    let (lines, count) = match lines(desk, shown.words, after).await {
        Ok(loaded) => loaded,
        Err(error) => return answer::broken(desk, Some(signed), &error),
    };
    let more = lines.len() > ON_A_PAGE as usize;
    let body = redirects_page::body(
        desk,
        &Shown {
            lines: &lines[..lines.len().min(ON_A_PAGE as usize)],
            more,
            count,
            ..shown
        },
    );
    page_with(
        desk,
        signed,
        status,
        (PATH, Some("redirects.js")),
        said,
        &body,
    )
}

async fn lines(
    desk: &Desk,
    words: &str,
    after: &str,
) -> Result<(Vec<RedirectLine>, i64), StoreError> {
    let lines = desk
        .store
        .redirects(words.trim(), after, ON_A_PAGE + 1)
        .await?;
    Ok((lines, desk.store.count_redirects().await?))
}
