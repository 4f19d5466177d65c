//! The environment of this process, as settings are looked up in it.

use std::cell::OnceCell;
use std::env::{VarError, var};

use super::Refused;

/// Reads settings from it; an empty variable counts as none. One that is not text is refused, whatever else is wrong: passed over, it
/// would have the program start with a default that nobody wants.
pub(super) fn read<T>(
    settings: impl FnOnce(&dyn Fn(&str) -> Option<String>) -> Result<T, Refused>,
) -> Result<T, Refused> {
    let unreadable = OnceCell::new();
    let read = settings(&|name| match var(name) {
        Ok(value) => Some(value).filter(|value| !value.is_empty()),
        Err(VarError::NotPresent) => None,
        Err(VarError::NotUnicode(_)) => {
            unreadable.get_or_init(|| name.to_owned());
            None
        }
    });
    match unreadable.get() {
        Some(name) => Err(Refused::because(name, &"it is not written in UTF-8")),
        None => read,
    }
}
