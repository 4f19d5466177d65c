//! Certificates that the program asks for itself, of a server that issues them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::http::StatusCode;
use server::acme::Certificates;
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio_rustls::rustls::pki_types::CertificateDer;

use super::authority::{Authority, DAYS, reserved};
use super::self_made::{DAY, SelfMade, connect, of};
use super::shown;
use crate::doctor::passes;
use crate::http2_reader::Http2Reader;
use crate::shell::{Said, Shell};

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
