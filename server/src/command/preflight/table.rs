//! How the checks are shown to a person.

use std::fmt::Write as _;

use super::{Check, Verdict};

/// Each check in a line, with what to change below it.
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
