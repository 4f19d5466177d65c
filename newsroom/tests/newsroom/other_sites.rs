//! Links of stories to other sites: which are asked for, and what the gate tells of them.

use domain::Moment;
use jiff::tz::TimeZone;
use newsroom::desk::gate::{
    Finding, GateFacts, OtherSites, Rule, Severity, Strictness, check, look_elsewhere,
    outside_addresses,
};
use newsroom::desk::manuscript::{Field, Manuscript};
use newsroom::elsewhere::{self, HOLDS, HOLDS_DEAD, KEPT, Outcome};

use crate::paper::TestPaper;

const URL: &str = "https://paper.example";

fn story(body: &str) -> Manuscript {
    Manuscript::default()
        .with(Field::Section, "city")
        .with(Field::Headline, "Ferry late")
        .with(Field::Standfirst, "It came at nine.")
        .with(Field::Byline, "Ada Marsh")
        .with(Field::Body, body)
}

#[test]
fn what_leads_to_another_site_is_asked_for_as_it_is_reached() {
    let story = story(
        "[a](https://Harbour.example/tides#today) [b](//harbour.example/map) <https://harbour.example> \
         [c](https://bücher.example/straße?a=1&b=2) [d](http://ann:secret@harbour.example/log) \
         [again](https://harbour.example/tides) \
         [own](/city/bridge) [own](https://paper.example/city) [mail](mailto:ann@harbour.example) [no](https://) [no](ftp://x.example/)",
    );
    assert_eq!(
        outside_addresses(&story, URL),
        [
            "http://harbour.example/log",
            "https://harbour.example/",
            "https://harbour.example/map",
            "https://harbour.example/tides",
            "https://xn--bcher-kva.example/stra%C3%9Fe?a=1&b=2",
        ]
    );
}

/// What the gate tells, with a story asked about as a reader's clock has it in New York.
async fn told(paper: &TestPaper, story: &Manuscript, strictness: &Strictness) -> Vec<Finding> {
    let zone = TimeZone::get("America/New_York").unwrap();
    let sites = OtherSites {
        now: paper.clock.now(),
        zone: &zone,
    };
    let long_ago = Moment::from_micros(0);
    let known = look_elsewhere(&paper.store, story, URL, long_ago, sites).await;
    let facts = GateFacts {
        url: URL.to_owned(),
        elsewhere: known.unwrap(),
        ..GateFacts::default()
    };
    check(story, None, None, &facts, strictness)
}

fn one(findings: &[Finding]) -> (Rule, Severity, &str) {
    let [finding] = findings else {
        panic!("{findings:?}");
    };
    (finding.rule, finding.severity, &finding.sentence)
}

#[tokio::test]
async fn what_is_dead_is_told_with_its_time_and_what_nobody_knows_never_blocks() {
    let paper = TestPaper::start().await;
    let story = story("See [the tides](https://harbour.example/tides#today).");
    let address = "https://harbour.example/tides";
    let warns = Strictness::default();
    let blocks = Strictness::default();
    let blocks = blocks.with("links-to-other-sites", "block").unwrap();

    for strictness in [&warns, &blocks] {
        let found = told(&paper, &story, strictness).await;
        let (rule, severity, sentence) = one(&found);
        assert_eq!((rule, severity), (Rule::LinksToOtherSites, Severity::Warn));
        assert!(sentence.starts_with(
            "The link “the tides” to `https://harbour.example/tides#today` has not been looked at yet."
        ));
    }
    let now = paper.clock.now();
    let due = paper.store.elsewhere_due(now, 10).await.unwrap();
    assert_eq!((due.len(), due[0].address.as_str()), (1, address));

    let again = Outcome::Again {
        trouble: "503".to_owned(),
        at: now.shifted(60_000_000),
    };
    elsewhere::keep(&paper.store, address, &again, now)
        .await
        .unwrap();
    let found = told(&paper, &story, &blocks).await;
    let (_, severity, sentence) = one(&found);
    assert_eq!(severity, Severity::Warn);
    assert!(sentence.contains("did not answer at first (503)"));
    assert!(paper.store.elsewhere_due(now, 10).await.unwrap().is_empty());

    let dead = Outcome::Found {
        is_dead: true,
        why: "404".to_owned(),
    };
    elsewhere::keep(&paper.store, address, &dead, now)
        .await
        .unwrap();
    for (strictness, expected) in [(&warns, Severity::Warn), (&blocks, Severity::Block)] {
        let found = told(&paper, &story, strictness).await;
        let (_, severity, sentence) = one(&found);
        assert_eq!(severity, expected);
        assert!(
            sentence.contains("did not answer (404, looked at on "),
            "{sentence}"
        );
    }
    let there = Outcome::Found {
        is_dead: false,
        why: "200".to_owned(),
    };
    elsewhere::keep(&paper.store, address, &there, now)
        .await
        .unwrap();
    assert_eq!(told(&paper, &story, &blocks).await, []);
}

#[tokio::test]
async fn what_is_known_holds_for_a_day_or_an_hour_and_is_forgotten_when_nobody_wants_it() {
    let paper = TestPaper::start().await;
    let addresses = ["https://a.example/", "https://b.example/"].map(ToOwned::to_owned);
    let begin = paper.clock.now();
    let want = async |after: i64| {
        let now = begin.shifted(after);
        elsewhere::want(&paper.store, &addresses, now)
            .await
            .unwrap();
        let due = paper.store.elsewhere_due(now, 10).await.unwrap();
        due.into_iter().map(|it| it.address).collect::<Vec<_>>()
    };
    assert_eq!(want(0).await, addresses);
    for (address, is_dead) in addresses.iter().zip([false, true]) {
        let why = String::new();
        let found = Outcome::Found { is_dead, why };
        elsewhere::keep(&paper.store, address, &found, begin)
            .await
            .unwrap();
    }
    assert_eq!(want(HOLDS_DEAD - 1).await, [""; 0]);
    assert_eq!(want(HOLDS_DEAD).await, addresses[1..]);
    assert_eq!(
        want(HOLDS).await,
        ["https://b.example/", "https://a.example/"]
    );
    let forget = async |after| {
        let gone = elsewhere::forget_unwanted(&paper.store, begin.shifted(after)).await;
        gone.unwrap()
    };
    assert_eq!(forget(HOLDS_DEAD + KEPT).await, 0);
    assert_eq!(forget(HOLDS + KEPT + 1).await, 2);
    assert_eq!(paper.store.elsewhere_waiting().await.unwrap(), 0);
}
