//! Encrypted connections, with certificates that were made for these tests.

mod acme;
mod authority;
mod busy;
mod left_alone;
mod program;
mod self_made;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use server::http::{Doors, listen};
use server::settings;
use server::tls::{Renewed, Tls, Unusable};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, ProtocolVersion, RootCertStore};

use crate::http2_reader::{Http2Reader, get, piece};
use crate::test_site::TestSite;

const HTTP_2: &[u8] = b"h2";

/// A certificate and its key.
struct Pair {
    certificate: &'static str,
    key: &'static str,
}

const FIRST: Pair = Pair {
    certificate: include_str!("tls/certificate/first.pem"),
    key: include_str!("tls/certificate/first-key.pem"),
};
const SECOND: Pair = Pair {
    certificate: include_str!("tls/certificate/second.pem"),
    key: include_str!("tls/certificate/second-key.pem"),
};

impl Pair {
    fn write(&self, folder: &Path) -> settings::Tls {
        write(folder, self.certificate, self.key)
    }

    fn certificate(&self) -> CertificateDer<'static> {
        CertificateDer::from_pem_slice(self.certificate.as_bytes()).unwrap()
    }
}

fn write(folder: &Path, certificate: &str, key: &str) -> settings::Tls {
    let files = settings::Tls {
        certificate: folder.join("certificate.pem"),
        key: folder.join("key.pem"),
        redirect_from: None,
        acme: None,
    };
    std::fs::write(&files.certificate, certificate).unwrap();
    std::fs::write(&files.key, key).unwrap();
    files
}

async fn any_port() -> tokio::net::TcpListener {
    listen(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap()
}

/// Where a site listens that is encrypted with that.
async fn encrypted(site: &TestSite, tls: Tls) -> SocketAddr {
    site.behind(Doors::plain(any_port().await).encrypted_with(tls))
}

/// A folder, and a site with the first certificate in it.
async fn first(site: &TestSite) -> (TempDir, SocketAddr) {
    let folder = tempfile::tempdir().unwrap();
    let tls = Tls::open(&FIRST.write(folder.path())).unwrap();
    (folder, encrypted(site, tls).await)
}

/// A browser that trusts both certificates and speaks what it says.
async fn connect(address: SocketAddr, protocols: &[&[u8]]) -> TlsStream<TcpStream> {
    let mut roots = RootCertStore::empty();
    for pair in [FIRST, SECOND] {
        roots.add(pair.certificate()).unwrap();
    }
    let mut config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = protocols.iter().map(|it| it.to_vec()).collect();
    let name = ServerName::try_from("paper.example").unwrap();
    let stream = TcpStream::connect(address).await.unwrap();
    let connector = TlsConnector::from(Arc::new(config));
    connector.connect(name, stream).await.unwrap()
}

fn shown(stream: &TlsStream<TcpStream>) -> CertificateDer<'static> {
    let certificates = stream.get_ref().1.peer_certificates().unwrap();
    certificates[0].clone().into_owned()
}

