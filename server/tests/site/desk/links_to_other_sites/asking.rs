//! A paper whose server asks other sites.

use std::net::SocketAddr;
use std::time::Duration;

use newsroom::desk::gate::Strictness;
use newsroom::desk::role::Role;
use server::links::{Facts, Links, Manners};
use server::outside::Pace;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use super::super::{Browser, paper};
use crate::test_site::{Answer, TestSite};

/// Patient, so that whoever answers is waited for, however busy this machine is.
pub const MANNERS: Manners = Manners {
    pace: Pace {
        look: Duration::from_millis(20),
        first_wait: Duration::from_secs(60),
        longest_wait: Duration::from_secs(600),
    },
    patience: Duration::from_secs(30),
    between: Duration::from_millis(10),
};
pub const SECOND: i64 = 1_000_000;
pub const HOUR: i64 = 3600 * SECOND;
pub const NOT_YET: &str = "has not been looked at yet";
/// How long a test waits for what has to come.
const DEADLINE: Duration = Duration::from_secs(60);

/// Of all that other sites are, the one at an address on this machine may be asked. Time stands still until a test has it pass.
pub struct Asking {
    pub site: TestSite,
    pub links: Links,
    _stop: watch::Sender<bool>,
}

impl Asking {
    pub async fn of(other: SocketAddr) -> Self {
        Self::with(other, MANNERS).await
    }

    pub async fn with(other: SocketAddr, manners: Manners) -> Self {
        let site = paper().await;
        let url = "https://paper.example";
        let links = Links::new(&site.store, &site.clock, url, Some(other));
        let (stop, stopped) = watch::channel(false);
        links.start(manners, &stopped);
        Self {
            site: site.with_links(links.clone()),
            links,
            _stop: stop,
        }
    }

    pub fn with_gate(self, strictness: Strictness) -> Self {
        let site = self.site.with_gate(strictness);
        Self { site, ..self }
    }

    pub async fn editor(&self) -> Browser<'_> {
        Browser::signed_in(&self.site, "Eve", Role::Editor).await
    }

    pub fn pass(&self, time: i64) {
        self.site.clock.set(self.site.clock.now().shifted(time));
    }

    /// The stories rest long enough to be looked through.
    pub fn rest(&self) {
        self.pass(10 * SECOND);
    }

    pub async fn until(&self, what: &str, is_so: impl Fn(&Facts) -> bool) {
        let coming = async {
            while !is_so(&self.links.facts()) {
                sleep(Duration::from_millis(10)).await;
            }
        };
        let came = timeout(DEADLINE, coming).await;
        assert!(
            came.is_ok(),
            "{what} did not come in {DEADLINE:?}; what came: {:?}",
            self.links.facts()
        );
    }

    /// What was found so often: something, nothing, and nothing that says something.
    pub async fn until_found(&self, there: u64, dead: u64, troubles: u64) {
        let what = format!("{there} found there, {dead} dead and {troubles} in trouble");
        self.until(&what, |facts| {
            (facts.there, facts.dead, facts.troubles) == (there, dead, troubles)
        })
        .await;
    }

    /// So often nobody was reached at all.
    pub async fn until_unlearnt(&self, times: u64) {
        let what = format!("to reach nobody for the time number {times}");
        self.until(&what, |facts| facts.unlearnt == times).await;
    }
}

/// A story with that link in it, saved by hand. Where it is, and its page right after.
pub async fn story(browser: &mut Browser<'_>, link: &str) -> (String, Answer) {
    let path = browser.begin("A bridge").await;
    let body = format!("It happened; see [the tides]({link}).");
    let fields = [("headline", "A bridge"), ("body", body.as_str())];
    browser.save(&path, "2", &fields).await;
    let page = browser.get(&path).await;
    (path, page)
}
