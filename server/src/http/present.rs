//! The site as it stands now. Nothing in a state changes while requests are answered with it: what an owner sets at the desk makes
//! another one, which takes the place of the first between two requests, so that a page is never half of each.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, PoisonError, RwLock, Weak};
use std::task::{Context, Poll};

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::{Method, header};
use http_body::Frame;
use newsroom::events::Tail;
use newsroom::settings::Said;
use newsroom::store::StoreError;
use tokio::runtime::Handle;
use tokio::sync::{Mutex, watch};
use tokio::task::JoinHandle;
use tower::ServiceExt;

use super::connection::answering::Ready;
use super::page_cache::{self, Asked};
use super::request::{reader_address, reader_scheme};
use super::{AppState, routes};

/// The site as it stands now. Clones share it.
#[derive(Clone)]
pub struct Present(Arc<Standing>);

struct Standing {
    /// As the environment and the settings file have it.
    base: AppState,
    now: RwLock<(AppState, Router)>,
    /// What of the desk that heeds. Whoever makes another one holds it.
    said: Mutex<Said>,
    renewed: watch::Sender<()>,
}

/// The whole site as a function of its state. What is set at its desk takes effect in it.
pub fn all(state: AppState) -> Router {
    Present::of(state).site()
}

/// What is left out of an answer to `HEAD`. It says nothing of its length, which would be taken for that of the answer to `GET`
/// (RFC 9110 section 8.6).
struct LeftOut;

impl HttpBody for LeftOut {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(None)
    }
}

impl Present {
    /// The site of a state that has heard nothing of the desk yet.
    #[must_use]
    pub fn of(state: AppState) -> Self {
        let standing = Arc::new_cyclic(|standing: &Weak<Standing>| {
            let standing = standing.clone();
            let renewal: desk::Renewal = Arc::new(move || {
                let standing = standing.upgrade();
                Box::pin(async move {
                    match standing {
                        Some(standing) => Self(standing).renew().await,
                        None => Ok(()),
                    }
                })
            });
            // What its desk knows of the paper is from before the state had its settings.
            let base = state
                .set_to(state.particulars())
                .with(|parts| parts.desk = parts.desk.clone().renewed_by(renewal));
            Standing {
                now: RwLock::new((base.clone(), routes::of(base.clone()))),
                base,
                said: Mutex::default(),
                renewed: watch::Sender::default(),
            }
        });
        Self(standing)
    }

    /// What requests are answered with that come now.
    #[must_use]
    pub fn state(&self) -> AppState {
        let now = self.0.now.read().unwrap_or_else(PoisonError::into_inner);
        now.0.clone()
    }

    /// The answer to a request for a page that is kept as the site stands now, or is made `on` that runtime.
    pub(super) fn at_once(&self, asked: Asked, peer: SocketAddr, on: &Handle) -> Option<Ready> {
        let now = self.0.now.read().unwrap_or_else(PoisonError::into_inner);
        let state = &now.0;
        if reader_scheme::may_be_sent_on(state, asked.headers) {
            return None;
        }
        if let Some(answer) = page_cache::at_once(state, asked) {
            return Some(Ready::Now(answer));
        }
        let from = reader_address::behind(Some(peer), &state.proxies, asked.headers);
        let soon = page_cache::soon(state, asked, from, on)?;
        Some(Ready::Soon(Box::pin(soon)))
    }

    /// Answers each request with the site as it stands when it comes.
    pub fn site(&self) -> Router {
        let present = self.clone();
        Router::new().fallback(move |request: Request| {
            let site = {
                let now = present.0.now.read().unwrap_or_else(PoisonError::into_inner);
                now.1.clone()
            };
            let is_head = *request.method() == Method::HEAD;
            async move {
                let Ok(answer) = site.oneshot(request).await;
                let is_known = answer.headers().contains_key(header::CONTENT_LENGTH);
                match is_head && !is_known {
                    true => answer.map(|_| Body::new(LeftOut)),
                    false => answer,
                }
            }
        })
    }

    /// Takes in what is set at the desk.
    ///
    /// # Errors
    /// Any [`StoreError`]; the site stays as it is then.
    pub async fn renew(&self) -> Result<(), StoreError> {
        let mut heard = self.0.said.lock().await;
        let said = self.0.base.paper.store.said_at_desk().await?;
        if *heard == said {
            return Ok(());
        }
        let state = self.0.base.heeding(&said)?;
        state.live.is_about(&state.paper);
        let site = routes::of(state.clone());
        *self.0.now.write().unwrap_or_else(PoisonError::into_inner) = (state, site);
        *heard = said;
        self.0.renewed.send_replace(());
        Ok(())
    }

    /// Is told each time that the site has taken in what was set.
    pub(super) fn renewed(&self) -> watch::Receiver<()> {
        self.0.renewed.subscribe()
    }

    /// Takes in what other processes set, as soon as they have, until told to stop.
    pub async fn follow(self, mut stopped: watch::Receiver<bool>) {
        let store = self.0.base.paper.store.clone();
        let mut tail = match Tail::of(&store).await {
            Ok(tail) => tail,
            Err(error) => {
                tracing::error!(%error, "what is set elsewhere cannot be followed");
                return;
            }
        };
        loop {
            let seen = tail.newest();
            if let Err(error) = self.renew().await {
                tracing::error!(%error, "what was set at the desk has no effect yet");
            }
            tokio::select! {
                grown = tail.past(seen) => if grown.is_none() { return },
                _ = stopped.wait_for(|stop| *stop) => return,
            }
        }
    }

    /// Keeps running what `start` starts, and starts it anew when what it `goes_by` is another, until told to stop. What is under
    /// way when it ends comes to its end first, or, unless it `is_waited_for`, is left.
    pub(crate) async fn keep<T: PartialEq>(
        self,
        goes_by: impl Fn(&AppState) -> T,
        start: impl Fn(&AppState, watch::Receiver<bool>) -> Option<JoinHandle<()>>,
        is_waited_for: bool,
        mut stopped: watch::Receiver<bool>,
    ) {
        let mut renewed = self.renewed();
        loop {
            let state = self.state();
            let went_by = goes_by(&state);
            let (stop, its_stop) = watch::channel(false);
            let running = start(&state, its_stop);
            let is_over = loop {
                tokio::select! {
                    another = renewed.changed() => {
                        if another.is_err() {
                            break true;
                        }
                        if goes_by(&self.state()) != went_by {
                            break false;
                        }
                    }
                    _ = stopped.wait_for(|stop| *stop) => break true,
                }
            };
            let _ = stop.send(true);
            if let Some(running) = running {
                if !is_waited_for {
                    running.abort();
                }
                let _ = running.await;
            }
            if is_over {
                return;
            }
        }
    }
}