async fn ask(stream: &mut TlsStream<TcpStream>, path: &str) {
    let request =
        format!("GET {path} HTTP/1.1\r\nhost: paper.example\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_browser_that_speaks_http_2_gets_it() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let (_folder, address) = first(&site).await;
    let stream = connect(address, &[HTTP_2, b"http/1.1"]).await;
    let session = stream.get_ref().1;
    assert_eq!(session.alpn_protocol(), Some(HTTP_2));
    assert_eq!(session.protocol_version(), Some(ProtocolVersion::TLSv1_3));
    let mut reader = Http2Reader::over(stream).await;
    for _ in 0..2 {
        let page = reader.get("/world/ferry").await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.body, site.get("/world/ferry").await.body.as_bytes());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_browser_that_does_not_is_answered_over_http_1() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let (_folder, address) = first(&site).await;
    for protocols in [&[][..], &[b"http/1.1".as_slice()]] {
        let mut stream = connect(address, protocols).await;
        ask(&mut stream, "/world/ferry").await;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert!(answer.contains("Headline of ferry"), "{answer}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_live_stream_goes_over_both() {
    let site = TestSite::start().await;
    let (_folder, address) = first(&site).await;
    let mut reader = Http2Reader::over(connect(address, &[HTTP_2]).await).await;
    let mut live = reader.send(get("/live"), "").await.await.unwrap();
    piece(live.body_mut()).await.unwrap();
    let mut stream = connect(address, &[]).await;
    ask(&mut stream, "/live").await;
    let mut answer = Vec::new();
    while !String::from_utf8_lossy(&answer).contains("retry: ") {
        assert_ne!(stream.read_buf(&mut answer).await.unwrap(), 0);
    }
    site.article("ferry").save().await;
    let message = piece(live.body_mut()).await.unwrap();
    assert!(message.contains("ferry"), "{message}");
    while !String::from_utf8_lossy(&answer).contains("ferry") {
        assert_ne!(stream.read_buf(&mut answer).await.unwrap(), 0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_does_not_encrypt_is_let_go_and_others_are_answered() {
    let site = TestSite::start().await;
    let (_folder, address) = first(&site).await;
    let _silent = TcpStream::connect(address).await.unwrap();
    let mut plain = TcpStream::connect(address).await.unwrap();
    let request = b"GET / HTTP/1.1\r\nhost: paper.example\r\n\r\n";
    plain.write_all(request).await.unwrap();
    let mut answer = Vec::new();
    let _ = plain.read_to_end(&mut answer).await;
    assert!(!answer.starts_with(b"HTTP/"));
    let mut reader = Http2Reader::over(connect(address, &[HTTP_2]).await).await;
    assert_eq!(reader.get("/").await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_certificate_is_shown_once_it_is_in_the_files() {
    let site = TestSite::start().await;
    let folder = tempfile::tempdir().unwrap();
    let tls = Tls::open(&FIRST.write(folder.path())).unwrap();
    tls.follow(Duration::from_millis(10)).unwrap();
    let address = encrypted(&site, tls).await;
    let mut before = connect(address, &[]).await;
    assert_eq!(shown(&before), FIRST.certificate());
    SECOND.write(folder.path());
    let mut seen = shown(&connect(address, &[]).await);
    for _ in 0..3000 {
        if seen == SECOND.certificate() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
        seen = shown(&connect(address, &[]).await);
    }
    assert_eq!(seen, SECOND.certificate());
    ask(&mut before, "/").await;
    let mut answer = String::new();
    before.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_that_cannot_be_used_leave_the_certificate_as_it_was() {
    let site = TestSite::start().await;
    let folder = tempfile::tempdir().unwrap();
    let files = FIRST.write(folder.path());
    let tls = Tls::open(&files).unwrap();
    let address = encrypted(&site, tls.clone()).await;
    assert_eq!(tls.renew().unwrap(), Renewed::No);
    write(folder.path(), SECOND.certificate, FIRST.key);
    let error = tls.renew().unwrap_err();
    assert!(matches!(error, Unusable::Mismatch { .. }), "{error}");
    // It is said once.
    assert_eq!(tls.renew().unwrap(), Renewed::No);
    write(folder.path(), "half a file", SECOND.key);
    assert!(matches!(tls.renew(), Err(Unusable::NoCertificate(_))));
    std::fs::remove_file(&files.key).unwrap();
    assert!(matches!(tls.renew(), Err(Unusable::Unreadable(..))));
    assert_eq!(shown(&connect(address, &[]).await), FIRST.certificate());
    SECOND.write(folder.path());
    assert_eq!(tls.renew().unwrap(), Renewed::Yes);
    assert_eq!(shown(&connect(address, &[]).await), SECOND.certificate());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_comes_unencrypted_is_sent_on_to_the_paper() {
    let site = TestSite::start().await;
    let folder = tempfile::tempdir().unwrap();
    let tls = Tls::open(&FIRST.write(folder.path())).unwrap();
    let from = any_port().await;
    let unencrypted = from.local_addr().unwrap();
    let doors = Doors::plain(any_port().await).encrypted_with(tls);
    let address = site.behind(doors.sending_on(from, "https://paper.example"));
    for (request, wanted) in [
        (
            "GET /world?after=3 HTTP/1.1\r\nhost: evil.example\r\n",
            "HTTP/1.1 301 Moved Permanently\r\nlocation: https://paper.example/world?after=3\r\n",
        ),
        (
            "GET http://evil.example/world HTTP/1.1\r\nhost: evil.example\r\n",
            "HTTP/1.1 301 Moved Permanently\r\nlocation: https://paper.example/world\r\n",
        ),
        (
            "POST /stay-in-touch HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n",
            "HTTP/1.1 308 Permanent Redirect\r\nlocation: https://paper.example/stay-in-touch\r\n",
        ),
        (
            "OPTIONS * HTTP/1.1\r\nhost: x\r\n",
            "HTTP/1.1 400 Bad Request\r\n",
        ),
    ] {
        let mut stream = TcpStream::connect(unencrypted).await.unwrap();
        let request = format!("{request}connection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with(wanted), "{answer}");
    }
    let mut reader = Http2Reader::over(connect(address, &[HTTP_2]).await).await;
    assert_eq!(reader.get("/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn every_answer_of_an_encrypted_paper_asks_browsers_to_open_it_so_always() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let site = site.with_hsts(Duration::from_secs(300));
    for address in [
        "/world/ferry",
        "/world/ferry",
        "/favicon.svg",
        "/nothing",
        "/healthz",
    ] {
        let answer = site.get(address).await;
        assert_eq!(
            answer.header("strict-transport-security"),
            "max-age=300",
            "{address}"
        );
    }
    let live = axum::http::Request::get("/live").body(axum::body::Body::empty());
    let live = site.open(live.unwrap()).await;
    assert_eq!(live.headers()["strict-transport-security"], "max-age=300");
}
