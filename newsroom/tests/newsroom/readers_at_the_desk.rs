//! Readers, as those at the desk see them who may.

use newsroom::desk::Action;
use newsroom::desk::doing::DeskError;
use newsroom::desk::log::LogAsked;
use newsroom::desk::readers::{
    Search, came_back, counts, enable, erase, export, export_all, find, look_at,
};
use newsroom::desk::role::Role;
use newsroom::letters::returned::{About, Kind, Report, count};
use newsroom::letters::{
    DeliveryId, SubscriberId, SubscriberState, everything_about, issue_now, unsubscribe,
};
use newsroom::store::{Among, Place};

use crate::letter_office::{definition, facts};
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

    /// The copy of a new issue of the letter "noon" for somebody, sent.
    async fn sent(&self, to: SubscriberId, story: &str) -> DeliveryId {
        self.publish_new(story).await;
        let now = self.clock.now();
        let made = issue_now(&self.store, &self.clock, &facts(), &slug("noon")).await;
        let (issue, _) = made.unwrap();
        let due = self.store.due_letters(Some(issue), now, 10).await.unwrap();
        let copy = due
            .iter()
            .find(|due| due.subscriber == Some(to))
            .unwrap()
            .id;
        self.store.end_sent_letters(&[copy], now).await.unwrap();
        self.pass(60_000_000);
        copy
    }

    async fn comes_back(&self, copy: DeliveryId, kind: Kind, reason: &str) {
        let report = Report {
            about: About::Delivery(copy),
            kind,
            status: None,
            reason: reason.to_owned(),
        };
        count(&self.store, &self.clock, &report).await.unwrap();
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
async fn what_came_back_is_told_with_its_reason_and_an_address_can_be_tried_again() {
    let paper = paper().await;
    let zoe = paper.at_the_desk("Zoe", Role::Owner).await;
    let (store, clock) = (&paper.store, &paper.clock);
    let ann = paper.number("ann@example.org").await;
    let copy = paper.sent(ann, "one").await;
    paper
        .comes_back(copy, Kind::Hard, "550 5.1.1 no such user")
        .await;
    let lines = came_back(store, clock, &zoe, None, 10).await.unwrap();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].kind, Some(Kind::Hard));
    assert_eq!(lines[0].reason.as_deref(), Some("550 5.1.1 no such user"));
    assert_eq!(lines[0].issue, Some(("The noon letter".to_owned(), 1)));
    assert_eq!(
        lines[0].reader.as_ref().unwrap().2,
        SubscriberState::Bounced
    );
    enable(store, clock, &zoe, ann).await.unwrap();
    assert_eq!(
        store.subscriber(ann).await.unwrap().unwrap().state,
        SubscriberState::Confirmed
    );
    // One who called a letter spam comes back by themselves or not at all.
    let again = paper.sent(ann, "two").await;
    paper.comes_back(again, Kind::Complaint, "abuse").await;
    let refused = enable(store, clock, &zoe, ann).await;
    assert!(matches!(refused, Err(DeskError::Refused(_))), "{refused:?}");
    let lines = came_back(store, clock, &zoe, None, 10).await.unwrap();
    assert_eq!(
        lines.iter().map(|it| it.id).collect::<Vec<_>>(),
        [again, copy]
    );
    // Of somebody who was erased nothing is told but that a letter came back.
    erase(store, clock, &zoe, ann).await.unwrap();
    let lines = came_back(store, clock, &zoe, None, 10).await.unwrap();
    assert!(
        lines
            .iter()
            .all(|it| it.reader.is_none() && it.reason.is_none())
    );
}

#[tokio::test]
async fn the_list_of_what_came_back_goes_on_where_it_stopped() {
    let paper = paper().await;
    let zoe = paper.at_the_desk("Zoe", Role::Owner).await;
    let ann = paper.number("ann@example.org").await;
    let mut copies = Vec::new();
    for story in ["one", "two", "three"] {
        copies.push(paper.sent(ann, story).await);
    }
    // Two are heard of at the same moment.
    for copy in &copies[..2] {
        paper.comes_back(*copy, Kind::Soft, "full").await;
    }
    paper.pass(1);
    paper.comes_back(copies[2], Kind::Soft, "full").await;
    let mut before = None;
    let mut seen = Vec::new();
    loop {
        let page = came_back(&paper.store, &paper.clock, &zoe, before, 1)
            .await
            .unwrap();
        let Some(line) = page.first() else {
            break;
        };
        seen.push(line.id);
        before = Some(newsroom::store::CameBackCursor {
            at: line.at,
            id: line.id,
        });
    }
    copies.reverse();
    assert_eq!(seen, copies);
}

#[tokio::test]
async fn who_leaves_a_letter_is_counted_at_the_last_issue_they_got() {
    let paper = paper().await;
    let ann = paper.number("ann@example.org").await;
    let noon = paper.letter("noon").await;
    paper.sent(ann, "one").await;
    paper.sent(ann, "two").await;
    for _ in 0..2 {
        unsubscribe(&paper.store, &paper.clock, ann, Some(noon.id))
            .await
            .unwrap();
    }
    let issues = paper.issues(&noon).await;
    let left = async |place: usize| paper.store.results(issues[place].id).await.unwrap().left;
    assert_eq!((left(0).await, left(1).await), (0, 1));
    let told = everything_about(&paper.store, ann).await.unwrap().unwrap();
    assert!(told["deliveries"][1]["left_at"].is_string(), "{told}");
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
