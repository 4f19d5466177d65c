//! The mail servers: whose turn it is, how fast each may be told, and which rests because it failed.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::authorities::Authorities;
use super::message::Copy;
use super::refused::Refused;
use super::smtp::{Connection, Way};
use super::unanswered::Unanswered;
use crate::outside::Pace;
use crate::settings::Mail;

/// One server, and the connections to it that nobody uses just now.
#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) name: String,
    way: Way,
    idle: Arc<Mutex<Vec<(Connection, Instant)>>>,
    unanswered: Unanswered,
}

/// What is known of a server between one letter and the next.
struct Turn {
    server: Server,
    weight: i64,
    /// Smooth weighted round robin: whoever has the most goes next, and pays for it.
    credit: i64,
    under_way: usize,
    failures: u32,
    /// Nothing goes to it before.
    ready_at: Instant,
}

/// All servers.
pub(crate) struct Servers {
    turns: Vec<Turn>,
    connections: usize,
    /// From one letter to the next, at each server.
    spacing: Duration,
    pace: Pace,
}

/// Servers close connections that are idle for minutes (RFC 5321 section 4.5.3.2.7); one that may be closed is not
/// worth the try.
const IDLE: Duration = Duration::from_secs(20);

impl Server {
    /// Hands one letter over, over a connection that is there or a new one.
    pub(crate) async fn send(&self, copy: &Copy) -> Result<(), Refused> {
        // Some servers take so many letters over a connection and close it, or close it sooner than others.
        while let Some(connection) = self.take() {
            match self.send_over(connection, copy).await {
                Err(Refused::Closed(_)) => {}
                sent => return sent,
            }
        }
        let connection = self.way.connect().await?;
        self.send_over(connection, copy).await
    }

    async fn send_over(&self, mut connection: Connection, copy: &Copy) -> Result<(), Refused> {
        let sent = connection.send(copy, &self.unanswered).await;
        match &sent {
            Err(refused) if !refused.leaves_connection() => connection.close().await,
            Ok(()) | Err(_) => self.put_back(connection),
        }
        sent
    }

    fn take(&self) -> Option<Connection> {
        let mut idle = self.idle.lock().ok()?;
        idle.retain(|(_, since)| since.elapsed() < IDLE);
        idle.pop().map(|(connection, _)| connection)
    }

    fn put_back(&self, connection: Connection) {
        if let Ok(mut idle) = self.idle.lock() {
            idle.push((connection, Instant::now()));
        }
    }

    async fn close(&self) {
        while let Some(connection) = self.take() {
            connection.close().await;
        }
    }
}

/// Tries each mail server as for a letter, up to where that would begin: whether it greets, encrypts and lets the paper in.
/// With its name, and what kept it from that within `patience`.
///
/// # Errors
/// One sentence when the file of authorities is none.
pub(crate) async fn reach(
    mail: &Mail,
    domain: &str,
    patience: Duration,
) -> anyhow::Result<Vec<(String, Result<(), String>)>> {
    let authorities = Authorities::of(mail)?;
    let mut reached = Vec::new();
    for server in &mail.servers {
        let way =
            Way::to(server, &authorities, domain, patience).map_err(|error| error.to_string());
        let done = match way {
            Ok(way) => match way.connect().await {
                Ok(connection) => {
                    connection.close().await;
                    Ok(())
                }
                Err(refused) => Err(refused.words().to_owned()),
            },
            Err(why) => Err(why),
        };
        reached.push((server.name().to_owned(), done));
    }
    Ok(reached)
}

impl Servers {
    /// Those of the settings.
    pub(crate) fn of(
        mail: &Mail,
        authorities: &Authorities,
        domain: &str,
        pace: Pace,
    ) -> anyhow::Result<Self> {
        let turns = mail.servers.iter().map(|server| {
            Ok(Turn {
                server: Server {
                    name: server.name().to_owned(),
                    way: Way::to(server, authorities, domain, mail.patience)?,
                    idle: Arc::default(),
                    unanswered: Unanswered::default(),
                },
                weight: i64::from(server.weight),
                credit: 0,
                under_way: 0,
                failures: 0,
                ready_at: Instant::now(),
            })
        });
        Ok(Self {
            turns: turns.collect::<anyhow::Result<_>>()?,
            connections: mail.connections,
            spacing: mail
                .per_minute
                .map_or(Duration::ZERO, |count| Duration::from_secs(60) / count),
            pace,
        })
    }

    /// The server whose turn it is, with its place; none while all have as much as they may have, or rest.
    pub(crate) fn next(&mut self) -> Option<(usize, Server)> {
        let now = Instant::now();
        let most = self.connections;
        let is_free = |turn: &Turn| turn.under_way < most && turn.ready_at <= now;
        let total: i64 = self
            .turns
            .iter()
            .filter(|turn| is_free(turn))
            .map(|it| it.weight)
            .sum();
        for turn in self.turns.iter_mut().filter(|turn| is_free(turn)) {
            turn.credit += turn.weight;
        }
        let free = self.turns.iter_mut().enumerate();
        let (place, turn) = free
            .filter(|(_, turn)| is_free(turn))
            .max_by_key(|(_, turn)| turn.credit)?;
        turn.credit -= total;
        turn.under_way += 1;
        // Not from when it was allowed: a pause is not made up for by a burst.
        turn.ready_at = now + self.spacing;
        Some((place, turn.server.clone()))
    }

    /// When one of them is free next, if only time has to pass.
    pub(crate) fn ready_at(&self) -> Option<Instant> {
        let waiting = self
            .turns
            .iter()
            .filter(|turn| turn.under_way < self.connections);
        waiting.map(|turn| turn.ready_at).min()
    }

    /// A letter has come back from a server, which failed if there is a reason. Whether it failed for the first time in
    /// a row.
    pub(crate) fn done(&mut self, place: usize, failed: bool) -> bool {
        let pace = self.pace;
        let Some(turn) = self.turns.get_mut(place) else {
            return false;
        };
        turn.under_way = turn.under_way.saturating_sub(1);
        if !failed {
            turn.failures = 0;
            return false;
        }
        // Of many letters that were under way when it failed, the first counts.
        let is_new = turn.ready_at <= Instant::now() || turn.failures == 0;
        if is_new {
            turn.failures += 1;
            turn.ready_at = Instant::now() + pace.wait(turn.failures);
        }
        turn.failures == 1 && is_new
    }

    /// Whether one of them has a letter that it has said nothing of yet.
    pub(crate) fn has_unanswered(&self) -> bool {
        let mut turns = self.turns.iter();
        turns.any(|turn| turn.server.unanswered.are_there())
    }

    /// Says goodbye to all of them.
    pub(crate) async fn close(&self) {
        for turn in &self.turns {
            turn.server.close().await;
        }
    }
}
