//! Asking for letters and confirming that one did.

use domain::{EmailAddress, Slug};
use newsroom::letters::{
    Asked, BadLink, Confirmed, ConsentId, Link, SignUp, SubscriberState, confirm, erase, sign_up,
};

use crate::paper::{TestPaper, slug};

const MINUTE: i64 = 60_000_000;

async fn ask(paper: &TestPaper, address: &str, letters: &[Slug]) -> Asked {
    let address: EmailAddress = address.parse().unwrap();
    let wish = SignUp {
        address: &address,
        letters,
        form: "box",
        wording: "To be updated.",
    };
    sign_up(&paper.store, &paper.clock, wish).await.unwrap()
}

fn consent(asked: Asked) -> ConsentId {
    match asked {
        Asked::Confirmation(consent) => consent,
        Asked::TooOften => panic!("too often"),
    }
}

#[tokio::test]
async fn an_address_is_kept_once_in_any_spelling() {
    let paper = TestPaper::start().await;
    for address in ["Ann@Example.org", "ann@example.org", " ANN@EXAMPLE.ORG "] {
        ask(&paper, address, &[]).await;
    }
    assert_eq!(paper.store.health().await.unwrap().subscribers, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn sign_ups_of_one_address_at_the_same_time_make_one_row_and_one_question() {
    let paper = TestPaper::start().await;
    let tasks: Vec<_> = (0..32)
        .map(|number| {
            let (store, clock) = (paper.store.clone(), paper.clock.clone());
            let address = if number % 2 == 0 {
                "ann@example.org"
            } else {
                "ANN@example.org"
            };
            tokio::spawn(async move {
                let address: EmailAddress = address.parse().unwrap();
                let wish = SignUp {
                    address: &address,
                    letters: &[],
                    form: "box",
                    wording: "",
                };
                sign_up(&store, &clock, wish).await.unwrap()
            })
        })
        .collect();
    let mut questions = 0;
    for task in tasks {
        questions += usize::from(task.await.unwrap() != Asked::TooOften);
    }
    assert_eq!(questions, 1);
    assert_eq!(paper.store.health().await.unwrap().subscribers, 1);
}

#[tokio::test]
async fn nobody_is_asked_more_than_once_a_minute_and_five_times_a_day() {
    let paper = TestPaper::start().await;
    let mut asked = Vec::new();
    for _ in 0..7 {
        asked.push(ask(&paper, "ann@example.org", &[]).await != Asked::TooOften);
        assert_eq!(ask(&paper, "ann@example.org", &[]).await, Asked::TooOften);
        paper.clock.set(paper.clock.now().shifted(2 * MINUTE));
    }
    assert_eq!(asked, [true, true, true, true, true, false, false]);
    paper.clock.set(paper.clock.now().shifted(24 * 60 * MINUTE));
    assert_ne!(ask(&paper, "ann@example.org", &[]).await, Asked::TooOften);
    let due = paper
        .store
        .due_letters(None, paper.clock.now(), 100)
        .await
        .unwrap();
    assert_eq!(due.len(), 6);
}

#[tokio::test]
async fn nothing_is_in_force_before_it_is_confirmed_and_confirming_twice_changes_nothing() {
    let paper = TestPaper::start().await;
    let consent = consent(ask(&paper, "ann@example.org", &[slug("morning")]).await);
    let address = "ann@example.org".parse().unwrap();
    let ann = paper
        .store
        .subscriber_with(&address)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(ann.state, SubscriberState::Unconfirmed);
    let confirmed = confirm(&paper.store, &paper.clock, consent).await.unwrap();
    assert_eq!(confirmed, Confirmed::Now(ann.id));
    let again = confirm(&paper.store, &paper.clock, consent).await.unwrap();
    assert_eq!(again, Confirmed::Before(ann.id));
    let ann = paper.store.subscriber(ann.id).await.unwrap().unwrap();
    assert_eq!(ann.state, SubscriberState::Confirmed);
    assert_eq!(ann.confirmed_at, Some(paper.clock.now()));
    let kept = paper.store.consents_of(ann.id).await.unwrap();
    assert_eq!(kept[0].wording, "To be updated.");
    assert_eq!(
        confirm(&paper.store, &paper.clock, ConsentId(99))
            .await
            .unwrap(),
        Confirmed::Unknown
    );
}

#[tokio::test]
async fn whoever_is_erased_is_forgotten_with_all_they_agreed_to() {
    let paper = TestPaper::start().await;
    let consent = consent(ask(&paper, "ann@example.org", &[]).await);
    let address = "ann@example.org".parse().unwrap();
    let ann = paper
        .store
        .subscriber_with(&address)
        .await
        .unwrap()
        .unwrap();
    assert!(erase(&paper.store, ann.id).await.unwrap());
    assert_eq!(paper.store.consent(consent).await.unwrap(), None);
    assert_eq!(paper.store.subscriber(ann.id).await.unwrap(), None);
    let due = paper
        .store
        .due_letters(None, paper.clock.now(), 10)
        .await
        .unwrap();
    assert_eq!(due, []);
    assert_eq!(
        confirm(&paper.store, &paper.clock, consent).await.unwrap(),
        Confirmed::Unknown
    );
}

#[tokio::test]
async fn a_link_says_what_it_is_for_and_cannot_be_made_up() {
    let paper = TestPaper::start().await;
    let key = paper.store.link_key().await.unwrap();
    let now = paper.clock.now();
    let link = Link::Confirm(ConsentId(7));
    let text = key.write(link, now);
    assert_eq!(key.read(&text, now), Ok(link));
    // It is the same key whenever it is asked for.
    let again = paper.store.link_key().await.unwrap();
    assert_eq!(again.read(&text, now), Ok(link));
    let late = now.shifted(4 * 24 * 60 * MINUTE);
    assert_eq!(key.read(&text, late), Err(BadLink::Expired));
    for place in 0..text.len() {
        let mut bad = text.clone().into_bytes();
        bad[place] = if bad[place] == b'A' { b'B' } else { b'A' };
        let bad = String::from_utf8(bad).unwrap();
        assert_eq!(key.read(&bad, now), Err(BadLink::Unknown), "{bad}");
    }
    for bad in [
        "",
        "x",
        "%",
        &text[1..],
        &format!("{text}A"),
        &"A".repeat(10_000),
    ] {
        assert_eq!(key.read(bad, now), Err(BadLink::Unknown), "{bad}");
    }
}
