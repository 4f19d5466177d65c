//! A paper that gets its certificates itself, and browsers that believe whoever issued them.

use std::net::SocketAddr;
use std::sync::Arc;

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

use super::authority::{Authority, reserved};
use super::{HTTP_2, any_port, shown};
use crate::test_site::TestSite;

pub(super) const DAY: i64 = 24 * 3600 * 1_000_000;

/// A site that gets its certificates itself.
pub(super) struct SelfMade {
    pub(super) site: TestSite,
    pub(super) address: SocketAddr,
    pub(super) authority: Authority,
    /// The port at which the authority looks for it.
    pub(super) looked_at: u16,
    pub(super) certificates: Certificates,
    pub(super) tls: Tls,
    pub(super) clock: Clock,
    pub(super) folder: TempDir,
}

impl SelfMade {
    /// None where nobody issues any. `is_found` says whether the name leads to it.
    pub(super) async fn start(is_found: bool) -> Option<Self> {
        Self::named(&["paper.example"], is_found).await
    }

    /// The same with these names.
    pub(super) async fn named(names: &[&str], is_found: bool) -> Option<Self> {
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
    pub(super) async fn see_to_it(&self) -> Result<(), NotIssued> {
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

    pub(super) async fn connect(&self) -> std::io::Result<TlsStream<TcpStream>> {
        self.connect_believing(self.root()).await
    }

    pub(super) fn root(&self) -> CertificateDer<'static> {
        tokio::task::block_in_place(|| self.authority.root())
    }

    pub(super) async fn connect_believing(
        &self,
        root: CertificateDer<'static>,
    ) -> std::io::Result<TlsStream<TcpStream>> {
        connect(self.address, "paper.example", root).await
    }

    pub(super) async fn certificate(&self) -> CertificateDer<'static> {
        shown(&self.connect().await.unwrap())
    }

    pub(super) fn pass(&self, days: i64) {
        self.clock.set(self.clock.now().shifted(days * DAY));
    }

    pub(super) fn ends(&self) -> Moment {
        self.certificates.standing().facts().ends.unwrap()
    }
}

/// As a browser connects that believes whom `root` vouches for, and nobody else.
pub(super) async fn connect(
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
pub(super) fn of(names: &[&str], set: Acme) -> Acme {
    Acme {
        names: names.iter().map(ToString::to_string).collect(),
        ..set
    }
}
