//! Whether the key that letters are signed with is the one in the DNS (DKIM, RFC 6376 and RFC 8463).

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ring::signature::{Ed25519KeyPair, KeyPair as _, RsaKeyPair};

use super::lookup::Names;
use super::{Check, dmarc::tags};
use crate::settings::DkimKey;

const NAME: &str = "DKIM";

/// The public half of a key.
struct Public {
    /// `rsa` or `ed25519`.
    kind: &'static str,
    /// As it is published.
    key: Vec<u8>,
}

pub(super) async fn check(names: &Names, domain: &str, key: Option<&DkimKey>) -> Check {
    let Some(key) = key else {
        return Check::warn(
            NAME,
            "The paper does not sign its letters.",
            "Unless the mail server does: openssl genrsa -traditional -out dkim.pem 2048, and set mail.dkim_selector and mail.dkim_key.",
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
    let Some(public) = public else {
        return Check::fail(
            NAME,
            format!("{file} has no key of at least 2048 bits that letters can be signed with."),
            format!("openssl genrsa -traditional -out {file} 2048"),
        );
    };
    let name = format!("{}._domainkey.{domain}", key.selector);
    let ours = BASE64_STANDARD.encode(&public.key);
    let publish = format!(
        "Publish:  {name}. TXT \"v=DKIM1; k={}; p={ours}\"",
        public.kind
    );
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
    if tag("k").unwrap_or("rsa") != public.kind
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

/// Of an RSA key in PKCS #1, or of 32 bytes of Ed25519 in base64.
fn public_half(text: &str) -> Option<Public> {
    let pem = text
        .split_once("-----BEGIN RSA PRIVATE KEY-----")
        .and_then(|(_, rest)| rest.split_once("-----END"));
    let bytes = |text: &str| {
        let text: String = text.split_whitespace().collect();
        BASE64_STANDARD.decode(text).ok()
    };
    if let Some((key, _)) = pem {
        let pair = RsaKeyPair::from_der(&bytes(key)?).ok()?;
        return Some(Public {
            kind: "rsa",
            key: as_info(pair.public_key().as_ref()),
        });
    }
    let seed = bytes(text)?;
    let pair = Ed25519KeyPair::from_seed_unchecked(&seed).ok()?;
    Some(Public {
        kind: "ed25519",
        key: pair.public_key().as_ref().to_vec(),
    })
}

/// A public key of RSA as it is published: with a note of what it is around it (RFC 5280 section 4.1, RFC 3279 section
/// 2.3.1).
fn as_info(key: &[u8]) -> Vec<u8> {
    const RSA: [u8; 15] = [
        0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
    ];
    let bits = der(0x03, &[&[0], key].concat());
    der(0x30, &[&RSA, bits.as_slice()].concat())
}

/// A value with its kind and length before it (X.690 section 8.1).
fn der(kind: u8, value: &[u8]) -> Vec<u8> {
    let length = value.len().to_be_bytes();
    let first = length.iter().position(|byte| *byte != 0);
    let length = &length[first.unwrap_or(length.len() - 1)..];
    let mut bytes = vec![kind];
    if value.len() >= 0x80 {
        // At most eight bytes of length.
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a length has at most eight bytes"
        )]
        bytes.push(0x80 | length.len() as u8);
    }
    bytes.extend_from_slice(length);
    bytes.extend_from_slice(value);
    bytes
}
