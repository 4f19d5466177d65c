//! Answering on connections: each has its requests answered by the site until it closes, or until an answer comes
//! that lasts.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::pin::Pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Extensions, Request};
use axum::response::Response;
use hyper::body::Incoming;
use tokio::runtime::Handle;
use tokio::sync::watch;
use tower::ServiceExt;

use super::admission::{Admission, turn_away};
use super::doors::{Door, Doors};
use super::io_threads::{Connection, Elsewhere, IoThreads};
use super::{connections, http1, http2, stopping};
use crate::http::page_cache::Asked;
use crate::http::request::hosts;
use crate::tls;

/// How long none is taken after one could not be, mostly because too many files are open.
const AFTER_FAILURE: Duration = Duration::from_secs(1);

/// How long the head of a request may take to come, and a connection may wait for the next one. Who sends a byte now and
/// then to keep a place is cut off.
pub(in crate::http) const HEAD: Duration = Duration::from_secs(30);
/// How long a head may be, in bytes, and what came with the last of it once more; longer ones are answered with 431. Browsers
/// send one or two thousand.
pub(in crate::http) const LONGEST_HEAD: usize = 32 * 1024;

/// An answer that is had without asking the site.
pub(in crate::http) enum Ready {
    Now(Response),
    Soon(Soon),
}

/// Where the site has to be asked after all, it is what the site has to know of the request.
pub(in crate::http) type Soon = Pin<Box<dyn Future<Output = Result<Response, Extensions>> + Send>>;

/// What can be answered without asking the site, to whom, and where the rest of the program works. It takes no time.
pub(in crate::http) trait AtOnce:
    Fn(Asked, SocketAddr, &Handle) -> Option<Ready> + Clone + Send + Sync + 'static
{
}

impl<T> AtOnce for T where
    T: Fn(Asked, SocketAddr, &Handle) -> Option<Ready> + Clone + Send + Sync + 'static
{
}

/// Answers whoever connects until told to stop, then lets what is under way come to its end. What `at_once` has no answer
/// to is for the `site`.
///
/// # Errors
/// When the system gives no threads.
pub(in crate::http) async fn answer_all(
    doors: Doors,
    admission: Admission,
    at_once: impl AtOnce,
    site: Router,
    mut stopped: watch::Receiver<bool>,
) -> io::Result<()> {
    let here = Handle::current();
    let stop = stopped.clone();
    let threads = IoThreads::start(move |connection| {
        let (at_once, site, here) = (at_once.clone(), site.clone(), here.clone());
        answer(connection, at_once, site, here, stop.clone())
    })?;
    loop {
        let came = tokio::select! {
            came = doors.next() => came,
            _ = stopped.wait_for(|stop| *stop) => break,
        };
        let given = came.and_then(|(stream, peer, door)| {
            let Some(admitted) = admission.admit(peer.ip()) else {
                if matches!(door, Door::Site(None) | Door::SendsOn(_)) {
                    turn_away(&stream);
                }
                return Ok(());
            };
            connections::set_up(&stream);
            threads.give(stream, peer, door, admitted)
        });
        match given {
            Ok(()) => {}
            Err(error) if left_again(&error) => {}
            Err(error) => {
                tracing::error!(%error, "a connection could not be taken; waiting a moment");
                tokio::time::sleep(AFTER_FAILURE).await;
            }
        }
    }
    drop(doors);
    threads.end().await;
    Ok(())
}

/// Whether somebody knocked and left before the door was open.
fn left_again(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionAborted | ErrorKind::ConnectionRefused | ErrorKind::ConnectionReset
    )
}

/// Answers requests of one connection.
#[derive(Clone)]
pub(in crate::http) struct Answering<A> {
    at_once: A,
    site: Router,
    elsewhere: Handle,
    peer: SocketAddr,
}

impl<A: AtOnce> Answering<A> {
    /// The answer to a request. Whether one is there at once is known when this returns.
    pub(in crate::http) fn answer(
        &self,
        request: Request<Incoming>,
    ) -> impl Future<Output = io::Result<Response>> + Send + use<A> {
        let refusal = hosts::refusal(&request);
        let asked = Asked {
            method: request.method(),
            uri: request.uri(),
            headers: request.headers(),
        };
        let ready = match refusal {
            Some(refusal) => Some(Ready::Now(refusal)),
            None => (self.at_once)(asked, self.peer, &self.elsewhere),
        };
        let from_the_site = || {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(self.peer));
            let (site, elsewhere) = (self.site.clone(), self.elsewhere.clone());
            move |known: Extensions| {
                request.extensions_mut().extend(known);
                Elsewhere::begin(&elsewhere, site.oneshot(request))
            }
        };
        let begun = match ready {
            Some(Ready::Now(answer)) => Begun::Done(answer),
            Some(Ready::Soon(soon)) => Begun::Soon(soon, from_the_site()),
            None => Begun::FromTheSite(from_the_site()(Extensions::new())),
        };
        async move {
            let asked = match begun {
                Begun::Done(answer) => return Ok(answer),
                Begun::Soon(soon, from_the_site) => match soon.await {
                    Ok(answer) => return Ok(answer),
                    Err(known) => from_the_site(known),
                },
                Begun::FromTheSite(asked) => asked,
            };
            let Ok(answer) = asked.await?;
            Ok(answer)
        }
    }
}

/// How an answer is begun.
enum Begun<Ask, Asked> {
    Done(Response),
    /// With what asks the site, should that be needed.
    Soon(Soon, Ask),
    FromTheSite(Asked),
}

async fn answer(
    connection: Connection,
    at_once: impl AtOnce,
    site: Router,
    elsewhere: Handle,
    stopped: watch::Receiver<bool>,
) {
    let Connection {
        stream,
        peer,
        door,
        open,
    } = connection;
    let answering = Answering {
        at_once,
        site,
        elsewhere,
        peer,
    };
    match door {
        Door::Site(None) => http1::answer(stream, answering, open, stopped).await,
        Door::Site(Some(tls)) => {
            let agreed = tokio::select! {
                agreed = tls.accept(stream) => agreed,
                () = stopping::and_a_moment(stopped.clone()) => return,
            };
            // Who cannot agree on a key has been told so by then.
            let Ok(stream) = agreed else {
                return;
            };
            if tls::has_been_looked_at(&stream) {
                return;
            }
            if tls::speaks_http_2(&stream) {
                http2::answer(stream, answering, stopped).await;
            } else {
                http1::answer_in_turn(stream, |request| answering.answer(request), stopped).await;
            }
        }
        Door::SendsOn(to) => {
            let send_on = |request: Request<Incoming>| {
                let sent_on = || to.answer(request.method(), request.uri());
                std::future::ready(Ok(hosts::refusal(&request).unwrap_or_else(sent_on)))
            };
            http1::answer_in_turn(stream, send_on, stopped).await;
        }
    }
}
