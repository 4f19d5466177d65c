//! Coming in: the link that founds the desk, links for those who were invited, passwords, sessions.

use domain::{EmailAddress, Moment};

use super::account::{self, Account, AccountId};
use super::doing::{Action, DeskError};
use super::log::About;
use super::password::{KeptPassword, Password};
use super::role::{Role, Sections};
use super::second_factor::HALF_SESSION_LASTS;
use super::secret::Secret;
use super::sessions;
use crate::clock::Clock;
use crate::store::{Store, StoreError, Writing};

/// How long a link lets somebody in: three days, in microseconds.
pub const LINK_LASTS: i64 = 3 * 24 * 3600 * 1_000_000;

/// Whom a link lets in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guest {
    /// Whoever founds the desk.
    Founder,
    /// Somebody who has an account.
    Holder(Box<Account>),
}

/// How far somebody came with their password.
#[derive(Debug)]
pub enum SignedIn {
    /// All the way, with the secret of their session.
    Whole(Box<Account>, Secret),
    /// Their second factor is asked for; with the secret that says who is asked.
    Half(Box<Account>, Secret),
}

/// A link with which the first owner comes in; none when the desk was founded. Every start makes a new one, and the ones
/// before it end.
///
/// # Errors
/// Any [`StoreError`].
pub async fn founding_link(store: &Store, clock: &Clock) -> Result<Option<Secret>, StoreError> {
    if store.has_accounts().await? {
        return Ok(None);
    }
    let mut writing = store.write().await?;
    writing.end_links(None).await?;
    let secret = add_link(&mut writing, None, clock.now()).await?;
    writing.commit().await?;
    Ok(Some(secret))
}

/// A link with which the holder of an account comes in and chooses a password; links of theirs before it end.
pub(super) async fn add_link(
    writing: &mut Writing,
    account: Option<AccountId>,
    now: Moment,
) -> Result<Secret, StoreError> {
    writing.end_links(account).await?;
    let secret = Secret::new()?;
    let until = now.shifted(LINK_LASTS);
    writing
        .add_desk_link(secret.hash(), account, now, until)
        .await?;
    Ok(secret)
}

/// Whom a link lets in; nobody once it was used or its time is over.
///
/// # Errors
/// Any [`StoreError`].
pub async fn guest(store: &Store, clock: &Clock, raw: &str) -> Result<Option<Guest>, StoreError> {
    let Some(secret) = Secret::read(raw) else {
        return Ok(None);
    };
    store.desk_guest(secret.hash(), clock.now()).await
}

/// What somebody who came by a link says of themselves.
#[derive(Debug, Clone, Copy)]
pub struct Introduction<'a> {
    /// Name of the founder; of nobody else.
    pub name: &'a str,
    /// Address of the founder; of nobody else.
    pub address: &'a str,
    /// The password to sign in with from now on.
    pub password: &'a str,
}

