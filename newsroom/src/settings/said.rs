use std::collections::BTreeMap;

use super::Setting;

/// What the desk says: the settings that somebody set there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said(BTreeMap<Setting, String>);

impl Said {
    /// These, as they are kept.
    #[must_use]
    pub fn new(values: impl IntoIterator<Item = (Setting, String)>) -> Self {
        Self(values.into_iter().collect())
    }

    /// What it says of a setting, as it is kept; nothing, and others are heard.
    #[must_use]
    pub fn of(&self, setting: Setting) -> Option<&str> {
        self.0.get(&setting).map(String::as_str)
    }
}
