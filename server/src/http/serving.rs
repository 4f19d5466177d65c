//! From the port to the last answer: listening, and stopping without cutting anybody off.

use std::time::Duration;

use app::Failure;
use newsroom::desk::flow::{self, Due};
use newsroom::desk::thinning;
use newsroom::{breaking, front, publishing};
use tokio::runtime::Handle;
use tokio::sync::watch;

use super::answers::preparing;
use super::connection::doors::Doors;
use super::connection::{answering, connections};
use super::page_cache::Asked;
use super::readers::{readership, vitals};
use super::request::giving_way::apart;
use super::{AppState, Present, page_cache, renamed_sections};
use crate::pings::{self, Standing};
use crate::told_to_stop::ToldToStop;
use crate::{backups, letters, links, notifications, returned, weather};

/// How long requests that are under way may take once the server was told to stop.
pub(super) const GRACE: Duration = Duration::from_secs(10);
/// What else is open besides live streams, at most: pages under way, the store, pictures.
pub(crate) const OTHER_FILES: u64 = 500;
/// How often the schedule is looked at: an article comes out at most this late.
const SCHEDULE: Duration = Duration::from_secs(1);

/// Serves until the process is told to stop (SIGINT or SIGTERM), then lets requests finish.
///
/// # Errors
/// When signals or the listener cannot be used.
pub async fn serve(doors: Doors, state: AppState) -> anyhow::Result<()> {
    let mut told = ToldToStop::listen()?;
    let (stop, stopped) = watch::channel(false);
    let counting = tokio::spawn(readership::keep(state.clone(), stopped.clone()));
    let measuring = tokio::spawn(vitals::keep(state.clone(), stopped.clone()));
    preparing::start(state.clone(), stopped.clone());
    page_cache::make_smallest(state.clone(), stopped.clone());
    page_cache::copy_pages(state.clone(), stopped.clone());
    let (mut pings, pinging) = pings::start(
        &state.paper.store,
        &state.paper.masthead.url,
        &state.discovery,
        state.cdn.as_deref(),
        pings::PACE,
        &stopped,
    );
    let notifying = state
        .notifications
        .as_ref()
        .map(|_| pings.add("notifications"));
    let posting = state.letters.as_ref().map(|_| pings.add("letters"));
    let state = state.with_pings(pings);
    let present = Present::of(state.clone());
    let renaming = tokio::spawn(renamed_sections::keep(
        state.paper.store.clone(),
        present.renewed(),
        stopped.clone(),
    ));
    present.renew().await?;
    let schedule = tokio::spawn(keep_schedule(present.clone(), stopped.clone()));
    let thinning = tokio::spawn(keep_thin(present.clone(), stopped.clone()));
    let following = tokio::spawn(present.clone().follow(stopped.clone()));
    let notifying = tokio::spawn(keep_notifying(present.clone(), notifying, stopped.clone()));
    let posting = tokio::spawn(keep_posting(present.clone(), posting, stopped.clone()));
    let asking = tokio::spawn(keep_asking(present.clone(), stopped.clone()));
    let backing = state.backups.as_ref().map(|it| {
        let paper = &state.paper;
        it.start(&paper.store, &paper.clock, backups::PACE, &stopped)
    });
    let looking = state
        .links
        .as_ref()
        .map(|it| it.start(links::MANNERS, &stopped));
    let returning = returned::start(
        &state.ways_back,
        &state.paper.store,
        &state.paper.clock,
        returned::PACE,
        &stopped,
    );

    let files = connections::allow_many();
    if let Some(files) = files
        && files < u64::from(state.live_streams()) + OTHER_FILES
    {
        tracing::warn!(
            files,
            "the system allows fewer open files than there may be live streams"
        );
    }
    let site = present.site();
    let admission = state.admission.clone().within(files);
    let at_once = move |asked: Asked, peer, on: &Handle| present.at_once(asked, peer, on);
    let answering = answering::answer_all(doors, admission, at_once, site, stopped.clone());
    let mut serving = tokio::spawn(answering);
    tokio::select! {
        ended = &mut serving => return Ok(ended??),
        () = told.again() => {}
    }
    tracing::info!("stopping: requests under way may finish");
    let _ = stop.send(true);
    state.end_live_streams();
    if tokio::time::timeout(GRACE, &mut serving).await.is_err() {
        tracing::warn!(
            seconds = GRACE.as_secs(),
            "some requests were cut off after the time of grace"
        );
        serving.abort();
    }
    let _ = schedule.await;
    let _ = counting.await;
    let _ = measuring.await;
    let _ = thinning.await;
    let _ = renaming.await;
    let _ = following.await;
    // It writes down what became of the letters that are under way.
    let _ = posting.await;
    let _ = notifying.await;
    let _ = asking.await;
    if let Some(backing) = backing {
        let _ = backing.await;
    }
    if let Some(looking) = looking {
        let _ = looking.await;
    }
    if let Some(returning) = returning {
        let _ = returning.await;
    }
    // One that waits for an answer is not waited for: what it told is told again by the next server.
    for other in pinging {
        other.abort();
    }
    Ok(())
}

