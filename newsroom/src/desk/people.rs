//! Who works at the desk: inviting people, changing what they may do, letting them go.

use domain::EmailAddress;

use super::account::{self, Account, AccountId};
use super::doing::{Action, DeskError};
use super::entering::{LINK_LASTS, add_link};
use super::log::About;
use super::password::Password;
use super::role::{Right, Role, Sections};
use super::secret::Secret;
use crate::clock::Clock;
use crate::store::{Store, StoreError, Writing};

/// Looks whether sections are there before somebody is to work in them. Whoever works in one that is not works nowhere.
///
/// # Errors
/// [`DeskError::Refused`] with the one that is not.
pub async fn are_there(store: &Store, sections: &Sections) -> Result<(), DeskError> {
    for slug in sections.slugs() {
        if store.section(slug).await?.is_none() {
            return Err(DeskError::Refused(format!(
                "There is no section at /{slug}."
            )));
        }
    }
    Ok(())
}

/// Makes an account for somebody, and a link with which they come in. A letter to them has another one. One that was closed is opened
/// again. `by` is nobody on the command line.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may; [`DeskError::Refused`] for an address that has an account already.
pub async fn invite(
    store: &Store,
    clock: &Clock,
    by: Option<&Account>,
    (name, address): (&str, &str),
    role: Role,
    sections: &Sections,
) -> Result<(Account, Secret), DeskError> {
    may(by)?;
    let name = account::name(name)?;
    let address = EmailAddress::read(address)
        .map_err(|problem| DeskError::Refused(problem.sentence().to_owned()))?;
    let now = clock.now();
    let mut writing = store.write().await?;
    let added = writing
        .add_account(&name, &address, role, sections, now)
        .await?;
    let id = match added {
        Some(id) => Some(id),
        None => {
            writing
                .reopen_account(&name, &address, role, sections)
                .await?
        }
    };
    let id = id
        .ok_or_else(|| DeskError::Refused(format!("There is an account for {address} already.")))?;
    let secret = add_link(&mut writing, Some(id), now).await?;
    writing.queue_link_letter(id, now).await?;
    let subject = format!("{address} as {}", role.told_in(sections));
    let what = (Action::Invite, subject.as_str(), About::Person(id));
    writing
        .log_desk(by.map(|by| by.id), what, false, now)
        .await?;
    let account = writing.account(id).await?.ok_or(DeskError::Unknown)?;
    writing.commit().await?;
    Ok((account, secret))
}

/// A new link for somebody who has an account: their invitation ran out, or they lost what they sign in with. Their password,
/// second factor and sessions stay as they are until the link is used. A letter to them has another one.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may, [`DeskError::Unknown`] for an account that is not there or closed.
pub async fn link(
    store: &Store,
    clock: &Clock,
    by: Option<&Account>,
    id: AccountId,
) -> Result<(Account, Secret), DeskError> {
    may(by)?;
    let now = clock.now();
    let mut writing = store.write().await?;
    let account = writing.account(id).await?.ok_or(DeskError::Unknown)?;
    if account.closed_at.is_some() {
        return Err(DeskError::Unknown);
    }
    let secret = add_link(&mut writing, Some(id), now).await?;
    writing.queue_link_letter(id, now).await?;
    let what = (Action::Invite, account.address.as_str(), About::Person(id));
    writing
        .log_desk(by.map(|by| by.id), what, false, now)
        .await?;
    writing.commit().await?;
    Ok((account, secret))
}

/// A link for the letter to somebody who was given one, made as the letter is written, so that it is kept nowhere. It is good as
/// long as any other, and the first that is used ends them all; none if that has happened already.
///
/// # Errors
/// Any [`StoreError`].
pub async fn link_in_letter(
    store: &Store,
    clock: &Clock,
    id: AccountId,
) -> Result<Option<(Account, Secret)>, StoreError> {
    let now = clock.now();
    let account = store.account(id).await?;
    let Some(account) = account.filter(|account| account.closed_at.is_none()) else {
        return Ok(None);
    };
    if !store.has_open_link(id, now).await? {
        return Ok(None);
    }
    let secret = Secret::new()?;
    let until = now.shifted(LINK_LASTS);
    let mut writing = store.write().await?;
    writing
        .add_desk_link(secret.hash(), Some(id), now, until)
        .await?;
    writing.commit().await?;
    Ok(Some((account, secret)))
}

