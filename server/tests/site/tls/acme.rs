//! Certificates that the program asks for itself, of a server that issues them.

use std::fs;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use domain::Moment;
use newsroom::clock::Clock;
use server::acme::{Certificates, NotIssued};
use server::http::Doors;
use server::settings::Acme;
use server::tls::Tls;
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::authority::{Authority, DAYS, reserved};
use super::{HTTP_2, any_port, shown};
use crate::doctor::passes;
use crate::http2_reader::Http2Reader;
use crate::shell::{Said, Shell};
use crate::test_site::TestSite;

const DAY: i64 = 24 * 3600 * 1_000_000;

/// A site that gets its certificates itself.
struct SelfMade {
    site: TestSite,
    address: SocketAddr,
    authority: Authority,
    /// The port at which the authority looks for it.
    looked_at: u16,
    certificates: Certificates,
    tls: Tls,
    clock: Clock,
    folder: TempDir,
}

impl SelfMade {
    /// None where nobody issues any. `is_found` says whether the name leads to it.
    async fn start(is_found: bool) -> Option<Self> {
        Self::named(&["paper.example"], is_found).await
    }

    /// The same with these names.
    async fn named(names: &[&str], is_found: bool) -> Option<Self> {
        let site = TestSite::start().await;
        site.article("ferry").save().await;
        let door = any_port().await;
        let address = door.local_addr().unwrap();
        let elsewhere = reserved();
        let found_at = if is_found { address } else { elsewhere };
        let authority = Authority::looking_at(found_at.port())?;
        let folder = tempfile::tempdir().unwrap();
        let set = authority.settings(folder.path().join("acme"));
        let tls = Tls::open(&set).unwrap();
        site.behind(Doors::plain(door).encrypted_with(tls.clone()));
        let clock = Clock::standing_at(Clock::system().now());
        let acme = of(names, set.acme.unwrap());
        let certificates = Certificates::new(acme, tls.clone(), clock.clone());
        Some(Self {
            site,
            address,
            authority,
            looked_at: found_at.port(),
            certificates,
            tls,
            clock,
            folder,
        })
    }

    /// Pebble refuses a nonce now and then, and three in a row are given up.
    async fn see_to_it(&self) -> Result<(), NotIssued> {
        let mut last = Ok(());
        for _ in 0..10 {
            last = self.certificates.see_to_it().await;
            match &last {
                Err(error) if error.problem.contains("badNonce") => {}
                Ok(()) | Err(_) => break,
            }
        }
        last
    }

    async fn connect(&self) -> std::io::Result<TlsStream<TcpStream>> {
        self.connect_believing(self.root()).await
    }

    fn root(&self) -> CertificateDer<'static> {
        tokio::task::block_in_place(|| self.authority.root())
    }

    async fn connect_believing(
        &self,
        root: CertificateDer<'static>,
    ) -> std::io::Result<TlsStream<TcpStream>> {
        connect(self.address, "paper.example", root).await
    }

    async fn certificate(&self) -> CertificateDer<'static> {
        shown(&self.connect().await.unwrap())
    }

    fn pass(&self, days: i64) {
        self.clock.set(self.clock.now().shifted(days * DAY));
    }

    fn ends(&self) -> Moment {
        self.certificates.standing().facts().ends.unwrap()
    }
}

/// As a browser connects that believes whom `root` vouches for, and nobody else.
async fn connect(
    address: SocketAddr,
    name: &'static str,
    root: CertificateDer<'static>,
) -> std::io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(root).unwrap();
    let mut config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![HTTP_2.to_vec()];
    let name = ServerName::try_from(name).unwrap();
    let stream = TcpStream::connect(address).await.unwrap();
    let connector = TlsConnector::from(Arc::new(config));
    connector.connect(name, stream).await
}

