//! The promise of the live stream: whoever drops out and comes back hears of everything once, in order.

use std::sync::Arc;

use crate::live_reader::Reader;
use crate::test_site::TestSite;

const EVENTS: i64 = 1000;
const CLIENTS: u64 = 50;

/// Small numbers without a pattern that matters (Knuth's linear congruential generator, "MMIX").
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// Hears of everything up to the last event, dropping out after a few messages each time.
async fn follow(site: Arc<TestSite>, client: u64) -> (Vec<i64>, u32) {
    let mut chance = Chance(client);
    let mut heard = Vec::new();
    let mut connections = 0;
    while heard.last() != Some(&EVENTS) {
        let last = heard.last().copied().unwrap_or(0);
        let mut reader = if chance.below(2) == 0 {
            Reader::open(&site, &format!("/live?after={last}")).await
        } else {
            Reader::back(&site, "/live?after=0", &last.to_string()).await
        };
        connections += 1;
        for _ in 0..chance.below(60) {
            let message = reader.next().await.unwrap();
            assert_ne!(message.event, "reset", "client {client} lost its place");
            heard.push(message.id);
            if message.id == EVENTS {
                break;
            }
        }
    }
    (heard, connections)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clients_that_drop_out_at_random_hear_of_each_event_once_and_in_order() {
    let site = Arc::new(TestSite::start().await);
    let clients: Vec<_> = (0..CLIENTS)
        .map(|client| tokio::spawn(follow(site.clone(), client)))
        .collect();
    for number in 0..EVENTS {
        let (slug, version) = (number % 10, number / 10);
        site.article(&format!("story-{slug}"))
            .headline(&format!("Story {slug}, version {version}"))
            .save()
            .await;
    }
    let all: Vec<i64> = (1..=EVENTS).collect();
    for client in clients {
        let (heard, connections) = client.await.unwrap();
        assert_eq!(heard, all);
        assert!(connections > 10, "only {connections} connections");
    }
}