/// Changes what somebody may do. `seen` is how they were [told](Account::told) of when it was decided: what another owner decided since is
/// not overwritten unseen.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may; [`DeskError::Refused`] where no owner would be left, for what was changed meanwhile,
/// and for an account that was closed.
pub async fn change(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: AccountId,
    seen: Option<&str>,
    (name, role, sections): (&str, Role, &Sections),
) -> Result<(), DeskError> {
    may(Some(by))?;
    let name = account::name(name)?;
    let now = clock.now();
    let mut writing = store.write().await?;
    let account = writing.account(id).await?.ok_or(DeskError::Unknown)?;
    if account.closed_at.is_some() {
        return Err(DeskError::Refused(
            "Somebody closed this account meanwhile, so nothing was changed.".to_owned(),
        ));
    }
    let (before, after) = (account.told(), account::told(&name, role, sections));
    if before == after {
        return Ok(());
    }
    if seen.is_some_and(|seen| seen != before) {
        return Err(DeskError::Refused(format!(
            "Somebody changed this account meanwhile; it is {before} now. What you chose is still here: keep it once more to put it in \
             its place."
        )));
    }
    if account.role == Role::Owner && role != Role::Owner {
        leave_an_owner(&mut writing, &account).await?;
    }
    writing.change_account(id, &name, role, sections).await?;
    let subject = format!("{}: {after}, before: {before}", account.address);
    let what = (Action::ChangeAccount, subject.as_str(), About::Person(id));
    writing.log_desk(Some(by.id), what, false, now).await?;
    Ok(writing.commit().await?)
}

/// Closes an account: its sessions and links end, what it did stays.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may; [`DeskError::Refused`] where no owner would be left.
pub async fn close(
    store: &Store,
    clock: &Clock,
    by: &Account,
    id: AccountId,
) -> Result<(), DeskError> {
    may(Some(by))?;
    let now = clock.now();
    let mut writing = store.write().await?;
    let account = writing.account(id).await?.ok_or(DeskError::Unknown)?;
    if account.closed_at.is_some() {
        return Ok(());
    }
    if account.role == Role::Owner {
        leave_an_owner(&mut writing, &account).await?;
    }
    writing.close_account(id, now).await?;
    writing.end_sessions_of(id, None).await?;
    writing.end_links(Some(id)).await?;
    let what = (
        Action::CloseAccount,
        account.address.as_str(),
        About::Person(id),
    );
    writing.log_desk(Some(by.id), what, false, now).await?;
    Ok(writing.commit().await?)
}

async fn leave_an_owner(writing: &mut Writing, leaving: &Account) -> Result<(), DeskError> {
    if writing.owners_besides(leaving.id).await? == 0 {
        return Err(DeskError::Refused(format!(
            "{} is the only owner. Make somebody else one first.",
            leaving.name
        )));
    }
    Ok(())
}

/// Chooses another password for oneself, which only whoever gave the old one may. Other sessions end.
///
/// # Errors
/// [`DeskError::Refused`] with what to do better.
pub async fn change_password(
    store: &Store,
    clock: &Clock,
    by: &Account,
    session: i64,
    new: &str,
) -> Result<(), DeskError> {
    let password = Password::choose(new, &[&by.name, by.address.as_str()])?;
    let kept = super::entering::blocking(move || password.kept()).await??;
    let now = clock.now();
    let mut writing = store.write().await?;
    writing.set_password(by.id, &kept).await?;
    writing.end_sessions_of(by.id, Some(session)).await?;
    let about = About::Person(by.id);
    let what = (Action::ChoosePassword, by.address.as_str(), about);
    writing.log_desk(Some(by.id), what, false, now).await?;
    Ok(writing.commit().await?)
}

fn may(by: Option<&Account>) -> Result<(), DeskError> {
    match by {
        Some(by) if !by.may(Right::ManageAccounts) => Err(DeskError::Forbidden),
        Some(_) | None => Ok(()),
    }
}
