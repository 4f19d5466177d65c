//! How fast pages were: what a browser may tell, and what becomes of it.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use newsroom::store::{DatabaseUrl, Store};
use newsroom::vitals::{Device, Metric, PageKind, Sample, report};

use crate::shell::Shell;
use crate::test_site::{Answer, TestSite};

const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const LINE: &str = "front phone load lcp=1840 inp=96 cls=12";
const DAY: i64 = 24 * 3_600_000_000;

async fn site() -> TestSite {
    let every = "100".parse::<Sample>().unwrap();
    TestSite::start().await.measuring(every)
}

async fn tell(site: &TestSite, body: &str, headers: &[(&str, &str)]) -> Answer {
    let request = headers
        .iter()
        .fold(Request::post("/vitals"), |request, (name, value)| {
            request.header(*name, *value)
        });
    let body = Body::from(body.to_owned());
    site.ask(request.body(body).unwrap()).await
}

/// How many views there are of each metric.
async fn counted(site: &TestSite, days: u32) -> Vec<(Metric, u64)> {
    site.vitals.write(&site.store, &site.clock).await.unwrap();
    let lines = report(&site.store, &site.clock, days).await.unwrap();
    let lines = lines.iter().map(|line| (line.metric, line.views()));
    lines.collect()
}

#[tokio::test]
async fn a_browser_tells_how_fast_pages_were() {
    let site = site().await;
    let two = format!("{LINE}\narticle desktop in-place inp=600");
    let answer = tell(&site, &two, &[("user-agent", BROWSER)]).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    let all = [
        (Metric::Lcp, 1),
        (Metric::Inp, 1),
        (Metric::Inp, 1),
        (Metric::Cls, 1),
    ];
    assert_eq!(counted(&site, 1).await, all);
    let lines = report(&site.store, &site.clock, 1).await.unwrap();
    let slow = lines.iter().find(|line| line.poor > 0).unwrap();
    assert_eq!(
        (slow.page, slow.device),
        (PageKind::Article, Device::Desktop)
    );
    let metrics = site.get("/metrics").await;
    assert!(metrics.has("\ndateline_vitals_views_total 2\n"));
    // Written once.
    assert_eq!(counted(&site, 1).await, all);
}

#[tokio::test]
async fn nonsense_is_refused_and_counts_for_nothing() {
    let site = site().await;
    let long = [LINE; 110].join("\n");
    for (wrong, status) in [
        ("", StatusCode::UNPROCESSABLE_ENTITY),
        ("{\"lcp\": 1}", StatusCode::UNPROCESSABLE_ENTITY),
        ("front phone load lcp=1e3", StatusCode::UNPROCESSABLE_ENTITY),
        (
            "front phone load lcp=1\nfront phone load lcp=never",
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (&long, StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        let answer = tell(&site, wrong, &[("user-agent", BROWSER)]).await;
        assert_eq!(answer.status, status, "{wrong}");
    }
    let request = Request::post("/vitals").header("user-agent", BROWSER);
    let answer = site.ask(request.body(Body::from(vec![0xFF, 0xFE])).unwrap());
    assert_eq!(answer.await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(counted(&site, 1).await, []);
}

#[tokio::test]
async fn programs_and_those_who_do_not_want_to_be_followed_count_for_nothing() {
    let site = site().await;
    for headers in [
        vec![],
        vec![("user-agent", "curl/8.5.0")],
        vec![("user-agent", BROWSER), ("sec-gpc", "1")],
        vec![("user-agent", BROWSER), ("dnt", "1")],
    ] {
        let answer = tell(&site, LINE, &headers).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT);
    }
    assert_eq!(counted(&site, 1).await, []);
    tell(&site, LINE, &[("user-agent", BROWSER), ("dnt", "0")]).await;
    assert_eq!(counted(&site, 1).await.len(), 3);
}

#[tokio::test]
async fn one_network_cannot_tell_without_end() {
    let site = site().await;
    let from = |network: &'static str| [("user-agent", BROWSER), ("x-forwarded-for", network)];
    for _ in 0..200 {
        let answer = tell(&site, LINE, &from("203.0.113.7")).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT);
    }
    let answer = tell(&site, LINE, &from("203.0.113.7")).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.header("retry-after"), "600");
    let other = tell(&site, LINE, &from("203.0.113.8")).await;
    assert_eq!(other.status, StatusCode::NO_CONTENT);
    assert_eq!(counted(&site, 1).await[0], (Metric::Lcp, 201));
}

