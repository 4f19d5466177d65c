//! What became of the letters that readers were sent: some come back, and after some a reader leaves.

use newsroom::desk::doing::DeskError;
use newsroom::desk::readers::{came_back, enable, erase};
use newsroom::desk::role::Role;
use newsroom::letters::returned::{About, Kind, Report, count};
use newsroom::letters::{
    DeliveryId, SubscriberId, SubscriberState, everything_about, issue_now, unsubscribe,
};

use super::paper;
use crate::letter_office::facts;
use crate::paper::{TestPaper, slug};

impl TestPaper {
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
