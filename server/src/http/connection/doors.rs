//! Where readers come in: the site's port, encrypted or not, and one that only sends them on to it.

use std::io;
use std::net::SocketAddr;
use std::os::fd::AsFd;
use std::sync::Arc;

use anyhow::anyhow;
use axum::body::Body;
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use tokio::net::{TcpListener, TcpStream};

use crate::tls::Tls;

/// The ports that are listened on.
pub struct Doors {
    site: TcpListener,
    tls: Option<Tls>,
    sends_on: Option<(TcpListener, SentTo)>,
}

/// Which of them somebody came in by.
#[derive(Clone)]
pub(in crate::http) enum Door {
    /// The site's own.
    Site(Option<Tls>),
    /// The one where they are sent on.
    SendsOn(SentTo),
}

/// Where the paper is reached, encrypted.
#[derive(Clone)]
pub(in crate::http) struct SentTo(Arc<str>);

impl Doors {
    /// A site that readers reach unencrypted, or whose proxy encrypts.
    #[must_use]
    pub fn plain(site: TcpListener) -> Self {
        Self {
            site,
            tls: None,
            sends_on: None,
        }
    }

    /// The same where connections are encrypted.
    #[must_use]
    pub fn encrypted_with(self, tls: Tls) -> Self {
        Self {
            tls: Some(tls),
            ..self
        }
    }

    /// The same with another port, from which readers are sent on to the paper at `url`.
    #[must_use]
    pub fn sending_on(self, from: TcpListener, url: &str) -> Self {
        Self {
            sends_on: Some((from, SentTo::paper_at(url))),
            ..self
        }
    }

    /// Where the site listens.
    ///
    /// # Errors
    /// None that is known: it does listen.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.site.local_addr()
    }

    /// How the address of a site begins that listens here.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        match self.tls {
            Some(_) => "https",
            None => "http",
        }
    }

    /// The same doors, for somebody else to listen at.
    ///
    /// # Errors
    /// When the system gives no more files.
    pub fn again(&self) -> io::Result<Self> {
        let again = |listener: &TcpListener| {
            TcpListener::from_std(listener.as_fd().try_clone_to_owned()?.into())
        };
        let sends_on = self.sends_on.as_ref();
        let sends_on = sends_on.map(|(from, to)| Ok::<_, io::Error>((again(from)?, to.clone())));
        Ok(Self {
            site: again(&self.site)?,
            tls: self.tls.clone(),
            sends_on: sends_on.transpose()?,
        })
    }

    /// The next connection.
    ///
    /// # Errors
    /// When it cannot be taken.
    pub(in crate::http) async fn next(&self) -> io::Result<(TcpStream, SocketAddr, Door)> {
        let sent_on = async {
            match &self.sends_on {
                Some((from, to)) => (from.accept().await, Door::SendsOn(to.clone())),
                None => std::future::pending().await,
            }
        };
        let (came, door) = tokio::select! {
            came = self.site.accept() => (came, Door::Site(self.tls.clone())),
            sent_on = sent_on => sent_on,
        };
        let (stream, peer) = came?;
        Ok((stream, peer, door))
    }
}

impl SentTo {
    pub(in crate::http) fn paper_at(url: &str) -> Self {
        Self(url.into())
    }

    /// The paper at `url`, where that is wanted and it is reached encrypted there.
    pub(in crate::http) fn paper_if(is_wanted: bool, url: &str) -> Option<Self> {
        (is_wanted && url.starts_with("https://")).then(|| Self::paper_at(url))
    }

    /// Sends somebody on who asked for `uri`. Who sent a form sends it again.
    pub(in crate::http) fn answer(&self, method: &Method, uri: &Uri) -> Response {
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        let status = match *method {
            Method::GET | Method::HEAD => StatusCode::MOVED_PERMANENTLY,
            _ => StatusCode::PERMANENT_REDIRECT,
        };
        let mut answer = Response::new(Body::empty());
        match HeaderValue::try_from(format!("{}{path}", self.0)) {
            Ok(place) if path.starts_with('/') => {
                *answer.status_mut() = status;
                answer.headers_mut().insert(header::LOCATION, place);
            }
            Ok(_) | Err(_) => *answer.status_mut() = StatusCode::BAD_REQUEST,
        }
        answer
    }
}

/// Takes the port.
///
/// # Errors
/// One sentence when it is taken or not ours to take.
pub async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => anyhow!(
            "{address} is in use by another program; stop it, or set LEPTOS_SITE_ADDR to another port"
        ),
        io::ErrorKind::PermissionDenied => {
            anyhow!("{address} may not be used by this account; ports below 1024 need root")
        }
        _ => anyhow!("cannot listen on {address}: {error}"),
    })
}
