use clap::{Args, Subcommand};
use domain::{Moment, Publication, Slug};
use newsroom::clock::Clock;
use newsroom::front::{
    self, Arranged, Arrangement, ArrangementNumber, FrontError, FrontOf, Slot, Wish,
};
use newsroom::importing;
use newsroom::store::{Standing, Store, StoreError};

use super::list::minute;
use super::opened;
use crate::said::say;
use crate::settings::Settings;

/// What to do with a front: the front page, or that of a section.
#[derive(Debug, Subcommand)]
pub(super) enum Front {
    /// Say what was chosen by hand, and what waits for its time
    Show {
        /// As it was then, such as 2023-03-04T18:00; without an offset on the paper's clock
        #[arg(long, value_name = "DATE")]
        at: Option<String>,
        #[command(flatten)]
        whose: Whose,
    },
    /// Choose which stories stand where, in the place of what was chosen before
    ///
    /// What is not chosen stays as it is without anybody: newest first. A story that is withdrawn leaves its place to the newest.
    Set(Choice),
    /// Have it newest first again
    Clear(Whose),
    /// Call off an arrangement that waits for its time
    Cancel {
        /// Its number
        number: i64,
    },
}

#[derive(Debug, Args)]
pub(super) struct Whose {
    /// The section whose front it is, by its address [default: the front page]
    #[arg(long, value_name = "SLUG")]
    section: Option<Slug>,
}

impl Whose {
    fn front(self) -> FrontOf {
        self.section.map_or(FrontOf::Paper, FrontOf::Section)
    }
}

#[derive(Debug, Args)]
pub(super) struct Choice {
    #[command(flatten)]
    whose: Whose,
    /// The story that leads, by the last part of its address
    #[arg(long, value_name = "SLUG", required_unless_present_any = ["second", "dont_miss"])]
    lead: Option<Slug>,
    /// The stories right below it, four at most, in their order
    #[arg(long, value_name = "SLUG", num_args = 1..)]
    second: Vec<Slug>,
    /// The stories in "Don't Miss", five at most, in their order; with the front page alone
    #[arg(long, value_name = "SLUG", num_args = 1..)]
    dont_miss: Vec<Slug>,
    /// When it goes out, such as 2023-03-04T18:00; without an offset on the paper's clock [default: now]
    #[arg(long, value_name = "DATE")]
    at: Option<String>,
}

pub(super) async fn run(settings: &Settings, what: Front) -> anyhow::Result<()> {
    let store = opened::store(settings).await?;
    let done = act(settings, &store, what).await;
    store.close().await;
    say!("{}", done?)
}

async fn act(settings: &Settings, store: &Store, what: Front) -> anyhow::Result<String> {
    let clock = Clock::system();
    match what {
        Front::Show {
            at: Some(at),
            whose,
        } => {
            let of = existing(store, whose).await?;
            let at = moment(settings, &at)?;
            let front = store.front_at(&of, at).await?;
            Ok(told(settings, store, front.as_ref()).await?)
        }
        Front::Show { at: None, whose } => {
            let of = existing(store, whose).await?;
            let front = store.front_at(&of, clock.now()).await?;
            let mut text = told(settings, store, front.as_ref()).await?;
            let waiting = store.fronts_waiting().await?;
            for waiting in waiting.into_iter().filter(|it| it.of == of) {
                let time = minute(&settings.time_zone(), waiting.out_at);
                let number = waiting.number.0;
                let places = places(store, &waiting).await?;
                text += &format!("\n\nArrangement {number} goes out at {time}.{places}");
            }
            Ok(text)
        }
        Front::Set(choice) => {
            let wish = choice.wish(settings)?;
            let at = wish.goes_out_at.unwrap_or_default();
            Ok(match front::arrange(store, &clock, &wish).await? {
                Arranged::Out(number) => format!("Arrangement {} is out.", number.0),
                Arranged::Scheduled(number) => {
                    let time = minute(&settings.time_zone(), at);
                    format!("Arrangement {} goes out at {time}.", number.0)
                }
                Arranged::Unchanged => "The front stood like that already.".to_owned(),
            })
        }
        Front::Clear(whose) => {
            let wish = Wish {
                of: whose.front(),
                ..Wish::default()
            };
            let said = match front::arrange(store, &clock, &wish).await? {
                Arranged::Out(_) | Arranged::Scheduled(_) => "The front is newest first again.",
                Arranged::Unchanged => NEWEST_FIRST,
            };
            Ok(said.to_owned())
        }
        Front::Cancel { number } => {
            front::call_off(store, &clock, ArrangementNumber(number)).await?;
            Ok(format!("Arrangement {number} is called off."))
        }
    }
}

const NEWEST_FIRST: &str = "Nothing on the front is chosen by hand.";

impl Choice {
    fn wish(self, settings: &Settings) -> anyhow::Result<Wish> {
        let seconds = (1..).map(Slot::Second).zip(self.second);
        let picks = (1..).map(Slot::DontMiss).zip(self.dont_miss);
        let lead = self.lead.map(|slug| (Slot::Lead, slug));
        Ok(Wish {
            of: self.whose.front(),
            slots: lead.into_iter().chain(seconds).chain(picks).collect(),
            goes_out_at: self.at.map(|at| moment(settings, &at)).transpose()?,
            ..Wish::default()
        })
    }
}

/// The front of a section that there is, or the front page.
async fn existing(store: &Store, whose: Whose) -> anyhow::Result<FrontOf> {
    let of = whose.front();
    if let FrontOf::Section(section) = &of
        && store.section(section).await?.is_none()
    {
        return Err(FrontError::NoSection(section.clone()).into());
    }
    Ok(of)
}

fn moment(settings: &Settings, at: &str) -> anyhow::Result<Moment> {
    importing::moment(at, &settings.time_zone()).map_err(anyhow::Error::msg)
}

async fn told(
    settings: &Settings,
    store: &Store,
    front: Option<&Arrangement>,
) -> Result<String, StoreError> {
    let Some(front) = front.filter(|front| !front.slots.is_empty()) else {
        return Ok(NEWEST_FIRST.to_owned());
    };
    let since = minute(&settings.time_zone(), front.out_at);
    let places = places(store, front).await?;
    Ok(format!(
        "Arrangement {}, since {since}{places}",
        front.number.0
    ))
}

/// A line for each place that was chosen by hand, each after a line's end.
async fn places(store: &Store, front: &Arrangement) -> Result<String, StoreError> {
    let standings = store.front_standings(front.number).await?;
    let lines = standings.into_iter().map(|(slot, story)| {
        let slot = slot.to_string();
        let unseen = match story.publication {
            Publication::Published { .. } => "",
            Publication::Draft => "  (draft)",
            Publication::Scheduled { .. } => "  (scheduled)",
            Publication::Withdrawn { .. } => "  (withdrawn)",
        };
        let Standing {
            section,
            slug,
            headline,
            ..
        } = story;
        format!("\n{slot:<12} {}/{slug}  {headline}{unseen}", section.slug())
    });
    Ok(lines.collect())
}
