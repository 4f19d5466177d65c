use std::path::Path;

use domain::Refusal;

/// A setting that is wrong, in a sentence that says how to mend it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Refused(String);

impl Refused {
    pub(super) fn value(name: &str, seen: &str, wanted: &str) -> Self {
        Self(format!("{name} is \"{seen}\", but it has to be {wanted}."))
    }

    /// For a value that says itself what is wrong with it.
    pub(super) fn because(name: &str, problem: &dyn std::fmt::Display) -> Self {
        Self(format!("{name} cannot be used: {problem}."))
    }

    /// For a value that breaks a rule of the paper, which is a sentence of its own.
    pub(super) fn rule(name: &str, seen: &str, rule: &Refusal) -> Self {
        Self(format!("{name} is \"{seen}\". {rule}"))
    }

    /// The same of several values that do not go together, or of one that cannot be told apart.
    pub(super) fn thing(name: &str, rule: &Refusal) -> Self {
        Self(format!("{name} cannot be used. {rule}"))
    }

    pub(super) fn file(path: &Path, problem: &dyn std::fmt::Display) -> Self {
        Self(format!(
            "The settings file {} cannot be used: {problem}",
            path.display()
        ))
    }

    pub(super) fn default_value(refusal: Refusal) -> Self {
        Self(refusal.to_string())
    }
}
