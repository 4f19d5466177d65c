//! Where one setting's value comes from, and how it is checked.

use std::str::FromStr;

use super::Refused;

/// Looks settings up: the environment first, then the file.
pub(super) struct Source<'a> {
    environment: &'a dyn Fn(&str) -> Option<String>,
    file: String,
}

/// One setting as it was found, with the name to use when it is refused.
pub(super) struct Setting {
    name: String,
    value: Option<String>,
    secret: bool,
}

impl<'a> Source<'a> {
    pub(super) fn new(environment: &'a dyn Fn(&str) -> Option<String>, file: String) -> Self {
        Self { environment, file }
    }

    /// The name of the settings file.
    pub(super) fn file(&self) -> &str {
        &self.file
    }

    /// Whether the environment has a variable.
    pub(super) fn is_in_environment(&self, variable: &str) -> bool {
        (self.environment)(variable).is_some()
    }

    pub(super) fn setting(&self, variable: &str, key: &str, in_file: Option<String>) -> Setting {
        match (self.environment)(variable) {
            Some(value) => Setting {
                name: variable.to_owned(),
                value: Some(value),
                secret: false,
            },
            None => Setting {
                name: format!("{key} in {}", self.file),
                value: in_file,
                secret: false,
            },
        }
    }
}

impl Setting {
    /// Keeps the value out of messages.
    pub(super) fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    pub(super) fn value(self) -> Option<String> {
        self.value
    }

    pub(super) fn parsed<T: FromStr>(self, wanted: &str) -> Result<Option<T>, Refused> {
        self.checked(wanted, |raw| raw.parse().ok())
    }

    /// One line of text of at most `longest` characters.
    pub(super) fn line(self, longest: usize) -> Result<Option<String>, Refused> {
        self.checked(&format!("one line of 1 to {longest} characters"), |raw| {
            let raw = raw.trim();
            let fits = !raw.is_empty()
                && raw.chars().count() <= longest
                && !raw.contains(char::is_control);
            fits.then(|| raw.to_owned())
        })
    }

    pub(super) fn checked<T>(
        self,
        wanted: &str,
        check: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Refused> {
        let Some(raw) = self.value else {
            return Ok(None);
        };
        match check(&raw) {
            Some(value) => Ok(Some(value)),
            None if self.secret => Err(Refused::value(&self.name, "(not shown)", wanted)),
            None => Err(Refused::value(&self.name, &raw, wanted)),
        }
    }
}
