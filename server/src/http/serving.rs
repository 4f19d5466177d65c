//! From the port to the last answer: listening, and stopping without cutting anybody off.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, anyhow};
use app::Failure;
use newsroom::desk::flow::{self, Due};
use newsroom::{breaking, front, publishing};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use super::page_cache::Asked;
use super::{AppState, answering, connections, page_cache, preparing, readership};
use crate::{letters, notifications, pings, returned, weather};

/// How long requests that are under way may take once the server was told to stop.
const GRACE: Duration = Duration::from_secs(10);
/// What else is open besides live streams, at most: pages under way, the store, pictures.
const OTHER_FILES: u64 = 500;
/// How often the schedule is looked at: an article comes out at most this late.
const SCHEDULE: Duration = Duration::from_secs(1);

/// Takes the port.
///
/// # Errors
/// One sentence when it is taken or not ours to take.
pub async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => anyhow!(
            "{address} is in use by another program; stop it, or set LEPTOS_SITE_ADDR to another port"
        ),
        std::io::ErrorKind::PermissionDenied => {
            anyhow!("{address} may not be used by this account; ports below 1024 need root")
        }
        _ => anyhow!("cannot listen on {address}: {error}"),
    })
}

/// Serves until the process is told to stop (SIGINT or SIGTERM), then lets requests finish.
///
/// # Errors
/// When signals or the listener cannot be used.
pub async fn serve(listener: TcpListener, state: AppState) -> anyhow::Result<()> {
    let mut interrupt = signal(SignalKind::interrupt()).context("cannot listen for signals")?;
    let mut terminate = signal(SignalKind::terminate()).context("cannot listen for signals")?;
    let (stop, stopped) = watch::channel(false);
    let schedule = tokio::spawn(keep_schedule(state.clone(), stopped.clone()));
    let counting = tokio::spawn(readership::keep(state.clone(), stopped.clone()));
    preparing::start(state.clone(), stopped.clone());
    page_cache::make_smallest(state.clone(), stopped.clone());
    page_cache::copy_pages(state.clone(), stopped.clone());
    let (mut pings, mut pinging) = pings::start(
        &state.paper.store,
        &state.paper.masthead.url,
        &state.discovery,
        pings::PACE,
        &stopped,
    );
    if let Some(notifications) = &state.notifications {
        let pace = notifications::PACE;
        let sending = notifications.start(
            &state.paper,
            pace,
            pings.add("notifications"),
            stopped.clone(),
        );
        pinging.push(sending);
    }
    let mut posting = None;
    if let Some(letters) = state.letters.clone() {
        tokio::spawn(letters.clone().keep_issuing(stopped.clone()));
        let standing = pings.add("letters");
        let sending = letters.keep_sending(letters::PACE, standing, stopped.clone());
        posting = Some(tokio::spawn(sending));
    }
    let state = state.with_pings(pings);
    let asking = weather::start(
        &state.paper,
        &state.weather,
        weather::PACE,
        weather::PATIENCE,
        &state.sky,
        &stopped,
    );

    let returning = returned::start(
        &state.ways_back,
        &state.paper.store,
        &state.paper.clock,
        returned::PACE,
        &stopped,
    );

    if let Some(files) = connections::allow_many()
        && files < u64::from(state.live_streams()) + OTHER_FILES
    {
        tracing::warn!(
            files,
            "the system allows fewer open files than there may be live streams"
        );
    }
    let site = super::all(state.clone());
    let kept = Arc::new(state.clone());
    let at_once = move |asked: Asked| page_cache::at_once(&kept, asked);
    let answering = answering::answer_all(listener, at_once, site, stopped.clone());
    let mut serving = tokio::spawn(answering);
    tokio::select! {
        ended = &mut serving => return Ok(ended??),
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
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
    // It writes down what became of the letters that are under way.
    if let Some(posting) = posting {
        let _ = posting.await;
    }
    if let Some(returning) = returning {
        let _ = returning.await;
    }
    // One that waits for an answer is not waited for: what it told is told again by the next server.
    for other in pinging.into_iter().chain(asking) {
        other.abort();
    }
    Ok(())
}

/// Brings out what is scheduled, stories and arrangements of the front, and takes down a breaking bar whose time is over, until
/// told to stop.
async fn keep_schedule(state: AppState, mut stopped: watch::Receiver<bool>) {
    loop {
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
                    tracing::info!(number = number.0, "the front was arranged as scheduled");
                }
            }
            Err(error) => tracing::error!(%error, "the front could not be arranged; trying again"),
        }
        tokio::select! {
            () = tokio::time::sleep(SCHEDULE) => {}
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
