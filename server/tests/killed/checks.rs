//! What has to hold of a paper whose server was killed.

use domain::{EmailAddress, Publication, Slug};
use newsroom::events::EventNumber;
use newsroom::store::Store;

use crate::asking::read;
use crate::ledger::{Ledger, Reader, Story};
use crate::program::{Paper, Server};

/// How many of the newest stories the feed has (30), less those that may have been noted before and come out after another.
const FEED: usize = 25;
/// The same of the list beside every page (10).
const LATEST: usize = 5;

/// Looks at what is new since the last look, and in the end at everything.
pub struct Checks<'a> {
    paper: &'a Paper,
    ledger: &'a Ledger,
    /// How many stories, readers and events were seen to be right.
    seen: (usize, usize, i64),
}

impl<'a> Checks<'a> {
    pub fn of(paper: &'a Paper, ledger: &'a Ledger) -> Self {
        Self {
            paper,
            ledger,
            seen: (0, 0, 0),
        }
    }

    /// Lets the next look be at everything.
    pub fn again(&mut self) {
        self.seen = (0, 0, 0);
    }

    pub fn after_a_start(&mut self, server: &Server) {
        let newest = self.paper.with_store(async |store| self.store(store).await);
        self.pages(server, newest);
    }

    /// The same of a paper that lies there without power, and then of the server that is started.
    pub fn after_a_power_cut(&mut self) -> Server {
        let newest = self.paper.with_copy(async |store| self.store(store).await);
        let server = Server::start(self.paper);
        self.pages(&server, newest);
        server
    }

    /// What is new in the store. The number of the newest event.
    async fn store(&self, store: &Store) -> i64 {
        assert_eq!(store.damage().await.unwrap(), [""; 0]);
        for story in &self.ledger.stories()[self.seen.0..] {
            is_whole_or_not_there(store, story).await;
        }
        for reader in &self.ledger.readers()[self.seen.1..] {
            is_in_if_told(store, reader).await;
        }
        assert!(reads(store).await <= self.ledger.most_reads());
        has_no_gap(store, EventNumber(self.seen.2)).await
    }

    fn pages(&mut self, server: &Server, newest: i64) {
        let (stories, readers) = (self.ledger.stories(), self.ledger.readers());
        for story in &stories[self.seen.0..] {
            page_is_whole_or_not_there(server, story);
        }
        if let Some(place) = stories.iter().rposition(|story| story.is_acknowledged) {
            let since = stories.len() - place;
            latest_is_listed(server, &stories[place], since);
            live_tells_of(server, &stories[place], newest);
        }
        self.seen = (stories.len(), readers.len(), newest);
    }
}

/// How often stories were opened, as it is written down.
pub fn counted(paper: &Paper) -> i64 {
    paper.with_store(reads)
}

async fn reads(store: &Store) -> i64 {
    store.reads_by_hour(0).await.unwrap().values().sum()
}

async fn is_whole_or_not_there(store: &Store, story: &Story) {
    let slug: Slug = story.slug.parse().unwrap();
    let Some(article) = store.article(&slug).await.unwrap() else {
        assert!(!story.is_acknowledged, "{slug} is lost");
        return;
    };
    assert_eq!(article.version.body.as_str(), Paper::text(&story.slug));
    assert_eq!(article.section.slug().as_str(), "world");
    let is_out = matches!(article.publication, Publication::Published { .. });
    assert!(is_out || !story.is_acknowledged, "{slug} is not out");
}

async fn is_in_if_told(store: &Store, reader: &Reader) {
    let address = EmailAddress::read(&reader.address).unwrap();
    let found = store.subscriber_with(&address).await.unwrap();
    assert!(
        found.is_some() || !reader.is_acknowledged,
        "{} is lost",
        reader.address
    );
}

/// Follows the log from an event on, and says where it ends.
async fn has_no_gap(store: &Store, seen: EventNumber) -> i64 {
    let events = store.events(seen, u32::MAX).await.unwrap();
    let mut last = seen.0;
    for event in events {
        assert_eq!(event.number.0, last + 1, "the log has a gap");
        last = event.number.0;
    }
    assert!(last >= seen.0 && store.newest_event().await.unwrap().0 >= last);
    last
}

fn page_is_whole_or_not_there(server: &Server, story: &Story) {
    let page = read(&server.address, &Paper::path(&story.slug)).unwrap();
    if page.is(404) && !story.is_acknowledged {
        return;
    }
    assert!(page.is(200), "{} answers {}", story.slug, page.status);
    assert!(page.has(&Paper::end(&story.slug)) && page.has("</html>"));
}

/// The newest that was acknowledged stands in the feed and beside every page, unless so many were tried since that others may
/// have come out after it.
fn latest_is_listed(server: &Server, story: &Story, since: usize) {
    let slug = &story.slug;
    if since < FEED {
        let feed = read(&server.address, "/feed.rss").unwrap();
        assert!(feed.is(200) && feed.has(&Paper::end(slug)), "{slug}");
    }
    if since < LATEST {
        let page = read(&server.address, "/about").unwrap();
        assert!(page.is(200) && page.has(&Paper::path(slug)), "{slug}");
    }
}

/// Programs that follow the paper are told of it, and of everything in its order.
fn live_tells_of(server: &Server, story: &Story, newest: i64) {
    let after = (newest - 500).max(0);
    let told = read(&server.address, &format!("/live/since?after={after}")).unwrap();
    assert!(told.is(200) && told.has("\"reset\":false"), "{}", told.body);
    assert!(told.has(&Paper::path(&story.slug)), "{}", told.body);
    let ids: Vec<i64> = told
        .body
        .split("{\"id\":")
        .skip(1)
        .map(|event| event.split(',').next().unwrap().parse().unwrap())
        .collect();
    assert!(ids.is_sorted() && ids.iter().all(|id| *id > after));
}
