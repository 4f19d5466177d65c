//! `dateline letters preflight`: what it finds in good and bad zones, and at the paper's own addresses.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Redirect;
use axum::routing::{get, post};
use newsroom::letters::{Contents, Definition, Gathers, Schedule, Source};
use server::command::preflight::{Check, Verdict, checks, run};
use server::settings::Settings;
use tokio::net::TcpListener;

use crate::letters::sink::{Odd, Sink, Step};
use crate::name_server::{Behaviour, Zone};
use crate::test_site::{NOW, TestSite};

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
async fn who_may_send_is_read_as_mail_providers_read_it() {
    use Verdict::{Fail, Pass, Warn};
    let preflight = Preflight::start().await;
    let long = format!(
        "v=spf1 ip4:{SERVER} {}~all",
        "a:mx.paper.example ".repeat(11)
    );
    for (records, verdict, wanted) in [
        (vec!["v=spf1 ip4:9.9.9.0/24 -all"], Pass, ""),
        (vec!["V=SPF1 A:mx.paper.example ~ALL"], Pass, ""),
        (vec!["v=spf1 mx -all"], Pass, ""),
        (vec!["v=spf1 include:service.example ~all"], Pass, ""),
        (
            vec!["v=spf1 redirect=service.example"],
            Warn,
            "of everybody else",
        ),
        (
            vec!["v=spf1 -ip4:9.9.9.9 ip4:9.0.0.0/8 ~all"],
            Warn,
            "add ip4:9.9.9.9",
        ),
        (vec!["v=spf1 ip4:9.9.8.0/24 ~all"], Warn, "add ip4:9.9.9.9"),
        (vec!["v=spf1 ip4:9.9.9.9"], Warn, "of everybody else"),
        (vec!["v=spf1 ip4:9.9.9.9 ?all"], Warn, "of everybody else"),
        (vec!["v=spf1 -all"], Fail, "lets nobody send"),
        (vec!["v=spf1 +all"], Fail, "lets everybody send"),
        (vec!["v=spf1 all"], Fail, "lets everybody send"),
        (vec!["v=spf10 ip4:9.9.9.9 ~all"], Fail, "does not say who"),
        (
            vec!["v=spf1 ip4:9.9.9.9 ~all", "v=spf1 -all"],
            Fail,
            "has 2 records",
        ),
        (vec!["v=spf1 ip4:9.9.9 ~all"], Fail, "\"ip4:9.9.9\" is none"),
        (vec!["v=spf1 ip4:9.9.9.9/33 ~all"], Fail, "is none"),
        (vec!["v=spf1 ipv4:9.9.9.9 ~all"], Fail, "is none"),
        (vec!["v=spf1 include: ~all"], Fail, "is none"),
        (
            vec!["v=spf1 include:gone.example ~all"],
            Fail,
            "gone.example",
        ),
        (vec!["v=spf1 include:loop.example ~all"], Fail, "look-ups"),
        (vec![long.as_str()], Fail, "takes 11 look-ups"),
    ] {
        let zone = with("paper.example", &records)
            .text("service.example", "v=spf1 ip4:9.9.9.9 -all")
            .text("loop.example", "v=spf1 include:loop.example ~all");
        let check = preflight.check("SPF", zone).await;
        assert_eq!(check.verdict, verdict, "{records:?} {check:?}");
        assert!(told(&check).contains(wanted), "{records:?} {check:?}");
    }
}

