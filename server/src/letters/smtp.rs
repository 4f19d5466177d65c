//! One connection to a mail server (RFC 5321).
//!
//! The steps are taken one by one, since the same answer means something else at another step.

use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use tokio::net::TcpStream;

use super::authorities::{Authorities, explained};
use super::message::Copy;
use super::refused::{Refused, in_words, judged, unheard};
use super::unanswered::Unanswered;
use crate::settings::MailServer;

/// How a mail server is reached.
#[derive(Debug, Clone)]
pub(crate) struct Way {
    host: String,
    port: u16,
    security: Security,
    authorities: Authorities,
    credentials: Option<Credentials>,
    hello: ClientId,
    patience: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Security {
    /// From the first byte (RFC 8314).
    Wrapped,
    /// STARTTLS, or nothing is sent (RFC 3207).
    Required,
    /// STARTTLS where the server can.
    Opportunistic,
    Off,
}

/// A connection that letters can go over, one after another.
pub(crate) struct Connection {
    smtp: AsyncSmtpConnection,
    patience: Duration,
    /// Whether the next letter has to be preceded by a reset.
    is_half_way: bool,
}

const SMTP_PORT: u16 = 25;
const SUBMISSIONS_PORT: u16 = 465;

impl Way {
    /// How that server is reached; an address that cannot be one is the settings' to refuse.
    pub(crate) fn to(
        server: &MailServer,
        authorities: &Authorities,
        domain: &str,
        patience: Duration,
    ) -> anyhow::Result<Self> {
        let (scheme, rest) = server
            .url
            .split_once("://")
            .unwrap_or(("smtp", &server.url));
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let rest = rest.trim_end_matches('/');
        let (user, host) = match rest.rsplit_once('@') {
            Some((user, host)) => (Some(user), host),
            None => (None, rest),
        };
        let security = match (scheme, query) {
            ("smtps", _) => Security::Wrapped,
            (_, "tls=required") => Security::Required,
            (_, "tls=off") => Security::Off,
            _ => Security::Opportunistic,
        };
        let default = match security {
            Security::Wrapped => SUBMISSIONS_PORT,
            Security::Required | Security::Opportunistic | Security::Off => SMTP_PORT,
        };
        let (host, port) = match host.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, port.parse()?),
            _ => (host, default),
        };
        Ok(Self {
            host: host.trim_matches(['[', ']']).to_owned(),
            port,
            security,
            authorities: authorities.clone(),
            credentials: user.map(credentials),
            hello: ClientId::Domain(domain.to_owned()),
            patience,
        })
    }

    /// Greets the server, encrypts and signs in.
    ///
    /// # Errors
    /// What went wrong, in the server's words.
    pub(crate) async fn connect(&self) -> Result<Connection, Refused> {
        let connected = tokio::time::timeout(self.patience, self.connect_somehow());
        let smtp = match connected.await {
            Ok(Ok(smtp)) => smtp,
            Ok(Err(why)) => return Err(Refused::Server(explained(why))),
            Err(_) => return Err(Refused::Server("it did not greet in time".to_owned())),
        };
        Ok(Connection {
            smtp,
            patience: self.patience,
            is_half_way: false,
        })
    }

    /// A server may say that it can encrypt and not be able to. Where that is optional, it is done without.
    async fn connect_somehow(&self) -> Result<AsyncSmtpConnection, String> {
        match self.connect_by(self.security).await {
            Err(_) if self.security == Security::Opportunistic && self.credentials.is_none() => {
                self.connect_by(Security::Off).await
            }
            connected => connected,
        }
    }

    async fn connect_by(&self, security: Security) -> Result<AsyncSmtpConnection, String> {
        let words = |error: Error| in_words(&error);
        let place = (self.host.as_str(), self.port);
        let mut smtp = match security {
            Security::Wrapped => {
                let tls = Some(self.tls(true)?);
                let time = Some(self.patience);
                AsyncSmtpConnection::connect_tokio1(place, time, &self.hello, tls, None)
                    .await
                    .map_err(words)?
            }
            Security::Required | Security::Opportunistic | Security::Off => {
                let stream = TcpStream::connect(place)
                    .await
                    .map_err(|error| error.to_string())?;
                // The end of a letter is a write of its own, which would wait for the server's acknowledgement.
                stream
                    .set_nodelay(true)
                    .map_err(|error| error.to_string())?;
                AsyncSmtpConnection::connect_with_transport(Box::new(stream), &self.hello)
                    .await
                    .map_err(words)?
            }
        };
        let upgrades = match security {
            Security::Required => true,
            Security::Opportunistic => smtp.can_starttls(),
            Security::Wrapped | Security::Off => false,
        };
        if upgrades {
            // A password is given to nobody who cannot prove to be the server that is meant; a letter would otherwise go
            // out unencrypted, which is worse than to somebody unproven (RFC 7435).
            let proven = security == Security::Required || self.credentials.is_some();
            let tls = self.tls(proven)?;
            smtp.starttls(tls, &self.hello).await.map_err(words)?;
        }
        let is_encrypted = upgrades || security == Security::Wrapped;
        if self.credentials.is_some() && !is_encrypted && self.security != Security::Off {
            // Whoever sits in between could have taken the offer of STARTTLS out of its answer (RFC 8314 section 3).
            return Err(
                "it offers no encryption, so it is not told the password; ?tls=off tells it all the same"
                    .to_owned(),
            );
        }
        if let Some(credentials) = &self.credentials {
            smtp.auth(DEFAULT_MECHANISMS, credentials)
                .await
                .map_err(words)?;
        }
        Ok(smtp)
    }

    fn tls(&self, proven: bool) -> Result<TlsParameters, String> {
        let asked = self.authorities.ask(&self.host, proven);
        asked.build().map_err(|error| in_words(&error))
    }
}

