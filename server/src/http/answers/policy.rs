//! What a browser may do with our pages: security headers, and the hash-based content security policy.

use std::sync::LazyLock;
use std::time::Duration;

use app::navigation::BEGIN;
use app::preferences::APPLY;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::EMBED_HOSTS;
use sha2::{Digest, Sha256};

const EMBEDDABLE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// For pictures and feeds, which other sites and programs show; everything else is for pages of the paper alone (Fetch, section
/// 3.7).
pub(in crate::http) const EMBEDDED_BY_ANYBODY: (HeaderName, HeaderValue) =
    (EMBEDDABLE, HeaderValue::from_static("cross-origin"));

const EVERYWHERE: [(HeaderName, &str); 6] = [
    (EMBEDDABLE, "same-origin"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// For what is no page: nothing in it may run, should somebody open it on its own.
const NO_PAGE: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// What browsers are asked to remember of a paper that is reached encrypted: to open it in no other way (RFC 6797). One that is
/// not cannot ask for it.
#[derive(Debug, Clone, Default)]
pub(in crate::http) struct Hsts(Option<HeaderValue>);

impl Hsts {
    /// For a paper at `url`, that long.
    pub(in crate::http) fn of(url: &str, age: Duration) -> Self {
        let asked = url.starts_with("https://");
        let asked = asked.then(|| HeaderValue::try_from(format!("max-age={}", age.as_secs())));
        Self(asked.and_then(Result::ok))
    }
}

/// Puts the headers on every answer. A page brings its own policy.
pub(in crate::http) async fn secure(
    State(hsts): State<Hsts>,
    request: Request,
    next: Next,
) -> Response {
    let mut answer = next.run(request).await;
    put_on(answer.headers_mut(), &hsts);
    answer
}

/// The same for an answer that does not come through there.
pub(in crate::http) fn put_on(headers: &mut HeaderMap, hsts: &Hsts) {
    if let Some(asked) = &hsts.0 {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, asked.clone());
    }
    for (name, value) in EVERYWHERE {
        // A page that is for one reader is stricter, a picture less so.
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(NO_PAGE));
}

/// The policy of a page: everything from this site, no inline style, and of inline scripts only
/// ours, by their hashes (Content Security Policy Level 3, section 2.3.1).
///
/// Players of other sites may be framed; that they are only when a reader asks for one is the
/// script's business.
///
/// A hash rather than a nonce, so that the page and its headers can be cached for everybody.
pub(in crate::http) fn of_page(html: &str) -> HeaderValue {
    static OURS: LazyLock<String> = LazyLock::new(|| hash(APPLY) + &hash(&BEGIN));
    // cargo-leptos writes inline scripts too. Hashing whatever stands in a page at any other time would let
    // a script run that somebody had smuggled in.
    let watched = std::env::var_os("LEPTOS_WATCH").is_some();
    let hashes: String = inline_scripts(if watched { html } else { "" })
        .map(hash)
        .collect();
    let ours = OURS.as_str();
    // cargo-leptos reloads an open page through a web socket of its own.
    let reload = if watched { " ws:" } else { "" };
    let players: String = EMBED_HOSTS
        .iter()
        .map(|host| format!(" https://{host}"))
        .collect();
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{ours}{hashes}; style-src 'self'; \
         img-src 'self'; font-src 'self'; connect-src 'self'{reload}; manifest-src 'self'; frame-src{players}; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static(NO_PAGE))
}

fn hash(script: &str) -> String {
    format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(script)))
}

/// What stands in script elements without attributes: the only ones of ours that a browser would
/// run and that have no address.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script>")
        .skip(1)
        .filter_map(|rest| rest.split_once("</script>"))
        .map(|(script, _)| script)
}
