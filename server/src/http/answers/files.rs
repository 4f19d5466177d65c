//! The browser's files: styles, WebAssembly, fonts, icons.

use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use super::encoding::Encoding;
use super::{pages, policy};
use crate::Site;
use crate::http::AppState;
use crate::http::programs::sitemaps;
use crate::http::routes::sentence;
use crate::site::{Keep, SiteFile};

/// For what has a name of its own build: one year, the longest RFC 9111 section 5.2.2.1 suggests.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// For what keeps its name when it changes.
const FOR_A_DAY: &str = "public, max-age=86400";

/// A file, or 404.
pub(in crate::http) async fn file(
    State(state): State<AppState>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    match find(&state.site, uri.path(), &headers).await {
        Some(answer) => answer,
        None => sentence(StatusCode::NOT_FOUND, "There is no such file.\n"),
    }
}

/// A part of the sitemap, the proof for search engines that the paper is the paper, a file of the site's root, such as the icon, else a section's page.
pub(in crate::http) async fn file_or_page(
    State(state): State<AppState>,
    request: Parts,
) -> Response {
    let uri = &request.uri;
    if let Some(sitemap) = sitemaps::at(uri.path()) {
        return sitemaps::one(&state, uri.path(), sitemap).await;
    }
    if let Some(key) = &state.discovery.index_now_key
        && uri
            .path()
            .strip_prefix('/')
            .and_then(|path| path.strip_suffix(".txt"))
            == Some(key)
    {
        let content_type = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
        return (content_type, key.clone()).into_response();
    }
    match find(&state.site, uri.path(), &request.headers).await {
        Some(answer) => answer,
        None => pages::page(State(state), request).await,
    }
}

/// The file at `path`, in the smallest form that the browser takes.
pub(in crate::http) async fn find(
    site: &Site,
    path: &str,
    headers: &HeaderMap,
) -> Option<Response> {
    let address = path.trim_start_matches('/');
    let content_type = content_type(address)?;
    let (file, encoding) = best(site, address, headers).await?;
    let keep = match file.keep {
        Keep::ForEver => FOR_EVER,
        Keep::ForADay => FOR_A_DAY,
        Keep::Never => "no-cache",
    };
    let mut answer = (
        [
            (header::CONTENT_TYPE, content_type),
            (header::CACHE_CONTROL, keep),
            (header::VARY, "accept-encoding"),
        ],
        file.bytes.into_owned(),
    )
        .into_response();
    // Programs that read for people show the icons of a paper.
    if content_type.starts_with("image/") {
        let (name, anybody) = policy::EMBEDDED_BY_ANYBODY;
        answer.headers_mut().insert(name, anybody);
    }
    if let Some(encoding) = encoding {
        answer
            .headers_mut()
            .insert(header::CONTENT_ENCODING, encoding);
    }
    Some(answer)
}

/// The smallest form of a file that the browser takes. The build has compressed each once, hard.
async fn best(
    site: &Site,
    address: &str,
    headers: &HeaderMap,
) -> Option<(SiteFile, Option<HeaderValue>)> {
    for (encoding, ending) in [(Encoding::Brotli, ".br"), (Encoding::Gzip, ".gz")] {
        if encoding.is_taken(headers)
            && let Some(file) = site.file(&format!("{address}{ending}")).await
        {
            return Some((file, encoding.header()));
        }
    }
    site.file(address).await.map(|file| (file, None))
}

/// By the name's ending; what has none of these is no file of the site.
fn content_type(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "ico" => "image/x-icon",
        "js" => "text/javascript; charset=utf-8",
        "json" | "webmanifest" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        _ => return None,
    })
}
