//! Letters are encrypted on their way wherever the mail server can.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use newsroom::letters::{Contents, ISSUE_PLACEHOLDER};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::office::Office;
use super::sink::{Odd, Sink, Step};

/// Encrypts with a certificate that nobody signed, for a name that is not the server's.
fn unproven() -> TlsAcceptor {
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("certificate/key.pem")).unwrap();
    let certificate = include_bytes!("certificate/certificate.pem");
    let certificate = CertificateDer::from_pem_slice(certificate).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}

/// A mail server that takes letters only once the connection is encrypted.
async fn encrypting() -> Sink {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut sink = Sink::kind().await;
    sink.address = listener.local_addr().unwrap();
    let (serving, acceptor) = (sink.clone(), unproven());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (sink, acceptor) = (serving.clone(), acceptor.clone());
            tokio::spawn(async move { encrypt(stream, &acceptor, &sink).await });
        }
    });
    sink
}

async fn encrypt(stream: TcpStream, acceptor: &TlsAcceptor, sink: &Sink) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 mx.example ESMTP\r\n").await?;
    let mut line = String::new();
    stream.read_line(&mut line).await?;
    let can = b"250-mx.example\r\n250 STARTTLS\r\n";
    stream.write_all(can).await?;
    line.clear();
    stream.read_line(&mut line).await?;
    if line.trim_end() != "STARTTLS" {
        return stream.write_all(b"530 5.7.0 STARTTLS first\r\n").await;
    }
    stream.write_all(b"220 2.0.0 go on\r\n").await?;
    sink.converse(acceptor.accept(stream.into_inner()).await?)
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_that_proves_nothing_is_better_than_no_encryption() {
    let sink = encrypting().await;
    let office = Office::of(&[&sink]).await;
    office.ask("ann@example.org").await;
    office
        .send_until(|| async { !sink.taken().is_empty() })
        .await;
    assert_eq!(sink.recipients(), ["ann@example.org"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_to_an_unproven_server_where_encryption_is_required() {
    let sink = encrypting().await;
    let url = format!("smtp://{}?tls=required", sink.address);
    let office = Office::of(&[&sink]).await.with("DATELINE_SMTP_URL", &url);
    let refused = try_out(&office).await.unwrap_err();
    assert!(refused.to_string().contains("certificate"), "{refused}");
    assert!(sink.taken().is_empty());
}

/// Sends one letter to Ann.
async fn try_out(office: &Office) -> anyhow::Result<String> {
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
async fn a_password_is_told_to_no_server_that_does_not_encrypt_unless_the_settings_say_so() {
    for (query, is_told) in [("", false), ("?tls=required", false), ("?tls=off", true)] {
        let told = Arc::new(AtomicBool::new(false));
        let telling = told.clone();
        let sink = Sink::start(move |step| match step {
            Step::Hello => Some(Odd::Say("250-sink.example\r\n250 AUTH PLAIN LOGIN")),
            Step::SignIn => {
                telling.store(true, Ordering::Relaxed);
                None
            }
            _ => None,
        })
        .await;
        let url = format!("smtp://post:hunter2@{}{query}", sink.address);
        let office = Office::of(&[&sink]).await.with("DATELINE_SMTP_URL", &url);
        let sent = try_out(&office).await;
        assert_eq!(told.load(Ordering::Relaxed), is_told, "{query}");
        assert_eq!(sent.is_ok(), is_told, "{sent:?}");
        if query.is_empty() {
            let refused = sent.unwrap_err().to_string();
            assert!(refused.contains("?tls=off"), "{refused}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_is_only_tried_out_leads_to_the_page_of_its_issues() {
    let sink = Sink::kind().await;
    let office = Office::of(&[&sink]).await;
    try_out(&office).await.unwrap();
    let text = sink.taken().remove(0).text.replace("=\r\n", "");
    assert!(
        text.contains("https://paper.example/letters/morning/\r\n"),
        "{text}"
    );
}
