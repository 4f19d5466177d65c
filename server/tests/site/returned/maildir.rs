//! Put into a Maildir.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::Duration;

use newsroom::letters::SubscriberState;
use server::outside::Pace;
use server::returned::{self, WaysBack};
use tokio::sync::watch;

use super::{Sent, gone, report};

const PACE: Pace = Pace {
    look: Duration::from_millis(10),
    first_wait: Duration::from_millis(10),
    longest_wait: Duration::from_millis(10),
};

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn running() -> watch::Receiver<bool> {
    watch::channel(false).1
}

#[tokio::test]
async fn what_is_delivered_into_the_maildir_is_counted_and_marked_as_seen() {
    let sent = Sent::start().await;
    let (folder, mut maildir) = sent.maildir();
    fs::write(folder.join("new/1675.M1.mx"), gone(&sent.tag)).unwrap();
    fs::write(
        folder.join("new/1676.M2.mx"),
        "From: cem@example.org\n\nHello.",
    )
    .unwrap();
    fs::write(folder.join("tmp/1677.M3.mx"), gone(&sent.tag)).unwrap();
    assert_eq!(maildir.look(&running()).await.unwrap(), 2);
    assert_eq!(sent.state().await, SubscriberState::Bounced);
    assert_eq!(names(&folder.join("new")), [""; 0]);
    // What nobody can tell is for a person to look at.
    assert_eq!(
        names(&folder.join("cur")),
        ["1675.M1.mx:2,S", "1676.M2.mx:2,F"]
    );
    assert_eq!(names(&folder.join("tmp")), ["1677.M3.mx"], "still written");
    assert_eq!(maildir.look(&running()).await.unwrap(), 0);
}

#[tokio::test]
async fn a_server_that_was_killed_between_counting_and_moving_counts_nothing_twice() {
    let sent = Sent::start().await;
    let (folder, mut maildir) = sent.maildir();
    let full = report(&sent.tag, "5.2.2");
    // As often as would end the subscription.
    for round in 0..6 {
        // It was moved by a mail program, or by nobody: it is not marked.
        let name = if round % 2 == 0 {
            "new/1675.M1.mx"
        } else {
            "cur/1675.M1.mx:2,R"
        };
        fs::write(folder.join(name), &full).unwrap();
        assert_eq!(maildir.look(&running()).await.unwrap(), 1);
        let cur = names(&folder.join("cur"));
        assert!(cur.iter().all(|name| name.ends_with('S')), "{cur:?}");
    }
    assert_eq!(sent.state().await, SubscriberState::Confirmed);
}

#[tokio::test]
async fn the_maildir_is_watched_while_the_paper_is_served_and_until_it_is_told_to_stop() {
    let sent = Sent::start().await;
    let (folder, _) = sent.maildir();
    let ways = WaysBack {
        maildir: Some(folder.clone()),
        token: None,
    };
    let (stop, stopped) = watch::channel(false);
    let (store, clock) = (&sent.site.store, &sent.site.clock);
    let watching = returned::start(&ways, store, clock, PACE, &stopped).unwrap();
    // It comes back when the folder is there again.
    fs::rename(folder.join("new"), folder.join("away")).unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    fs::rename(folder.join("away"), folder.join("new")).unwrap();
    fs::write(folder.join("new/1675.M1.mx"), gone(&sent.tag)).unwrap();
    for _ in 0..3000 {
        if sent.state().await == SubscriberState::Bounced {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(sent.state().await, SubscriberState::Bounced);
    stop.send(true).unwrap();
    watching.await.unwrap();
}

#[tokio::test]
async fn what_is_no_message_of_the_maildir_is_left_alone() {
    let sent = Sent::start().await;
    let (folder, mut maildir) = sent.maildir();
    let outside = sent.site.folder.path().join("outside");
    fs::write(&outside, gone(&sent.tag)).unwrap();
    symlink(&outside, folder.join("new/1675.link")).unwrap();
    fs::create_dir(folder.join("new/1675.folder")).unwrap();
    fs::write(folder.join("new/.hidden"), gone(&sent.tag)).unwrap();
    assert_eq!(maildir.look(&running()).await.unwrap(), 0);
    assert_eq!(sent.state().await, SubscriberState::Confirmed);
    fs::remove_dir_all(folder.join("cur")).unwrap();
    let error = maildir.look(&running()).await.unwrap_err();
    assert!(error.to_string().contains("cur"), "{error}");
}

#[tokio::test]
async fn a_huge_message_is_read_as_far_as_it_matters() {
    let sent = Sent::start().await;
    let (folder, mut maildir) = sent.maildir();
    let huge = gone(&sent.tag) + &"x".repeat(5 * 1024 * 1024);
    fs::write(folder.join("new/1675.M1.mx"), huge).unwrap();
    assert_eq!(maildir.look(&running()).await.unwrap(), 1);
    assert_eq!(sent.state().await, SubscriberState::Bounced);
}
