//! Two editors at one front: nobody wipes out unseen what the other arranged.

use axum::http::StatusCode;
use newsroom::desk::role::Role;
use newsroom::front as fronts;

use super::HOUR;
use crate::desk::{Browser, paper, problem, value_of};
use crate::test_site::{Answer, TestSite};

const LATER: [(&str, &str); 2] = [("do", "schedule"), ("at", "2023-02-05T12:00")];

impl Browser<'_> {
    /// Sends the form of a page, with what that was made from.
    async fn arranges(&mut self, page: &Answer, fields: &[(&str, &str)]) -> Answer {
        let base = base(page);
        let scheduled = value_of(&page.body, "name=\"base_scheduled\"");
        let mut all = vec![
            ("base", base.as_str()),
            ("base_scheduled", scheduled.as_str()),
        ];
        all.extend(fields);
        self.post("/desk/front", &all).await
    }
}

fn base(page: &Answer) -> String {
    value_of(&page.body, "name=\"base\"")
}

/// The place of a page's form on which a story is chosen.
fn place_of(page: &Answer, field: &str) -> String {
    let place = &page.body[page.place(&format!("data-slot=\"{field}\""))..];
    let end = place[1..]
        .find("data-slot")
        .map_or(place.len(), |at| at + 1);
    place[..end].to_owned()
}

/// World has `first`, `second` and `third`, of which `third` leads if nobody says otherwise.
async fn site() -> TestSite {
    let site = paper().await;
    site.article("second").hours_ago(3).save().await;
    site.article("third").hours_ago(1).save().await;
    site
}

async fn leads(site: &TestSite, path: &str) -> String {
    let page = site.get(path).await.body;
    let main = &page[page.find("id=\"main\"").unwrap()..];
    let headline = main.find("Headline of ").unwrap();
    let headline = &main[headline + "Headline of ".len()..];
    headline.split('<').next().unwrap().trim().to_owned()
}

#[tokio::test]
async fn what_somebody_else_put_out_meanwhile_is_not_wiped_out_unseen() {
    let site = site().await;
    let mut edith = Browser::signed_in(&site, "Edith", Role::Editor).await;
    let mut eddy = Browser::signed_in(&site, "Eddy", Role::Editor).await;
    let hers = edith.get("/desk/front").await;
    let his = eddy.get("/desk/front").await;
    let fields = [("lead", "first"), ("dont-miss-1", ""), ("do", "now")];
    let done = edith.arranges(&hers, &fields).await;
    assert_eq!(done.header("location"), "/desk/front?done=out");

    let fields = [("lead", ""), ("dont-miss-1", "second"), ("do", "now")];
    let refused = eddy.arranges(&his, &fields).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let sentence = problem(&refused);
    assert!(
        sentence.contains("Edith arranged this front meanwhile")
            && sentence.contains("since 5 Feb 2023, 10:00"),
        "{}",
        refused.body
    );
    assert_eq!(leads(&site, "/").await, "first");
    // What he chose stands there, and where hers is another it says so.
    assert!(place_of(&refused, "dont-miss-1").contains("<option value=\"second\" selected>"));
    let lead = place_of(&refused, "lead");
    assert!(
        lead.contains("<bdi>Edith</bdi> chose “<bdi>Headline of first</bdi>” here."),
        "{lead}"
    );
    assert!(!lead.contains("selected"), "{lead}");
    assert!(!place_of(&refused, "dont-miss-1").contains("Edith"));

    // He has seen it now: with hers it goes through, and so it would all the same.
    let fields = [("lead", "first"), ("dont-miss-1", "second"), ("do", "now")];
    let done = eddy.arranges(&refused, &fields).await;
    assert_eq!(done.header("location"), "/desk/front?done=out");
    assert_eq!(leads(&site, "/").await, "first");
    let now = eddy.get("/desk/front").await;
    let done = eddy.arranges(&now, &[("lead", ""), ("do", "now")]).await;
    assert_eq!(done.header("location"), "/desk/front?done=out");
    assert_eq!(leads(&site, "/").await, "third");
}

#[tokio::test]
async fn what_somebody_else_no_longer_chooses_is_said_at_its_place() {
    let site = site().await;
    let mut edith = Browser::signed_in(&site, "Edith", Role::Editor).await;
    let mut eddy = Browser::signed_in(&site, "Eddy", Role::Editor).await;
    edith
        .post("/desk/front", &[("lead", "first"), ("do", "now")])
        .await;
    let page = eddy.get("/desk/front").await;
    edith.arranges(&page, &[("do", "now")]).await;
    let fields = [("lead", "first"), ("second-1", "second"), ("do", "now")];
    let refused = eddy.arranges(&page, &fields).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let lead = place_of(&refused, "lead");
    assert!(
        lead.contains("<bdi>Edith</bdi> left this place to the newest."),
        "{lead}"
    );
    assert!(lead.contains("<option value=\"first\" selected>"));
    // What stands like that already is nobody's loss, from whichever page it comes.
    let same = eddy.arranges(&page, &[("do", "now")]).await;
    assert_eq!(same.header("location"), "/desk/front?done=unchanged");
}

