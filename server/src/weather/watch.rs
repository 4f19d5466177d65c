//! Keeping the weather up to date.

use std::time::Duration;

use app::paper::Paper;
use domain::Moment;
use newsroom::clock::Clock;
use newsroom::store::{Store, StoreError};
use newsroom::weather::{
    self, Answer, Coordinates, Freshness, Geocoding, Reading, Service, Unusable, Whereabouts,
};
use tokio::sync::watch as signal;

use super::Standing;
use super::line::{Heard, Line};
use crate::outside::Pace;
use crate::outside::client::Head;
use crate::settings;

/// Whoever asks, and what it needs for that.
pub(super) struct Watch {
    store: Store,
    clock: Clock,
    place: Whereabouts,
    language: String,
    pace: Pace,
    geocoding: Line,
    /// The one that is asked first, first.
    services: Vec<(Service, Line)>,
}

impl Watch {
    pub(super) fn new(
        paper: &Paper,
        place: Whereabouts,
        settings: &settings::Weather,
        pace: Pace,
        patience: Duration,
        standing: &Standing,
    ) -> Self {
        let line = |name, home: &str| {
            let url = &paper.masthead.url;
            Line::new(name, home, url, (pace, patience), standing)
        };
        let mut services: Vec<(Service, Line)> = Service::ALL
            .map(|service| (service, line(service.as_str(), settings.home_of(service))))
            .into();
        services.sort_by_key(|(service, _)| Some(*service) != settings.service);
        Self {
            store: paper.store.clone(),
            clock: paper.clock.clone(),
            place,
            language: paper.masthead.language.primary().as_str().to_owned(),
            pace,
            geocoding: line("geocoding", &settings.geocoding_url),
            services,
        }
    }

    /// Asks now and then, until told to stop.
    pub(super) async fn keep(mut self, mut stopped: signal::Receiver<bool>) {
        let mut pause = self.pause_after_start().await;
        loop {
            let length = pause.unwrap_or_else(|error: StoreError| {
                tracing::error!(%error, "the weather cannot be kept; trying again");
                self.pace.longest_wait
            });
            tokio::select! {
                () = tokio::time::sleep(length) => {}
                _ = stopped.wait_for(|stop| *stop) => return,
            }
            pause = self.look().await;
        }
    }

    /// How long nobody needs to ask: a server that is started again does not ask for what is known.
    async fn pause_after_start(&self) -> Result<Duration, StoreError> {
        let kept = self.store.weather_answer(&self.place).await?;
        Ok(kept.map_or(Duration::ZERO, |kept| {
            let age = self.clock.now().since(kept.asked_at);
            let rest = self.pace.look.saturating_sub(age);
            rest.max(fresh_for(&kept.freshness, self.clock.now()))
        }))
    }

    /// Asks once. Returns how long to wait before the next time.
    async fn look(&mut self) -> Result<Duration, StoreError> {
        let Some(place) = self.coordinates().await? else {
            weather::hold_on(&self.store, &self.place, self.clock.now()).await?;
            return Ok(self.geocoding.rest());
        };
        let kept = self.store.weather_answer(&self.place).await?;
        let now = self.clock.now();
        for (service, line) in &mut self.services {
            if line.rest().is_zero()
                && let Some(answer) = ask(*service, line, place, kept.as_ref(), now).await
            {
                weather::keep(&self.store, &self.place, &answer, now).await?;
                // Said of it once pages show it.
                line.is_well(fresh_for(&answer.freshness, now));
                return Ok(self.pace.pause().max(line.rest()));
            }
        }
        weather::hold_on(&self.store, &self.place, now).await?;
        let rests = self.services.iter().map(|(_, line)| line.rest());
        Ok(rests.min().unwrap_or(self.pace.longest_wait))
    }

    /// Where the paper is at home; none as long as that cannot be found out. It is found out once.
    async fn coordinates(&mut self) -> Result<Option<Coordinates>, StoreError> {
        let name = match &self.place {
            Whereabouts::At(place) => return Ok(Some(*place)),
            Whereabouts::Named(name) => name,
        };
        if let Some(place) = self.store.coordinates_of(name).await? {
            return Ok(Some(place));
        }
        let path = Geocoding::path(name, &self.language);
        let line = &mut self.geocoding;
        let Some(heard) = line.ask(&path, None, None).await else {
            return Ok(None);
        };
        let found = match heard {
            Heard::Text(text, _) => Geocoding::read(&text),
            Heard::Unchanged(_) => Err(unasked()),
        };
        match found {
            Ok(Some(place)) => {
                let now = self.clock.now();
                self.store.remember_place(name, place, now).await?;
                line.is_well(Duration::ZERO);
                tracing::info!(name, %place, "the weather is asked for there");
                return Ok(Some(place));
            }
            Ok(None) => {
                let problem = format!("knows no place named {name}; set DATELINE_WEATHER_AT");
                line.failed(&problem, self.pace.longest_wait);
            }
            Err(problem) => line.failed(&problem.to_string(), Duration::ZERO),
        }
        Ok(None)
    }
}

/// Asks one service; none where its answer is of no use. Of one that is, the line has not been told yet.
async fn ask(
    service: Service,
    line: &mut Line,
    place: Coordinates,
    kept: Option<&Answer>,
    now: Moment,
) -> Option<Answer> {
    let kept =
        kept.filter(|kept| kept.service == service && service.would_repeat(&kept.reading, now));
    let known = kept.map(|kept| kept.freshness.clone()).unwrap_or_default();
    let heard = line
        .ask(
            &service.path(place),
            known.etag.clone(),
            known.last_modified.clone(),
        )
        .await?;
    let read = match heard {
        Heard::Text(text, head) => service
            .read(&text, now)
            .map(|reading| (reading, freshness(head, now))),
        Heard::Unchanged(head) => {
            still(kept, now).map(|reading| (reading, known.renewed(freshness(head, now))))
        }
    };
    match read {
        Ok((reading, freshness)) => Some(Answer {
            reading,
            service,
            asked_at: now,
            freshness,
        }),
        Err(problem) => {
            line.failed(&problem.to_string(), Duration::ZERO);
            None
        }
    }
}

/// How long an answer is good by what it says of itself.
fn fresh_for(freshness: &Freshness, now: Moment) -> Duration {
    freshness.expires_at.unwrap_or_default().since(now)
}

/// What is known already, if that is still of use.
fn still(kept: Option<&Answer>, now: Moment) -> Result<Reading, Unusable> {
    kept.ok_or_else(unasked)?.reading.about(now)
}

/// Somebody says that nothing has changed who was not asked for changes.
fn unasked() -> Unusable {
    Unusable::Unreadable("nothing is known that could be unchanged".to_owned())
}

fn freshness(head: Head, now: Moment) -> Freshness {
    Freshness::read(
        now,
        head.expires.as_deref(),
        head.date.as_deref(),
        head.etag,
        head.last_modified,
    )
}
