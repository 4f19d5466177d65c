//! Sessions: for how long a browser that was let in stays signed in, and who it is.

use std::time::Duration;

use domain::Moment;

use super::account::{Account, AccountId};
use super::doing::Action;
use super::log::About;
use super::secret::Secret;
use crate::clock::Clock;
use crate::store::{Store, StoreError, Writing};

/// How long a session lasts that nobody uses: two weeks, in microseconds.
const IDLE: i64 = 14 * 24 * 3600 * 1_000_000;
/// How long one lasts at all: ninety days, in microseconds.
const LONGEST: i64 = 90 * 24 * 3600 * 1_000_000;
/// How exactly it is known when a session was used: five minutes, in microseconds, so that reading writes seldom.
const SEEN: i64 = 300 * 1_000_000;
/// How long a page waits for that to be kept.
const KEPT_WITHIN: Duration = Duration::from_millis(250);

/// A session, as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub account: AccountId,
    /// Since when.
    pub made_at: Moment,
    /// When it was used last, to five minutes.
    pub seen_at: Moment,
    /// What the browser calls itself.
    pub browser: String,
}

/// Begins one of an account in a browser, and forgets those whose time is over.
pub(super) async fn begin(
    writing: &mut Writing,
    account: AccountId,
    browser: &str,
    now: Moment,
) -> Result<Secret, StoreError> {
    let secret = Secret::new()?;
    let browser: String = browser
        .chars()
        .filter(|c| !c.is_control())
        .take(200)
        .collect();
    writing.forget_sessions_before(now).await?;
    writing
        .add_session(secret.hash(), account, &browser, now, now.shifted(IDLE))
        .await?;
    Ok(secret)
}

/// Who shows that cookie, with the number of their session.
///
/// # Errors
/// Any [`StoreError`].
pub async fn who(
    store: &Store,
    clock: &Clock,
    raw: &str,
) -> Result<Option<(Account, Session)>, StoreError> {
    let Some(secret) = Secret::read(raw) else {
        return Ok(None);
    };
    let now = clock.now();
    let Some((account, session)) = store.session(secret.hash(), now).await? else {
        return Ok(None);
    };
    if account.closed_at.is_some() {
        return Ok(None);
    }
    if now > session.seen_at.shifted(SEEN) {
        let until = now.shifted(IDLE).min(session.made_at.shifted(LONGEST));
        let kept = tokio::spawn(keep(store.clone(), session.id, now, until));
        // Where it takes longer it goes on by itself.
        let _ = tokio::time::timeout(KEPT_WITHIN, kept).await;
    }
    Ok(Some((account, session)))
}

/// Keeps that a session was used. Nobody is refused a page because it cannot be kept: another program may be writing, or the
/// disk be full.
async fn keep(store: Store, session: i64, now: Moment, until: Moment) {
    let kept = async {
        let mut writing = store.write().await?;
        writing.keep_session(session, now, until).await?;
        writing.commit().await
    };
    if let Err(error) = kept.await {
        tracing::warn!(%error, "that a session was used could not be kept");
    }
}

/// Ends a session of somebody's; all of them but that one where `others` says so.
///
/// # Errors
/// Any [`StoreError`].
pub async fn sign_out(
    store: &Store,
    clock: &Clock,
    account: &Account,
    session: i64,
    others: bool,
) -> Result<(), StoreError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    if others {
        writing.end_sessions_of(account.id, Some(session)).await?;
    } else {
        writing.end_session(account.id, session).await?;
    }
    let about = About::Person(account.id);
    let out = (Action::SignOut, account.address.as_str(), about);
    writing.log_desk(Some(account.id), out, false, now).await?;
    writing.commit().await
}
