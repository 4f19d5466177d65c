//! What is shown to whoever connects.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;

use super::CHALLENGE;

/// The certificate of the paper, and, while somebody wants it proven that names lead here, the one for each.
#[derive(Default)]
pub(super) struct Shown {
    paper: RwLock<Option<Arc<CertifiedKey>>>,
    challenges: RwLock<HashMap<String, Arc<CertifiedKey>>>,
}

impl Shown {
    pub(super) fn show(&self, certified: Arc<CertifiedKey>) {
        *self.paper.write().unwrap_or_else(PoisonError::into_inner) = Some(certified);
    }

    pub(super) fn show_for_challenge(&self, name: &str, certified: Arc<CertifiedKey>) {
        let mut challenges = self
            .challenges
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        challenges.insert(name.to_owned(), certified);
    }

    pub(super) fn end_challenges(&self) {
        let mut challenges = self
            .challenges
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        challenges.clear();
    }
}

impl ResolvesServerCert for Shown {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        // Who looks offers that and nothing else (RFC 8737, section 3).
        let is_challenge = hello
            .alpn()
            .is_some_and(|mut offered| offered.all(|it| it == CHALLENGE));
        if is_challenge {
            // The name is asked for with it, in lower case as rustls has it.
            let name = hello.server_name()?;
            let challenges = self
                .challenges
                .read()
                .unwrap_or_else(PoisonError::into_inner);
            return challenges.get(name).cloned();
        }
        let shown = self.paper.read().unwrap_or_else(PoisonError::into_inner);
        shown.clone()
    }
}

impl fmt::Debug for Shown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Shown")
    }
}
