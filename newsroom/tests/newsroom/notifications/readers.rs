//! Readers of a paper who asked to be told of something.

use domain::Topic;
use newsroom::breaking::{self, Announcement};
use newsroom::notifications::{self, Endpoint, ReaderKeys};
use newsroom::publishing::Filing;
use newsroom::store::{Delivery, Ended, Kept, News};

use crate::paper::{TestPaper, at, filing, slug};

pub const THREE: &str = "2023-02-05T15:00:00Z";

/// The browser of RFC 8291, appendix A.
pub fn keys() -> ReaderKeys {
    ReaderKeys::read(
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "BTBZMqHH6r4Tts7J_aSIgg",
    )
    .unwrap()
}

pub fn endpoint(name: &str) -> Endpoint {
    Endpoint::read(&format!("https://push.services.mozilla.com/{name}")).unwrap()
}

pub async fn begin(paper: &TestPaper, name: &str, about: &str) -> Kept {
    let subject = about.parse().unwrap();
    notifications::begin(
        &paper.store,
        &paper.clock,
        &endpoint(name),
        &keys(),
        &subject,
    )
    .await
    .unwrap()
}

pub async fn end(paper: &TestPaper, name: &str, about: &str) {
    let subject = about.parse().unwrap();
    notifications::end(&paper.store, endpoint(name).as_str(), &subject)
        .await
        .unwrap();
}

pub async fn readers(paper: &TestPaper) -> i64 {
    paper.store.notified_readers().await.unwrap()
}

/// A paper whose follower of the event log has begun.
pub async fn paper() -> TestPaper {
    let paper = TestPaper::start().await;
    let nothing = notifications::queue(&paper.store, &paper.clock).await;
    assert_eq!(nothing.unwrap(), None);
    paper
}

pub async fn queued(paper: &TestPaper) -> Vec<Delivery> {
    notifications::queue(&paper.store, &paper.clock)
        .await
        .unwrap();
    let now = paper.clock.now();
    paper.store.due_deliveries(now, 100).await.unwrap()
}

/// Who is to be told what, by the last part of their addresses.
pub fn told(due: &[Delivery]) -> Vec<(&str, News)> {
    due.iter()
        .map(|delivery| {
            let address = delivery.endpoint.as_str();
            (
                address.rsplit('/').next().unwrap_or_default(),
                delivery.news,
            )
        })
        .collect()
}

pub async fn end_all(paper: &TestPaper, due: &[Delivery], ended: Ended) {
    let mut writing = paper.store.write().await.unwrap();
    for delivery in due {
        writing.end_delivery(delivery, ended).await.unwrap();
    }
    writing.commit().await.unwrap();
}

pub async fn announce(paper: &TestPaper, text: &str, until: &str) {
    let what = Announcement {
        text: text.parse().unwrap(),
        language: None,
        article: None,
        until: at(until),
    };
    breaking::set(&paper.store, &paper.clock, &what)
        .await
        .unwrap();
}

pub fn on_topics(name: &str, topics: &[&str]) -> Filing {
    let mut filing = filing(name);
    filing.version.topics = topics
        .iter()
        .map(|topic| Topic::new(slug(topic), topic).unwrap())
        .collect();
    filing
}
