//! Encryption: the certificate that readers' browsers are shown, and taking up another one while the server runs.
//!
//! Certificates last for three months and less, and whatever renews them writes two files and goes on. So the files are looked
//! at now and then; a pair that cannot be used changes nothing.

mod shown;

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::signal::unix::{SignalKind, signal};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::{CryptoProvider, ring};
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::sign::CertifiedKey;
use tokio_rustls::rustls::{self, ServerConfig};
use tokio_rustls::server::TlsStream;

use crate::settings;
use shown::Shown;

/// How often the files are looked at.
pub const PACE: Duration = Duration::from_secs(30);
/// How long a browser may take to agree on a key.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// What is spoken on an encrypted connection, the better one first (RFC 7301).
const PROTOCOLS: [&[u8]; 2] = [HTTP_2, b"http/1.1"];
const HTTP_2: &[u8] = b"h2";
/// What is offered by somebody who looks whether the name leads here, and says nothing more (RFC 8737).
const CHALLENGE: &[u8] = b"acme-tls/1";

/// Why a certificate and its key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// A file cannot be read.
    #[error("{0} cannot be read: {1}")]
    Unreadable(PathBuf, #[source] io::Error),
    /// There is none in its file.
    #[error("{0} has no certificate in PEM form (BEGIN CERTIFICATE)")]
    NoCertificate(PathBuf),
    /// There is none in its file, or it is encrypted.
    #[error(
        "{0} has no private key in PEM form (BEGIN PRIVATE KEY) that can be read without a password"
    )]
    NoKey(PathBuf),
    /// Each may be good, but they are of different pairs.
    #[error("the key in {key} is not the one of the certificate in {certificate}")]
    Mismatch {
        /// The file of the certificate.
        certificate: PathBuf,
        /// The file of the key.
        key: PathBuf,
    },
    /// What is in them is of no kind that is known here.
    #[error("the certificate and its key cannot be used: {0}")]
    Unknown(#[from] rustls::Error),
}

/// What came of looking at the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renewed {
    /// There is nothing new in them.
    No,
    /// From now on another certificate is shown.
    Yes,
}

/// Encrypts connections. Clones share the certificate.
#[derive(Clone)]
pub struct Tls(Arc<Inner>);

struct Inner {
    files: settings::Tls,
    provider: Arc<CryptoProvider>,
    shown: Arc<Shown>,
    acceptor: TlsAcceptor,
    /// What was in the files when they were looked at last; nothing where the first certificate was not issued yet.
    seen: Mutex<Option<Written>>,
}

/// The two files as they are written.
#[derive(PartialEq, Eq)]
struct Written {
    certificate: Vec<u8>,
    key: Vec<u8>,
}

impl Tls {
    /// With the certificate and the key of those files. Where the program asks for them itself, they may come later.
    ///
    /// # Errors
    /// [`Unusable`] says what is wrong with them.
    pub fn open(files: &settings::Tls) -> Result<Self, Unusable> {
        let provider = Arc::new(ring::default_provider());
        let written = Written::read(files)?;
        let shown = Arc::new(Shown::default());
        match written.as_ref().map(|it| it.certified(files, &provider)) {
            Some(Ok(certified)) => shown.show(certified),
            Some(Err(error)) if files.acme.is_some() => {
                tracing::error!(%error, "the certificate cannot be used; another one is asked for");
            }
            Some(Err(error)) => return Err(error),
            None => {}
        }
        let mut config = ServerConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_cert_resolver(shown.clone());
        config.alpn_protocols = PROTOCOLS.map(<[u8]>::to_vec).to_vec();
        if files.acme.is_some() {
            config.alpn_protocols.push(CHALLENGE.to_vec());
        }
        // Who comes back goes on with the key of last time, and nothing has to be kept for them here.
        config.ticketer = ring::Ticketer::new()?;
        Ok(Self(Arc::new(Inner {
            files: files.clone(),
            provider,
            shown,
            acceptor: TlsAcceptor::from(Arc::new(config)),
            seen: Mutex::new(written),
        })))
    }

    /// Looks at the files. Connections that are open go on with the certificate that they had.
    ///
    /// # Errors
    /// [`Unusable`] where what is new in them cannot be used; what was shown before is shown on.
    pub fn renew(&self) -> Result<Renewed, Unusable> {
        let inner = &*self.0;
        let written = Written::read(&inner.files)?;
        let mut seen = inner.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if *seen == written {
            return Ok(Renewed::No);
        }
        let certified = written
            .as_ref()
            .map(|written| written.certified(&inner.files, &inner.provider));
        *seen = written;
        match certified {
            Some(certified) => {
                inner.shown.show(certified?);
                Ok(Renewed::Yes)
            }
            None => Ok(Renewed::No),
        }
    }

