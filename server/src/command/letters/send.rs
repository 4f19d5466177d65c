//! `letters send` and `letters test`.

use anyhow::bail;
use domain::{EmailAddress, Slug};
use newsroom::clock::Clock;
use newsroom::letters::{issue_now, next_issue};
use tokio::sync::watch;

use super::{opened, status};
use crate::letters::PACE;
use crate::settings::Settings;

/// Makes an issue now and waits until it is out, unless it is to be left to the server.
pub(super) async fn run(settings: &Settings, slug: &Slug, detach: bool) -> anyhow::Result<()> {
    let store = opened::store(settings).await?;
    let letters = opened::letters(settings, &store).await?;
    let (issue, readers) = issue_now(&store, &Clock::system(), letters.facts(), slug).await?;
    println!("An issue of {slug} goes to {readers} readers.");
    if detach {
        println!("The server sends it, once it runs; `dateline letters status` says how far it is.");
        store.close().await;
        return Ok(());
    }
    let (_stop, stopped) = watch::channel(false);
    let sending = {
        let (letters, stopped) = (letters.clone(), stopped.clone());
        tokio::spawn(async move {
            // Where a server runs, that sends.
            if let Some(turn) = letters.turn()? {
                let standing = crate::pings::Standing::default();
                letters.send(turn, PACE, standing, stopped, true).await;
            }
            anyhow::Ok(())
        })
    };
    status::bar(&store, issue, Some(sending)).await?;
    let progress = store.progress(issue).await?;
    println!("{} sent, {} failed.", progress.sent, progress.failed);
    if progress.waiting > 0 {
        println!(
            "{} are to be tried again later, by the server.",
            progress.waiting
        );
    }
    store.close().await;
    Ok(())
}

/// Sends what the next issue would be to one address, past the queue.
pub(super) async fn test(
    settings: &Settings,
    slug: &Slug,
    address: &EmailAddress,
) -> anyhow::Result<()> {
    let store = opened::store(settings).await?;
    let letters = opened::letters(settings, &store).await?;
    let Some(letter) = store.letter(slug).await? else {
        bail!("there is no letter `{slug}`; `dateline letters list` names those there are");
    };
    let contents = next_issue(&store, &Clock::system(), letters.facts(), &letter).await?;
    let Some(contents) = contents else {
        bail!("there is nothing new for the letter `{slug}`");
    };
    let taken_by = letters.try_out(&letter, &contents, address).await?;
    store.close().await;
    println!("{taken_by} took it for {address}. The links to unsubscribe in it lead nowhere.");
    Ok(())
}
