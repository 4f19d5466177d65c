//! Making a page that is to be kept.

use std::sync::Arc;
use std::time::Instant;

use app::Address;
use axum::http::{HeaderValue, StatusCode, header};
use newsroom::events::{EventNumber, Part};

use super::kept_page::{About, KeptPage};
use super::rush;
use crate::cdn;
use crate::http::AppState;
use crate::http::answers::encoding::Encoding;
use crate::http::answers::pages::Written;
use crate::http::answers::{pages, policy};

/// Microseconds that a page is kept which shows what no event tells of: the paper's own texts, which are files.
const UNTOLD: i64 = 5_000_000;

/// What came of it.
#[derive(Clone)]
pub(super) enum Made {
    Page(Arc<KeptPage>),
    /// The page is at another path.
    Moved(String),
    /// Something that is not kept, such as that there is nothing.
    Other(Arc<Written>),
    /// It broke.
    Nothing,
    /// Too many wait already.
    Busy,
}

/// Makes the page of `address`, and keeps it.
pub(super) async fn make(
    state: AppState,
    key: String,
    path: String,
    address: Address,
    begun: EventNumber,
    encoding: Encoding,
) -> Made {
    let cache = &state.page_cache;
    // Whoever waits for it takes no place that a page of the rush could have.
    let _turn = match cache.shelf.contains_key(&key) {
        true => None,
        false => match cache
            .rush
            .turn(&cache.counts, &state.bulkheads.rare_pages)
            .await
        {
            Ok(turn) => Some(turn),
            Err(rush::Busy) => return Made::Busy,
        },
    };
    let Some(_place) = state.bulkheads.pages.enter().await else {
        return Made::Busy;
    };
    cache.counts.make();
    let begun_making = Instant::now();
    let at = state.paper.clock.now();
    let cdn = state.cdn.as_deref();
    let page_address = cdn.map(|_| address.clone());
    let is_told = !matches!(address, Address::About(_));
    let written = match pages::write(&state, &path, Some(address)).await {
        Ok(written) => written,
        Err(path) => return Made::Moved(path),
    };
    if written.status == StatusCode::INTERNAL_SERVER_ERROR {
        return Made::Nothing;
    }
    state.page_cache.unmade.forget(&key);
    let lasts = matches!(written.status, StatusCode::OK | StatusCode::GONE);
    let (true, Some(holds_until)) = (lasts, written.holds_until) else {
        return Made::Other(Arc::new(written));
    };
    let about = About {
        begun,
        at,
        holds_until: match is_told {
            true => holds_until,
            false => holds_until.min(at.shifted(UNTOLD)),
        },
        reads: match &written.of {
            Some(Part::Article(article)) if written.status == StatusCode::OK => Some(*article),
            Some(Part::Article(_) | Part::SectionFront(_)) | None => None,
        },
        of: written.of.clone(),
    };
    let mut headers = written.headers;
    policy::put_on(&mut headers, &state.hsts);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, no-cache"),
    );
    if let (Some(cdn), Some(address)) = (cdn, &page_address) {
        cdn::put_on(&mut headers, cdn, &cdn::tags(address, about.of.as_ref()));
    }
    match KeptPage::new(about, written.status, headers, written.html, encoding) {
        Ok(page) => {
            state.metrics.making.took(begun_making.elapsed());
            let page = Arc::new(page);
            state.page_cache.keep(&key, &page);
            if let Some(copies) = state.page_cache.copies.get() {
                copies.put(&key, &page);
            }
            Made::Page(page)
        }
        Err(error) => {
            tracing::error!(%error, "a page could not be compressed");
            Made::Nothing
        }
    }
}
