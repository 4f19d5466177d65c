//! Whoever issues certificates and wants to be left alone is.

use std::process::Stdio;
use std::time::Duration;

use axum::http::StatusCode;
use jiff::{Timestamp, ToSpan};
use newsroom::clock::Clock;
use server::acme::Certificates;
use server::settings;
use server::tls::Tls;
use tempfile::TempDir;

use super::busy::{Busy, Refusal};
use crate::doctor::fails;
use crate::shell::{Said, Shell};
use crate::test_site::TestSite;

const RATE_LIMITED: &str = "rateLimited";
const HOUR: u64 = 3600;

/// Somebody who asks it, with a clock that stands.
struct Asking {
    busy: Busy,
    folder: TempDir,
    clock: Clock,
    certificates: Certificates,
}

impl Asking {
    async fn of(refusal: Refusal) -> Self {
        let busy = Busy::start(refusal).await;
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::standing_at(Clock::system().now());
        let certificates = started(&busy, &folder, &clock);
        Self {
            busy,
            folder,
            clock,
            certificates,
        }
    }

    /// How often an order was tried.
    fn orders(&self) -> usize {
        let asked = self.busy.asked();
        asked.iter().filter(|path| *path == "/order").count()
    }

    fn pass(&self, seconds: u64) {
        let micros = i64::try_from(seconds).unwrap() * 1_000_000;
        self.clock.set(self.clock.now().shifted(micros));
    }
}

/// As a server that was just started.
fn started(busy: &Busy, folder: &TempDir, clock: &Clock) -> Certificates {
    let acme = busy.settings(folder.path().join("acme"));
    let set = settings::Tls {
        certificate: acme.certificate_file(),
        key: acme.certificate_file(),
        redirect_from: None,
        acme: Some(acme.clone()),
    };
    Certificates::new(acme, Tls::open(&set).unwrap(), clock.clone())
}

fn limited(retry_after: Option<&str>) -> Refusal {
    Refusal {
        status: 429,
        kind: Some(RATE_LIMITED),
        retry_after: retry_after.map(ToOwned::to_owned),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn they_are_not_asked_before_the_time_that_they_name_also_by_a_server_that_is_started_again()
{
    let asking = Asking::of(limited(Some("7200"))).await;
    let refused = asking.certificates.see_to_it().await.unwrap_err();
    assert_eq!(refused.told_to_wait, Some(Duration::from_secs(2 * HOUR)));
    let words =
        "too many certificates already issued (rateLimited); they are not asked again before 20";
    assert!(refused.problem.contains(words), "{refused}");
    assert_eq!(asking.orders(), 1);
    let asked = asking.busy.asked();

    asking.pass(HOUR);
    let anew = started(&asking.busy, &asking.folder, &asking.clock);
    for certificates in [&asking.certificates, &anew] {
        let still = certificates.see_to_it().await.unwrap_err();
        assert_eq!(still.problem, refused.problem);
        assert_eq!(still.told_to_wait, Some(Duration::from_secs(HOUR)));
    }
    assert_eq!(asking.busy.asked(), asked, "nothing more was asked");
    let site = TestSite::start().await.with_certificate(anew.standing());
    let health = site.get("/healthz").await;
    assert_eq!(health.status, StatusCode::OK);
    assert!(health.has(words), "{}", health.body);

    asking.pass(HOUR);
    anew.see_to_it().await.unwrap_err();
    assert_eq!(asking.orders(), 2, "{:?}", asking.busy.asked());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_says_until_when_they_are_left_alone_and_why() {
    let asking = Asking::of(limited(Some("7200"))).await;
    asking.certificates.see_to_it().await.unwrap_err();
    let acme = asking.busy.settings(asking.folder.path().join("acme"));
    let shell = Shell::new();
    let doctor = shell
        .command(&["doctor"])
        .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
        .env("DATELINE_URL", "https://paper.example")
        .env("DATELINE_DATA_DIR", asking.folder.path())
        .env("DATELINE_TLS_ACME_DIRECTORY", &acme.directory)
        .env("DATELINE_TLS_ACME_TERMS", "accepted")
        .env("DATELINE_TLS_ACME_ROOT", asking.busy.root())
        .stdin(Stdio::null())
        .output();
    let said = Said::from(doctor.unwrap());
    let file = acme.resting_file();
    let file = file.file_name().unwrap().to_str().unwrap();
    let words = ["too many certificates", "not asked again before 20", file];
    fails(&said, "certificate", &words);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_they_say_is_heeded_however_they_say_it() {
    let date = Timestamp::now() + 3.hours();
    let date = date.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let refusal = |status, kind, retry_after: &str| Refusal {
        status,
        kind,
        retry_after: Some(retry_after.to_owned()),
    };
    let week = 7 * 24 * HOUR;
    for (refusal, wait) in [
        (limited(None), HOUR..=HOUR),
        (limited(Some("604800")), week..=week),
        // A date counts from the answer's own.
        (limited(Some(&date)), 3 * HOUR - 60..=3 * HOUR),
        (refusal(403, Some(RATE_LIMITED), "600"), 600..=600),
        (refusal(429, None, "600"), 600..=600),
        (refusal(503, None, "600"), 600..=600),
    ] {
        let asking = Asking::of(refusal.clone()).await;
        let refused = asking.certificates.see_to_it().await.unwrap_err();
        let told = refused.told_to_wait.unwrap().as_secs();
        assert!(wait.contains(&told), "{told} {refusal:?}");
        assert_eq!(asking.orders(), 1, "{refusal:?}");
        asking.certificates.see_to_it().await.unwrap_err();
        assert_eq!(asking.orders(), 1, "{refusal:?}");
    }
    // What is wrong with an order is no reason to leave them alone.
    let refusal = Refusal {
        status: 403,
        kind: Some("rejectedIdentifier"),
        retry_after: None,
    };
    let asking = Asking::of(refusal).await;
    let refused = asking.certificates.see_to_it().await.unwrap_err();
    assert_eq!(refused.told_to_wait, None);
    asking.certificates.see_to_it().await.unwrap_err();
    assert_eq!(asking.orders(), 2);
}
