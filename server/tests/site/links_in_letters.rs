//! What links in letters lead to: confirming, preferences, what is stored.

mod stored;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use newsroom::letters::{LetterState, Link, SubscriberState};

use crate::test_site::{Answer, TestSite};

pub const ANN: &str = "ann@example.org";
const DAY: i64 = 24 * 3_600_000_000;

pub fn is_private(answer: &Answer) {
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("x-robots-tag"), "noindex");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
}

pub async fn post(site: &TestSite, address: &str, form: &str) -> Answer {
    site.post_form(address, None, form).await
}

#[tokio::test]
async fn a_link_to_confirm_asks_for_one_press_and_then_says_that_it_is_done() {
    let site = TestSite::with_letters().await;
    site.signs_up(ANN, &["morning", "sport"]).await;
    let link = site.link_to_confirm(ANN).await;
    for method in [Method::GET, Method::HEAD, Method::GET] {
        let page = site.method(method, &link).await;
        assert_eq!(page.status, StatusCode::OK);
        is_private(&page);
        let ann = site.reader(ANN).await.unwrap();
        assert_eq!(ann.state, SubscriberState::Unconfirmed);
    }
    let page = site.get(&link).await;
    assert!(page.has(&format!("action=\"{link}\"")) && page.has("Yes, send me the letters"));
    assert!(page.has("<meta name=\"robots\" content=\"noindex\""));

    let done = post(&site, &link, "").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    is_private(&done);
    assert_eq!(site.letters_of(ANN).await, ["morning", "sport"]);
    let thanks = site.get(done.header("location")).await;
    assert!(thanks.has("Thank you, your address is confirmed"));
    assert!(thanks.has("href=\"/stay-in-touch/preferences/"));
    is_private(&thanks);
}

