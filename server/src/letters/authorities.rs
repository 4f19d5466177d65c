//! Whose certificates mail servers are believed by: those that browsers trust, and those of the paper's own file.

use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};
use lettre::transport::smtp::client::{Certificate, TlsParameters, TlsParametersBuilder};
use tokio_rustls::rustls::RootCertStore;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;

use crate::settings::Mail;

/// How rustls says that nobody it trusts vouches for a certificate; the second where an authority of the same name does not.
const UNPROVEN: [&str; 2] = ["UnknownIssuer", "BadSignature"];

/// The authorities of `mail.root`. Those that browsers trust are always among the believed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Authorities(Vec<Certificate>);

impl Authorities {
    /// Those of the settings.
    ///
    /// # Errors
    /// One sentence when the file cannot be read or has no certificate that can vouch for others.
    pub(crate) fn of(mail: &Mail) -> anyhow::Result<Self> {
        mail.root
            .as_deref()
            .map_or_else(|| Ok(Self::default()), read)
    }

    /// What a server of that name is asked for; with `proven`, that somebody believed vouches for it.
    pub(super) fn ask(&self, host: &str, proven: bool) -> TlsParametersBuilder {
        let asked = TlsParameters::builder(host.to_owned())
            .dangerous_accept_invalid_certs(!proven)
            .dangerous_accept_invalid_hostnames(!proven);
        let own = self.0.iter().cloned();
        own.fold(asked, TlsParametersBuilder::add_root_certificate)
    }
}

fn read(file: &Path) -> anyhow::Result<Authorities> {
    let name = file.display();
    let pem = fs::read(file).with_context(|| format!("mail.root: {name} cannot be read"))?;
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
    let certificates =
        certificates.with_context(|| format!("mail.root: {name} is not whole PEM"))?;
    ensure!(
        !certificates.is_empty(),
        "mail.root: there is no certificate in PEM in {name}"
    );
    let mut tried = RootCertStore::empty();
    let mut own = Vec::new();
    for (number, certificate) in certificates.into_iter().enumerate() {
        let bytes = certificate.to_vec();
        let added = tried.add(certificate);
        added.with_context(|| {
            let number = number + 1;
            format!("mail.root: certificate {number} in {name} cannot be read as one")
        })?;
        own.push(Certificate::from_der(bytes)?);
    }
    Ok(Authorities(own))
}

/// The same words, with what to do where they say that nobody who is believed vouches for a server.
pub(super) fn explained(words: String) -> String {
    if UNPROVEN.iter().any(|kind| words.contains(kind)) {
        return format!(
            "nobody who is believed vouches for its certificate ({words}); name the file of its authority as mail.root"
        );
    }
    words
}
