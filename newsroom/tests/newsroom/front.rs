//! The front arranged by hand: what stands there, from when on, and what it was before.

use newsroom::events::EventKind;
use newsroom::front::{
    Arranged, ArrangementNumber, FrontError, FrontOf, Slot, Wish, arrange, call_off, put_out_due,
};
use newsroom::publishing::When;

use crate::paper::{TestPaper, at, filing, slug};

const NOON: &str = "2023-02-05T12:00:00Z";
const ONE: &str = "2023-02-05T13:00:00Z";
const TWO: &str = "2023-02-05T14:00:00Z";

/// A paper with four stories that are out.
async fn paper() -> TestPaper {
    let paper = TestPaper::start().await;
    for name in ["ant", "bee", "cat", "dog"] {
        paper.publish_new(name).await;
    }
    paper
}

fn wish(slots: &[(Slot, &str)]) -> Wish {
    Wish {
        slots: slots
            .iter()
            .map(|(slot, name)| (*slot, slug(name)))
            .collect(),
        ..Wish::default()
    }
}

fn later(slots: &[(Slot, &str)], time: &str) -> Wish {
    Wish {
        goes_out_at: Some(at(time)),
        made_by: Some("Ada Marsh".to_owned()),
        ..wish(slots)
    }
}

async fn arranged(paper: &TestPaper, wish: &Wish) -> Arranged {
    arrange(&paper.store, &paper.clock, wish).await.unwrap()
}

async fn refused(paper: &TestPaper, wish: &Wish) -> FrontError {
    let events = paper.events().await.len();
    let error = arrange(&paper.store, &paper.clock, wish).await.unwrap_err();
    assert_eq!(paper.events().await.len(), events);
    assert_eq!(paper.store.fronts_waiting().await.unwrap(), []);
    error
}

/// What was chosen for the front that readers had at a time.
async fn stood(paper: &TestPaper, time: &str) -> Vec<(Slot, String)> {
    let Some(front) = paper
        .store
        .front_at(&FrontOf::Paper, at(time))
        .await
        .unwrap()
    else {
        return Vec::new();
    };
    let standings = paper.store.front_standings(front.number).await.unwrap();
    let names = standings.into_iter();
    names
        .map(|(slot, story)| (slot, story.slug.to_string()))
        .collect()
}

fn lead(name: &str) -> Vec<(Slot, String)> {
    vec![(Slot::Lead, name.to_owned())]
}

async fn due(paper: &TestPaper) -> Vec<i64> {
    let out = put_out_due(&paper.store, &paper.clock).await.unwrap();
    out.into_iter().map(|number| number.0).collect()
}

#[tokio::test]
async fn what_is_arranged_now_is_out_at_once_and_is_told_once() {
    let paper = paper().await;
    let before = paper.events().await.len();
    let wanted = wish(&[(Slot::Second(2), "cat"), (Slot::Lead, "bee")]);
    assert_eq!(
        arranged(&paper, &wanted).await,
        Arranged::Out(ArrangementNumber(1))
    );
    assert_eq!(arranged(&paper, &wanted).await, Arranged::Unchanged);
    assert_eq!(paper.events().await[before..], [EventKind::FrontChanged]);
    assert_eq!(
        stood(&paper, NOON).await,
        [
            (Slot::Lead, "bee".to_owned()),
            (Slot::Second(2), "cat".to_owned())
        ]
    );
    assert_eq!(due(&paper).await, [0; 0]);
}

#[tokio::test]
async fn another_order_of_picks_is_told_as_one() {
    let paper = paper().await;
    let before = paper.events().await.len();
    arranged(
        &paper,
        &wish(&[(Slot::Lead, "ant"), (Slot::DontMiss(1), "ant")]),
    )
    .await;
    arranged(
        &paper,
        &wish(&[(Slot::Lead, "bee"), (Slot::DontMiss(1), "ant")]),
    )
    .await;
    arranged(&paper, &Wish::default()).await;
    assert_eq!(
        paper.events().await[before..],
        [
            EventKind::FrontChanged,
            EventKind::PicksChanged,
            EventKind::FrontChanged,
            EventKind::FrontChanged,
            EventKind::PicksChanged,
        ]
    );
}

