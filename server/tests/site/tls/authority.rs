//! Somebody who issues certificates, as Let's Encrypt does: Pebble, their own server for tests, with a name server that has every name
//! lead to this machine. It refuses one nonce in ten, as its makers mean it to.

use std::io::Read;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use server::settings::{self, Acme};
use tempfile::TempDir;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use ureq::Agent;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

use crate::own_authority::OwnAuthority;

/// How many days what it issues lasts.
pub(super) const DAYS: i64 = 90;

/// It ends with the test.
pub(super) struct Authority {
    names: Child,
    names_at: SocketAddr,
    issuer: Child,
    folder: TempDir,
    address: SocketAddr,
    management: SocketAddr,
}

/// A port for a program that has to be told one. A connection that ended there just now keeps the system from giving it to
/// whoever asks for any, for a minute; who names it gets it all the same (SO_REUSEADDR, socket(7)).
pub(super) fn reserved() -> SocketAddr {
    let any = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = any.local_addr().unwrap();
    let mut one_end = TcpStream::connect(address).unwrap();
    let (other_end, _) = any.accept().unwrap();
    // Whoever ends first is who remembers.
    drop(other_end);
    assert_eq!(one_end.read(&mut [0]).unwrap(), 0);
    address
}

impl Authority {
    /// One that finds whoever wants a certificate at that port of this machine. None where it is not installed.
    pub(super) fn looking_at(port: u16) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let (address, management, names_at, of_names) =
            (reserved(), reserved(), reserved(), reserved());
        write_pair(&folder);
        let config = serde_json::json!({"pebble": {
            "listenAddress": address.to_string(),
            "managementListenAddress": management.to_string(),
            "certificate": path("certificate.pem"),
            "privateKey": path("key.pem"),
            "httpPort": 1,
            "tlsPort": port,
            "ocspResponderURL": "",
            "externalAccountBindingRequired": false,
            "retryAfter": {"authz": 1, "order": 1},
            "certificateValidityPeriod": DAYS * 24 * 3600,
        }});
        std::fs::write(path("config.json"), config.to_string()).unwrap();
        let names = names_at.to_string();
        let dns = Command::new("pebble-challtestsrv")
            .args(["-dns01", &names, "-defaultIPv4", "127.0.0.1"])
            .args(["-defaultIPv6", "", "-http01", "", "-https01", ""])
            .args(["-tlsalpn01", "", "-management", &of_names.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(dns) = dns else {
            eprintln!("not tried, for Pebble is not installed (on Debian: apt-get install pebble)");
            return None;
        };
        wait_for(of_names);
        Some(Self {
            names: dns,
            issuer: issuer(&folder, names_at, [address, management]),
            names_at,
            folder,
            address,
            management,
        })
    }

    /// From now on nobody answers.
    pub(super) fn stop(&mut self) {
        let _ = self.issuer.kill();
        let _ = self.issuer.wait();
    }

    /// From now on it knows nobody of before.
    pub(super) fn forget(&mut self) {
        self.stop();
        self.issuer = issuer(&self.folder, self.names_at, [self.address, self.management]);
    }

    /// The settings of whoever asks it for a certificate and keeps it in that folder.
    pub(super) fn settings(&self, folder: PathBuf) -> settings::Tls {
        let acme = Acme {
            directory: format!("https://{}/dir", self.address),
            contact: Some("mailto:desk@paper.example".to_owned()),
            root: Some(self.folder.path().join("root.pem")),
            names: vec!["paper.example".to_owned()],
            folder,
        };
        settings::Tls {
            certificate: acme.certificate_file(),
            key: acme.certificate_file(),
            redirect_from: None,
            acme: Some(acme),
        }
    }

    /// What vouches for all that it issues.
    pub(super) fn root(&self) -> CertificateDer<'static> {
        let own = std::fs::read(self.folder.path().join("root.pem")).unwrap();
        let own = Certificate::from_pem(&own).unwrap();
        let tls = TlsConfig::builder().root_certs(RootCerts::new_with_certs(&[own]));
        let agent: Agent = Agent::config_builder()
            .tls_config(tls.build())
            .build()
            .into();
        let asked = agent
            .get(format!("https://{}/roots/0", self.management))
            .call();
        let root = asked.unwrap().body_mut().read_to_vec().unwrap();
        CertificateDer::from_pem_slice(&root).unwrap()
    }
}

impl Drop for Authority {
    fn drop(&mut self) {
        self.stop();
        let _ = self.names.kill();
        let _ = self.names.wait();
    }
}

fn issuer(folder: &TempDir, names: SocketAddr, listening: [SocketAddr; 2]) -> Child {
    let program = Command::new("pebble")
        .arg("-config")
        .arg(folder.path().join("config.json"))
        .args(["-dnsserver", &names.to_string()])
        .envs([
            ("PEBBLE_VA_NOSLEEP", "1"),
            ("PEBBLE_WFE_NONCEREJECT", "10"),
            ("PEBBLE_AUTHZREUSE", "0"),
        ])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    listening.into_iter().for_each(wait_for);
    program
}

fn wait_for(address: SocketAddr) {
    for _ in 0..600 {
        if TcpStream::connect(address).is_ok() {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("nobody listens at {address}");
}

/// What its own address is encrypted with.
fn write_pair(folder: &TempDir) {
    let own = OwnAuthority::new();
    let (certificate, key) = own.pair_for("127.0.0.1");
    for (name, text) in [
        ("root.pem", own.root()),
        ("certificate.pem", certificate),
        ("key.pem", key),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
}
