//! Readers who come back: a given number a second, each with the number of an event that lies behind.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::Target;
use crate::crowd::Crowd;
use crate::figures::Times;
use crate::reader::Heard;

/// How long somebody waits to hear what they missed.
const PATIENCE: Duration = Duration::from_secs(10);
const TICK: Duration = Duration::from_millis(1);
/// A prime: the places people come back from are spread over all that there is to hear.
const SPREAD: usize = 7919;

/// Somebody who is back and has not heard everything.
struct Back {
    since: Instant,
    /// Which message is the next to hear.
    next: usize,
}

pub fn run(
    target: &Target,
    all: &str,
    messages: usize,
    rate: u32,
    seconds: u32,
) -> anyhow::Result<()> {
    let mut crowd = Crowd::of(target)?;
    let ids = everything(&mut crowd, all, messages)?;
    let mut back: HashMap<usize, Back> = HashMap::new();
    let (mut opened, mut whole, mut heard) = (0, 0, 0);
    let mut problems: HashMap<String, usize> = HashMap::new();
    let mut times = Times::default();
    let began = Instant::now();
    let wanted = rate * seconds;
    let mut last_came = Duration::ZERO;
    while opened < wanted || !back.is_empty() {
        while opened < wanted && f64::from(opened) < began.elapsed().as_secs_f64() * f64::from(rate)
        {
            opened += 1;
            last_came = began.elapsed();
            let from = usize::try_from(opened)? * SPREAD % (messages - 1);
            let since = Instant::now();
            match crowd.open(&target.path, Some(&ids[from])) {
                Ok(place) => {
                    back.insert(
                        place,
                        Back {
                            since,
                            next: from + 1,
                        },
                    );
                }
                Err(error) => *problems.entry(error.to_string()).or_default() += 1,
            }
        }
        let mut done = Vec::new();
        crowd.listen(TICK, |place, what| {
            let Some(reader) = back.get_mut(&place) else {
                return;
            };
            let problem = match what {
                Ok(Heard::Message { id, .. })
                    if ids.get(reader.next).is_some_and(|it| it == id) =>
                {
                    heard += 1;
                    reader.next += 1;
                    if reader.next == messages {
                        whole += 1;
                        let micros = reader.since.elapsed().as_micros();
                        times.push(u64::try_from(micros).unwrap_or(u64::MAX));
                        done.push(place);
                    }
                    return;
                }
                Ok(Heard::Open | Heard::Beat) => return,
                Ok(Heard::Message { .. }) => "a message was not the next one".to_owned(),
                Ok(Heard::Reset) => "the place was lost".to_owned(),
                Err(problem) => problem,
            };
            *problems.entry(problem).or_default() += 1;
            done.push(place);
        })?;
        let tired = back.iter().filter(|(_, it)| it.since.elapsed() > PATIENCE);
        let tired: Vec<usize> = tired.map(|(place, _)| *place).collect();
        if !tired.is_empty() {
            *problems.entry("waited too long".to_owned()).or_default() += tired.len();
        }
        for place in done.into_iter().chain(tired) {
            back.remove(&place);
            crowd.close(place);
        }
    }
    println!(
        "{}",
        json!({
            "cameBack": opened,
            "perSecond": f64::from(opened) / last_came.as_secs_f64(),
            "heardEverything": whole,
            "messages": heard,
            "problems": problems,
            "p50Ms": times.percentile(50),
            "p99Ms": times.percentile(99),
            "maxMs": times.percentile(100),
        })
    );
    Ok(())
}

/// The numbers of all messages, in order.
fn everything(crowd: &mut Crowd, path: &str, messages: usize) -> anyhow::Result<Vec<String>> {
    let place = crowd.open(path, None)?;
    let mut ids: Vec<String> = Vec::new();
    let mut problem = None;
    let began = Instant::now();
    while ids.len() < messages {
        crowd.listen(TICK, |_, heard| match heard {
            Ok(Heard::Message { id, .. }) => ids.push(id.to_owned()),
            Ok(Heard::Open | Heard::Beat) => {}
            Ok(Heard::Reset) => problem = Some("the oldest message is not known".to_owned()),
            Err(why) => problem = Some(why),
        })?;
        if let Some(problem) = problem {
            anyhow::bail!("what there is to hear was not told: {problem}");
        }
        anyhow::ensure!(
            began.elapsed() < PATIENCE,
            "only {} of {messages} messages were told",
            ids.len()
        );
    }
    crowd.close(place);
    Ok(ids)
}