/// The same for these names.
fn of(names: &[&str], set: Acme) -> Acme {
    Acme {
        names: names.iter().map(ToString::to_string).collect(),
        ..set
    }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// What is kept, by its name.
fn kept(folder: &TempDir) -> Vec<(String, Vec<u8>)> {
    let folder = folder.path().join("acme");
    assert_eq!(mode(&folder), 0o700);
    let mut all: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            assert_eq!(mode(&path), 0o600, "{path:?}");
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read(path).unwrap())
        })
        .collect();
    all.sort();
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paper_gets_its_certificate_itself_and_another_one_thirty_days_before_its_end() {
    let Some(paper) = SelfMade::start(true).await else {
        return;
    };
    assert!(
        paper.connect().await.is_err(),
        "there is no certificate yet"
    );
    paper.see_to_it().await.unwrap();
    let mut reader = Http2Reader::over(paper.connect().await.unwrap()).await;
    assert_eq!(reader.get("/world/ferry").await.status, StatusCode::OK);
    let first = paper.certificate().await;
    let first_kept = kept(&paper.folder);
    assert_eq!(first_kept.len(), 2, "an account, and a chain with its key");
    let lasts = paper.ends().micros() - paper.clock.now().micros();
    assert!((lasts - DAYS * DAY).abs() < DAY, "{lasts}");

    // It is due when it is, and no sooner.
    paper.pass(DAYS - 31);
    paper.see_to_it().await.unwrap();
    assert_eq!(paper.certificate().await, first);
    paper.pass(2);
    paper.see_to_it().await.unwrap();
    assert_ne!(paper.certificate().await, first);
    let second_kept = kept(&paper.folder);
    assert_eq!(second_kept.len(), 2);
    assert_eq!(second_kept[0], first_kept[0], "the account stays");
    assert_ne!(second_kept[1], first_kept[1]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_certificate_is_for_every_name_and_asked_for_anew_when_there_is_another() {
    let names = ["paper.example", "www.paper.example", "paper.test"];
    let Some(mut paper) = SelfMade::named(&names[..2], true).await else {
        return;
    };
    paper.see_to_it().await.unwrap();
    let root = paper.root();
    let address = paper.address;
    let reached_as = async |name, root: &CertificateDer<'static>| {
        let connected = connect(address, name, root.clone()).await;
        connected.map(|stream| shown(&stream))
    };
    let first = reached_as(names[0], &root).await.unwrap();
    assert_eq!(reached_as(names[1], &root).await.unwrap(), first);
    assert!(reached_as(names[2], &root).await.is_err());
    // It is for all of them, so there is nothing to do.
    paper.see_to_it().await.unwrap();
    assert_eq!(reached_as(names[0], &root).await.unwrap(), first);
    let acme = paper
        .authority
        .settings(paper.folder.path().join("acme"))
        .acme;
    let acme = of(&names, acme.unwrap());
    paper.certificates = Certificates::new(acme, paper.tls.clone(), paper.clock.clone());
    paper.see_to_it().await.unwrap();
    for name in names {
        let another = reached_as(name, &root).await.unwrap();
        assert_ne!(another, first, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_that_leads_elsewhere_gets_none_and_it_is_said_why() {
    let Some(paper) = SelfMade::start(false).await else {
        return;
    };
    let error = paper.see_to_it().await.unwrap_err();
    let looked = format!("connect to 127.0.0.1:{}", paper.looked_at);
    assert!(error.problem.contains(&looked), "{error}");
    let facts = paper.certificates.standing().facts();
    assert_eq!(facts.ends, None);
    assert_eq!(facts.problem, Some(error.problem.clone()));
    let site = paper.site.with_certificate(paper.certificates.standing());
    let health = site.get("/healthz").await;
    assert_eq!(health.status, StatusCode::OK);
    let line = format!("certificate: there is none yet: {}\n", error.problem);
    assert!(health.has(&line), "{}", health.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_nobody_issues_another_one_the_one_from_before_is_shown_on() {
    let Some(mut paper) = SelfMade::start(true).await else {
        return;
    };
    paper.see_to_it().await.unwrap();
    let ends = paper.ends();
    let before = kept(&paper.folder);
    let root = paper.root();
    let shown_before = paper.certificate().await;
    paper.pass(DAYS - 10);
    paper.authority.stop();
    let error = paper.see_to_it().await.unwrap_err();
    let facts = paper.certificates.standing().facts();
    assert_eq!(facts.ends, Some(ends));
    assert_eq!(facts.problem, Some(error.problem.clone()));
    assert_eq!(kept(&paper.folder), before);
    let old = paper.connect_believing(root).await.unwrap();
    assert_eq!(shown(&old), shown_before);
    let site = paper.site.with_certificate(paper.certificates.standing());
    let health = site.get("/healthz").await;
    assert!(health.has("certificate: it ends at ") && health.has(&error.problem));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_that_is_gone_is_opened_again() {
    let Some(mut paper) = SelfMade::start(true).await else {
        return;
    };
    paper.see_to_it().await.unwrap();
    let before = kept(&paper.folder);
    paper.authority.forget();
    paper.pass(DAYS);
    paper.see_to_it().await.unwrap();
    let after = kept(&paper.folder);
    assert_ne!(after[0], before[0]);
    assert_ne!(after[1], before[1]);
    assert!(paper.connect().await.is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_that_is_told_to_gets_one_when_it_is_started_and_the_doctor_finds_it_well() {
    let address = reserved();
    let Some(authority) = Authority::looking_at(address.port()) else {
        return;
    };
    let shell = Shell::new();
    let acme = authority.settings(PathBuf::new()).acme.unwrap();
    let settings = [
        ("LEPTOS_SITE_ADDR", address.to_string()),
        ("DATELINE_URL", "https://paper.example".to_owned()),
        ("DATELINE_WEATHER", "off".to_owned()),
        ("DATELINE_TLS_ACME_DIRECTORY", acme.directory),
        ("DATELINE_TLS_ACME_TERMS", "accepted".to_owned()),
        (
            "DATELINE_TLS_ACME_ROOT",
            acme.root.unwrap().display().to_string(),
        ),
    ];
    let mut server = shell.command(&["serve"]);
    let log = shell.path().join("log");
    let server = server.envs(settings.clone());
    let server = server.stderr(fs::File::create(&log).unwrap());
    let mut server = server.spawn().unwrap();
    let mut is_reached = false;
    for _ in 0..300 {
        let root = tokio::task::block_in_place(|| authority.root());
        if TcpStream::connect(address).await.is_ok()
            && connect(address, "paper.example", root).await.is_ok()
        {
            is_reached = true;
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let asked = shell.command(&["doctor"]).envs(settings).output().unwrap();
    server.kill().unwrap();
    server.wait().unwrap();
    let log = fs::read_to_string(log).unwrap();
    assert!(is_reached, "no certificate was shown: {log}");
    let said = Said::from(asked);
    passes(&said, "certificate", &["It is for paper.example"]);
    passes(&said, "address", &["says that it is well"]);
}
