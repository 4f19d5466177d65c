//! Links of a story to other sites: the gate says which are dead, and nobody waits for these sites.

mod asking;
mod out_of_reach;
mod place;

use std::sync::Arc;
use std::time::Duration;

use newsroom::desk::gate::{Rule, Strictness};
use newsroom::desk::role::Role;

use server::links::Manners;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::{Notify, Semaphore};
use tokio::time::timeout;

use super::{Browser, paper, problem};
use crate::other_site::OtherSite;
use asking::{Asking, HOUR, MANNERS, NOT_YET, SECOND, story};
use place::{Place, THERE};

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_does_not_answer_is_told_with_why_and_when_and_the_story_can_go_out() {
    let other = OtherSite::start().await;
    let asking = Asking::of(other.address).await;
    let mut eve = asking.editor().await;
    let (path, page) = story(&mut eve, &other.link("/gone#part")).await;
    assert!(page.has(NOT_YET), "{}", page.body);
    asking.rest();
    asking.until_found(0, 1, 0).await;
    let page = eve.get(&path).await;
    let said = "The link “the tides” to";
    assert!(page.has(said) && !page.has(NOT_YET), "{}", page.body);
    assert!(page.has("did not answer (404, looked at on 5 Feb 2023, 10:00)"));
    // It is a warning: it has to be ticked.
    let publish = [("do", "publish"), ("seen", "3")];
    let refused = eve.post(&path, &publish).await;
    assert!(problem(&refused).contains("(404, looked at on"));
    eve.step(&path, "3", "publish").await;
    assert!(asking.site.get("/world/a-bridge").await.has("the tides"));
    // The head was refused, so that was not believed alone.
    assert_eq!(other.asked(), ["HEAD /gone", "GET /gone"]);
    let headers = other.first_headers();
    let who = headers["user-agent"].to_str().unwrap();
    assert!(who.contains("https://paper.example"), "{who}");
    assert!(!headers.contains_key("cookie") && !headers.contains_key("authorization"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_there_or_kept_from_programs_is_not_dead() {
    let other = OtherSite::start().await;
    let asking = Asking::of(other.address).await;
    let mut eve = asking.editor().await;
    let paths = [
        "/there",
        "/headless",
        "/huge",
        "/guarded",
        "/linkedin",
        "/moved",
    ];
    let links = paths.map(|path| format!("[a link]({})", other.link(path)));
    let path = eve.begin("A bridge").await;
    let body = links.join(" and ");
    let fields = [("headline", "A bridge"), ("body", body.as_str())];
    eve.save(&path, "2", &fields).await;
    assert!(eve.get(&path).await.has(NOT_YET));
    asking.rest();
    asking.until_found(6, 0, 0).await;
    let page = eve.get(&path).await;
    assert!(!page.has("did not answer") && !page.has(NOT_YET));
    // What answers for its head is not asked for more, and a host never for two things at once.
    assert_eq!(other.times("/guarded"), 2);
    assert!(!other.asked().contains(&"GET /there".to_owned()));
    assert_eq!(other.most_at_once(), 1);
    // What is known for less than a day is not asked for again.
    let asked = other.asked().len();
    asking.pass(23 * HOUR);
    eve.get(&path).await;
    assert_eq!(asking.site.store.elsewhere_waiting().await.unwrap(), 0);
    asking.pass(HOUR);
    eve.get(&path).await;
    asking.until_found(12, 0, 0).await;
    assert_eq!(other.asked().len(), 2 * asked);
}

#[tokio::test(flavor = "multi_thread")]
async fn trouble_is_asked_about_once_more_before_a_link_is_called_dead() {
    let other = OtherSite::start().await;
    let hurried = Manners {
        patience: Duration::from_secs(4),
        ..MANNERS
    };
    for (link, manners, why) in [
        (other.link("/broken"), MANNERS, "500"),
        (other.link("/silent"), hurried, "no answer within 4 seconds"),
    ] {
        let asking = Asking::with(other.address, manners).await;
        let mut eve = asking.editor().await;
        let (path, _) = story(&mut eve, &link).await;
        asking.rest();
        asking.until_found(0, 0, 1).await;
        let page = eve.get(&path).await;
        let said = format!("did not answer at first ({why})");
        assert!(
            page.has(&said) && page.has("asked once more"),
            "{}",
            page.body
        );
        asking.pass(60 * SECOND);
        asking.until_found(0, 1, 1).await;
        let said = format!("did not answer ({why}, looked at on 5 Feb 2023, 10:01)");
        assert!(eve.get(&path).await.has(&said));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_answers_the_second_time_is_well_and_what_is_dead_is_asked_again_after_an_hour() {
    let other = OtherSite::start().await;
    let asking = Asking::of(other.address).await;
    let mut eve = asking.editor().await;
    story(&mut eve, &other.link("/shaky")).await;
    asking.rest();
    asking.until_found(0, 0, 1).await;
    asking.pass(60 * SECOND);
    asking.until_found(1, 0, 1).await;
    let (path, _) = story(&mut eve, &other.link("/gone")).await;
    asking.rest();
    asking.until_found(1, 1, 1).await;
    asking.pass(HOUR);
    assert!(eve.get(&path).await.has("did not answer (404"));
    asking.until_found(1, 2, 1).await;
    assert!(eve.get(&path).await.has("looked at on 5 Feb 2023, 11:01"));
}

#[tokio::test(flavor = "multi_thread")]
async fn redirects_are_followed_as_far_as_readers_get_and_never_inside() {
    let other = OtherSite::start().await;
    let inside = OtherSite::start().await;
    let asking = Asking::of(other.address).await;
    let mut eve = asking.editor().await;
    let port = inside.address.port();
    let to = |place: &str| other.link(&format!("/to?{place}"));
    let not_outside = "it is on no machine that everybody can reach";
    for (number, (link, why)) in (1..).zip([
        (other.link("/round"), "it leads on more than 10 times"),
        (other.link("/moved-to-gone"), "404"),
        (other.link("/to-no-page"), "302, which leads on to no page"),
        (to(&inside.link("/secret")), not_outside),
        (to(&format!("http://localhost:{port}/secret")), not_outside),
        (to("http://[::1]/secret"), not_outside),
        (to("http://2130706433/secret"), not_outside),
        (inside.link("/secret"), not_outside),
        ("http://169.254.169.254/latest".to_owned(), not_outside),
    ]) {
        let (path, _) = story(&mut eve, &link).await;
        asking.rest();
        asking.until_found(0, number, 0).await;
        let page = eve.get(&path).await;
        assert!(
            page.has(&format!("({why}, looked at on")),
            "{link}: {}",
            page.body
        );
    }
    assert_eq!(inside.asked(), [""; 0]);
    assert_eq!(
        other
            .asked()
            .iter()
            .filter(|it| it.contains("/round"))
            .count(),
        6
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_counted_once_the_gate_knows_it() {
    let (place, answers) = (Place::new(), Arc::new(Semaphore::new(0)));
    let (answering, asked) = (answers.clone(), Arc::new(Notify::new()));
    let asked_there = asked.clone();
    let _serving = place.serve(move |mut stream| {
        let (answers, asked) = (answering.clone(), asked_there.clone());
        async move {
            let _ = stream.read(&mut [0; 4096]).await;
            asked.notify_one();
            let _answer = answers.acquire().await.unwrap();
            let _ = stream.write_all(THERE.as_bytes()).await;
        }
    });
    let asking = Asking::of(place.address).await;
    let mut eve = asking.editor().await;
    let (path, _) = story(&mut eve, &place.link("/there")).await;
    asking.rest();
    asked.notified().await;
    // Nothing can be kept meanwhile.
    let writing = asking.site.store.write().await.unwrap();
    answers.add_permits(1);
    let counted = asking.until_found(1, 0, 0);
    let counted = timeout(Duration::from_secs(1), counted).await;
    assert!(counted.is_err(), "it was counted before it was kept");
    drop(writing);
    asking.until_found(1, 0, 0).await;
    assert!(!eve.get(&path).await.has(NOT_YET));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_that_blocks_dead_links_keeps_the_story_in_but_not_for_what_nobody_knows() {
    let other = OtherSite::start().await;
    let strict = Strictness::default();
    let strict = strict
        .with(Rule::LinksToOtherSites.name(), "block")
        .unwrap();
    let asking = Asking::of(other.address).await.with_gate(strict);
    let mut eve = asking.editor().await;
    let (path, _) = story(&mut eve, &other.link("/gone")).await;
    asking.rest();
    asking.until_found(0, 1, 0).await;
    let refused = eve.step(&path, "3", "publish").await;
    assert!(problem(&refused).contains("did not answer (404"));
    let (path, page) = story(&mut eve, &other.link("/silent")).await;
    assert!(page.has(NOT_YET));
    let slug = [
        ("slug", "another-bridge"),
        ("headline", "A bridge"),
        ("body", &format!("[x]({})", other.link("/silent"))),
    ];
    eve.save(&path, "3", &slug).await;
    let done = eve.step(&path, "4", "publish").await;
    assert_eq!(
        done.header("location"),
        format!("{path}?done=publish"),
        "{}",
        problem(&done)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_script_saves_is_looked_through_once_it_rests() {
    let other = OtherSite::start().await;
    let asking = Asking::of(other.address).await;
    let mut eve = asking.editor().await;
    let path = eve.begin("A bridge").await;
    let body = format!("[x]({})", other.link("/there"));
    let fields = [
        ("base", "2"),
        ("headline", "A bridge"),
        ("section", "world"),
        ("kind", "news"),
        ("body", body.as_str()),
    ];
    eve.script(&path, &fields).await;
    let due = asking.site.store.elsewhere_waiting().await.unwrap();
    assert_eq!(due, 0, "it may be half an address");
    asking.rest();
    asking.until_found(1, 0, 0).await;
    // How many wait is counted with the next look.
    asking
        .until("none to wait", |facts| facts.waiting == 0)
        .await;
    let health = asking.site.get("/healthz").await;
    assert!(health.has("links: ok, none waits to be asked for\n"));
    let metrics = asking.site.get("/metrics").await;
    assert!(metrics.has("dateline_links_asked_total{found=\"there\"} 1\n"));
}

#[tokio::test]
async fn where_nobody_asks_nothing_is_said_of_other_sites() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let (_, page) = story(&mut eve, "https://harbour.example/tides").await;
    assert!(!page.has("The link “the tides”"), "{}", page.body);
    assert!(!page.has(NOT_YET));
    assert!(!site.get("/healthz").await.has("links:"));
}