#[tokio::test]
async fn the_key_in_the_dns_has_to_be_the_one_letters_are_signed_with() {
    let preflight = Preflight::start().await;
    let at = "letters._domainkey.paper.example";
    let spaced = format!("v=DKIM1;p={} {}", &PUBLIC[..200], &PUBLIC[200..]);
    let other = format!("v=DKIM1; k=rsa; p={}", PUBLIC.replace('A', "B"));
    let tried = format!("v=DKIM1; t=s:y; p={PUBLIC}");
    let wrong_kind = format!("v=DKIM1; k=ed25519; p={PUBLIC}");
    for (record, verdict, wanted) in [
        (spaced.as_str(), Verdict::Pass, ""),
        (&other, Verdict::Fail, "another one"),
        (&wrong_kind, Verdict::Fail, "another one"),
        (&tried, Verdict::Warn, "t=y"),
        ("v=DKIM1; p=", Verdict::Fail, "revoked"),
        ("v=DKIM2; p=AA", Verdict::Fail, "none of DKIM"),
    ] {
        let check = preflight.check("DKIM", with(at, &[record])).await;
        assert_eq!(check.verdict, verdict, "{record} {check:?}");
        assert!(told(&check).contains(wanted), "{record} {check:?}");
        assert!(!told(&check).contains("PRIVATE"), "{check:?}");
    }
    let two = with(at, &[&spaced, &tried]);
    assert_eq!(preflight.check("DKIM", two).await.verdict, Verdict::Fail);
    let folder = preflight.site.folder.path().to_owned();
    let file = folder.join("bad.pem");
    let preflight = preflight.set("DATELINE_MAIL_DKIM_KEY", file.to_str().unwrap());
    for bad in [
        "",
        "no key",
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END",
    ] {
        std::fs::write(&file, bad).unwrap();
        let check = preflight.check("DKIM", good()).await;
        assert_eq!(check.verdict, Verdict::Fail, "{bad}");
        assert!(told(&check).contains("openssl genrsa"), "{check:?}");
    }
}

#[tokio::test]
async fn a_policy_has_to_be_there_and_to_have_something_that_vouches() {
    let preflight = Preflight::start().await;
    let at = "_dmarc.paper.example";
    for (records, verdict) in [
        (vec!["v=DMARC1; p=none"], Verdict::Pass),
        (vec!["v=DMARC1;p=quarantine;aspf=s"], Verdict::Pass),
        (
            vec!["v=DMARC1; rua=mailto:ann@paper.example"],
            Verdict::Fail,
        ),
        (vec!["v=DMARC1; p=all"], Verdict::Fail),
        (
            vec!["v=DMARC1; p=none", "v=DMARC1; p=reject"],
            Verdict::Fail,
        ),
        (vec!["v=spf1 -all"], Verdict::Fail),
    ] {
        let check = preflight.check("DMARC", with(at, &records)).await;
        assert_eq!(check.verdict, verdict, "{records:?} {check:?}");
    }
    let preflight = preflight.set("DATELINE_MAIL_BOUNCES", "back@relay.example");
    let check = preflight.check("DMARC", good()).await;
    assert_eq!(check.verdict, Verdict::Warn, "{check:?}");
    let preflight = preflight.set("DATELINE_MAIL_FROM", "ann@news.paper.example");
    let preflight = preflight.set("DATELINE_MAIL_BOUNCES", "back@bounces.paper.example");
    let check = preflight.check("DMARC", good()).await;
    assert_eq!(
        check.verdict,
        Verdict::Pass,
        "of the domain above: {check:?}"
    );
    let strict = with(at, &["v=DMARC1; p=none; aspf=s"]);
    let check = preflight.check("DMARC", strict).await;
    assert_eq!(check.verdict, Verdict::Warn, "{check:?}");
}

