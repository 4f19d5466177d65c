//! What links in letters lead to: confirming, preferences, unsubscribing.
//!
//! Mail scanners follow every link they find, so GET changes nothing anywhere here. Such a page is for one reader: it is
//! not kept by anything, no search engine lists it, and its address goes to no other site.

use app::Page;
use app::stay_in_touch::{BadPage, LinkPage};
use axum::extract::{Form, FromRequest, Path, RawQuery, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use newsroom::letters::{self, Confirmed, Link, SubscriberId};
use newsroom::store::StoreError;

use super::preferences_form::Fields;
use super::sign_up::unreadable;
use crate::http::AppState;
use crate::http::answers::pages;

/// What the addresses of these pages begin with.
pub(in crate::http) const BELOW: &str = "/stay-in-touch/";

/// Whether there may be a link in that path.
pub(in crate::http) fn leads_to(path: &str) -> bool {
    path.starts_with(BELOW)
}

/// Whether a path is written as one of these pages is.
pub(in crate::http) fn is_link(path: &str) -> bool {
    let mut parts = path.strip_prefix(BELOW).unwrap_or_default().split('/');
    let kind = parts.next().unwrap_or_default();
    let link = parts.next().unwrap_or_default();
    let after: Vec<&str> = parts.collect();
    !link.is_empty()
        && match kind {
            "confirm" | "unsubscribe" => after.is_empty(),
            "preferences" => matches!(after[..], [] | ["export" | "erase"]),
            _ => false,
        }
}

/// `GET /stay-in-touch/confirm/{link}`: asks for one press. After it, says that it is done.
pub(in crate::http) async fn ask_to_confirm(
    State(state): State<AppState>,
    Path(link): Path<String>,
    RawQuery(query): RawQuery,
    uri: Uri,
) -> Response {
    let page = LinkPage::confirm(&state.paper, &link, query.as_deref() == Some("done")).await;
    answer(&state, &uri, page).await
}

/// `POST /stay-in-touch/confirm/{link}`: the press.
pub(in crate::http) async fn confirm(
    State(state): State<AppState>,
    Path(link): Path<String>,
    uri: Uri,
) -> Response {
    let paper = &state.paper;
    let confirmed = async {
        let consent = match paper.read_link(&link).await? {
            Ok(Link::Confirm(consent)) => consent,
            Ok(_) => return Ok(Err(BadPage::Unknown)),
            Err(bad) => return Ok(Err(bad.into())),
        };
        let confirmed = letters::confirm(&paper.store, &paper.clock, consent).await?;
        Ok(match confirmed {
            Confirmed::Now(_) => Ok("?done"),
            Confirmed::Before(_) => Ok(""),
            Confirmed::Unknown => Err(BadPage::Gone),
        })
    };
    match confirmed.await {
        Ok(Ok(query)) => private(Redirect::to(&format!("{}{query}", uri.path()))),
        Ok(Err(bad)) => answer(&state, &uri, Ok(LinkPage::Bad(bad))).await,
        Err(error) => answer(&state, &uri, Err(error)).await,
    }
}

/// `GET /stay-in-touch/preferences/{link}`
pub(in crate::http) async fn preferences(
    State(state): State<AppState>,
    Path(link): Path<String>,
    RawQuery(query): RawQuery,
    uri: Uri,
) -> Response {
    let page = LinkPage::preferences(&state.paper, &link, query.as_deref() == Some("saved")).await;
    answer(&state, &uri, page).await
}

/// `POST /stay-in-touch/preferences/{link}`: saves the form of that page.
pub(in crate::http) async fn save_preferences(
    State(state): State<AppState>,
    Path(link): Path<String>,
    uri: Uri,
    request: Request,
) -> Response {
    let fields = match Form::<Vec<(String, String)>>::from_request(request, &state).await {
        Ok(Form(pairs)) => Fields::read(pairs),
        Err(rejection) => return private(unreadable(&rejection)),
    };
    let saved = async {
        match reader(&state, &link).await? {
            Ok(id) => fields.save(&state.paper, id).await,
            Err(_) => Ok(false),
        }
    };
    match saved.await {
        Ok(true) => private(Redirect::to(&format!("{}?saved", uri.path()))),
        Ok(false) => answer(&state, &uri, bad(&state, &link).await).await,
        Err(error) => answer(&state, &uri, Err(error)).await,
    }
}

/// `GET /stay-in-touch/preferences/{link}/export`: everything that is stored about the reader, as JSON.
pub(in crate::http) async fn export(
    State(state): State<AppState>,
    Path(link): Path<String>,
    uri: Uri,
) -> Response {
    let stored = async {
        match reader(&state, &link).await? {
            Ok(id) => letters::everything_about(&state.paper.store, id).await,
            Err(_) => Ok(None),
        }
    };
    match stored.await {
        Ok(Some(stored)) => {
            let headers = [
                (header::CONTENT_TYPE, "application/json"),
                (
                    header::CONTENT_DISPOSITION,
                    "attachment; filename=\"letters.json\"",
                ),
            ];
            private((headers, format!("{stored:#}\n")))
        }
        Ok(None) => answer(&state, &uri, bad(&state, &link).await).await,
        Err(error) => answer(&state, &uri, Err(error)).await,
    }
}

/// `GET /stay-in-touch/preferences/{link}/erase`: asks whether that is what is wanted.
pub(in crate::http) async fn ask_to_erase(
    State(state): State<AppState>,
    Path(link): Path<String>,
    uri: Uri,
) -> Response {
    let page = LinkPage::erase(&state.paper, &link).await;
    answer(&state, &uri, page).await
}

/// `POST /stay-in-touch/preferences/{link}/erase`
pub(in crate::http) async fn erase(
    State(state): State<AppState>,
    Path(link): Path<String>,
    uri: Uri,
) -> Response {
    let erased = async {
        match reader(&state, &link).await? {
            Ok(id) => letters::erase(&state.paper.store, id).await,
            Err(_) => Ok(false),
        }
    };
    let page = match erased.await {
        Ok(true) => Ok(LinkPage::Erased),
        Ok(false) => bad(&state, &link).await,
        Err(error) => Err(error),
    };
    answer(&state, &uri, page).await
}

/// `GET /stay-in-touch/unsubscribe/{link}`: shows a button.
pub(in crate::http) async fn ask_to_unsubscribe(
    State(state): State<AppState>,
    Path(link): Path<String>,
    uri: Uri,
) -> Response {
    let page = LinkPage::unsubscribe(&state.paper, &link).await;
    answer(&state, &uri, page).await
}

/// `POST /stay-in-touch/unsubscribe/{link}`: acts at once, without cookie or redirect (RFC 8058, section 3.2).
///
/// The link itself says who and which letter, so it does not matter what the body is: `List-Unsubscribe=One-Click` from a
/// mail provider, as a form of either kind, or nothing from the button. Only `all` is looked for, which is ours.
pub(in crate::http) async fn unsubscribe(
    State(state): State<AppState>,
    Path(link): Path<String>,
    uri: Uri,
    request: Request,
) -> Response {
    let body = Form::<Vec<(String, String)>>::from_request(request, &state).await;
    let from_all = body.is_ok_and(|Form(pairs)| pairs.iter().any(|(name, _)| name == "all"));
    let page = end(&state, &link, from_all).await;
    // Whoever is not there any more gets no letters, which is all that a mail provider asks for.
    let is_over = matches!(page, Ok(LinkPage::Bad(BadPage::Gone)));
    let mut answer = answer(&state, &uri, page).await;
    if is_over {
        *answer.status_mut() = StatusCode::OK;
    }
    answer
}

async fn end(state: &AppState, link: &str, from_all: bool) -> Result<LinkPage, StoreError> {
    let paper = &state.paper;
    let asked = LinkPage::unsubscribe(paper, link).await?;
    let LinkPage::Unsubscribe { link, letter: name } = asked else {
        return Ok(asked);
    };
    let Ok(Link::Unsubscribe(id, letter)) = paper.read_link(&link).await? else {
        return Ok(LinkPage::Bad(BadPage::Unknown));
    };
    let letter = (!from_all).then_some(letter);
    if !letters::unsubscribe(&paper.store, &paper.clock, id, letter).await? {
        return Ok(LinkPage::Bad(BadPage::Gone));
    }
    Ok(LinkPage::Unsubscribed {
        letter: letter.map(|_| name),
        preferences: paper.link(Link::Preferences(id)).await?,
        link,
    })
}

/// Whose preferences a link opens.
async fn reader(state: &AppState, link: &str) -> Result<Result<SubscriberId, BadPage>, StoreError> {
    Ok(match state.paper.read_link(link).await? {
        Ok(Link::Preferences(id)) => Ok(id),
        Ok(_) => Err(BadPage::Unknown),
        Err(bad) => Err(bad.into()),
    })
}

/// Why a link to preferences opens nothing; it was not good, or nobody is there.
async fn bad(state: &AppState, link: &str) -> Result<LinkPage, StoreError> {
    let reader = reader(state, link).await?;
    Ok(LinkPage::Bad(reader.err().unwrap_or(BadPage::Gone)))
}

async fn answer(state: &AppState, uri: &Uri, page: Result<LinkPage, StoreError>) -> Response {
    let status = match &page {
        Ok(LinkPage::Bad(BadPage::Unknown)) => StatusCode::NOT_FOUND,
        Ok(LinkPage::Bad(BadPage::Expired | BadPage::Gone)) => StatusCode::GONE,
        Ok(_) => StatusCode::OK,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR,
    };
    let page = page.map_or_else(|error| Page::Failure(error.into()), Page::ByLink);
    let mut answer = private(pages::whole(state, uri, page).await);
    *answer.status_mut() = status;
    answer
}

/// For one reader: kept by nothing, listed by nobody, and a secret to other sites.
pub(in crate::http) fn private(answer: impl IntoResponse) -> Response {
    const PRIVATE: [(HeaderName, &str); 3] = [
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("x-robots-tag"), "noindex"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    let mut answer = answer.into_response();
    for (name, value) in PRIVATE {
        answer
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    answer
}
