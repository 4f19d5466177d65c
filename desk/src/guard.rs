//! What stands before every door: where a form comes from, who is signed in, and what they may do.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use newsroom::desk::account::{Account, AccountId};
use newsroom::desk::doing::Action;
use newsroom::desk::log;
use newsroom::desk::sessions::{self, Session};

use crate::accounts::coming_in;
use crate::doors::{Door, Who};
use crate::{Desk, answer};

/// Who is signed in.
#[derive(Debug, Clone)]
pub(crate) struct Signed {
    pub(crate) account: Account,
    pub(crate) session: Session,
    /// The address that they asked for, without its query.
    pub(crate) path: String,
}

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Lets a request through, with [`Signed`] where somebody is, or answers it.
pub(crate) async fn watch(
    State((desk, door)): State<(Desk, Door)>,
    mut request: Request,
    next: Next,
) -> Response {
    let asks = [Method::GET, Method::HEAD].contains(request.method());
    if !asks && !is_from_here(&desk, request.headers()) {
        return private(refuse_from_elsewhere(&desk, &door).await);
    }
    let signed = match signed(&desk, request.headers(), request.uri().path()).await {
        Ok(signed) => signed,
        Err(error) => return private(answer::broken(&desk, None, &error)),
    };
    if let Who::Has(right) = door.who {
        let Some(signed) = &signed else {
            return private(coming_in::first(&desk, request).await);
        };
        if !signed.account.may(right) {
            return private(refuse(&desk, signed, &door).await);
        }
    }
    let by = signed.as_ref().map(|signed| signed.account.id);
    if let Some(signed) = signed {
        request.extensions_mut().insert(signed);
    }
    let what = clipped(&format!("{} {}", door.method, request.uri().path()));
    let answer = next.run(request).await;
    // Whatever is behind a door answers so for what it refuses to somebody, to a browser and to a script.
    if answer.status() == StatusCode::FORBIDDEN && by.is_some() {
        note(&desk, by, &what).await;
    }
    if door.path.starts_with("/desk/files/") {
        return answer;
    }
    private(answer)
}

/// Answers who asks an address in a way that it has no answer to: most often one of a form, opened by hand or gone back to.
pub(crate) async fn unasked_for(State(desk): State<Desk>, request: Request) -> Response {
    let asks = [Method::GET, Method::HEAD].contains(request.method());
    let signed = match signed(&desk, request.headers(), request.uri().path()).await {
        Ok(signed) => signed,
        Err(error) => return private(answer::broken(&desk, None, &error)),
    };
    if asks && signed.is_none() {
        return private(coming_in::first(&desk, request).await);
    }
    private(answer::refusal(
        &desk,
        signed.as_ref(),
        StatusCode::METHOD_NOT_ALLOWED,
        "This address takes what a form of the desk sends, and has no page of its own.",
    ))
}

async fn refuse(desk: &Desk, signed: &Signed, door: &Door) -> Response {
    let what = format!("{} {}", door.method, door.path);
    note(desk, Some(signed.account.id), &what).await;
    answer::refusal(
        desk,
        Some(signed),
        StatusCode::FORBIDDEN,
        "You may not do that here. An editor or the owner can.",
    )
}

/// Nobody has to be signed in for this, so only some of what one site sends is written down.
async fn refuse_from_elsewhere(desk: &Desk, door: &Door) -> Response {
    tracing::warn!(path = door.path, "a form from another site was refused");
    if desk.turns.may_note_stranger(desk.clock.now()) {
        let what = format!("{} {} from another site", door.method, door.path);
        note(desk, None, &what).await;
    }
    answer::refusal(
        desk,
        None,
        StatusCode::FORBIDDEN,
        "That form came from another site, so it was not taken.",
    )
}

/// Puts into the desk's log what was refused. It stays refused where that cannot be written.
async fn note(desk: &Desk, by: Option<AccountId>, what: &str) {
    let line = (Action::Call, what);
    if let Err(error) = log::note(&desk.store, &desk.clock, by, line, true).await {
        tracing::error!(%error, what, "what was refused could not be put into the desk's log");
    }
}

/// An address is as long as somebody likes; what the log says of it is not.
fn clipped(what: &str) -> String {
    const LONGEST: usize = 200;
    what.chars().take(LONGEST).collect()
}

async fn signed(
    desk: &Desk,
    headers: &HeaderMap,
    path: &str,
) -> Result<Option<Signed>, newsroom::store::StoreError> {
    let Some(raw) = cookie(headers, cookie_name(desk)) else {
        return Ok(None);
    };
    let who = sessions::who(&desk.store, &desk.clock, raw).await?;
    Ok(who.map(|(account, session)| Signed {
        account,
        session,
        path: path.to_owned(),
    }))
}

/// Whether a form was sent from a page of this desk. Browsers say so (Fetch Metadata); older ones name the page's origin.
fn is_from_here(desk: &Desk, headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get(SEC_FETCH_SITE) {
        return site == "same-origin";
    }
    let text = |name| {
        headers
            .get(name)
            .and_then(|it: &HeaderValue| it.to_str().ok())
    };
    let Some(origin) = text(header::ORIGIN) else {
        return false;
    };
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    origin == desk.facts.url || authority.is_some_and(|it| Some(it) == text(header::HOST))
}

/// The cookie's name. The prefix makes browsers refuse it from anywhere that is not HTTPS (RFC 6265bis, section 4.1.3.1).
fn cookie_name(desk: &Desk) -> &'static str {
    if desk.is_secure() {
        "__Secure-desk"
    } else {
        "desk"
    }
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).iter();
    let mut pairs = cookies
        .filter_map(|cookies| cookies.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// The header that signs a browser in, or, with nothing, out. Readers' pages never get the cookie.
pub(crate) fn set_cookie(desk: &Desk, secret: &str) -> HeaderValue {
    const NINETY_DAYS: u32 = 90 * 24 * 3600;
    let age = if secret.is_empty() { 0 } else { NINETY_DAYS };
    let secure = if desk.is_secure() { "; Secure" } else { "" };
    let cookie = format!(
        "{}={secret}; Path=/desk; Max-Age={age}; HttpOnly; SameSite=Lax{secure}",
        cookie_name(desk)
    );
    HeaderValue::from_str(&cookie).unwrap_or(HeaderValue::from_static(""))
}

/// For one person: kept by nothing, listed by nobody, and no secret of its address told to other sites.
fn private(mut answer: Response) -> Response {
    const PRIVATE: [(HeaderName, &str); 3] = [
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
        (header::REFERRER_POLICY, "same-origin"),
    ];
    for (name, value) in PRIVATE {
        answer
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    answer
}
