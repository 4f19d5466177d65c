//! Between the right password and the session: the second factor.

use super::recovery_code::RecoveryCode;
use crate::clock::Clock;
use crate::desk::account::{Account, AccountId};
use crate::desk::doing::Action;
use crate::desk::log::About;
use crate::desk::secret::{Secret, SecretHash};
use crate::desk::sessions;
use crate::store::{Store, StoreError, Writing};
use domain::Moment;

/// How long somebody who gave their password has for the rest: ten minutes, in microseconds.
pub const HALF_SESSION_LASTS: i64 = 600 * 1_000_000;
/// After so many wrong codes the password is asked for again, which makes guessing as slow as it is for passwords.
const MOST_FAILURES: i64 = 5;

/// What came of a second step.
#[derive(Debug)]
pub enum SecondStep {
    /// They are in, with the secret of their session.
    In(Box<Account>, Secret),
    /// It was not right. They may try again.
    Wrong,
    /// Their time or their tries are over, so they begin with the password.
    Over,
}

/// Who gave the right password and is still to give the second factor; nobody once their time or their tries are over.
///
/// # Errors
/// Any [`StoreError`].
pub async fn waiting(
    store: &Store,
    clock: &Clock,
    half: &str,
) -> Result<Option<Account>, StoreError> {
    let Some(half) = Secret::read(half) else {
        return Ok(None);
    };
    let account = store.half_session(half.hash(), clock.now()).await?;
    Ok(account.filter(|account| account.closed_at.is_none()))
}

/// Takes a code of an app, or a recovery code, and lets somebody in.
///
/// # Errors
/// Any [`StoreError`].
pub async fn give_code(
    store: &Store,
    clock: &Clock,
    half: &str,
    code: &str,
    browser: &str,
) -> Result<SecondStep, StoreError> {
    let Some(account) = waiting(store, clock, half).await? else {
        return Ok(SecondStep::Over);
    };
    let Some(half) = Secret::read(half).map(|half| half.hash()) else {
        return Ok(SecondStep::Over);
    };
    let now = clock.now();
    let mut writing = store.write().await?;
    let is_right = is_right(&mut writing, account.id, code, now).await?;
    step(writing, half, account, is_right, browser, now).await
}

async fn is_right(
    writing: &mut Writing,
    id: AccountId,
    code: &str,
    now: Moment,
) -> Result<bool, StoreError> {
    if let Some((key, true)) = writing.app_key(id).await?
        && let Some(step) = key.step_of(code, now)
    {
        return writing.use_step(id, step).await;
    }
    let Some(code) = RecoveryCode::read(code) else {
        return Ok(false);
    };
    let is_good = writing.use_recovery_code(id, code.hash(), now).await?;
    if is_good {
        let used = (Action::Recover, "a recovery code");
        writing.log_desk(Some(id), used, false, now).await?;
    }
    Ok(is_good)
}

/// Writes down how a second step ended.
pub(crate) async fn step(
    mut writing: Writing,
    half: SecretHash,
    account: Account,
    is_right: bool,
    browser: &str,
    now: Moment,
) -> Result<SecondStep, StoreError> {
    let id = account.id;
    let what = (Action::SignIn, account.address.as_str(), About::Person(id));
    if !is_right {
        let goes_on = writing.fail_half_session(half, MOST_FAILURES).await?;
        writing.log_desk(Some(id), what, true, now).await?;
        writing.commit().await?;
        return Ok(if goes_on {
            SecondStep::Wrong
        } else {
            SecondStep::Over
        });
    }
    // Twice at once: the second finds it ended.
    if !writing.end_half_session(half).await? {
        return Ok(SecondStep::Over);
    }
    let secret = sessions::begin(&mut writing, id, browser, now).await?;
    writing.log_desk(Some(id), what, false, now).await?;
    writing.commit().await?;
    Ok(SecondStep::In(Box::new(account), secret))
}