#[tokio::test]
async fn where_letters_leave_and_come_back_is_looked_up() {
    let preflight = Preflight::start().await;
    let bare = || good().without("paper.example");
    for (zone, verdict) in [
        (bare().mail("paper.example", "."), Verdict::Fail),
        (bare().mail("paper.example", "gone.example"), Verdict::Fail),
        (bare().address("paper.example", SERVER), Verdict::Warn),
        (bare(), Verdict::Fail),
    ] {
        let check = preflight.check("MX", zone).await;
        assert_eq!(check.verdict, verdict, "{check:?}");
    }
    let reverse = "9.9.9.9.in-addr.arpa";
    let other = good().without(reverse).reverse(SERVER, "other.example");
    let other = other.address("other.example", "9.9.9.10");
    let check = preflight.check("PTR", other).await;
    assert_eq!(check.verdict, Verdict::Fail, "{check:?}");
    for (url, wanted) in [
        ("smtp://127.0.0.1:25", "cannot be known from here"),
        ("smtp://gone.example", "has no address"),
        ("smtps://ann:secret@[::1]:465", "cannot be known from here"),
    ] {
        let preflight = Preflight::start().await.set("DATELINE_SMTP_URL", url);
        let check = preflight.check("PTR", good()).await;
        assert_eq!(check.verdict, Verdict::Warn, "{check:?}");
        assert!(check.found.contains(wanted), "{check:?}");
        assert!(!told(&check).contains("secret"), "{check:?}");
    }
}

/// What was posted to the paper, where.
type Posted = Arc<Mutex<Vec<(String, String)>>>;

async fn paper(status: StatusCode) -> (SocketAddr, Posted) {
    let posted = Posted::default();
    let seen = posted.clone();
    let unsubscribe = post(async move |Path(link): Path<String>, body: String| {
        seen.lock().unwrap().push((link, body));
        status
    });
    let router = Router::new()
        .route("/stay-in-touch/unsubscribe/{link}", unsubscribe)
        .route("/world/bridge", get(|| async { "It is closed." }))
        .route("/moved", get(|| async { Redirect::to("/world/bridge") }));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    (address, posted)
}

#[tokio::test]
async fn leaving_is_tried_as_mail_programs_do_it() {
    for (status, verdict) in [
        (StatusCode::OK, Verdict::Pass),
        (StatusCode::FOUND, Verdict::Fail),
        (StatusCode::FORBIDDEN, Verdict::Fail),
    ] {
        let (address, posted) = paper(status).await;
        let preflight = Preflight::start().await;
        let preflight = preflight.set("DATELINE_URL", &format!("http://{address}"));
        let checks = preflight.checks_in(good(), PATIENCE).await;
        let check = one(&checks, "unsubscribing");
        assert_eq!(check.verdict, verdict, "{check:?}");
        let posted = posted.lock().unwrap().clone();
        assert_eq!(posted.len(), 1);
        assert_eq!(posted[0].1, "List-Unsubscribe=One-Click");
        let key = preflight.site.store.link_key().await.unwrap();
        assert!(key.read(&posted[0].0, NOW).is_ok(), "it is one of ours");
        // Others see it by TLS only.
        let check = one(&checks, "address");
        assert_eq!(check.verdict, Verdict::Fail, "{check:?}");
    }
    let preflight = Preflight::start().await;
    let check = preflight.check("unsubscribing", good()).await;
    assert_eq!(check.verdict, Verdict::Fail, "nobody is there: {check:?}");
}

