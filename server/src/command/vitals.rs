//! `dateline vitals`: how fast pages are in readers' browsers.

use std::fmt::Write as _;

use clap::Args;
use newsroom::clock::Clock;
use newsroom::vitals::{self, Line, Metric};
use serde_json::json;

use super::opened;
use crate::said::{say, words};
use crate::settings::Settings;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Of how many days, today among them
    #[arg(long, default_value_t = vitals::DAYS, value_parser = clap::value_parser!(u32).range(1..=90))]
    days: u32,
    /// As JSON, for programs: values in milliseconds, of cls in thousandths
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(settings: &Settings, arguments: &Arguments) -> anyhow::Result<()> {
    let store = opened::store(settings).await?;
    let lines = vitals::report(&store, &Clock::system(), arguments.days).await;
    store.close().await;
    let lines = lines?;
    if arguments.json {
        let values: Vec<_> = lines.iter().map(as_json).collect();
        say!("{:#}", json!(values))?;
    } else if lines.is_empty() {
        say!("Nothing was measured in the last {} days.", arguments.days)?;
    } else {
        words(format_args!("{}", table(&lines)))?;
    }
    Ok(())
}

fn as_json(line: &Line) -> serde_json::Value {
    json!({
        "page": line.page.as_str(),
        "device": line.device.as_str(),
        "metric": line.metric.as_str(),
        "p75": line.p75.value(),
        "rating": line.p75.rating(line.metric).as_str(),
        "good": line.good,
        "needsImprovement": line.fair,
        "poor": line.poor,
    })
}

/// Metric by metric, with the shares of good views, of poor ones, and of what is in between.
fn table(lines: &[Line]) -> String {
    let mut text = String::new();
    for metric in Metric::ALL {
        let mut of_it = lines.iter().filter(|line| line.metric == metric).peekable();
        if of_it.peek().is_none() {
            continue;
        }
        let (good, fair) = metric.thresholds();
        let (good, fair) = (metric.told(good), metric.told(fair));
        let _ = writeln!(
            text,
            "{}: good up to {good}, poor over {fair}",
            metric.name()
        );
        let _ = writeln!(
            text,
            "  {:<9} {:<8} {:>12}  {:<17} {:>6} {:>6} {:>6} {:>9}",
            "page", "screen", "p75", "", "good", "fair", "poor", "views"
        );
        for line in of_it {
            let [good, fair, poor] = line.shares().map(|share| format!("{share} %"));
            let _ = writeln!(
                text,
                "  {:<9} {:<8} {:>12}  {:<17} {good:>6} {fair:>6} {poor:>6} {:>9}",
                line.page.as_str(),
                line.device.as_str(),
                line.p75.told(metric),
                line.p75.rating(metric).as_str(),
                line.views()
            );
        }
    }
    text
}