#[tokio::test]
async fn figures_are_kept_for_ninety_days() {
    let site = site().await;
    tell(&site, LINE, &[("user-agent", BROWSER)]).await;
    assert_eq!(counted(&site, 90).await.len(), 3);
    let start = site.clock.now();
    site.clock.set(start.shifted(89 * DAY));
    assert_eq!(counted(&site, 90).await.len(), 3);
    // They go although nothing new is told.
    site.clock.set(start.shifted(90 * DAY));
    counted(&site, 90).await;
    site.clock.set(start);
    assert_eq!(counted(&site, 90).await, []);
}

#[tokio::test]
async fn a_page_says_its_kind_and_how_many_loads_are_measured() {
    let site = site().await;
    site.article("story").save().await;
    for (address, kind) in [
        ("/", "front"),
        ("/world", "section"),
        ("/world/story", "article"),
        ("/search", "search"),
        ("/archive", "other"),
        ("/world/nothing", "other"),
    ] {
        let page = site.get(address).await;
        assert!(page.has(&format!("data-page=\"{kind}\"")), "{address}");
        assert!(page.has("data-vitals=\"100\""), "{address}");
    }
}

#[tokio::test]
async fn a_paper_that_does_not_measure_takes_nothing() {
    let site = TestSite::start().await;
    assert!(!site.get("/").await.has("data-vitals"));
    let answer = tell(&site, LINE, &[("user-agent", BROWSER)]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(counted(&site, 1).await, []);
}

#[test]
fn the_command_line_shows_them_as_a_table_and_as_json() {
    let shell = Shell::new();
    assert!(shell.type_in(&["breaking", "clear"]).ok);
    let nothing = shell.type_in(&["vitals"]);
    assert!(nothing.ok, "{}", nothing.err);
    assert_eq!(nothing.out, "Nothing was measured in the last 28 days.\n");
    measure(&shell);
    let table = shell.type_in(&["vitals", "--days", "1"]).out;
    let lines: Vec<Vec<&str>> = table
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    let lcp = "Largest Contentful Paint: good up to 2.50 s, poor over 4.00 s";
    assert_eq!(lines[0].join(" "), lcp);
    let phone = "front phone 2.00 s good 100 % 0 % 0 % 3";
    assert_eq!(lines[2].join(" "), phone, "{table}");
    let json = shell.type_in(&["vitals", "--json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json[0]["page"], "front");
    assert_eq!(json[0]["metric"], "lcp");
    assert_eq!(json[0]["p75"], 2000);
    assert_eq!(json[0]["good"], 3);
    let refused = shell.type_in(&["vitals", "--days", "91"]);
    assert!(!refused.ok && refused.err.contains("90"), "{}", refused.err);
}

/// Three views of the front, as the server would have taken them in.
#[tokio::main(flavor = "current_thread")]
async fn measure(shell: &Shell) {
    let file = shell.path().join("data/dateline.sqlite");
    let store = Store::open(&DatabaseUrl::file(&file)).await.unwrap();
    let clock = newsroom::clock::Clock::system();
    let vitals = newsroom::vitals::Vitals::default();
    for view in newsroom::vitals::views(&[LINE; 3].join("\n")).unwrap() {
        vitals.count(&view);
    }
    vitals.write(&store, &clock).await.unwrap();
    store.close().await;
}
