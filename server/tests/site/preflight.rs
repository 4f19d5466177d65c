//! `dateline letters preflight`: what it finds in good and bad zones, and at the paper's own addresses.

mod mail_servers;
mod paper;
mod records;

use std::collections::BTreeMap;
use std::time::Duration;

use server::command::preflight::{Check, Verdict, checks, run};
use server::settings::Settings;

use crate::name_server::{Behaviour, Zone};
use crate::test_site::TestSite;

const PATIENCE: Duration = Duration::from_secs(20);
/// The public half of the key beside it, by `openssl rsa -pubout -outform DER | base64`.
const PUBLIC: &str = include_str!("preflight/dkim.public");
/// Where letters leave from: nobody is connected to.
const SERVER: &str = "9.9.9.9";

/// As it should be.
fn good() -> Zone {
    Zone::default()
        .text("paper.example", "google-site-verification=1")
        .text("paper.example", &format!("v=spf1 ip4:{SERVER} ~all"))
        .text(
            "letters._domainkey.paper.example",
            &format!("v=DKIM1; k=rsa; p={PUBLIC}"),
        )
        .text("_dmarc.paper.example", "v=DMARC1; p=reject")
        .mail("paper.example", "mx.paper.example")
        .address("mx.paper.example", SERVER)
        .reverse(SERVER, "mx.paper.example")
}

/// `good`, with other texts at one name.
fn with(at: &str, texts: &[&str]) -> Zone {
    let zone = good().without(at);
    let zone = if at == "paper.example" {
        zone.mail("paper.example", "mx.paper.example")
    } else {
        zone
    };
    texts.iter().fold(zone, |zone, text| zone.text(at, text))
}

struct Preflight {
    site: TestSite,
    environment: BTreeMap<&'static str, String>,
}

impl Preflight {
    async fn start() -> Self {
        let key = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/site/preflight/dkim.pem");
        let environment = [
            // Nobody listens there.
            ("DATELINE_URL", "http://127.0.0.1:9"),
            ("DATELINE_SMTP_URL", "smtp://ann:secret@mx.paper.example:25"),
            ("DATELINE_MAIL_PATIENCE", "2"),
            ("DATELINE_MAIL_FROM", "letters@paper.example"),
            ("DATELINE_MAIL_DKIM_SELECTOR", "letters"),
            ("DATELINE_MAIL_DKIM_KEY", key),
        ];
        let environment = environment.map(|(name, value)| (name, value.to_owned()));
        Self {
            site: TestSite::start().await,
            environment: environment.into(),
        }
    }

    fn set(mut self, name: &'static str, value: &str) -> Self {
        self.environment.insert(name, value.to_owned());
        self
    }

    async fn checks_in(&self, zone: Zone, patience: Duration) -> Vec<Check> {
        let resolver = zone.serve().await.to_string();
        let settings = Settings::read(|name| match name {
            "DATELINE_MAIL_RESOLVER" => Some(resolver.clone()),
            name => self.environment.get(name).cloned(),
        });
        let settings = settings.unwrap();
        checks(&settings, &self.site.store, patience).await.unwrap()
    }

    async fn check(&self, name: &str, zone: Zone) -> Check {
        one(&self.checks_in(zone, PATIENCE).await, name)
    }
}

fn one(checks: &[Check], name: &str) -> Check {
    let found = checks.iter().find(|check| check.name == name);
    found
        .unwrap_or_else(|| panic!("no {name}: {checks:?}"))
        .clone()
}

fn told(check: &Check) -> String {
    let change = check.change.as_deref().unwrap_or_default();
    format!("{} {change}", check.found)
}

#[tokio::test]
async fn a_domain_that_is_set_up_as_it_should_be_passes() {
    let preflight = Preflight::start().await;
    let checks = preflight.checks_in(good(), PATIENCE).await;
    for name in ["SPF", "DKIM", "DMARC", "MX", "PTR"] {
        let check = one(&checks, name);
        assert_eq!(check.verdict, Verdict::Pass, "{check:?}");
        assert_eq!(check.change, None);
    }
    // The same where the answers are too long for one packet.
    let zone = good()
        .but("paper.example", Behaviour::Truncates)
        .but("letters._domainkey.paper.example", Behaviour::Truncates);
    let checks = preflight.checks_in(zone, PATIENCE).await;
    for name in ["SPF", "DKIM", "MX"] {
        let check = one(&checks, name);
        assert_eq!(check.verdict, Verdict::Pass, "{check:?}");
    }
}

#[tokio::test]
async fn an_empty_zone_fails_and_every_record_to_publish_is_named() {
    let preflight = Preflight::start().await;
    let zone = Zone::default().address("mx.paper.example", SERVER);
    let checks = preflight.checks_in(zone, PATIENCE).await;
    let key = format!(r#"letters._domainkey.paper.example. TXT "v=DKIM1; k=rsa; p={PUBLIC}""#);
    for (name, record) in [
        ("SPF", r#"paper.example. TXT "v=spf1 ip4:9.9.9.9 ~all""#),
        ("DKIM", key.as_str()),
        ("DMARC", r#"_dmarc.paper.example. TXT "v=DMARC1; p=none"#),
        ("MX", r#"paper.example. MX "10 "#),
        ("PTR", "9.9.9.9 has no name"),
    ] {
        let check = one(&checks, name);
        assert_eq!(check.verdict, Verdict::Fail, "{check:?}");
        assert!(told(&check).contains(record), "{check:?}");
    }
}

#[tokio::test]
async fn a_name_server_that_fails_or_is_silent_is_not_taken_for_one_that_knows_nothing() {
    let preflight = Preflight::start().await;
    for (how, wanted) in [
        (Behaviour::Fails, "failed"),
        (Behaviour::Silent, "did not answer"),
    ] {
        let zone = good()
            .but("paper.example", how)
            .but("letters._domainkey.paper.example", how)
            .but("_dmarc.paper.example", how);
        let checks = preflight.checks_in(zone, Duration::from_millis(300)).await;
        for name in ["SPF", "DKIM", "DMARC", "MX"] {
            let check = one(&checks, name);
            assert_eq!(check.verdict, Verdict::Fail, "{check:?}");
            assert!(check.found.contains(wanted), "{check:?}");
            assert!(told(&check).contains("mail.resolver"), "{check:?}");
        }
        let check = one(&checks, "PTR");
        assert_eq!(check.verdict, Verdict::Pass, "{check:?}");
    }
}

#[tokio::test]
async fn what_fails_makes_the_command_fail_and_says_how_much() {
    let preflight = Preflight::start().await;
    let data = preflight.site.folder.path().join("data");
    let preflight = preflight.set("DATELINE_DATA_DIR", data.to_str().unwrap());
    let resolver = Zone::default().serve().await.to_string();
    let preflight = preflight.set("DATELINE_MAIL_RESOLVER", &resolver);
    let settings = Settings::read(|name| preflight.environment.get(name).cloned()).unwrap();
    for json in [true, false] {
        let error = run(&settings, json).await.unwrap_err().to_string();
        // SPF, DKIM, DMARC, MX, the mail server, the address without TLS, and unsubscribing.
        assert!(error.starts_with("7 checks failed"), "{error}");
    }
}
