//! Readers, as those at the desk see them who may.

mod after_sending;

use newsroom::desk::Action;
use newsroom::desk::doing::DeskError;
use newsroom::desk::log::LogAsked;
use newsroom::desk::readers::{
    Search, came_back, counts, enable, erase, export, export_all, find, look_at,
};
use newsroom::desk::role::Role;
use newsroom::letters::{SubscriberId, SubscriberState, everything_about};
use newsroom::store::{Among, Place};

use crate::letter_office::definition;
use crate::paper::{TestPaper, slug};

async fn paper() -> TestPaper {
    let paper = TestPaper::start().await;
    paper.define(&definition("noon", "by-hand")).await;
    paper.define(&definition("dusk", "by-hand")).await;
    for (address, letters) in [
        ("Ann@example.org", vec![slug("noon")]),
        ("anna.b@other.example", vec![slug("noon"), slug("dusk")]),
        ("bo_b@example.org", vec![slug("dusk")]),
        ("bob@example.org", vec![]),
    ] {
        paper.subscriber(address, &letters).await;
    }
    paper
}

impl TestPaper {
    async fn number(&self, address: &str) -> SubscriberId {
        let address = address.parse().unwrap();
        let kept = self.store.subscriber_with(&address).await.unwrap();
        kept.unwrap().id
    }
}

#[tokio::test]
async fn somebody_is_found_by_the_beginning_of_an_address_or_else_by_any_part_of_it() {
    let paper = paper().await;
    let zoe = paper.at_the_desk("Zoe", Role::Owner).await;
    let found = async |letters: &str, among: Among| {
        let search = Search {
            letters: letters.to_owned(),
            among,
            after: None,
        };
        let found = find(&paper.store, &paper.clock, &zoe, &search, 10)
            .await
            .unwrap();
        let addresses = found.readers.iter().map(|it| it.address.to_string());
        (addresses.collect::<Vec<_>>(), found.place)
    };
    let of = |addresses: &[&str], place| {
        let addresses: Vec<String> = addresses.iter().map(|it| (*it).to_owned()).collect();
        (addresses, place)
    };
    let all = Among::default();
    assert_eq!(
        found(" ANN", all.clone()).await,
        of(
            &["Ann@example.org", "anna.b@other.example"],
            Place::Beginning
        )
    );
    assert_eq!(
        found("@example.org", all.clone()).await,
        of(
            &["Ann@example.org", "bo_b@example.org", "bob@example.org"],
            Place::Anywhere
        )
    );
    // Nothing that is typed stands for anything else.
    assert_eq!(
        found("_b@", all.clone()).await,
        of(&["bo_b@example.org"], Place::Anywhere)
    );
    assert_eq!(found("%", all.clone()).await.0, Vec::<String>::new());
    let of_dusk = Among {
        letter: Some(slug("dusk")),
        state: None,
    };
    assert_eq!(
        found("ann", of_dusk.clone()).await,
        of(&["anna.b@other.example"], Place::Beginning)
    );
    assert_eq!(
        found("", of_dusk).await.0,
        ["bo_b@example.org", "anna.b@other.example"]
    );
    let bounced = Among {
        letter: None,
        state: Some(SubscriberState::Bounced),
    };
    assert_eq!(found("", bounced).await.0, Vec::<String>::new());
}

#[tokio::test]
async fn page_after_page_shows_everybody_once() {
    let paper = paper().await;
    let zoe = paper.at_the_desk("Zoe", Role::Owner).await;
    let confirmed = Among {
        letter: Some(slug("noon")),
        state: Some(SubscriberState::Confirmed),
    };
    for (letters, among, everybody) in [
        ("", Among::default(), 4),
        ("", confirmed, 2),
        ("b", Among::default(), 2),
        ("example", Among::default(), 4),
    ] {
        let mut after = None;
        let mut seen = Vec::new();
        loop {
            let search = Search {
                letters: letters.to_owned(),
                among: among.clone(),
                after,
            };
            let found = find(&paper.store, &paper.clock, &zoe, &search, 1)
                .await
                .unwrap();
            seen.extend(found.readers.iter().map(|it| it.id));
            after = seen.last().copied();
            if !found.is_more {
                break;
            }
        }
        assert_eq!(seen.len(), everybody, "{letters}");
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), everybody, "{letters}");
    }
}