#[tokio::test]
async fn what_somebody_else_scheduled_meanwhile_is_told_before_another_is() {
    let site = site().await;
    let mut edith = Browser::signed_in(&site, "Edith", Role::Editor).await;
    let mut eddy = Browser::signed_in(&site, "Eddy", Role::Editor).await;
    let page = eddy.get("/desk/front").await;
    let hers = [&LATER[..], &[("lead", "first")]].concat();
    edith.arranges(&page, &hers).await;

    let his = [&LATER[..], &[("second-1", "second")]].concat();
    let refused = eddy.arranges(&page, &his).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let sentence = problem(&refused);
    assert!(
        sentence.contains("Edith scheduled an arrangement of this front meanwhile")
            && sentence.contains("for 5 Feb 2023, 12:00"),
        "{}",
        refused.body
    );
    assert!(refused.has("value=\"2023-02-05T12:00\""));
    assert!(place_of(&refused, "lead").contains("Headline of first</bdi>” here."));
    assert_eq!(site.store.fronts_waiting().await.unwrap().len(), 1);

    let done = eddy.arranges(&refused, &his).await;
    assert_eq!(done.header("location"), "/desk/front?done=scheduled");
    assert_eq!(site.store.fronts_waiting().await.unwrap().len(), 2);
    // One that goes out now takes nothing from one that waits.
    let now = [("second-1", "second"), ("do", "now")];
    let done = eddy.arranges(&page, &now).await;
    assert_eq!(done.header("location"), "/desk/front?done=out");
    // But what is put out now would be lost when one goes out that was made before.
    let refused = edith.arranges(&page, &hers).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(problem(&refused).contains("Eddy arranged this front meanwhile"));
}

#[tokio::test]
async fn what_was_scheduled_and_went_out_meanwhile_is_not_wiped_out_unseen() {
    let site = site().await;
    let mut edith = Browser::signed_in(&site, "Edith", Role::Editor).await;
    let mut eddy = Browser::signed_in(&site, "Eddy", Role::Editor).await;
    let page = edith.get("/desk/front").await;
    let hers = [&LATER[..], &[("lead", "first")]].concat();
    edith.arranges(&page, &hers).await;
    // He sees that it waits; what stands in his fields is what stands there before.
    let page = eddy.get("/desk/front").await;
    site.clock.set(site.clock.now().shifted(3 * HOUR));
    fronts::put_out_due(&site.store, &site.clock).await.unwrap();
    let fields = [("second-1", "second"), ("do", "now")];
    let refused = eddy.arranges(&page, &fields).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(problem(&refused).contains("Edith arranged this front meanwhile"));
    assert_eq!(leads(&site, "/").await, "first");
}

#[tokio::test]
async fn the_front_of_a_section_is_not_wiped_out_unseen_and_another_front_is_no_matter() {
    let site = site().await;
    let mut edith = Browser::signed_in(&site, "Edith", Role::Editor).await;
    let mut eddy = Browser::signed_in(&site, "Eddy", Role::Editor).await;
    let world = "/desk/front?section=world";
    let page = eddy.get(world).await;
    let front = edith.get("/desk/front").await;
    let hers = [("section", "world"), ("lead", "first"), ("do", "now")];
    edith.arranges(&page, &hers).await;

    let his = [("section", "world"), ("second-1", "second"), ("do", "now")];
    let refused = eddy.arranges(&page, &his).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("<h1>Front of World</h1>"));
    assert!(problem(&refused).contains("Edith arranged this front meanwhile"));
    assert_eq!(leads(&site, "/world").await, "first");
    let done = eddy.arranges(&refused, &his).await;
    assert_eq!(
        done.header("location"),
        "/desk/front?section=world&done=out"
    );
    let done = eddy.arranges(&front, &his[1..]).await;
    assert_eq!(done.header("location"), "/desk/front?done=out");
}

#[tokio::test]
async fn a_form_that_does_not_say_what_it_was_made_from_has_seen_nothing() {
    let site = site().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let lead = |story| [("lead", story), ("do", "now")];
    let first = eve.post("/desk/front", &lead("first")).await;
    assert_eq!(first.header("location"), "/desk/front?done=out");
    let second = eve.post("/desk/front", &lead("second")).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    let again = eve.arranges(&second, &lead("second")).await;
    assert_eq!(again.header("location"), "/desk/front?done=out");
}

#[tokio::test]
async fn what_a_page_was_made_from_comes_along_where_what_was_chosen_does() {
    let site = site().await;
    let mut edith = Browser::signed_in(&site, "Edith", Role::Editor).await;
    let mut eddy = Browser::signed_in(&site, "Eddy", Role::Editor).await;
    let page = eddy.get("/desk/front").await;
    edith
        .arranges(&page, &[("lead", "first"), ("do", "now")])
        .await;
    assert_eq!(base(&eddy.get("/desk/front").await), "1");

    let query = "base=0&base_scheduled=0&lead=&second-1=second";
    let preview = eddy.get(&format!("/desk/front/preview?{query}")).await;
    let frame = format!("src=\"/desk/front/proof?{}\"", query.replace('&', "&amp;"));
    assert!(preview.has(&frame), "{}", preview.body);
    let found = format!("/desk/front?find=yes&words=third&{query}");
    let found = eddy.get(&found).await;
    assert_eq!(base(&found), "0");
    let twice = [("lead", "second"), ("second-1", "second"), ("do", "now")];
    let refused = eddy.arranges(&found, &twice).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(base(&refused), "0");
    // A bar that is refused beside it has nothing to do with what the fields of the front show.
    let over = [("text", "Too late"), ("until", "2020-01-01T10:00")];
    let beside = eddy.post("/desk/breaking", &over).await;
    assert_eq!(base(&beside), "1");
    let fields = [("lead", ""), ("second-1", "second"), ("do", "now")];
    let refused = eddy.arranges(&refused, &fields).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
}
