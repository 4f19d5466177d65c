//! Addresses that were erased: no list brings them back, their owners can come back.

use domain::EmailAddress;
use jiff::tz::TimeZone;
use newsroom::letters::exchange::{Reader, Taken, take};
use newsroom::letters::{
    Asked, ConsentId, SignUp, SubscriberState, confirm, erase, set_preferences, sign_up,
};
use newsroom::letters::{Frequency, Wishes};

use crate::letter_office::definition;
use crate::paper::{TestPaper, slug};

fn ann() -> EmailAddress {
    "ann@example.org".parse().unwrap()
}

/// A paper that Ann had a letter of and was erased by.
async fn without_ann() -> TestPaper {
    let paper = TestPaper::start().await;
    paper.define(&definition("morning", "daily 06:30")).await;
    paper
        .subscriber("Ann@Example.org", &[slug("morning")])
        .await;
    erase_ann(&paper).await;
    paper
}

async fn erase_ann(paper: &TestPaper) {
    let kept = paper.store.subscriber_with(&ann()).await.unwrap();
    assert!(erase(&paper.store, kept.unwrap().id).await.unwrap());
}

async fn state(paper: &TestPaper) -> Option<SubscriberState> {
    let kept = paper.store.subscriber_with(&ann()).await.unwrap();
    kept.map(|subscriber| subscriber.state)
}

async fn import(paper: &TestPaper, row: &str) -> Vec<Taken> {
    let file = format!("address,letters,confirmed_at,state\n{row}\n");
    let (source, now) = (file.as_bytes(), paper.clock.now());
    let letters = vec![slug("morning")];
    let mut reader = Reader::open(source, "old.csv", TimeZone::UTC, letters, now).unwrap();
    let row = reader.next_row().unwrap().unwrap();
    let entries = [row.entry.unwrap()];
    take(&paper.store, &paper.clock, &entries).await.unwrap()
}

async fn ask(paper: &TestPaper) -> ConsentId {
    let wish = SignUp {
        address: &ann(),
        letters: &[slug("morning")],
        form: "page",
        wording: "Promised.",
    };
    match sign_up(&paper.store, &paper.clock, wish).await.unwrap() {
        Asked::Confirmation(consent) => consent,
        Asked::TooOften => panic!("too often"),
    }
}

#[tokio::test]
async fn no_list_brings_back_whoever_was_erased_whatever_it_says() {
    let paper = without_ann().await;
    for row in [
        "ann@example.org,morning,2023-02-01,",
        "ANN@EXAMPLE.ORG,morning,2023-02-01,confirmed",
        "ann@example.org,,,",
        "ann@example.org,,,bounced",
        "ann@example.org,,,complained",
    ] {
        assert_eq!(import(&paper, row).await, [Taken::Erased], "{row}");
        assert_eq!(state(&paper).await, None, "{row}");
    }
    let others = import(&paper, "ben@example.org,morning,2023-02-01,").await;
    assert_eq!(others, [Taken::Added]);
}

#[tokio::test]
async fn who_signs_up_anew_after_being_erased_gets_letters_once_that_is_confirmed() {
    let paper = without_ann().await;
    let old = "ann@example.org,morning,2023-02-01,";
    let consent = ask(&paper).await;
    // Anybody can type an address: until it is confirmed, it is as erased as before.
    assert_eq!(import(&paper, old).await, [Taken::Erased]);
    assert_eq!(state(&paper).await, Some(SubscriberState::Unconfirmed));
    confirm(&paper.store, &paper.clock, consent).await.unwrap();
    assert_eq!(state(&paper).await, Some(SubscriberState::Confirmed));
    assert_eq!(import(&paper, old).await, [Taken::Changed]);
    erase_ann(&paper).await;
    assert_eq!(import(&paper, old).await, [Taken::Erased]);
}

#[tokio::test]
async fn whoever_chooses_letters_by_their_own_link_has_come_back_too() {
    let paper = without_ann().await;
    ask(&paper).await;
    let kept = paper.store.subscriber_with(&ann()).await.unwrap().unwrap();
    let wishes = Wishes {
        letters: &[slug("morning")],
        frequency: Frequency::Every,
        paused_until: None,
        wording: "Promised.",
    };
    let changed = set_preferences(&paper.store, &paper.clock, kept.id, wishes).await;
    assert!(changed.unwrap());
    let old = "ann@example.org,morning,2023-02-01,";
    assert_eq!(import(&paper, old).await, [Taken::Changed]);
}
