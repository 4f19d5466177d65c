//! Sites that nobody answers at, and a paper whose server has no network.

use std::time::Duration;

use server::links::{Facts, Manners};

use super::asking::{Asking, HOUR, MANNERS, NOT_YET, SECOND, story};
use super::place::{Place, THERE};
use crate::other_site::OtherSite;
use crate::own_authority::OwnAuthority;

const OUT_OF_REACH: &str = "reaches no other site at the moment";
/// Longer than a name may be, so that no name server has to be asked to know that nobody has it.
const NOBODYS: &str = "http://nobody-has-a-name-that-is-longer-than-the-sixty-three-letters-which-are-allowed.example/";

#[tokio::test(flavor = "multi_thread")]
async fn why_a_site_did_not_answer_is_told_in_words() {
    let authority = OwnAuthority::new();
    let acceptor = authority.acceptor_for("127.0.0.1");
    let [untrusted, gone, babbling] = [Place::new(), Place::new(), Place::new()];
    let _serving = untrusted.serve(move |stream| {
        let accepting = acceptor.accept(stream);
        async move { drop(accepting.await) }
    });
    let plain = OtherSite::start().await.address;
    let _serving = gone.serve(async |stream| drop(stream));
    let _serving = babbling.say("Good morning!\r\n\r\n");
    for (address, scheme, why) in [
        (untrusted.address, "https", "its certificate is not valid"),
        (plain, "https", "it makes no safe connection"),
        (gone.address, "http", "the connection broke off"),
        (
            babbling.address,
            "http",
            "its answer is none that browsers read",
        ),
    ] {
        let asking = Asking::of(address).await;
        let mut eve = asking.editor().await;
        let (path, _) = story(&mut eve, &format!("{scheme}://{address}/tides")).await;
        asking.rest();
        asking.until_found(0, 0, 1).await;
        let page = eve.get(&path).await;
        let said = format!("did not answer at first ({why})");
        assert!(page.has(&said), "{said}: {}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_nobody_knows_is_dead_where_another_one_answers() {
    let other = OtherSite::start().await;
    let asking = Asking::of(other.address).await;
    let mut eve = asking.editor().await;
    story(&mut eve, &other.link("/there")).await;
    asking.rest();
    asking.until_found(1, 0, 0).await;
    asking.pass(HOUR);
    let (path, _) = story(&mut eve, NOBODYS).await;
    asking.rest();
    asking.until_found(1, 0, 1).await;
    let page = eve.get(&path).await;
    let said = "did not answer at first (nobody knows that host)";
    assert!(page.has(said), "{}", page.body);
    // Whether there is a network at all was asked of a site that is known to be there.
    assert_eq!(other.times("/there"), 2);
    asking.pass(60 * SECOND);
    asking.until_found(1, 1, 1).await;
    let page = eve.get(&path).await;
    assert!(page.has("did not answer (nobody knows that host, looked at on"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_that_cannot_be_connected_to_is_dead_where_others_were_just_heard() {
    let place = Place::new();
    let serving = place.say(THERE);
    let asking = Asking::of(place.address).await;
    let mut eve = asking.editor().await;
    story(&mut eve, &place.link("/there")).await;
    asking.rest();
    asking.until_found(1, 0, 0).await;
    serving.abort();
    let _ = serving.await;
    let (path, _) = story(&mut eve, &place.link("/tides")).await;
    asking.rest();
    asking.until_found(1, 0, 1).await;
    let page = eve.get(&path).await;
    let said = "did not answer at first (no connection could be made)";
    assert!(page.has(said), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_network_no_link_is_called_dead_and_all_are_looked_at_when_it_is_back() {
    let place = Place::new();
    // No host rests when time passes, so that both are asked for at once each time.
    let manners = Manners {
        between: Duration::ZERO,
        ..MANNERS
    };
    let asking = Asking::with(place.address, manners).await;
    let mut eve = asking.editor().await;
    let (path, _) = story(&mut eve, &place.link("/there")).await;
    let (unknown, _) = story(&mut eve, NOBODYS).await;
    asking.rest();
    for round in 1..=4 {
        // Time passes for nobody who is being asked: who is missed after that would rest from then on.
        asking.until_unlearnt(2 * round).await;
        for path in [&path, &unknown] {
            let page = eve.get(path).await;
            assert!(
                page.has(NOT_YET) && !page.has("did not answer"),
                "{}",
                page.body
            );
        }
        asking.pass(HOUR);
    }
    asking.until_unlearnt(10).await;
    asking.until_found(0, 0, 0).await;
    assert!(eve.get(&path).await.has(OUT_OF_REACH));
    asking
        .until("a problem", |facts| facts.problem.is_some())
        .await;
    let health = asking.site.get("/healthz").await;
    let said = "links: 2 wait to be asked for: no other site can be reached\n";
    assert!(health.has(said), "{}", health.body);
    OtherSite::at(place.listener());
    asking.pass(HOUR);
    let both = |facts: &Facts| facts.there == 1 && facts.unlearnt + facts.troubles == 11;
    asking.until("both to be asked for", both).await;
    let page = eve.get(&path).await;
    assert!(!page.has(NOT_YET) && !page.has("did not answer"));
    asking
        .until("no problem", |facts| facts.problem.is_none())
        .await;
    // Who nobody knows may have been asked for before anybody was heard. Twice is enough from then on.
    let troubles = asking.links.facts().troubles;
    for failures in troubles + 1..=2 {
        asking.pass(HOUR);
        let asked = |facts: &Facts| facts.troubles + facts.dead == failures;
        asking.until("the unknown one to be asked for", asked).await;
    }
    let page = eve.get(&unknown).await;
    let said = "did not answer (nobody knows that host, looked at on";
    assert!(page.has(said), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_put_back_makes_no_rest_longer() {
    let place = Place::new();
    let asking = Asking::of(place.address).await;
    let mut eve = asking.editor().await;
    story(&mut eve, NOBODYS).await;
    asking.rest();
    asking.until_unlearnt(1).await;
    OtherSite::at(place.listener());
    asking.pass(-HOUR);
    let (path, _) = story(&mut eve, &place.link("/there")).await;
    asking.rest();
    // Its stories are looked through in the order in which they were saved; whoever opens one wants to know.
    eve.get(&path).await;
    asking.until_found(1, 0, 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_known_of_a_link_holds_while_there_is_no_network() {
    let place = Place::new();
    let serving = place.say(THERE);
    let asking = Asking::of(place.address).await;
    let mut eve = asking.editor().await;
    let (path, _) = story(&mut eve, &place.link("/there")).await;
    asking.rest();
    asking.until_found(1, 0, 0).await;
    serving.abort();
    let _ = serving.await;
    for round in 1..=3 {
        asking.pass(24 * HOUR);
        // Whoever opens it wants to know.
        let page = eve.get(&path).await;
        assert!(!page.has("the tides”"), "{}", page.body);
        asking.until_unlearnt(round).await;
        let page = eve.get(&path).await;
        assert!(!page.has("the tides”"), "{}", page.body);
    }
    asking.until_found(1, 0, 0).await;
}
