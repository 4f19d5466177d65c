//! What is shown to whoever connects.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;

use super::CHALLENGE;

/// The certificate of the paper, and, while somebody wants it proven that its name leads here, the one for that.
#[derive(Default)]
pub(super) struct Shown {
    paper: RwLock<Option<Arc<CertifiedKey>>>,
    challenge: RwLock<Option<Arc<CertifiedKey>>>,
}

impl Shown {
    pub(super) fn show(&self, certified: Arc<CertifiedKey>) {
        *self.paper.write().unwrap_or_else(PoisonError::into_inner) = Some(certified);
    }

    pub(super) fn show_for_challenge(&self, certified: Option<Arc<CertifiedKey>>) {
        let mut challenge = self
            .challenge
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *challenge = certified;
    }
}

impl ResolvesServerCert for Shown {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        // Who looks offers that and nothing else (RFC 8737, section 3).
        let is_challenge = hello
            .alpn()
            .is_some_and(|mut offered| offered.all(|it| it == CHALLENGE));
        let shown = if is_challenge {
            &self.challenge
        } else {
            &self.paper
        };
        let shown = shown.read().unwrap_or_else(PoisonError::into_inner);
        shown.clone()
    }
}

impl fmt::Debug for Shown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Shown")
    }
}