    /// Shows a certificate to whoever looks whether `name` leads here, until the challenges end.
    pub(crate) fn show_for_challenge(&self, name: &str, pair: CertifiedKey) {
        self.0.shown.show_for_challenge(name, Arc::new(pair));
    }

    /// Nobody looks any more.
    pub(crate) fn end_challenges(&self) {
        self.0.shown.end_challenges();
    }

    /// One of a certificate and its key, as it can be shown.
    ///
    /// # Errors
    /// When they are of no kind that is known here.
    pub(crate) fn pair(
        &self,
        certificate: CertificateDer<'static>,
        key: PrivateKeyDer<'static>,
    ) -> Result<CertifiedKey, rustls::Error> {
        // Whether they belong together is not looked at: that would stumble over the proof in it, which browsers do not know.
        let key = self.0.provider.key_provider.load_private_key(key)?;
        Ok(CertifiedKey::new(vec![certificate], key))
    }

    /// Looks at the files at that pace, and whenever the process is sent SIGHUP, for as long as it runs.
    ///
    /// # Errors
    /// When signals cannot be listened for.
    pub fn follow(&self, pace: Duration) -> io::Result<()> {
        let mut asked = signal(SignalKind::hangup())?;
        let tls = self.clone();
        tokio::spawn(async move {
            loop {
                tokio::select! {
                    () = tokio::time::sleep(pace) => {}
                    _ = asked.recv() => tracing::info!("looking at the certificate, as asked"),
                }
                let looking = tls.clone();
                let looked = tokio::task::spawn_blocking(move || looking.renew()).await;
                match looked {
                    Ok(Ok(Renewed::Yes)) => tracing::info!("another certificate is shown"),
                    Ok(Ok(Renewed::No)) => {}
                    Ok(Err(error)) => {
                        tracing::error!(%error, "the certificate from before is shown on");
                    }
                    Err(error) => tracing::error!(%error, "the certificate was not looked at"),
                }
            }
        });
        Ok(())
    }

    /// Agrees on a key with whoever connected.
    ///
    /// # Errors
    /// Whatever goes wrong on the connection; nobody has to be told.
    pub(crate) async fn accept(&self, stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
        let agreed = tokio::time::timeout(HANDSHAKE, self.0.acceptor.accept(stream)).await;
        agreed.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
    }
}

/// Whether somebody only looked whether the name leads here.
pub(crate) fn has_been_looked_at(stream: &TlsStream<TcpStream>) -> bool {
    stream.get_ref().1.alpn_protocol() == Some(CHALLENGE)
}

/// Whether it was agreed to speak HTTP/2 on a connection.
pub(crate) fn speaks_http_2(stream: &TlsStream<TcpStream>) -> bool {
    stream.get_ref().1.alpn_protocol() == Some(HTTP_2)
}

impl Written {
    fn read(files: &settings::Tls) -> Result<Option<Self>, Unusable> {
        if files.acme.is_some() && !files.certificate.exists() {
            return Ok(None);
        }
        let read = |file: &PathBuf| {
            std::fs::read(file).map_err(|error| Unusable::Unreadable(file.clone(), error))
        };
        Ok(Some(Self {
            certificate: read(&files.certificate)?,
            key: read(&files.key)?,
        }))
    }

    fn certified(
        &self,
        files: &settings::Tls,
        provider: &CryptoProvider,
    ) -> Result<Arc<CertifiedKey>, Unusable> {
        let chain: Vec<_> = CertificateDer::pem_slice_iter(&self.certificate)
            .collect::<Result<_, _>>()
            .unwrap_or_default();
        if chain.is_empty() {
            return Err(Unusable::NoCertificate(files.certificate.clone()));
        }
        let key = PrivateKeyDer::from_pem_slice(&self.key)
            .map_err(|_| Unusable::NoKey(files.key.clone()))?;
        let certified =
            CertifiedKey::from_der(chain, key, provider).map_err(|error| match error {
                rustls::Error::InconsistentKeys(_) => Unusable::Mismatch {
                    certificate: files.certificate.clone(),
                    key: files.key.clone(),
                },
                other => Unusable::Unknown(other),
            })?;
        Ok(Arc::new(certified))
    }
}
