//! A mail server whose certificate is of the paper's own authority.

use std::path::PathBuf;

use newsroom::letters::{Contents, ISSUE_PLACEHOLDER};
use server::command::preflight::{Check, Verdict, checks};
use server::settings::Settings;
use tempfile::TempDir;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use super::office::Office;
use super::sink::{Odd, Sink, Step};
use crate::doctor::{doctor, fails};
use crate::name_server::Zone;
use crate::own_authority::OwnAuthority;
use crate::shell::{Said, Shell};

/// One that encrypts from the first byte.
async fn sealed(authority: &OwnAuthority) -> Sink {
    let acceptor = authority.acceptor_for("127.0.0.1");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut sink = Sink::start(|step| match step {
        Step::Hello => Some(Odd::Say("250-sink.example\r\n250 AUTH PLAIN LOGIN")),
        _ => None,
    })
    .await;
    sink.address = listener.local_addr().unwrap();
    let serving = sink.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (sink, acceptor) = (serving.clone(), acceptor.clone());
            tokio::spawn(async move { converse(stream, &acceptor, &sink).await });
        }
    });
    sink
}

async fn converse(stream: TcpStream, acceptor: &TlsAcceptor, sink: &Sink) -> std::io::Result<()> {
    let mut stream = acceptor.accept(stream).await?;
    stream.write_all(b"220 mx.example ESMTP\r\n").await?;
    sink.converse(stream).await
}

/// A file of the certificates of these authorities, and the folder that goes with it.
fn file_of(authorities: &[&OwnAuthority]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("root.pem");
    let all: String = authorities.iter().map(|it| it.root()).collect();
    std::fs::write(&file, all).unwrap();
    (folder, file)
}

fn url(sink: &Sink) -> String {
    format!("smtps://post:hunter2@{}", sink.address)
}

/// Sends one letter to Ann.
async fn try_out(sink: &Sink, root: Option<&PathBuf>) -> anyhow::Result<String> {
    let mut office = Office::of(&[sink])
        .await
        .with("DATELINE_SMTP_URL", &url(sink));
    if let Some(root) = root {
        office = office.with("DATELINE_MAIL_ROOT", root.to_str().unwrap());
    }
    office.letter().await;
    let letter = office.store.letters().await.unwrap().remove(0);
    let contents = Contents {
        subject: "Snow".to_owned(),
        preheader: String::new(),
        html: format!("<p>It snowed. https://paper.example/letters/morning/{ISSUE_PLACEHOLDER}"),
        plain: "It snowed.".to_owned(),
        articles: Vec::new(),
    };
    let ann = "ann@example.org".parse().unwrap();
    let letters = office.letters().await;
    letters.try_out(&letter, &contents, &ann).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_of_an_authority_in_the_papers_file_gets_letters() {
    let (other, own) = (OwnAuthority::new(), OwnAuthority::new());
    let sink = sealed(&own).await;
    let (_folder, file) = file_of(&[&other, &own]);
    try_out(&sink, Some(&file)).await.unwrap();
    assert_eq!(sink.recipients(), ["ann@example.org"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_of_another_authority_gets_none_and_it_is_said_what_to_do() {
    let sink = sealed(&OwnAuthority::new()).await;
    let (_folder, other) = file_of(&[&OwnAuthority::new()]);
    for root in [None, Some(&other)] {
        let refused = try_out(&sink, root).await.unwrap_err().to_string();
        for words in ["nobody who is believed vouches", "mail.root"] {
            assert!(refused.contains(words), "{refused}");
        }
        assert!(!refused.contains("hunter2"), "{refused}");
    }
    assert!(sink.taken().is_empty());
}

/// What the preflight says of it.
async fn preflight(sink: &Sink, root: &str) -> Check {
    let office = Office::of(&[sink]).await;
    let resolver = Zone::default().serve().await.to_string();
    let settings = Settings::read(|name| match name {
        "DATELINE_URL" => Some("http://127.0.0.1:9".to_owned()),
        "DATELINE_SMTP_URL" => Some(url(sink)),
        "DATELINE_MAIL_RESOLVER" => Some(resolver.clone()),
        "DATELINE_MAIL_ROOT" => Some(root.to_owned()),
        _ => None,
    });
    let patience = super::office::LONG;
    let checks = checks(&settings.unwrap(), &office.store, patience).await;
    let mut checks = checks.unwrap().into_iter();
    checks.find(|check| check.name == "SMTP").unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_preflight_believes_whom_letters_do() {
    let own = OwnAuthority::new();
    let sink = sealed(&own).await;
    let (folder, file) = file_of(&[&own]);
    let check = preflight(&sink, file.to_str().unwrap()).await;
    assert_eq!(check.verdict, Verdict::Pass, "{check:?}");
    let (_other_folder, other) = file_of(&[&OwnAuthority::new()]);
    let check = preflight(&sink, other.to_str().unwrap()).await;
    assert_eq!(check.verdict, Verdict::Fail, "{check:?}");
    let change = check.change.unwrap();
    assert!(change.contains("name the file as mail.root"), "{change}");
    let gone = folder.path().join("gone.pem");
    let check = preflight(&sink, gone.to_str().unwrap()).await;
    assert_eq!(check.verdict, Verdict::Fail, "{check:?}");
    assert!(check.found.contains("gone.pem cannot be read"), "{check:?}");
    assert!(sink.taken().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_authorities_that_cannot_be_used_stops_the_start_and_is_named() {
    let own = OwnAuthority::new();
    let (whole, nonsense) = (
        own.root(),
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    );
    let cut = &whole[..whole.len() / 2];
    for (text, words) in [
        (None, "cannot be read"),
        (Some(""), "there is no certificate in PEM in"),
        (Some("It is not here."), "there is no certificate in PEM in"),
        (Some(cut), "is not whole PEM"),
        (Some(nonsense), "certificate 1 in"),
    ] {
        let shell = Shell::new();
        if let Some(text) = text {
            shell.write("root.pem", text);
        }
        let settings = [
            ("DATELINE_SMTP_URL", "smtps://post:hunter2@127.0.0.1:9"),
            ("DATELINE_MAIL_ROOT", "root.pem"),
        ];
        let mut serving = shell.command(&["serve"]);
        let serving = serving
            .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
            .envs(settings);
        let said = Said::from(serving.output().unwrap());
        assert!(!said.ok);
        for words in ["mail.root", "root.pem", words] {
            assert!(said.err.contains(words), "{words}: {}", said.err);
        }
        fails(&doctor(&shell, &settings), "mail", &["root.pem", words]);
    }
}
