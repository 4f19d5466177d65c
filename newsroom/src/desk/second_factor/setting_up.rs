//! Setting up a second factor, and switching it off.

use super::app_key::AppKey;
use super::recovery_code::RecoveryCode;
use crate::clock::Clock;
use crate::desk::account::Account;
use crate::desk::doing::{Action, DeskError};
use crate::desk::entering::blocking;
use crate::store::{Store, StoreError, Writing};

/// What the log calls an app.
const APP: &str = "codes of an app";

/// Whether that is somebody's password: who found a browser that is signed in must not change what its owner signs in with.
///
/// # Errors
/// Any [`StoreError`].
pub async fn is_password(by: &Account, raw: &str) -> Result<bool, StoreError> {
    let raw = raw.to_owned();
    let kept = by.password.clone();
    blocking(move || kept.is_some_and(|kept| kept.is(&raw))).await
}

/// Makes a key for an app. Nothing is asked for until [`confirm_app`].
///
/// # Errors
/// [`DeskError::Refused`] when there is an app already.
pub async fn begin_app(store: &Store, clock: &Clock, by: &Account) -> Result<AppKey, DeskError> {
    let mut writing = store.write().await?;
    if let Some((_, true)) = writing.app_key(by.id).await? {
        return Err(DeskError::Refused(
            "An app shows codes for you already. To take another one, switch the codes off first."
                .to_owned(),
        ));
    }
    let key = AppKey::new()?;
    writing.put_app_key(by.id, &key, clock.now()).await?;
    writing.commit().await?;
    Ok(key)
}

/// Asks for codes from now on, as somebody has shown that their app has the key. Gives recovery codes with the first factor.
///
/// # Errors
/// [`DeskError::Unknown`] when nothing was begun, [`DeskError::Refused`] for a code that is not right.
pub async fn confirm_app(
    store: &Store,
    clock: &Clock,
    by: &Account,
    code: &str,
) -> Result<Option<Vec<RecoveryCode>>, DeskError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let Some((key, false)) = writing.app_key(by.id).await? else {
        return Err(DeskError::Unknown);
    };
    let step = key.step_of(code, now).ok_or_else(|| {
        DeskError::Refused(
            "That is not the code that the app shows now. If it is, the clock of your telephone may be wrong."
                .to_owned(),
        )
    })?;
    let codes = with_first_codes(&mut writing, by).await?;
    writing.confirm_app_key(by.id, step, now).await?;
    let added = (Action::AddFactor, APP);
    writing.log_desk(Some(by.id), added, false, now).await?;
    writing.commit().await?;
    Ok(codes)
}

/// Asks for no codes of an app any more. Recovery codes end with the last factor.
///
/// # Errors
/// Any [`StoreError`], as a [`DeskError`].
pub async fn remove_app(store: &Store, clock: &Clock, by: &Account) -> Result<(), DeskError> {
    let mut writing = store.write().await?;
    writing.remove_app_key(by.id).await?;
    let ended = (Action::EndFactor, APP);
    let now = clock.now();
    writing.log_desk(Some(by.id), ended, false, now).await?;
    writing.end_codes_without_factor(by.id).await?;
    Ok(writing.commit().await?)
}

/// Gives somebody other recovery codes. Those before them end.
///
/// # Errors
/// [`DeskError::Refused`] without a second factor.
pub async fn new_recovery_codes(
    store: &Store,
    clock: &Clock,
    by: &Account,
) -> Result<Vec<RecoveryCode>, DeskError> {
    let mut writing = store.write().await?;
    let account = writing.account(by.id).await?.ok_or(DeskError::Unknown)?;
    if !account.second_factor.is_on() {
        return Err(DeskError::Refused(
            "Recovery codes are for whoever has an app that shows codes, or a passkey.".to_owned(),
        ));
    }
    let codes = give_codes(&mut writing, by).await?;
    let added = (Action::AddFactor, "recovery codes");
    let now = clock.now();
    writing.log_desk(Some(by.id), added, false, now).await?;
    writing.commit().await?;
    Ok(codes)
}

/// Recovery codes for somebody who had no second factor until now; none for somebody who had.
pub(crate) async fn with_first_codes(
    writing: &mut Writing,
    by: &Account,
) -> Result<Option<Vec<RecoveryCode>>, StoreError> {
    let account = writing.account(by.id).await?;
    if account.is_some_and(|account| account.second_factor.is_on()) {
        return Ok(None);
    }
    give_codes(writing, by).await.map(Some)
}

async fn give_codes(writing: &mut Writing, to: &Account) -> Result<Vec<RecoveryCode>, StoreError> {
    let codes = (0..RecoveryCode::AT_ONCE).map(|_| RecoveryCode::new());
    let codes: Vec<RecoveryCode> = codes.collect::<Result<_, _>>()?;
    let hashes: Vec<_> = codes.iter().map(RecoveryCode::hash).collect();
    writing.put_recovery_codes(to.id, &hashes).await?;
    Ok(codes)
}
