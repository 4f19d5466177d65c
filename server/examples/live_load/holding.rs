//! Readers who stay: what they hear, how late, and whether anything is missing.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::Target;
use crate::crowd::Crowd;
use crate::figures::Times;
use crate::reader::Heard;

/// How many may be waiting for an answer at once while the crowd gathers: fewer than a server keeps in its queue.
const KNOCKING: usize = 200;
/// How often the input is looked at.
const LOOK: Duration = Duration::from_millis(20);
/// Time for all streams to open.
const GATHERING: Duration = Duration::from_secs(120);

/// Whoever asked a shorter time ago is coming back, and not gone.
const MOMENT: Duration = Duration::from_secs(1);

/// The crowd, and what is known of each of its places.
struct Holding {
    crowd: Crowd,
    path: String,
    places: Vec<Place>,
    since: Since,
}

#[derive(Default)]
struct Place {
    /// The last number heard there.
    last: Option<i64>,
    state: State,
}

#[derive(Default)]
enum State {
    Asked(Instant),
    Open,
    #[default]
    Gone,
}

/// What was heard since it was asked for last.
#[derive(Default)]
struct Since {
    times: Times,
    /// For each message, by the time it was published: how many heard it, and after how many microseconds the first.
    messages: BTreeMap<u64, (usize, u64)>,
    beats: usize,
    resets: usize,
    /// Messages that were not the next after the one before.
    out_of_order: usize,
    /// Streams that ended, and why the last of them did.
    broken: usize,
    why: Option<String>,
    back: usize,
}

pub fn run(target: &Target, streams: usize, churn: u32) -> anyhow::Result<()> {
    let mut holding = Holding {
        crowd: Crowd::of(target)?,
        path: target.path.clone(),
        places: Vec::new(),
        since: Since::default(),
    };
    let asked = lines_of_input();
    let took = holding.gather(streams)?;
    say(&json!({ "open": holding.open(), "seconds": took.as_secs_f64() }))?;
    let began = Instant::now();
    let mut returned = 0_u32;
    let mut turn = 0;
    loop {
        holding.listen(LOOK)?;
        let due = began.elapsed().as_secs_f64() * f64::from(churn);
        while f64::from(returned) < due {
            returned += 1;
            // A prime, so that neighbours do not drop out together.
            turn = (turn + 7919) % streams;
            holding.drop_out_and_come_back(turn)?;
        }
        match asked.try_recv() {
            Ok(()) => {
                let since = std::mem::take(&mut holding.since);
                say(&since.report(holding.there(), holding.behind()))?;
            }
            Err(TryRecvError::Empty) => {}
            Err(TryRecvError::Disconnected) => return Ok(()),
        }
    }
}

impl Holding {
    fn gather(&mut self, streams: usize) -> anyhow::Result<Duration> {
        let began = Instant::now();
        let mut asked = 0;
        while self.open() < streams {
            while asked < streams && asked - self.open() < KNOCKING {
                self.crowd.open(&self.path, None)?;
                let state = State::Asked(Instant::now());
                self.places.push(Place { last: None, state });
                asked += 1;
            }
            self.listen(LOOK)?;
            if let Some(why) = &self.since.why {
                anyhow::bail!("a stream did not open or stay open: {why}");
            }
            anyhow::ensure!(
                began.elapsed() < GATHERING,
                "only {} of {streams} streams opened",
                self.open()
            );
        }
        Ok(began.elapsed())
    }

    fn listen(&mut self, time: Duration) -> anyhow::Result<()> {
        let (since, places) = (&mut self.since, &mut self.places);
        self.crowd.listen(time, |place, heard| match heard {
            Ok(Heard::Open) => places[place].state = State::Open,
            Ok(Heard::Message { id, at }) => {
                // Only Dateline's are numbers; a peer's have an order of their own.
                if let Ok(id) = id.parse::<i64>() {
                    let before = places[place].last.replace(id);
                    if before.is_some_and(|before| before + 1 != id) {
                        since.out_of_order += 1;
                    }
                }
                if let Some(at) = at {
                    since.heard(at);
                }
            }
            Ok(Heard::Reset) => since.resets += 1,
            Ok(Heard::Beat) => since.beats += 1,
            Err(why) => {
                places[place].state = State::Gone;
                since.broken += 1;
                since.why = Some(why);
            }
        })
    }

    fn open(&self) -> usize {
        let open = self.places.iter();
        open.filter(|it| matches!(it.state, State::Open)).count()
    }

    /// How many are open, or will be in a moment.
    fn there(&self) -> usize {
        let there = self.places.iter().filter(|it| match it.state {
            State::Open => true,
            State::Asked(at) => at.elapsed() < MOMENT,
            State::Gone => false,
        });
        there.count()
    }

    /// How many have heard of something, but not of the newest.
    fn behind(&self) -> usize {
        let heard = || self.places.iter().filter_map(|it| it.last);
        let newest = heard().max();
        heard().filter(|last| Some(*last) != newest).count()
    }

    /// A reader loses the connection and is back at once, as a browser would be.
    fn drop_out_and_come_back(&mut self, place: usize) -> anyhow::Result<()> {
        if !self.crowd.close(place) {
            return Ok(());
        }
        let last = self.places[place].last.map(|number| number.to_string());
        let again = self.crowd.open(&self.path, last.as_deref())?;
        anyhow::ensure!(again == place, "a place was lost");
        self.places[place].state = State::Asked(Instant::now());
        self.since.back += 1;
        Ok(())
    }
}

impl Since {
    fn heard(&mut self, at: u64) {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let micros = u64::try_from(now.as_micros()).unwrap_or(u64::MAX);
        let late = micros.saturating_sub(at * 1000);
        self.times.push(late);
        self.messages.entry(at).or_insert((0, late)).0 += 1;
    }

    fn report(mut self, open: usize, behind: usize) -> Value {
        let mut first = Times::default();
        for (_, late) in self.messages.values() {
            first.push(*late);
        }
        json!({
            "open": open,
            "behind": behind,
            "messages": self.messages.len(),
            "heardBy": self.messages.values().map(|(readers, _)| readers).collect::<Vec<_>>(),
            "firstP50Ms": first.percentile(50),
            "p50Ms": self.times.percentile(50),
            "p99Ms": self.times.percentile(99),
            "maxMs": self.times.percentile(100),
            "beats": self.beats,
            "resets": self.resets,
            "outOfOrder": self.out_of_order,
            "broken": self.broken,
            "why": self.why,
            "back": self.back,
        })
    }
}

/// One `()` for each line that comes in.
fn lines_of_input() -> Receiver<()> {
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lines() {
            if line.is_err() || tell.send(()).is_err() {
                return;
            }
        }
    });
    told
}

fn say(line: &Value) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}
