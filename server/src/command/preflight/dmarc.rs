//! What is done with letters that nobody vouches for (DMARC, RFC 7489).

use super::lookup::Names;
use super::{Check, domain_of};
use crate::settings::Mail;

const NAME: &str = "DMARC";

pub(super) async fn check(names: &Names, mail: &Mail) -> Check {
    let domain = domain_of(&mail.from);
    let publish = format!(
        "Publish:  _dmarc.{domain}. TXT \"v=DMARC1; p=none; rua=mailto:postmaster@{domain}\""
    );
    let mut asked = domain;
    // The domain itself, else those above it. Which of them somebody else owns cannot be told from their names; those
    // have no such record.
    let (place, records) = loop {
        let place = format!("_dmarc.{asked}");
        let records = match names.texts(&place).await {
            Ok(records) => records,
            Err(problem) => return Check::unasked(NAME, &problem),
        };
        let records: Vec<String> = records
            .into_iter()
            .filter(|text| text.trim_start().to_lowercase().starts_with("v=dmarc1"))
            .collect();
        let above = asked.split_once('.').map(|(_, above)| above);
        match above.filter(|above| above.contains('.')) {
            Some(above) if records.is_empty() => asked = above,
            _ => break (place, records),
        }
    };
    let record = match records.as_slice() {
        [] => {
            return Check::fail(
                NAME,
                format!("There is no record at _dmarc.{domain}."),
                publish,
            );
        }
        [record] => record,
        _ => {
            return Check::fail(
                NAME,
                format!("There are several records at {place}, and then none counts."),
                "Leave one of them.",
            );
        }
    };
    let found = format!("{place} has \"{record}\".");
    let tags = tags(record);
    let tag = |name: &str| {
        tags.iter()
            .find(|(tag, _)| tag == name)
            .map(|(_, value)| value.to_lowercase())
    };
    if !matches!(tag("p").as_deref(), Some("none" | "quarantine" | "reject")) {
        return Check::fail(
            NAME,
            format!("{found} Its p= is missing or none of none, quarantine and reject."),
            publish,
        );
    }
    let bounces = domain_of(&mail.bounces);
    let is_strict = tag("aspf").as_deref() == Some("s");
    let aligned = bounces == domain || (!is_strict && related(bounces, domain));
    match (aligned, mail.dkim.is_some()) {
        (true, _) => Check::pass(NAME, found),
        (false, true) => Check::warn(
            NAME,
            format!(
                "{found} Letters come back to {bounces}, so that SPF does not vouch for {domain}; only DKIM does."
            ),
            format!("Set mail.bounces to an address at {domain}."),
        ),
        (false, false) => Check::fail(
            NAME,
            format!(
                "{found} Nothing vouches for {domain}: letters come back to {bounces} and are not signed."
            ),
            format!("Set mail.bounces to an address at {domain}, or mail.dkim_key."),
        ),
    }
}

/// Whether one domain is the other's, or both are somebody's under the same name of two words.
fn related(a: &str, b: &str) -> bool {
    let owner = |domain: &str| {
        let labels: Vec<&str> = domain.rsplit('.').take(2).collect();
        labels.join(".")
    };
    a.ends_with(&format!(".{b}")) || b.ends_with(&format!(".{a}")) || owner(a) == owner(b)
}

/// `name=value` with semicolons between (RFC 6376 section 3.2).
pub(super) fn tags(record: &str) -> Vec<(String, String)> {
    record
        .split(';')
        .filter_map(|tag| tag.split_once('='))
        .map(|(name, value)| (name.trim().to_lowercase(), value.trim().to_owned()))
        .collect()
}
