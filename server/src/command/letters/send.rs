//! `letters send` and `letters test`.

use anyhow::bail;
use clap::Args;
use domain::{EmailAddress, Slug};
use newsroom::clock::Clock;
use newsroom::letters::{issue_now, next_issue};
use newsroom::store::Store;
use tokio::sync::watch;

use super::bar;
use super::reasons::said_of;
use crate::command::list::minute;
use crate::command::opened;
use crate::letters::PACE;
use crate::said::{note, say};
use crate::settings::Settings;
use crate::told_to_stop::ToldToStop;

#[derive(Debug, Args)]
pub(in crate::command) struct Arguments {
    /// The letter's name in addresses
    slug: Slug,
    /// Leave the sending to the server, and do not wait for it
    #[arg(long)]
    detach: bool,
}

/// Makes an issue now and waits until it is out, unless it is to be left to the server.
pub(super) async fn run(
    settings: &Settings,
    store: &Store,
    clock: &Clock,
    Arguments { slug, detach }: &Arguments,
) -> anyhow::Result<String> {
    let letters = opened::letters(settings, store).await?;
    let (issue, readers) = issue_now(store, clock, letters.facts(), slug).await?;
    say!("An issue of {slug} goes to {readers} readers.")?;
    if *detach {
        return Ok(
            "The server sends it, once it runs; `dateline letters status` says how far it is.\n"
                .to_owned(),
        );
    }
    let (stop, mut stopped) = watch::channel(false);
    let until_stopped = stopped.clone();
    let sending = tokio::spawn(async move {
        // Where a server runs, that sends.
        let Some(turn) = letters.turn()? else {
            return anyhow::Ok(false);
        };
        let standing = crate::pings::Standing::default();
        letters
            .send(turn, PACE, standing, until_stopped, true)
            .await;
        Ok(true)
    });
    let mut told = ToldToStop::listen()?;
    let stopping = tokio::spawn(async move {
        told.again().await;
        note!(
            "Stopping once mail servers have said what became of those they have; again to end at once."
        );
        let _ = stop.send(true);
        told.again().await;
        std::process::exit(1);
    });
    let over = async {
        if sending.await?? {
            return Ok(());
        }
        tokio::select! {
            out = bar::out_for_now(store, issue) => out,
            _ = stopped.wait_for(|stop| *stop) => Ok(()),
        }
    };
    bar::show(store, issue, over).await?;
    stopping.abort();
    let progress = store.progress(issue).await?;
    let mut said = format!("{} sent, {} failed", progress.sent, progress.failed);
    let why = store.why_failed(issue).await?;
    said.push_str(&said_of(why.as_ref(), progress.failed));
    said.push_str(".\n");
    if let Some(next) = store.next_attempt(issue).await? {
        let tried = store.tried_and_waiting(issue).await?;
        let for_what = match tried.is_some_and(|(copies, _)| copies == progress.waiting) {
            true => "another attempt",
            false => "their turn",
        };
        said.push_str(&format!(
            "{} for {for_what}, the next at {}, by the server; `dateline letters status` says how far they are.\n",
            match progress.waiting {
                1 => "1 waits".to_owned(),
                many => format!("{many} wait"),
            },
            minute(&settings.time_zone(), next),
        ));
    }
    Ok(said)
}

#[derive(Debug, Args)]
pub(in crate::command) struct TestArguments {
    /// The letter's name in addresses
    slug: Slug,
    /// Whom to send it to
    address: EmailAddress,
}

/// Sends what the next issue would be to one address, past the queue.
pub(super) async fn test(
    settings: &Settings,
    store: &Store,
    clock: &Clock,
    TestArguments { slug, address }: &TestArguments,
) -> anyhow::Result<String> {
    let letters = opened::letters(settings, store).await?;
    let letter = super::letter(store, slug).await?;
    let contents = next_issue(store, clock, letters.facts(), &letter).await?;
    let Some(contents) = contents else {
        bail!("there is nothing new for the letter `{slug}`");
    };
    let taken_by = letters.try_out(&letter, &contents, address).await?;
    Ok(format!(
        "{taken_by} took it for {address}. The links to unsubscribe in it lead nowhere.\n"
    ))
}
