//! Setting what the paper is called and how it behaves, while it is being served. What is set is kept as a row that is added, so
//! that it can be told who set what, and anything can be set back.

use domain::Moment;

use super::account::Account;
use super::doing::{Action, DeskError};
use super::role::Right;
use crate::clock::Clock;
use crate::events::EventKind;
use crate::settings::{self, Origins, Particulars, Setting};
use crate::store::{Change, Store, Writing};

/// How the paper stands for whoever changes a setting.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// What is in force.
    pub particulars: &'a Particulars,
    /// Where it comes from, if not from the desk.
    pub origins: &'a Origins,
}

/// Sets what differs from what is in force, and says what that was. `seen` is the newest change that whoever does this has seen: what
/// was changed since is not overwritten unseen.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may; [`DeskError::Refused`] for a value that cannot be used, for what the environment fixes,
/// and for what somebody changed meanwhile.
pub async fn change(
    store: &Store,
    clock: &Clock,
    by: &Account,
    standing: Standing<'_>,
    values: &[(Setting, &str)],
    seen: i64,
) -> Result<Vec<Setting>, DeskError> {
    may(by)?;
    let mut checked = Vec::with_capacity(values.len());
    for (setting, raw) in values {
        checked.push((*setting, setting.check(raw)?));
    }
    let now = clock.now();
    let mut writing = store.write().await?;
    let newest = writing.newest_changes().await?;
    let mut changed = Vec::new();
    for (setting, value) in checked {
        let last = newest.iter().find(|change| change.setting == setting);
        let in_force = in_force(&mut writing, standing, setting, last).await?;
        if in_force == value {
            continue;
        }
        if let Some(variable) = standing.origins.fixed_by(setting)
            && setting != Setting::Sections
        {
            return Err(DeskError::Refused(format!(
                "The environment sets {} ({variable}), so it cannot be changed here.",
                setting.label()
            )));
        }
        if let Some(last) = last.filter(|last| last.number > seen) {
            return Err(meanwhile(last));
        }
        if last.is_none() && setting == Setting::Sections {
            // Their names are not in any file, so how they stood is kept, to be set back to.
            writing.set(setting, Some(&in_force), None, now).await?;
        }
        put(
            &mut writing,
            by,
            setting,
            Some(&value),
            Some(&in_force),
            now,
        )
        .await?;
        changed.push(setting);
    }
    if !changed.is_empty() {
        writing.commit().await?;
    }
    Ok(changed)
}

/// Sets a setting back to what it was before a change.
///
/// # Errors
/// [`DeskError::Forbidden`] unless `by` may, [`DeskError::Unknown`] where there was no such change.
pub async fn set_back(
    store: &Store,
    clock: &Clock,
    by: &Account,
    number: i64,
) -> Result<Setting, DeskError> {
    may(by)?;
    let now = clock.now();
    let mut writing = store.write().await?;
    let change = writing.change_of_settings(number).await?;
    let change = change
        .filter(|change| change.by.is_some())
        .ok_or(DeskError::Unknown)?;
    let newest = writing.newest_changes().await?;
    let last = newest.iter().find(|it| it.setting == change.setting);
    let said = last.and_then(|last| last.value.as_deref());
    if said == change.before.as_deref() {
        return Ok(change.setting);
    }
    let value = change.before.as_deref();
    put(&mut writing, by, change.setting, value, said, now).await?;
    writing.commit().await?;
    Ok(change.setting)
}

/// A setting as it is kept, with what only the store knows: names of sections.
async fn in_force(
    writing: &mut Writing,
    standing: Standing<'_>,
    setting: Setting,
    last: Option<&Change>,
) -> Result<String, DeskError> {
    let is_heard = standing.origins.fixed_by(setting).is_none();
    let said = last.and_then(|last| last.value.as_deref().filter(|_| is_heard));
    if setting == Setting::Sections {
        let order = match said {
            Some(said) => settings::slugs(said)?,
            None => standing.particulars.sections.clone(),
        };
        let sections = settings::in_order(&order, writing.sections().await?);
        return Ok(settings::kept_sections(&sections));
    }
    Ok(said.map_or_else(|| standing.particulars.kept(setting), str::to_owned))
}

async fn put(
    writing: &mut Writing,
    by: &Account,
    setting: Setting,
    value: Option<&str>,
    before: Option<&str>,
    now: Moment,
) -> Result<(), DeskError> {
    writing.set(setting, value, Some(by.id), now).await?;
    if let (Setting::Sections, Some(value)) = (setting, value) {
        for section in &settings::sections(value)? {
            writing.name_section(section).await?;
        }
        // Their strips stand in that order on the front, by those names.
        writing.log(EventKind::FrontChanged, None, now).await?;
    }
    writing.log(EventKind::SettingsChanged, None, now).await?;
    let told = |kept: Option<&str>| match kept {
        Some(kept) => format!("“{}”", setting.told(kept)),
        None => "what the settings file says".to_owned(),
    };
    let subject = format!(
        "{} to {}, from {}",
        setting.label(),
        told(value),
        told(before)
    );
    writing
        .log_desk(Some(by.id), (Action::Set, subject.as_str()), false, now)
        .await?;
    Ok(())
}

fn meanwhile(last: &Change) -> DeskError {
    let value = last.value.as_deref().map(|value| last.setting.told(value));
    DeskError::Refused(format!(
        "{} changed {} meanwhile, to “{}”. What you typed is still here: save once more to put it in its place.",
        last.by.as_deref().unwrap_or("Somebody"),
        last.setting.label(),
        value.as_deref().unwrap_or("what the settings file says")
    ))
}

fn may(by: &Account) -> Result<(), DeskError> {
    match by.may(Right::ChangeSettings) {
        true => Ok(()),
        false => Err(DeskError::Forbidden),
    }
}
