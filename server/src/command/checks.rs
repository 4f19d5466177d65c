//! What was looked at, how it stands and what to change, as preflight and doctor say it.

use std::fmt::Write as _;

use serde::Serialize;

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// As it should be.
    Pass,
    /// It works, but may not always or not for everybody, or it could not be found out.
    Warn,
    /// It does not work.
    Fail,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// What it is, in one or two words.
    pub name: &'static str,
    /// How it stands.
    pub verdict: Verdict,
    /// What was found.
    pub found: String,
    /// What to change, if anything.
    pub change: Option<String>,
}

impl Check {
    pub(super) fn pass(name: &'static str, found: impl Into<String>) -> Self {
        Self {
            name,
            verdict: Verdict::Pass,
            found: found.into(),
            change: None,
        }
    }

    pub(super) fn warn(
        name: &'static str,
        found: impl Into<String>,
        change: impl Into<String>,
    ) -> Self {
        Self {
            verdict: Verdict::Warn,
            change: Some(change.into()),
            ..Self::pass(name, found)
        }
    }

    pub(super) fn fail(
        name: &'static str,
        found: impl Into<String>,
        change: impl Into<String>,
    ) -> Self {
        Self {
            verdict: Verdict::Fail,
            ..Self::warn(name, found, change)
        }
    }
}

/// For a person: each check in a line, with what to change below it.
pub(super) fn written(checks: &[Check]) -> String {
    let widest = checks.iter().map(|check| check.name.len()).max();
    let widest = widest.unwrap_or(0);
    let mut text = String::new();
    for check in checks {
        let verdict = match check.verdict {
            Verdict::Pass => "pass",
            Verdict::Warn => "warn",
            Verdict::Fail => "FAIL",
        };
        let _ = writeln!(text, "{verdict}  {:widest$}  {}", check.name, check.found);
        if let Some(change) = &check.change {
            for line in change.lines() {
                let _ = writeln!(text, "      {:widest$}  -> {line}", "");
            }
        }
    }
    text
}