/// Lets somebody in by a link, once: founds the desk, or gives an account its password. Sessions that the account had end, and
/// so do its second factor and its other links: whoever was sent one may have lost everything that they had.
///
/// # Errors
/// [`DeskError::Unknown`] for a link that is not good, [`DeskError::Refused`] with what to do better.
pub async fn enter(
    store: &Store,
    clock: &Clock,
    raw: &str,
    said: Introduction<'_>,
    browser: &str,
) -> Result<(Account, Secret), DeskError> {
    let guest = guest(store, clock, raw).await?.ok_or(DeskError::Unknown)?;
    let (name, address) = match &guest {
        Guest::Founder => {
            let address = EmailAddress::read(said.address)
                .map_err(|problem| DeskError::Refused(problem.sentence().to_owned()))?;
            (account::name(said.name)?, address)
        }
        Guest::Holder(account) => (account.name.clone(), account.address.clone()),
    };
    let password = Password::choose(said.password, &[&name, address.as_str()])?;
    let kept = blocking(move || password.kept()).await??;
    let now = clock.now();
    let mut writing = store.write().await?;
    // Twice at once: the second finds it used.
    let hash = Secret::read(raw).ok_or(DeskError::Unknown)?.hash();
    if !writing.use_desk_link(hash, now).await? {
        return Err(DeskError::Unknown);
    }
    let id = match guest {
        Guest::Founder => {
            let all = Sections::default();
            let id = writing
                .add_account(&name, &address, Role::Owner, &all, now)
                .await?
                .ok_or(DeskError::Unknown)?;
            let found = (Action::Found, address.as_str(), About::Person(id));
            writing.log_desk(Some(id), found, false, now).await?;
            id
        }
        Guest::Holder(account) => account.id,
    };
    writing.set_password(id, &kept).await?;
    writing.end_sessions_of(id, None).await?;
    writing.end_links(Some(id)).await?;
    let before = writing.account(id).await?;
    writing.end_second_factor(id).await?;
    if before.is_some_and(|before| before.second_factor.is_on()) {
        let end = (Action::EndFactor, "every second factor, by a link");
        writing.log_desk(Some(id), end, false, now).await?;
    }
    let choice = (Action::ChoosePassword, address.as_str(), About::Person(id));
    writing.log_desk(Some(id), choice, false, now).await?;
    let secret = sessions::begin(&mut writing, id, browser, now).await?;
    let account = writing.account(id).await?.ok_or(DeskError::Unknown)?;
    writing.commit().await?;
    Ok((account, secret))
}

/// Signs somebody in, or asks for their second factor; none if address and password do not belong together, whatever it is that
/// is wrong.
///
/// # Errors
/// Any [`StoreError`].
pub async fn sign_in(
    store: &Store,
    clock: &Clock,
    address: &str,
    password: &str,
    browser: &str,
) -> Result<Option<SignedIn>, StoreError> {
    let account = match EmailAddress::read(address) {
        Ok(address) => store.account_at(&address).await?,
        Err(_) => None,
    };
    let kept = account
        .as_ref()
        .filter(|account| account.closed_at.is_none())
        .and_then(|account| account.password.clone());
    let raw = password.to_owned();
    let is_right = blocking(move || match kept {
        Some(kept) => kept.is(&raw),
        None => {
            KeptPassword::pretend(&raw);
            false
        }
    })
    .await?;
    let now = clock.now();
    let mut writing = store.write().await?;
    let account = match account.filter(|_| is_right) {
        Some(account) => as_it_is(&mut writing, &account).await?,
        None => None,
    };
    let Some(account) = account else {
        let tried: String = address.chars().take(EmailAddress::LONGEST).collect();
        writing
            .log_desk(None, (Action::SignIn, tried.as_str()), true, now)
            .await?;
        writing.commit().await?;
        return Ok(None);
    };
    if account.second_factor.is_on() {
        let secret = Secret::new()?;
        let until = now.shifted(HALF_SESSION_LASTS);
        writing
            .add_half_session(secret.hash(), account.id, now, until)
            .await?;
        writing.commit().await?;
        return Ok(Some(SignedIn::Half(Box::new(account), secret)));
    }
    let secret = sessions::begin(&mut writing, account.id, browser, now).await?;
    let about = About::Person(account.id);
    let signed_in = (Action::SignIn, account.address.as_str(), about);
    writing
        .log_desk(Some(account.id), signed_in, false, now)
        .await?;
    writing.commit().await?;
    Ok(Some(SignedIn::Whole(Box::new(account), secret)))
}

/// The account as it is now, if the password that was looked at is its password still. That took a while, and whoever changes one has
/// every browser signed out that came in by the one before.
async fn as_it_is(
    writing: &mut Writing,
    looked_at: &Account,
) -> Result<Option<Account>, StoreError> {
    let now = writing.account(looked_at.id).await?;
    Ok(now.filter(|now| now.closed_at.is_none() && now.password == looked_at.password))
}

pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| StoreError::Refused(error.to_string()))
}