#[tokio::test]
async fn every_look_is_in_the_log_and_no_address_is() {
    let paper = paper().await;
    let zoe = paper.at_the_desk("Zoe", Role::Owner).await;
    let (store, clock) = (&paper.store, &paper.clock);
    let ann = paper.number("ann@example.org").await;
    let search = Search {
        letters: "ann".to_owned(),
        ..Search::default()
    };
    counts(store, &zoe).await.unwrap();
    find(store, clock, &zoe, &search, 10).await.unwrap();
    look_at(store, clock, &zoe, ann).await.unwrap();
    let exported = export(store, clock, &zoe, ann).await.unwrap();
    assert_eq!(Some(exported), everything_about(store, ann).await.unwrap());
    export_all(store, clock, &zoe).await.unwrap();
    came_back(store, clock, &zoe, None, 10).await.unwrap();
    erase(store, clock, &zoe, ann).await.unwrap();
    let gone = erase(store, clock, &zoe, ann).await;
    assert!(matches!(gone, Err(DeskError::Unknown)));
    let log = store
        .desk_log(&LogAsked::default(), None, 100)
        .await
        .unwrap();
    let told: Vec<(Action, String)> = log
        .into_iter()
        .rev()
        .skip(1)
        .map(|entry| (entry.action, entry.subject))
        .collect();
    let subscriber = format!("subscriber {}", ann.0);
    let expected = [
        (Action::LookAtReaders, "a list of subscribers"),
        (Action::LookAtReaders, &subscriber),
        (Action::ExportReaders, &subscriber),
        (Action::ExportReaders, "all subscribers"),
        (Action::LookAtReaders, "what came back"),
        (Action::EraseReader, &subscriber),
    ];
    assert_eq!(
        told,
        expected.map(|(action, what)| (action, what.to_owned()))
    );
}

#[tokio::test]
async fn an_editor_sees_nobody() {
    let paper = paper().await;
    let eve = paper.at_the_desk("Eve", Role::Editor).await;
    let (store, clock) = (&paper.store, &paper.clock);
    let ann = paper.number("ann@example.org").await;
    let forbidden = [
        counts(store, &eve).await.err(),
        find(store, clock, &eve, &Search::default(), 10).await.err(),
        look_at(store, clock, &eve, ann).await.err(),
        export(store, clock, &eve, ann).await.err(),
        export_all(store, clock, &eve).await.err(),
        came_back(store, clock, &eve, None, 10).await.err(),
        enable(store, clock, &eve, ann).await.err(),
        erase(store, clock, &eve, ann).await.err(),
    ];
    for error in forbidden {
        assert!(matches!(error, Some(DeskError::Forbidden)), "{error:?}");
    }
    assert!(store.subscriber(ann).await.unwrap().is_some());
}

#[tokio::test]
async fn an_address_in_another_script_is_found_as_it_is_written_there() {
    let paper = paper().await;
    let zoe = paper.at_the_desk("Zoe", Role::Owner).await;
    let chosen = [slug("noon")];
    paper.subscriber("Cem@Bücher.example", &chosen).await;
    paper.subscriber("d@post.παράδειγμα", &chosen).await;
    for (letters, place) in [
        ("cem@bücher.example", Place::Beginning),
        ("CEM@BÜCHER.EXAMPLE", Place::Beginning),
        ("@bücher.ex", Place::Anywhere),
        ("Bücher", Place::Anywhere),
        ("cem@xn--bcher", Place::Beginning),
        ("post.παράδειγμα", Place::Anywhere),
    ] {
        let search = Search {
            letters: letters.to_owned(),
            ..Search::default()
        };
        let found = find(&paper.store, &paper.clock, &zoe, &search, 10);
        let found = found.await.unwrap();
        assert_eq!((found.readers.len(), found.place), (1, place), "{letters}");
    }
}
