use anyhow::bail;
use clap::Subcommand;
use domain::{BreakingText, Language, Moment, Slug};
use jiff::SignedDuration;
use newsroom::breaking::{self, Announced, Announcement};
use newsroom::clock::Clock;
use newsroom::importing;
use newsroom::store::Store;

use super::list::minute;
use super::opened;
use crate::said::say;
use crate::settings::Settings;

/// More would be a slip, and some of it a time that no calendar has.
const LONGEST: SignedDuration = SignedDuration::from_hours(365 * 24);

/// What to do with the breaking bar.
#[derive(Debug, Subcommand)]
pub(super) enum Breaking {
    /// Put it up, in the place of the one that stands
    ///
    /// Saying the same again changes how long it stands; readers who have closed it do not see it again.
    Set {
        /// What it says, 160 characters at most
        text: BreakingText,
        /// The published article that it leads to, by the last part of its address
        #[arg(long, value_name = "SLUG")]
        article: Option<Slug>,
        /// The language it is written in, if that is not the paper's
        #[arg(long, value_name = "TAG")]
        lang: Option<Language>,
        /// How long it stands, such as 90m or 2h [default: 3h]
        #[arg(long = "for", value_name = "TIME", conflicts_with = "until")]
        stands: Option<SignedDuration>,
        /// Until when it stands, such as 2023-02-05T18:30; without an offset on the paper's clock
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
    },
    /// Take it down
    Clear,
    /// Say what stands there
    Show,
}

pub(super) async fn run(settings: &Settings, what: Breaking) -> anyhow::Result<()> {
    let store = opened::store(settings).await?;
    let done = act(settings, &store, what).await;
    store.close().await;
    say!("{}", done?)
}

/// Does it, and says so.
async fn act(settings: &Settings, store: &Store, what: Breaking) -> anyhow::Result<String> {
    let clock = Clock::system();
    match what {
        Breaking::Set {
            text,
            article,
            lang,
            stands,
            until,
        } => {
            let until = match (until, stands) {
                (Some(until), _) => {
                    importing::moment(&until, &settings.time_zone()).map_err(anyhow::Error::msg)?
                }
                (None, Some(stands)) if stands > LONGEST => {
                    bail!("a breaking bar stands for a year at most; say a shorter time with --for")
                }
                (None, Some(stands)) => after(clock.now(), stands.as_micros()),
                (None, None) => after(clock.now(), breaking::STANDS.as_micros().cast_signed()),
            };
            let announcement = Announcement {
                text,
                language: lang,
                article,
                until,
            };
            let time = minute(&settings.time_zone(), until);
            Ok(match breaking::set(store, &clock, &announcement).await? {
                Announced::PutUp => format!("The breaking bar stands until {time}."),
                Announced::Prolonged => format!("The breaking bar now stands until {time}."),
                Announced::Unchanged => format!("The breaking bar stood already, until {time}."),
            })
        }
        Breaking::Clear => Ok(match breaking::clear(store, &clock).await? {
            true => "The breaking bar is down.".to_owned(),
            false => "No breaking bar stood.".to_owned(),
        }),
        Breaking::Show => Ok(match store.breaking(clock.now()).await? {
            None => "No breaking bar stands.".to_owned(),
            Some(bar) => {
                let path = bar.story.map(|story| format!("  {}", story.path));
                format!(
                    "{}{}\nsince {}, until {}",
                    bar.text,
                    path.unwrap_or_default(),
                    minute(&settings.time_zone(), bar.set_at),
                    minute(&settings.time_zone(), bar.until)
                )
            }
        }),
    }
}

fn after(now: Moment, micros: i128) -> Moment {
    now.shifted(i64::try_from(micros).unwrap_or(i64::MAX))
}