/// Tells readers what happens, in the paper's language.
async fn keep_notifying(
    present: Present,
    standing: Option<Standing>,
    stopped: watch::Receiver<bool>,
) {
    let language = |state: &AppState| state.paper.masthead.language.clone();
    let start = |state: &AppState, stopped| {
        let notifications = state.notifications.as_ref()?;
        let standing = standing.clone()?;
        Some(notifications.start(&state.paper, notifications::PACE, standing, stopped))
    };
    present.keep(language, start, false, stopped).await;
}

/// Makes and sends letters, in the paper's name and by its clock.
async fn keep_posting(
    present: Present,
    standing: Option<Standing>,
    stopped: watch::Receiver<bool>,
) {
    let facts = |state: &AppState| state.letters.as_ref().map(|it| it.facts().clone());
    let start = |state: &AppState, stopped: watch::Receiver<bool>| {
        let letters = state.letters.clone()?;
        let issuing = letters.clone().keep_issuing(stopped.clone());
        let sending = letters.keep_sending(letters::PACE, standing.clone()?, stopped);
        Some(tokio::spawn(async {
            tokio::join!(issuing, apart("letters", sending));
        }))
    };
    present.keep(facts, start, true, stopped).await;
}

/// Asks how warm it is where the paper is at home.
async fn keep_asking(present: Present, stopped: watch::Receiver<bool>) {
    let place = |state: &AppState| {
        let masthead = &state.paper.masthead;
        (masthead.outdoors.clone(), masthead.language.clone())
    };
    let start = |state: &AppState, stopped: watch::Receiver<bool>| {
        let pace = weather::PACE;
        let patience = weather::PATIENCE;
        weather::start(
            &state.paper,
            &state.weather,
            pace,
            patience,
            &state.sky,
            &stopped,
        )
    };
    present.keep(place, start, false, stopped).await;
}

/// Brings out what is scheduled, stories and arrangements of the front, and takes down a breaking bar whose time is over, until
/// told to stop.
async fn keep_schedule(present: Present, mut stopped: watch::Receiver<bool>) {
    loop {
        let state = present.state();
        let store = &state.paper.store;
        if store.write_problem().is_some() {
            // How that goes, `/healthz` says, and the store logs it when it changes.
            let _ = store.try_writing().await;
        }
        match publishing::publish_due(&state.paper.store, &state.paper.clock).await {
            Ok(published) => {
                for slug in published {
                    tracing::info!(%slug, "published as scheduled");
                }
            }
            Err(error) => tracing::error!(%error, "the schedule could not be kept; trying again"),
        }
        keep_stories(&state).await;
        match breaking::clear_due(&state.paper.store, &state.paper.clock).await {
            Ok(true) => tracing::info!("the breaking bar came down in time"),
            Ok(false) => {}
            Err(error) => {
                tracing::error!(%error, "the breaking bar could not be taken down; trying again")
            }
        }
        match front::put_out_due(&state.paper.store, &state.paper.clock).await {
            Ok(out) => {
                for number in out {
                    tracing::info!(number = number.0, "a front was arranged as scheduled");
                }
            }
            Err(error) => tracing::error!(%error, "fronts could not be arranged; trying again"),
        }
        tokio::select! {
            () = tokio::time::sleep(SCHEDULE) => {}
            _ = stopped.wait_for(|stop| *stop) => return,
        }
    }
}

/// Lets old saves go that a script made every few seconds, once a day.
async fn keep_thin(present: Present, mut stopped: watch::Receiver<bool>) {
    const DAY: Duration = Duration::from_secs(24 * 3600);
    loop {
        let paper = present.state().paper.clone();
        let pause = match thinning::thin(&paper.store, &paper.clock).await {
            Ok(0) => DAY,
            Ok(gone) => {
                tracing::info!(gone, "old saves that were made every few seconds are gone");
                SCHEDULE
            }
            Err(error) => {
                tracing::error!(%error, "old saves could not be let go; trying again tomorrow");
                DAY
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stopped.wait_for(|stop| *stop) => return,
        }
    }
}

/// Brings out stories of the desk whose time has come, and takes back those whose time is over.
async fn keep_stories(state: &AppState) {
    let (store, clock) = (&state.paper.store, &state.paper.clock);
    match flow::publish_due(store, clock).await {
        Ok(due) => {
            for Due { title, problem } in due {
                match problem {
                    None => tracing::info!(title, "a story went out as scheduled"),
                    Some(problem) => {
                        tracing::error!(title, problem, "a story did not go out as scheduled")
                    }
                }
            }
        }
        Err(error) => {
            tracing::error!(%error, "the desk's schedule could not be kept; trying again")
        }
    }
    let Some(reason) = Failure::over(&state.paper.masthead.language) else {
        return;
    };
    match flow::expire_due(store, clock, &reason).await {
        Ok(ended) => {
            for title in ended {
                tracing::info!(title, "a story's time was over");
            }
        }
        Err(error) => tracing::error!(%error, "a story could not be taken back; trying again"),
    }
}