#[tokio::test]
async fn a_page_behind_a_link_that_was_fetched_ahead_is_read_without_being_counted() {
    let site = TestSite::with_letters().await;
    let (preferences, _) = site.confirmed(ANN, &["morning"]).await;
    let answer = site.ask(
        Request::post("/read")
            .body(Body::from(preferences))
            .unwrap(),
    );
    assert_eq!(answer.await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_link_that_was_used_says_so_and_leads_on() {
    let site = TestSite::with_letters().await;
    site.confirmed(ANN, &["morning"]).await;
    let link = site.link_to_confirm(ANN).await;
    let again = post(&site, &link, "").await;
    assert_eq!(again.header("location"), link);
    let page = site.get(&link).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has("Your address is confirmed already"));
    assert!(page.has("href=\"/stay-in-touch/preferences/"));
}

#[tokio::test]
async fn a_link_to_confirm_expires_and_leads_to_the_form() {
    let site = TestSite::with_letters().await;
    site.signs_up(ANN, &["morning"]).await;
    let link = site.link_to_confirm(ANN).await;
    site.clock.set(site.clock.now().shifted(4 * DAY));
    for answer in [site.get(&link).await, post(&site, &link, "").await] {
        assert_eq!(answer.status, StatusCode::GONE);
        assert!(answer.has("That link is too old"));
        assert!(answer.has("<p class=\"by-link__way\"><a href=\"/stay-in-touch\">"));
        is_private(&answer);
    }
    assert_eq!(site.letters_of(ANN).await, [""; 0]);
}

#[tokio::test]
async fn what_is_no_link_of_the_papers_is_not_found() {
    let site = TestSite::with_letters().await;
    let (preferences, unsubscribe) = site.confirmed(ANN, &["morning"]).await;
    let confirm = site.link_to_confirm(ANN).await;
    let last = |link: &str| link.rsplit_once('/').unwrap().1.to_owned();
    // One that is for something else is none here.
    let mut bad = vec![
        format!("/stay-in-touch/confirm/{}", last(&preferences)),
        format!("/stay-in-touch/preferences/{}", last(&unsubscribe)),
        format!("/stay-in-touch/preferences/{}/erase", last(&confirm)),
        format!("/stay-in-touch/unsubscribe/{}", last(&confirm)),
    ];
    for kind in ["confirm", "preferences", "unsubscribe"] {
        for link in [
            "x",
            "%00",
            "..%2f",
            &"A".repeat(10_000),
            &format!("{}A", last(&confirm)),
        ] {
            bad.push(format!("/stay-in-touch/{kind}/{link}"));
        }
    }
    for address in bad {
        for answer in [
            site.get(&address).await,
            post(&site, &address, "all=yes").await,
        ] {
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
            assert!(answer.has("That link is not whole"), "{address}");
            is_private(&answer);
        }
    }
    let export = format!("/stay-in-touch/preferences/{}/export", last(&confirm));
    assert_eq!(site.get(&export).await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.letters_of(ANN).await, ["morning"]);
}

#[tokio::test]
async fn a_link_with_a_slash_at_its_end_leads_to_the_one_without() {
    let site = TestSite::with_letters().await;
    let (preferences, unsubscribe) = site.confirmed(ANN, &["morning"]).await;
    let confirm = site.link_to_confirm(ANN).await;
    let erase = format!("{preferences}/erase");
    for link in [confirm, preferences, unsubscribe, erase] {
        let moved = site.get(&format!("{link}/?saved")).await;
        assert_eq!(moved.status, StatusCode::MOVED_PERMANENTLY, "{link}");
        assert_eq!(moved.header("location"), format!("{link}?saved"));
        is_private(&moved);
    }
    let nothing = site.get("/stay-in-touch/other/x/").await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_gets_nothing_at_the_moment_is_told_that_and_nothing_else() {
    let site = TestSite::with_letters().await;
    let (preferences, _) = site.confirmed(ANN, &["morning"]).await;
    let ann = site.reader(ANN).await.unwrap().id;
    let mut writing = site.store.write().await.unwrap();
    let state = SubscriberState::Bounced;
    let now = site.clock.now();
    writing
        .put_subscriber_in_state(ann, state, now)
        .await
        .unwrap();
    writing.commit().await.unwrap();
    let page = site.get(&preferences).await;
    assert!(page.has("No letters go to this address at the moment"));
    assert!(!page.has("Letters go to ann@example.org"));
}

#[tokio::test]
async fn preferences_show_how_things_are_and_change_with_the_form() {
    let site = TestSite::with_letters().await;
    let (preferences, _) = site.confirmed(ANN, &["morning"]).await;
    let page = site.get(&preferences).await;
    is_private(&page);
    assert!(page.has("These are the letters to ann@example.org."));
    assert!(!page.has("That is saved."));

    let form = "letter=sport&frequency=weekly&pause=week";
    let saved = post(&site, &preferences, form).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    assert_eq!(site.letters_of(ANN).await, ["sport"]);
    let page = site.get(saved.header("location")).await;
    assert!(page.has("That is saved.") && page.has("Until February 12, 2023, as it is"));

    // Saving something else leaves the pause as it is.
    post(
        &site,
        &preferences,
        "letter=morning&letter=sport&pause=as-it-is",
    )
    .await;
    let ann = site.reader(ANN).await.unwrap();
    assert_eq!(ann.paused_until, Some(site.clock.now().shifted(7 * DAY)));
    assert_eq!(site.letters_of(ANN).await, ["morning", "sport"]);

    post(&site, &preferences, "letter=morning&pause=open").await;
    let page = site.get(&preferences).await;
    assert!(page.place("value=\"open\" selected") > 0);
    post(&site, &preferences, "letter=morning&pause=none").await;
    let ann = site.reader(ANN).await.unwrap();
    assert_eq!(ann.paused_until, None);

    let consents = site.store.consents_of(ann.id).await.unwrap();
    let forms: Vec<&str> = consents.iter().map(|it| it.form.as_str()).collect();
    assert_eq!(forms, ["page", "preferences", "preferences", "preferences"]);
    assert!(consents.iter().all(|it| it.confirmed_at.is_some()));
}

#[tokio::test]
async fn a_letter_that_is_not_offered_for_a_while_is_left_by_whoever_leaves_all() {
    let site = TestSite::with_letters().await;
    let (preferences, _) = site.confirmed(ANN, &["morning", "sport"]).await;
    let sport = site.letter("sport").await.id;
    let mut writing = site.store.write().await.unwrap();
    let state = LetterState::Retired;
    let now = site.clock.now();
    writing
        .put_letter_in_state(sport, state, now)
        .await
        .unwrap();
    writing.commit().await.unwrap();
    // It is not on the page, so nothing that is saved there says anything of it.
    post(&site, &preferences, "letter=morning&frequency=weekly").await;
    assert_eq!(site.letters_of(ANN).await, ["morning", "sport"]);
    let ann = site.reader(ANN).await.unwrap().id;
    assert_eq!(site.store.consents_of(ann).await.unwrap().len(), 1);
    post(&site, &preferences, "frequency=weekly").await;
    assert!(site.letters_of(ANN).await.is_empty());
}

#[tokio::test]
async fn somebody_to_whom_letters_had_stopped_gets_them_again_by_choosing() {
    let site = TestSite::with_letters().await;
    let (preferences, _) = site.confirmed(ANN, &["morning"]).await;
    let ann = site.reader(ANN).await.unwrap().id;
    let mut writing = site.store.write().await.unwrap();
    let state = SubscriberState::Bounced;
    let now = site.clock.now();
    writing
        .put_subscriber_in_state(ann, state, now)
        .await
        .unwrap();
    writing.commit().await.unwrap();
    let stopped = "No letters go to this address at the moment";
    assert!(site.get(&preferences).await.has(stopped));
    post(&site, &preferences, "letter=morning").await;
    assert!(!site.get(&preferences).await.has(stopped));
    let ann = site.reader(ANN).await.unwrap();
    assert_eq!(ann.state, SubscriberState::Confirmed);
}

#[tokio::test]
async fn a_form_that_is_none_or_too_large_changes_no_preferences() {
    let site = TestSite::with_letters().await;
    let (preferences, _) = site.confirmed(ANN, &["morning"]).await;
    let json = Request::post(&preferences)
        .header("content-type", "application/json")
        .body(Body::from("{}"));
    let answer = site.ask(json.unwrap()).await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let huge = format!("letter={}", "a".repeat(100_000));
    let answer = post(&site, &preferences, &huge).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(site.letters_of(ANN).await, ["morning"]);
}

#[tokio::test]
async fn pages_behind_links_speak_the_papers_language() {
    let site = TestSite::in_language("ar").await;
    site.define("morning", "نشرة الصباح", 0).await;
    let (preferences, unsubscribe) = site.confirmed(ANN, &["morning"]).await;
    let page = site.get(&preferences).await;
    assert!(page.has("dir=\"rtl\"") && page.has("نشراتك"));
    assert!(site.get(&unsubscribe).await.has("هل نوقف «نشرة الصباح»؟"));
}

#[tokio::test]
async fn a_link_of_another_paper_is_none_here() {
    let site = TestSite::with_letters().await;
    let other = TestSite::with_letters().await;
    let (preferences, _) = site.confirmed(ANN, &["morning"]).await;
    other.confirmed(ANN, &["morning"]).await;
    assert_eq!(other.get(&preferences).await.status, StatusCode::NOT_FOUND);
    let ann = other.reader(ANN).await.unwrap().id;
    let link = other.paper().link(Link::Preferences(ann)).await.unwrap();
    let own = format!("/stay-in-touch/preferences/{link}");
    assert_eq!(other.get(&own).await.status, StatusCode::OK);
}
