//! Asking for one address on another site: whether readers find something there.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use ureq::config::Config;
use ureq::http::header::LOCATION;
use ureq::http::{HeaderMap, Response};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Error};
use url::Url;

use super::unheard::unheard;
use crate::outside::PublicOnly;
use crate::outside::client::wait;

/// How often one may be sent on; browsers go on for twenty (Fetch Standard, HTTP-redirect fetch).
const REDIRECTS: usize = 10;

/// What was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// Something is there, or is kept from programs.
    There(String),
    /// Nothing is.
    Dead(String),
    /// Nothing can be, whoever is asked; so nobody was.
    Nowhere(String),
    /// Nothing that says something of the address: another time there may be. If it was said when to ask again, then.
    Trouble(String, Option<Duration>),
    /// Nobody was reached at all, for that reason. It may be that the site is gone, or that there is no network here.
    Unreached(String),
}

/// Whoever asks.
#[derive(Debug, Clone)]
pub(super) struct Asker {
    agent: Agent,
    patience: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Head,
    Get,
}

impl Asker {
    /// One who asks for the paper at `url` what is outside, and for a test a server on this machine, and takes `patience` for each
    /// address with all that it leads on to.
    pub(super) fn new(url: &str, besides: Option<SocketAddr>, patience: Duration) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        let config: Config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(0)
            // Of these it is told that nobody was reached; the whole time has no such reason.
            .timeout_resolve(Some(patience / 2))
            .timeout_connect(Some(patience / 2))
            .user_agent(format!(
                "Dateline/{version} (looks whether links work; +{url})"
            ))
            .build();
        let resolver = PublicOnly::besides(besides);
        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), resolver),
            patience,
        }
    }

    /// Asks, without reading what is there. It blocks, so it happens on a thread for that. A server that was in trouble is not asked
    /// for the head alone `again`: some answer that in no other way.
    fn ask(&self, address: &str, again: bool) -> Said {
        let Ok(mut at) = Url::parse(address) else {
            return Said::Nowhere("it is no address".to_owned());
        };
        let ends = Instant::now() + self.patience;
        let mut method = if again { Method::Get } else { Method::Head };
        let mut led_on = 0;
        loop {
            let answer = match self.request(method, &at, ends) {
                Ok(answer) => answer,
                Err(error) => {
                    tracing::info!(address, %error, "another site did not answer");
                    return match unheard(&error, self.patience) {
                        // Whoever led there was reached.
                        Said::Unreached(why) if led_on > 0 => Said::Trouble(why, None),
                        said => said,
                    };
                }
            };
            let status = answer.status().as_u16();
            match status {
                301 | 302 | 303 | 307 | 308 => {
                    led_on += 1;
                    at = match led_on_to(&at, answer.headers()) {
                        Some(_) if led_on > REDIRECTS => {
                            return Said::Dead(format!("it leads on more than {REDIRECTS} times"));
                        }
                        Some(next) => next,
                        None => return Said::Dead(format!("{status}, which leads on to no page")),
                    };
                }
                400.. if method == Method::Head => method = Method::Get,
                _ => return judged(status, answer.headers()),
            }
        }
    }

    /// The same on a thread for that.
    pub(super) async fn ask_aside(&self, address: &str, again: bool) -> Said {
        let (asker, address) = (self.clone(), address.to_owned());
        let said = tokio::task::spawn_blocking(move || asker.ask(&address, again)).await;
        said.unwrap_or_else(|error| Said::Trouble(error.to_string(), None))
    }

    fn request(&self, method: Method, at: &Url, ends: Instant) -> Result<Response<Body>, Error> {
        let request = match method {
            Method::Head => self.agent.head(at.as_str()),
            Method::Get => self.agent.get(at.as_str()),
        };
        // No time at all would be no limit.
        let left = ends.saturating_duration_since(Instant::now());
        let left = left.max(Duration::from_millis(1));
        let limited = request.config().timeout_global(Some(left)).build();
        limited.call()
    }
}

fn judged(status: u16, headers: &HeaderMap) -> Said {
    match status {
        // Programs are kept out, and readers may get in; 999 is what LinkedIn says to them.
        401 | 402 | 403 | 407 | 429 | 451 | 999 => Said::There(status.to_string()),
        // Time may mend these (RFC 9110 section 15).
        408 | 425 | 500..=599 => Said::Trouble(status.to_string(), wait(headers)),
        400.. => Said::Dead(status.to_string()),
        _ => Said::There(status.to_string()),
    }
}

/// Where an answer sends whoever asked, if that is a page.
fn led_on_to(at: &Url, headers: &HeaderMap) -> Option<Url> {
    let place = headers.get(LOCATION)?.to_str().ok()?;
    let mut next = at.join(place).ok()?;
    next.set_fragment(None);
    matches!(next.scheme(), "http" | "https").then_some(next)
}
