//! Whether the key that letters are signed with is the one in the DNS (DKIM, RFC 6376).

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use rsa::pkcs8::EncodePublicKey as _;

use super::lookup::Names;
use super::{Check, dmarc::tags};
use crate::letters::private_key;
use crate::settings::DkimKey;

const NAME: &str = "DKIM";

pub(super) async fn check(names: &Names, domain: &str, key: Option<&DkimKey>) -> Check {
    let Some(key) = key else {
        return Check::warn(
            NAME,
            "The paper does not sign its letters.",
            "Unless the mail server does: openssl genrsa -out dkim.pem 2048, and set mail.dkim_selector and mail.dkim_key.",
        );
    };
    let file = key.file.display();
    let public = match std::fs::read_to_string(&key.file) {
        Ok(text) => public_half(&text),
        Err(error) => {
            return Check::fail(
                NAME,
                format!("{file} cannot be read: {error}."),
                "Correct mail.dkim_key.",
            );
        }
    };
    let Some(ours) = public else {
        return Check::fail(
            NAME,
            format!("{file} has no RSA key that letters can be signed with."),
            format!("openssl genrsa -out {file} 2048"),
        );
    };
    let name = format!("{}._domainkey.{domain}", key.selector);
    let publish = format!("Publish:  {name}. TXT \"v=DKIM1; k=rsa; p={ours}\"");
    let records = match names.texts(&name).await {
        Ok(records) => records,
        Err(problem) => return Check::unasked(NAME, &problem),
    };
    let record = match records.as_slice() {
        [] => return Check::fail(NAME, format!("There is no key at {name}."), publish),
        [record] => record,
        _ => {
            return Check::fail(
                NAME,
                format!("There are several records at {name}, and then it is left to chance."),
                format!("Leave one of them. {publish}"),
            );
        }
    };
    let tags = tags(record);
    let tag = |name: &str| {
        tags.iter()
            .find(|(tag, _)| tag == name)
            .map(|(_, value)| value.as_str())
    };
    if tag("v").is_some_and(|version| version != "DKIM1") {
        return Check::fail(
            NAME,
            format!("The record at {name} is none of DKIM."),
            publish,
        );
    }
    let theirs: String = tag("p").unwrap_or_default().split_whitespace().collect();
    if theirs.is_empty() {
        return Check::fail(
            NAME,
            format!("The key at {name} is revoked: its p= is empty."),
            publish,
        );
    }
    if tag("k").unwrap_or("rsa") != "rsa"
        || theirs.trim_end_matches('=') != ours.trim_end_matches('=')
    {
        return Check::fail(
            NAME,
            format!("The key at {name} is another one than that in {file}."),
            publish,
        );
    }
    if tag("t").is_some_and(|flags| flags.split(':').any(|flag| flag.trim() == "y")) {
        return Check::warn(
            NAME,
            format!(
                "The key at {name} is only being tried (t=y), so signatures count for nothing."
            ),
            "Take t=y out of the record.",
        );
    }
    Check::pass(NAME, format!("The key at {name} is that in {file}."))
}

/// As it is published (RFC 6376 section 3.6.1, `p=`).
fn public_half(pem: &str) -> Option<String> {
    let public = private_key(pem)?.to_public_key();
    Some(BASE64_STANDARD.encode(public.to_public_key_der().ok()?))
}
