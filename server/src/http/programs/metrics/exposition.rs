//! The text format of Prometheus (exposition format 0.0.4).

use std::fmt::{Display, Write as _};

use newsroom::durations::{BOUNDS, Durations};

/// Says what the lines are that follow.
pub(super) fn head(text: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

/// One figure. A name may have labels after it.
pub(super) fn line(text: &mut String, name: &str, value: impl Display) {
    let _ = writeln!(text, "{name} {value}");
}

/// One figure with what it is.
pub(super) fn figure(text: &mut String, name: &str, kind: &str, help: &str, value: impl Display) {
    head(text, name, kind, help);
    line(text, name, value);
}

/// How often something took how long, in seconds.
pub(super) fn histogram(text: &mut String, name: &str, help: &str, durations: &Durations) {
    let counted = durations.counted();
    head(text, name, "histogram", help);
    let bounds = BOUNDS.iter().map(|bound| seconds(*bound).to_string());
    for (bound, count) in bounds.chain(["+Inf".to_owned()]).zip(counted.up_to) {
        line(text, &format!("{name}_bucket{{le=\"{bound}\"}}"), count);
    }
    line(text, &format!("{name}_sum"), seconds(counted.microseconds));
    let all = counted.up_to[BOUNDS.len()];
    line(text, &format!("{name}_count"), all);
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a sum of microseconds is exact for 285 years"
)]
pub(super) fn seconds(microseconds: u64) -> f64 {
    microseconds as f64 / 1e6
}
