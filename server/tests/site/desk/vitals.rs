//! How fast pages are, as the desk sees it.

use newsroom::desk::role::Role;
use newsroom::vitals::views;

use super::{Browser, paper};
use crate::test_site::TestSite;

async fn told(site: &TestSite, lines: &str) {
    for view in views(lines).unwrap() {
        site.vitals.count(&view);
    }
    site.vitals.write(&site.store, &site.clock).await.unwrap();
}

#[tokio::test]
async fn what_browsers_measured_is_shown_by_page_and_screen() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let nothing = ann.get("/desk/vitals").await;
    assert!(nothing.has("Nothing was measured in these days."));
    told(&site, "front phone load lcp=1800 cls=20").await;
    told(&site, "front phone load lcp=30000 cls=300").await;
    told(&site, "article desktop in-place inp=90").await;
    let page = ann.get("/desk/vitals").await;
    let lcp = page.place("Largest Contentful Paint");
    let inp = page.place("Interaction to Next Paint");
    assert!(lcp < inp && inp < page.place("Cumulative Layout Shift"));
    assert!(!page.has("Time to First Byte"));
    for part in [
        "<strong>over 20.00 s</strong> poor",
        "<strong>100 ms</strong> good",
        "<td>50 %</td><td>0 %</td><td>50 %</td><td>2</td>",
        "<rect class=\"desk-shares__poor\" x=\"50\" width=\"50\"",
    ] {
        assert!(page.has(part), "{part} in {}", page.body);
    }
}

#[tokio::test]
async fn days_that_are_over_are_shown_to_whoever_asks_for_them() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    told(&site, "front phone load lcp=1800").await;
    site.clock
        .set(site.clock.now().shifted(7 * 24 * 3_600_000_000));
    for (address, is_there) in [
        ("/desk/vitals?days=7", false),
        ("/desk/vitals?days=28", true),
        ("/desk/vitals?days=90", true),
        ("/desk/vitals?days=nonsense", true),
    ] {
        let page = ann.get(address).await;
        assert_eq!(page.has("Largest Contentful Paint"), is_there, "{address}");
    }
}
