//! What a certificate says of itself: for whom it is, and from when until when.

use domain::Moment;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{FromDer, X509Certificate};

/// One that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Held {
    /// The names that it is for, in lower case.
    pub(crate) names: Vec<String>,
    pub(crate) begins: Moment,
    pub(crate) ends: Moment,
}

impl Held {
    /// Reads the first of a file in PEM: the one that those after it vouch for.
    pub(crate) fn read(pem: &[u8]) -> Option<Self> {
        let first = CertificateDer::pem_slice_iter(pem).next()?.ok()?;
        let (_, certificate) = X509Certificate::from_der(&first).ok()?;
        let names = certificate.subject_alternative_name().ok().flatten();
        let names = names.map(|names| names.value.general_names.as_slice());
        let moment = |seconds: i64| Moment::from_micros(seconds.saturating_mul(1_000_000));
        let validity = certificate.validity();
        Some(Self {
            names: names
                .unwrap_or_default()
                .iter()
                .filter_map(|name| match name {
                    GeneralName::DNSName(name) => Some(name.to_ascii_lowercase()),
                    _ => None,
                })
                .collect(),
            begins: moment(validity.not_before.timestamp()),
            ends: moment(validity.not_after.timestamp()),
        })
    }

    /// Whether it is for that name.
    pub(crate) fn is_for(&self, name: &str) -> bool {
        self.names.iter().any(|it| it.eq_ignore_ascii_case(name))
    }
}