#[tokio::test]
async fn the_newest_issue_of_each_letter_is_looked_through() {
    let (address, _) = paper(StatusCode::OK).await;
    let preflight = Preflight::start().await;
    let check = preflight.check("issue", good()).await;
    assert_eq!(check.verdict, Verdict::Warn, "{check:?}");
    let store = &preflight.site.store;
    let slug: domain::Slug = "morning".parse().unwrap();
    let definition = Definition {
        slug: slug.clone(),
        name: "The Morning".to_owned(),
        promise: "What happened at night.".to_owned(),
        schedule: Schedule::ByHand,
        gathers: vec![Gathers::Newest],
        sections: Vec::new(),
        shortest: 1,
        longest: 10,
        reply_to: None,
    };
    let mut writing = store.write().await.unwrap();
    let defined = writing.define_letter(&definition, Source::Command, 1, NOW);
    defined.await.unwrap();
    writing.commit().await.unwrap();
    let letter = store.letter(&slug).await.unwrap().unwrap();
    let fine = format!(
        r#"<a href="http://{address}/world/bridge?a=1&amp;b=2">Bridge</a>
           <a href="{{{{unsubscribe}}}}">Leave</a><img alt="" src="http://{address}/world/bridge">"#
    );
    let long = "x".repeat(102_400);
    for (number, (html, name, verdict, wanted)) in [
        (fine.clone(), "links", Verdict::Pass, "2, and all"),
        (fine.clone(), "size", Verdict::Pass, "bytes"),
        (fine.clone(), "pictures", Verdict::Pass, "1, each"),
        (
            fine.replace("bridge?", "gone?"),
            "links",
            Verdict::Fail,
            "answers 404",
        ),
        (
            fine.replace("world/bridge?", "moved?"),
            "links",
            Verdict::Fail,
            "answers 303",
        ),
        (
            fine.replace("alt=\"\"", ""),
            "pictures",
            Verdict::Fail,
            "says nothing",
        ),
        (long, "size", Verdict::Fail, "102400 bytes"),
    ]
    .into_iter()
    .enumerate()
    {
        let contents = Contents {
            subject: "Bridge closed".to_owned(),
            preheader: String::new(),
            html,
            plain: String::new(),
            articles: Vec::new(),
        };
        let mut writing = store.write().await.unwrap();
        let slot = format!("by-hand/{number}");
        let added = writing.add_issue(letter.id, &slot, &contents, NOW, NOW);
        added.await.unwrap().unwrap();
        writing.commit().await.unwrap();
        let check = preflight.check(name, good()).await;
        assert_eq!(check.verdict, verdict, "{check:?}");
        assert!(told(&check).contains(wanted), "{check:?}");
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

#[tokio::test]
async fn mail_servers_are_greeted_and_get_no_letter() {
    let preflight = Preflight::start().await;
    let kind = Sink::kind().await;
    let cross = Sink::start(|step| match step {
        Step::Greeting => Some(Odd::Say("554 5.7.1 you are not welcome")),
        _ => None,
    })
    .await;
    let urls = format!(
        "smtp://{} smtp://{} smtp://ann:secret@{}?tls=required smtp://127.0.0.1:9",
        kind.address, cross.address, kind.address
    );
    let preflight = preflight.set("DATELINE_SMTP_URL", &urls);
    let checks = preflight.checks_in(good(), PATIENCE).await;
    let checks: Vec<&Check> = checks.iter().filter(|it| it.name == "SMTP").collect();
    let verdicts: Vec<Verdict> = checks.iter().map(|it| it.verdict).collect();
    use Verdict::{Fail, Pass};
    assert_eq!(verdicts, [Pass, Fail, Fail, Fail], "{checks:?}");
    for (check, wanted) in [
        (checks[0], "lets the paper in"),
        (checks[1], "you are not welcome"),
        (checks[2], "certificate"),
        (checks[3], "465 with smtps://"),
    ] {
        assert!(told(check).contains(wanted), "{check:?}");
        assert!(!told(check).contains("secret"), "{check:?}");
    }
    assert!(kind.taken().is_empty());
}

#[tokio::test]
async fn a_password_that_a_mail_server_refuses_is_what_to_change() {
    let sink = Sink::start(|step| match step {
        Step::Hello => Some(Odd::Say("250-sink.example\r\n250 AUTH PLAIN")),
        Step::SignIn => Some(Odd::Say("535 5.7.8 who are you")),
        _ => None,
    })
    .await;
    let url = format!("smtp://ann:secret@{}?tls=off", sink.address);
    let preflight = Preflight::start().await.set("DATELINE_SMTP_URL", &url);
    let check = preflight.check("SMTP", good()).await;
    assert_eq!(check.verdict, Verdict::Fail, "{check:?}");
    assert!(told(&check).contains("who are you"), "{check:?}");
    assert!(
        told(&check).contains("the user and the password"),
        "{check:?}"
    );
}
