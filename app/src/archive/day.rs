//! One day of the paper. Which day it is, the paper's time zone decides.

use domain::{Moment, Summary};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::dates::{date_of, midnight};
use crate::failure::Failure;
use crate::head::Head;
use crate::paper::{Masthead, Paper};

/// More stories than any paper has in a day; a bound for one that was imported all at once.
const MOST: u32 = 500;

/// The stories of a day, newest first.
#[derive(Debug)]
pub struct Day {
    pub(crate) date: Date,
    pub(crate) articles: Vec<Summary>,
    /// The nearest day before that has stories, if any has.
    pub(crate) earlier: Option<Date>,
    /// The nearest day after.
    pub(crate) later: Option<Date>,
}

impl Day {
    /// The stories of `date`; of the newest day that has any, where none is named.
    pub(crate) async fn load(paper: &Paper, date: Option<Date>) -> Result<Self, Failure> {
        let zone = &paper.masthead.time_zone;
        let date = match date {
            Some(date) => date,
            None => newest(paper, zone).await?,
        };
        let (Some(from), Some(before)) = (
            midnight(date, zone),
            date.tomorrow().ok().and_then(|next| midnight(next, zone)),
        ) else {
            return Err(Failure::NotFound);
        };
        let articles = paper.store.published_between(from, before, MOST).await?;
        let (earlier, later) = paper.store.neighbours(from, before).await?;
        let day_of = |moment: Option<Moment>| moment.map(|moment| date_of(moment, zone));
        Ok(Self {
            date,
            articles,
            earlier: day_of(earlier),
            later: day_of(later),
        })
    }

    pub(crate) fn head(&self, masthead: &Masthead) -> Head {
        let words = masthead.words();
        let day = (words.date)(self.date);
        Head {
            description: (words.list_description)(&day, &masthead.name),
            title: Some((words.archive_of)(&day)),
            // A day without stories is nothing to find.
            path: (!self.articles.is_empty()).then(|| path(self.date)),
            ..Head::default()
        }
    }
}

async fn newest(paper: &Paper, zone: &TimeZone) -> Result<Date, Failure> {
    let last = paper.store.first_and_last().await?.map(|(_, last)| last);
    Ok(date_of(last.unwrap_or_else(|| paper.clock.now()), zone))
}

/// The address of a day.
pub(super) fn path(date: Date) -> String {
    format!("/archive/{date}")
}
