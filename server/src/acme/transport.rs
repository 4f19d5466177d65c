//! How requests get to whoever issues certificates: by the client that asks all others, with its limits.

use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use instant_acme::{BodyWrapper, BytesResponse, Error, HttpClient, Problem};
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use ureq::Agent;
use ureq::http::{HeaderMap, Request, Response, StatusCode};
use ureq::tls::{Certificate, RootCerts, TlsConfig};

use crate::outside::retry_after;
use crate::settings;

/// How long one request may take from the first look-up of a name to the end of the answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// The most that is read of an answer, in bytes: ten times a long chain.
const LARGEST: usize = 256 * 1024;
/// What they call it that a request had no nonce of theirs that is still good (RFC 8555, section 6.5).
const BAD_NONCE: &str = "urn:ietf:params:acme:error:badNonce";
/// What they call it that they were asked too much (RFC 8555, section 6.6).
const RATE_LIMITED: &str = "urn:ietf:params:acme:error:rateLimited";
/// How long whoever says that is left alone, where they do not say for how long.
const UNTOLD: Duration = Duration::from_secs(3600);

/// Why a request was not sent, or its answer is of no use.
#[derive(Debug, thiserror::Error)]
enum Unheard {
    #[error("they want to be left alone")]
    LeftAlone,
    #[error("they answered {0} and want to be left alone")]
    Busy(StatusCode),
}

/// A client for one try. Clones share what they were told.
#[derive(Clone)]
pub(super) struct Transport {
    agent: Agent,
    is_nonce_refused: Arc<AtomicBool>,
    told_to_wait: Arc<Mutex<Option<Duration>>>,
}

impl Transport {
    /// One that believes whom browsers believe, or, if there is a `tls.acme_root`, those in it alone.
    pub(super) fn new(set: &settings::Acme) -> Result<Self, String> {
        let mut config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            .https_only(true)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(concat!("Dateline/", env!("CARGO_PKG_VERSION")));
        if let Some(root) = &set.root {
            let problem = |error: &dyn std::fmt::Display| format!("{}: {error}", root.display());
            let pem = std::fs::read(root).map_err(|error| problem(&error))?;
            let roots: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
            let roots = roots.map_err(|error| problem(&error))?;
            let roots: Vec<_> = roots
                .iter()
                .map(|it| Certificate::from_der(it).to_owned())
                .collect();
            let roots = RootCerts::new_with_certs(&roots);
            config = config.tls_config(TlsConfig::builder().root_certs(roots).build());
        }
        Ok(Self {
            agent: config.build().into(),
            is_nonce_refused: Arc::default(),
            told_to_wait: Arc::default(),
        })
    }

    /// Whether the last thing that they said is that a nonce is not good, which tells nothing of who asked (RFC 8555, section 6.5).
    pub(super) fn is_nonce_refused(&self) -> bool {
        self.is_nonce_refused.load(Ordering::Relaxed)
    }

    /// How long they want to be left alone, if they said so in refusing something.
    pub(super) fn told_to_wait(&self) -> Option<Duration> {
        *self.lock()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Duration>> {
        self.told_to_wait
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends a request, unless they have asked to be left alone.
    fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Bytes>, Error> {
        if self.told_to_wait().is_some() {
            return Err(other(Unheard::LeftAlone));
        }
        // What has no body must not have an empty one.
        let answer = if request.body().is_empty() {
            self.agent.run(request.map(|_| ()))
        } else {
            self.agent.run(request)
        };
        let answer = answer.map_err(other)?;
        let (head, mut body) = answer.into_parts();
        let limited = body.with_config().limit(LARGEST as u64);
        let body = limited.read_to_vec().map_err(other)?;
        let problem = serde_json::from_slice::<Problem>(&body).ok();
        let problem =
            problem.filter(|_| head.status.is_client_error() || head.status.is_server_error());
        let is_nonce_refused = is(problem.as_ref(), BAD_NONCE);
        self.is_nonce_refused
            .store(is_nonce_refused, Ordering::Relaxed);
        *self.lock() = asked_to_wait(head.status, &head.headers, problem.as_ref());
        if self.told_to_wait().is_some() && problem.is_none() {
            return Err(other(Unheard::Busy(head.status)));
        }
        Ok(Response::from_parts(head, body.into()))
    }
}

fn is(problem: Option<&Problem>, kind: &str) -> bool {
    problem.is_some_and(|it| it.r#type.as_deref() == Some(kind))
}

/// For how long they want to be left alone, if an answer says that they do.
fn asked_to_wait(
    status: StatusCode,
    headers: &HeaderMap,
    problem: Option<&Problem>,
) -> Option<Duration> {
    let is_limited = is(problem, RATE_LIMITED);
    match status {
        _ if is_limited => Some(retry_after(headers).unwrap_or(UNTOLD)),
        StatusCode::TOO_MANY_REQUESTS => Some(retry_after(headers).unwrap_or(UNTOLD)),
        StatusCode::SERVICE_UNAVAILABLE => retry_after(headers),
        _ => None,
    }
}

impl HttpClient for Transport {
    fn request(
        &self,
        request: Request<BodyWrapper<Bytes>>,
    ) -> Pin<Box<dyn Future<Output = Result<BytesResponse, Error>> + Send>> {
        let transport = self.clone();
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = to_bytes(Body::new(body), LARGEST).await.map_err(other)?;
            let request = Request::from_parts(head, body.to_vec());
            // It blocks, so it happens on a thread for that.
            let sent = tokio::task::spawn_blocking(move || transport.send(request)).await;
            let (parts, body) = sent.map_err(other)??.into_parts();
            Ok(BytesResponse {
                parts,
                body: Box::new(body),
            })
        })
    }
}

fn other(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Other(Box::new(error))
}
