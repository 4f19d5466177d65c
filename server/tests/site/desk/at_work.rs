//! The list of what is at work, and how one finds a story in it.

use newsroom::desk::role::Role;

use super::{Browser, paper, value_of};
use crate::test_site::Answer;

/// What is said at a stage of its list: how many stories lie there.
fn many(list: &Answer, stage: &str) -> String {
    let at = list.place(&format!("{stage} <span class=\"desk-tabs__many\">"));
    let after = list.body[at..].split('>').nth(1).unwrap();
    after.split('<').next().unwrap().to_owned()
}

/// The headlines that a list shows, in its order.
fn shown(list: &Answer) -> Vec<&str> {
    let rows = list.body.split("<th scope=\"row\">").skip(1);
    rows.map(|row| row.split(['>', '<']).nth(2).unwrap())
        .collect()
}

#[tokio::test]
async fn an_editor_finds_what_waits_to_be_read_under_in_review() {
    let site = paper().await;
    let mut rae = Browser::signed_in(&site, "Rae", Role::Reporter).await;
    for headline in ["A draft", "A bridge", "A tower", "A recall"] {
        rae.begin(headline).await;
    }
    let said = rae.step("/desk/stories/2", "2", "review").await;
    let told = rae.get(said.header("location")).await;
    assert!(told.has("An editor will find it under “In review”"));
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let published = eve.step("/desk/stories/3", "2", "publish").await;
    assert!(published.header("location").contains("/desk/stories/3"));
    eve.step("/desk/stories/4", "2", "publish").await;
    let reason = [("reason", "It was wrong.")];
    eve.step_with("/desk/stories/4", "2", "recall", &reason)
        .await;

    let all = eve.get("/desk").await;
    assert_eq!(shown(&all).len(), 4);
    for (stage, number) in [
        ("All", "4"),
        ("Draft", "1"),
        ("In review", "1"),
        ("Approved", "0"),
        ("Scheduled", "0"),
        ("Published", "1"),
        ("Recalled", "1"),
    ] {
        assert_eq!(many(&all, stage), number, "{stage}");
    }
    for (stage, headline) in [
        ("draft", "A draft"),
        ("review", "A bridge"),
        ("published", "A tower"),
        ("withdrawn", "A recall"),
    ] {
        let link = format!("href=\"/desk?stage={stage}\"");
        assert!(all.has(&link), "{link}");
        let list = eve.get(&format!("/desk?stage={stage}")).await;
        assert_eq!(shown(&list), [headline], "{stage}");
    }
    let none = eve.get("/desk?stage=approved").await;
    assert!(shown(&none).is_empty() && none.has("No story is like that."));
}

#[tokio::test]
async fn stories_are_found_by_words_of_the_headline_they_have_now_and_by_section() {
    let site = paper().await;
    site.article("goal").in_section("sport").save().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let path = eve.begin("The bridge at Über & quay").await;
    eve.begin("The tower").await;
    let goal = eve
        .post(
            "/desk/stories",
            &[("headline", "A bridge too far"), ("section", "sport")],
        )
        .await;
    assert!(goal.header("location").starts_with("/desk/stories/"));
    let found = async |eve: &mut Browser<'_>, query: &str| {
        let list = eve.get(&format!("/desk?{query}")).await;
        shown(&list)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        found(&mut eve, "words=bridge").await,
        ["A bridge too far", "The bridge at Über &amp; quay"]
    );
    // A word may be begun, and has to be written neither with its marks nor in capitals.
    let begun = found(&mut eve, "words=BRIDGE+ub").await;
    assert_eq!(begun, ["The bridge at Über &amp; quay"]);
    assert_eq!(
        found(&mut eve, "words=bridge&section=sport").await,
        ["A bridge too far"]
    );
    let narrowed = eve.get("/desk?words=bridge&section=sport").await;
    assert_eq!(many(&narrowed, "All"), "1");
    assert!(narrowed.has("href=\"/desk?stage=review&amp;section=sport&amp;words=bridge\""));
    // What somebody types is no expression of the search's own language.
    for typed in ["%22", "*", "AND", "a%22b+OR", "-bridge", "headline%3Ax"] {
        let answer = eve.get(&format!("/desk?words={typed}")).await;
        assert!(answer.status.is_success(), "{typed}");
    }
    eve.save(
        &path,
        "2",
        &[("headline", "The ferry"), ("body", "It sank.")],
    )
    .await;
    assert_eq!(found(&mut eve, "words=bridge").await, ["A bridge too far"]);
    assert_eq!(found(&mut eve, "words=ferry").await, ["The ferry"]);
}

#[tokio::test]
async fn a_guest_finds_their_own_stories_and_counts_no_others() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    eve.begin("The bridge").await;
    let mut gus = Browser::signed_in(&site, "Gus", Role::Guest).await;
    gus.begin("My bridge").await;
    for address in ["/desk", "/desk?stage=draft", "/desk?words=bridge&of=all"] {
        let list = gus.get(address).await;
        assert_eq!(shown(&list), ["My bridge"], "{address}");
        assert_eq!(many(&list, "Draft"), "1", "{address}");
    }
}

#[tokio::test]
async fn a_story_that_one_form_begins_twice_is_there_once_and_is_opened() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let once = value_of(&ann.get("/desk").await.body, "name=\"once\"");
    let begin = |headline| [("once", once.as_str()), ("headline", headline)];
    for (headline, path) in [
        ("A bridge", "/desk/stories/1"),
        ("A bridge", "/desk/stories/1"),
        // Typed on the same page, which the browser had kept.
        ("A tower", "/desk/stories/2"),
    ] {
        let begun = ann.post("/desk/stories", &begin(headline)).await;
        assert_eq!(begun.header("location"), path);
    }
    assert_eq!(shown(&ann.get("/desk").await), ["A tower", "A bridge"]);
    // Another page is another story, whatever it is called.
    let other = value_of(&ann.get("/desk").await.body, "name=\"once\"");
    let fields = [("once", other.as_str()), ("headline", "A bridge")];
    let begun = ann.post("/desk/stories", &fields).await;
    assert_eq!(begun.header("location"), "/desk/stories/3");
}
