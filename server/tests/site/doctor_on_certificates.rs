//! What `dateline doctor` says of what connections are encrypted with.

use std::fs;
use std::path::Path;

use jiff::{Timestamp, ToSpan};
use rcgen::{CertificateParams, KeyPair};

use crate::doctor::{doctor, fails, passes, warns};
use crate::shell::Shell;

const FILES: [(&str, &str); 3] = [
    ("DATELINE_URL", "https://paper.example"),
    ("DATELINE_TLS_CERTIFICATE", "certificate.pem"),
    ("DATELINE_TLS_KEY", "key.pem"),
];
const ACME: [(&str, &str); 3] = [
    ("DATELINE_URL", "https://paper.example"),
    ("DATELINE_TLS_ACME_DIRECTORY", "letsencrypt-staging"),
    ("DATELINE_TLS_ACME_TERMS", "accepted"),
];

/// Writes a certificate for the paper that was issued and ends so many days from now.
fn write(folder: &Path, from: i64, until: i64) {
    let on = |days: i64| {
        let on = Timestamp::now() + (days * 24).hours();
        let date = jiff::tz::TimeZone::UTC.to_datetime(on).date();
        let [month, day] = [date.month(), date.day()].map(|it| u8::try_from(it).unwrap());
        rcgen::date_time_ymd(i32::from(date.year()), month, day)
    };
    let mut params = CertificateParams::new(["paper.example".to_owned()]).unwrap();
    params.not_before = on(from);
    params.not_after = on(until);
    let key = KeyPair::generate().unwrap();
    let certificate = params.self_signed(&key).unwrap();
    fs::write(folder.join("certificate.pem"), certificate.pem()).unwrap();
    fs::write(folder.join("key.pem"), key.serialize_pem()).unwrap();
}

#[test]
fn a_certificate_that_ends_soon_is_told_before_it_does() {
    let shell = Shell::new();
    fails(
        &doctor(&shell, &FILES),
        "certificate",
        &["certificate.pem cannot be read"],
    );
    write(shell.path(), -10, 80);
    let said = doctor(&shell, &FILES);
    passes(&said, "certificate", &["for paper.example", "until 20"]);
    write(shell.path(), -80, 10);
    let said = doctor(&shell, &FILES);
    warns(&said, "certificate", &["should have been renewed"]);
    // One that is issued for a week is not told all the time.
    write(shell.path(), -3, 4);
    passes(&doctor(&shell, &FILES), "certificate", &[]);
    write(shell.path(), -90, -1);
    fails(&doctor(&shell, &FILES), "certificate", &["It ended at 20"]);
    shell.write("certificate.pem", "half a file");
    fails(&doctor(&shell, &FILES), "certificate", &["can be read"]);
}

#[test]
fn one_that_the_program_asks_for_may_be_missing_at_first() {
    let shell = Shell::new();
    let said = doctor(&shell, &ACME);
    warns(
        &said,
        "certificate",
        &["None was issued yet", "at port 443"],
    );
}

#[test]
fn no_certificate_is_missed_where_nothing_is_encrypted() {
    let said = doctor(&Shell::new(), &[]);
    assert!(!said.out.contains("certificate"), "{}", said.out);
}

#[test]
fn terms_that_nobody_accepted_stop_the_start_and_so_does_an_address_without_a_name() {
    let shell = Shell::new();
    for (settings, wanted) in [
        (&ACME[..2], "tls.acme_terms"),
        (&ACME[1..], "a name that leads here"),
    ] {
        let said = doctor(&shell, settings);
        fails(&said, "settings", &[wanted]);
    }
    let both = [&ACME[..], &FILES[1..]].concat();
    fails(&doctor(&shell, &both), "settings", &["left out where"]);
}
