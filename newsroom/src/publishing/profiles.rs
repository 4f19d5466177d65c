//! Filing what readers are told of an author.

use domain::Profile;

use crate::clock::Clock;
use crate::events::EventKind;
use crate::store::{Store, StoreError};

/// What filing a profile did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfileFiled {
    /// The author had none before.
    Added,
    /// The author's profile is another one now.
    Changed,
    /// It stood like that already: nothing but the file it comes from was written.
    Unchanged,
}

/// Files a profile: what the author had before gives way to it.
///
/// # Errors
/// Any [`StoreError`]; nothing is written then.
pub async fn file_profile(
    store: &Store,
    clock: &Clock,
    profile: &Profile,
    source: &str,
) -> Result<ProfileFiled, StoreError> {
    let now = clock.now();
    let mut writing = store.write().await?;
    let filed = match writing.profile(profile.author.slug()).await? {
        None => ProfileFiled::Added,
        Some(held) if !says_the_same(&held.profile, profile) => ProfileFiled::Changed,
        Some(held) if held.source == source => return Ok(ProfileFiled::Unchanged),
        Some(_) => ProfileFiled::Unchanged,
    };
    writing.set_profile(profile, source, now).await?;
    if filed != ProfileFiled::Unchanged {
        writing.log(EventKind::ProfileChanged, None, now).await?;
    }
    writing.commit().await?;
    Ok(filed)
}

/// What the paper made of a picture is no difference.
fn says_the_same(held: &Profile, filed: &Profile) -> bool {
    let mut filed = filed.clone();
    if let (Some(filed), Some(held)) = (&mut filed.picture, &held.picture) {
        filed.prepared.clone_from(&held.prepared);
        filed.focus = held.focus;
    }
    *held == filed
}
