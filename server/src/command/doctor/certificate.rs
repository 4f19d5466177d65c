//! What connections are encrypted with: whether it can be read, is for the paper's name, and lasts.

use std::io::ErrorKind;

use jiff::Timestamp;
use newsroom::clock::Clock;

use super::Check;
use crate::acme::Resting;
use crate::certificate::Held;
use crate::settings::{Settings, Tls};

/// Days before its end at which somebody should have renewed it: those who do begin with thirty.
const SOON: i64 = 14;
/// In microseconds.
const DAY: i64 = 24 * 3600 * 1_000_000;

pub(super) fn check(settings: &Settings, clock: &Clock) -> Option<Check> {
    let tls = settings.tls.as_ref()?;
    if let Some(resting) = resting(tls, clock) {
        return Some(resting);
    }
    let change = change(tls);
    let file = tls.certificate.display();
    let pem = match std::fs::read(&tls.certificate) {
        Ok(pem) => pem,
        Err(error) if error.kind() == ErrorKind::NotFound && tls.acme.is_some() => {
            let found = "None was issued yet.";
            return Some(Check::warn("certificate", found, change));
        }
        Err(error) => {
            let found = format!("{file} cannot be read: {error}.");
            return Some(Check::fail("certificate", found, change));
        }
    };
    let Some(held) = Held::read(&pem) else {
        let found = format!("{file} has no certificate that can be read.");
        return Some(Check::fail("certificate", found, change));
    };
    let ends = Timestamp::from_microsecond(held.ends.micros());
    let ends = ends.map_or_else(|_| String::new(), |at| format!("{at:.0}"));
    let left = held.ends.micros() - clock.now().micros();
    let names = tls.acme.iter().flat_map(|set| &set.names);
    let missing: Vec<&str> = names
        .filter(|name| !held.is_for(name))
        .map(String::as_str)
        .collect();
    Some(match left {
        ..=0 => Check::fail("certificate", format!("It ended at {ends}."), change),
        1.. if left < soon(&held) => {
            let found = format!("It ends at {ends}, and should have been renewed by now.");
            Check::warn("certificate", found, change)
        }
        _ if !missing.is_empty() => Check::warn(
            "certificate",
            format!("It is not for {} yet.", missing.join(", ")),
            change,
        ),
        _ => Check::pass(
            "certificate",
            format!(
                "It is for {} and lasts until {ends}.",
                held.names.join(", ")
            ),
        ),
    })
}

/// That whoever issues certificates wants to be left alone, which ends by itself.
fn resting(tls: &Tls, clock: &Clock) -> Option<Check> {
    let set = tls.acme.as_ref()?;
    let resting = Resting::known(set, clock.now())?;
    let now = clock.now();
    let held = Held::read(&std::fs::read(&tls.certificate).unwrap_or_default());
    let found = format!("No other one is issued: {}.", resting.words());
    let change = format!(
        "Put right what they say, if anything is wrong here. The server asks again by itself then; without {} it does when it is \
         started next.",
        set.resting_file().display()
    );
    Some(match held.filter(|held| held.ends > now) {
        Some(_) => Check::warn("certificate", found, change),
        None => Check::fail("certificate", found, change),
    })
}

/// Of one that is issued for some days alone, a sixth is left by then.
fn soon(held: &Held) -> i64 {
    let lasts = held.ends.micros() - held.begins.micros();
    (SOON * DAY).min(lasts / 6)
}

fn change(tls: &Tls) -> &'static str {
    match tls.acme {
        Some(_) => {
            "The server asks for one while it runs, if paper.url leads to it at port 443. Its log and /healthz say why there is none."
        }
        None => {
            "Have it renewed by whatever puts it there; the server takes up another one by itself."
        }
    }
}