#[tokio::test]
async fn an_arrangement_goes_out_by_itself_once_when_its_time_has_come() {
    let paper = paper().await;
    arranged(&paper, &wish(&[(Slot::Lead, "ant")])).await;
    let number = ArrangementNumber(2);
    let scheduled = arranged(&paper, &later(&[(Slot::Lead, "bee")], ONE)).await;
    assert_eq!(scheduled, Arranged::Scheduled(number));
    let waiting = paper.store.fronts_waiting().await.unwrap();
    assert_eq!(
        (waiting.len(), waiting[0].number, waiting[0].out_at),
        (1, number, at(ONE))
    );
    assert_eq!(waiting[0].made_by.as_deref(), Some("Ada Marsh"));

    let before = paper.events().await.len();
    paper.clock.set(at("2023-02-05T12:59:59Z"));
    assert_eq!(due(&paper).await, [0; 0]);
    paper.clock.set(at(ONE));
    let both = tokio::join!(due(&paper), due(&paper));
    assert_eq!([both.0, both.1].concat(), [2]);
    assert_eq!(due(&paper).await, [0; 0]);
    assert_eq!(paper.events().await[before..], [EventKind::FrontChanged]);
    assert_eq!(stood(&paper, ONE).await, lead("bee"));
}

#[tokio::test]
async fn the_front_of_any_moment_can_be_told_again() {
    let paper = paper().await;
    arranged(&paper, &later(&[(Slot::Lead, "cat")], TWO)).await;
    arranged(&paper, &wish(&[(Slot::Lead, "ant")])).await;
    paper.clock.set(at(ONE));
    arranged(&paper, &Wish::default()).await;
    // Nobody was there to put it out in time.
    let late = "2023-02-05T14:30:00Z";
    paper.clock.set(at(late));
    assert_eq!(due(&paper).await, [1]);
    arranged(&paper, &wish(&[(Slot::Lead, "dog")])).await;

    assert_eq!(stood(&paper, "2023-02-05T11:59:59Z").await, []);
    assert_eq!(stood(&paper, NOON).await, lead("ant"));
    assert_eq!(stood(&paper, "2023-02-05T12:59:59Z").await, lead("ant"));
    assert_eq!(stood(&paper, ONE).await, []);
    assert_eq!(stood(&paper, TWO).await, []);
    assert_eq!(stood(&paper, late).await, lead("dog"));
}

#[tokio::test]
async fn arrangements_that_were_missed_go_out_in_the_order_of_their_times() {
    let paper = paper().await;
    arranged(&paper, &later(&[(Slot::Lead, "bee")], TWO)).await;
    arranged(&paper, &later(&[(Slot::Lead, "ant")], ONE)).await;
    paper.clock.set(at("2023-02-05T15:00:00Z"));
    assert_eq!(due(&paper).await, [2, 1]);
    assert_eq!(stood(&paper, "2023-02-05T15:00:00Z").await, lead("bee"));
}

#[tokio::test]
async fn one_that_was_called_off_never_goes_out() {
    let paper = paper().await;
    arranged(&paper, &later(&[(Slot::Lead, "bee")], ONE)).await;
    let number = ArrangementNumber(1);
    call_off(&paper.store, &paper.clock, number).await.unwrap();
    paper.clock.set(at(TWO));
    assert_eq!(due(&paper).await, [0; 0]);
    let again = call_off(&paper.store, &paper.clock, number)
        .await
        .unwrap_err();
    assert_eq!(again.to_string(), "no arrangement 1 waits for its time");
}

#[tokio::test]
async fn what_readers_could_not_open_or_meet_twice_is_refused() {
    let paper = paper().await;
    let mut draft = filing("draft");
    draft.when = When::Draft;
    paper.file(&draft).await;
    let mut soon = filing("soon");
    soon.when = When::At(at(ONE));
    paper.file(&soon).await;
    for (wanted, sentence) in [
        (
            wish(&[(Slot::Lead, "nobody")]),
            "there is no article `nobody`",
        ),
        (
            wish(&[(Slot::Lead, "soon")]),
            "`soon` is not published by then, so it cannot stand there",
        ),
        (
            later(&[(Slot::Lead, "draft")], TWO),
            "`draft` is not published by then, so it cannot stand there",
        ),
        (
            later(&[(Slot::Lead, "ant")], "2023-02-05T11:00:00Z"),
            "an arrangement goes out now or at a time that lies ahead",
        ),
        (
            wish(&[(Slot::Lead, "ant"), (Slot::Second(1), "ant")]),
            "the story in the place `second 1` stands in the place `lead` already",
        ),
        (
            wish(&[(Slot::DontMiss(1), "ant"), (Slot::DontMiss(3), "ant")]),
            "the story in the place `don't miss 3` stands in the place `don't miss 1` already",
        ),
        (
            wish(&[(Slot::Second(5), "ant")]),
            "there is no place `second 5`; there are 4 right below the lead and 5 in \"Don't Miss\"",
        ),
        (
            wish(&[(Slot::Lead, "ant"), (Slot::Lead, "bee")]),
            "two stories cannot stand in the place `lead`",
        ),
    ] {
        assert_eq!(refused(&paper, &wanted).await.to_string(), sentence);
    }
    let in_time = later(&[(Slot::Lead, "soon")], ONE);
    assert!(matches!(
        arranged(&paper, &in_time).await,
        Arranged::Scheduled(_)
    ));
}
