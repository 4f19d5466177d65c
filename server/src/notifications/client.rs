//! Handing one notification to a push service.

use std::time::Duration;

use newsroom::notifications::{Encrypted, Endpoint};
use ureq::Agent;
use ureq::config::Config;
use ureq::unversioned::transport::DefaultConnector;

use super::sending::AT_ONCE;
use crate::outside::PublicOnly;
use crate::outside::client::{Answer, wait};

/// How long one request may take from the first look-up of a name to the end of the answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// What goes with a body.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    pub(super) to: Endpoint,
    pub(super) body: Encrypted,
    pub(super) authorization: String,
    /// What replaces it while it has not been told.
    pub(super) topic: String,
    /// For how long the service may keep it if the reader's device is off, in seconds.
    pub(super) lasts: i64,
}

/// Connections to push services.
#[derive(Debug, Clone)]
pub(super) struct Client(Agent);

impl Client {
    /// One that reaches what is outside, by TLS only; in a test also a service that is stood in for on this machine.
    pub(super) fn new(stood_in_for: bool) -> Self {
        let config: Config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .https_only(!stood_in_for)
            .max_idle_connections_per_host(AT_ONCE)
            .user_agent(concat!("Dateline/", env!("CARGO_PKG_VERSION")))
            .build();
        Self(if stood_in_for {
            config.into()
        } else {
            Agent::with_parts(config, DefaultConnector::default(), PublicOnly::default())
        })
    }

    /// Hands it over. It blocks, so it happens on a thread for that.
    pub(super) async fn send(&self, letter: Letter) -> Answer {
        let agent = self.0.clone();
        match tokio::task::spawn_blocking(move || send(&agent, &letter)).await {
            Ok(answer) => answer,
            Err(error) => Answer::None(error.to_string()),
        }
    }
}

fn send(agent: &Agent, letter: &Letter) -> Answer {
    let request = agent
        .post(letter.to.as_str())
        .content_type("application/octet-stream")
        .header("content-encoding", "aes128gcm")
        .header("authorization", &letter.authorization)
        .header("ttl", letter.lasts.to_string())
        .header("urgency", "high")
        .header("topic", &letter.topic);
    match request.send(&letter.body.0[..]) {
        Ok(answer) => Answer::Status(answer.status().as_u16(), wait(answer.headers())),
        Err(error) => Answer::None(error.to_string()),
    }
}