impl Connection {
    /// Hands one letter over.
    ///
    /// # Errors
    /// [`Refused`].
    pub(super) async fn send(
        &mut self,
        copy: &Copy,
        unanswered: &Unanswered,
    ) -> Result<(), Refused> {
        let patience = self.patience;
        match tokio::time::timeout(patience, self.take_steps(copy, unanswered)).await {
            Ok(done) => done,
            Err(_) => Err(Refused::Broken("the server took too long".to_owned())),
        }
    }

    async fn take_steps(&mut self, copy: &Copy, unanswered: &Unanswered) -> Result<(), Refused> {
        if std::mem::replace(&mut self.is_half_way, true) {
            self.smtp.command(Rset).await.map_err(unheard)?;
        }
        let sender = Mail::new(Some(copy.sender.clone()), Vec::new());
        self.smtp.command(sender).await.map_err(unheard)?;
        let recipient = Rcpt::new(copy.recipient.clone(), Vec::new());
        self.smtp
            .command(recipient)
            .await
            .map_err(|error| judged(&error, Refused::Recipient))?;
        let letter = |error: Error| judged(&error, Refused::Letter);
        self.smtp.command(Data).await.map_err(letter)?;
        let one = unanswered.one_more();
        self.smtp.message(&copy.bytes).await.map_err(letter)?;
        drop(one);
        self.is_half_way = false;
        Ok(())
    }

    /// Says goodbye. Whether that is heard does not matter.
    pub(crate) async fn close(mut self) {
        let _ = tokio::time::timeout(Duration::from_secs(1), self.smtp.abort()).await;
    }
}

fn credentials(user: &str) -> Credentials {
    let (name, password) = user.split_once(':').unwrap_or((user, ""));
    Credentials::new(percent_decoded(name), percent_decoded(password))
}

/// What is special in a URL is written with a percent sign in one (RFC 3986 section 2.1).
fn percent_decoded(raw: &str) -> String {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match (byte, hex.and_then(|hex| u8::from_str_radix(hex, 16).ok())) {
            (b'%', Some(decoded)) => {
                bytes.push(decoded);
                rest = &after[2..];
            }
            _ => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
