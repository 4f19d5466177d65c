//! The front, arranged at the desk.

mod bar;
mod recalled;
mod two_editors;

use axum::http::StatusCode;
use newsroom::desk::role::Role;
use newsroom::front as fronts;
use newsroom::publishing;

use super::{Browser, paper};

const HOUR: i64 = 3_600_000_000;

#[tokio::test]
async fn an_editor_chooses_what_leads_and_readers_have_it() {
    let site = paper().await;
    site.article("second").hours_ago(1).save().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let before = site.get("/").await;
    assert!(before.place("Headline of second") < before.place("Headline of first"));
    let preview = eve.get("/desk/front/preview?lead=first&at=").await;
    assert!(preview.has("a phone") && preview.has("src=\"/desk/front/proof?lead=first&amp;at=\""));
    let proof = eve.get("/desk/front/proof?lead=first").await;
    let main = proof.place("id=\"main\"");
    let rest = &proof.body[main..];
    assert!(rest.find("Headline of first") < rest.find("Headline of second"));
    // Looking changes nothing.
    assert_eq!(site.get("/").await.body, before.body);

    let done = eve
        .post("/desk/front", &[("lead", "first"), ("do", "now")])
        .await;
    assert_eq!(done.header("location"), "/desk/front?done=out");
    let after = site.get("/").await;
    let rest = &after.body[after.place("id=\"main\"")..];
    assert!(rest.find("Headline of first") < rest.find("Headline of second"));
    let again = eve
        .post("/desk/front", &[("lead", "first"), ("do", "now")])
        .await;
    assert_eq!(again.header("location"), "/desk/front?done=unchanged");
    assert!(eve.log().await.contains("arranged the front"));
}

#[tokio::test]
async fn a_front_is_scheduled_called_off_and_told_of_later() {
    let site = paper().await;
    site.article("second").hours_ago(1).save().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let later = [
        ("lead", "first"),
        ("do", "schedule"),
        ("at", "2023-02-05T12:00"),
    ];
    eve.post("/desk/front", &later).await;
    let page = eve.get("/desk/front").await;
    assert!(page.has("Arranged by Eve, out 5 Feb 2023, 12:00"));
    eve.post("/desk/front/1/call-off", &[]).await;
    assert!(eve.get("/desk/front").await.has("Nothing is scheduled."));

    eve.post("/desk/front", &later).await;
    site.clock.set(site.clock.now().shifted(3 * HOUR));
    fronts::put_out_due(&site.store, &site.clock).await.unwrap();
    site.clock.set(site.clock.now().shifted(HOUR));
    let fields = [("lead", "second"), ("base", "2"), ("do", "now")];
    eve.post("/desk/front", &fields).await;
    let then = eve.get("/desk/front?at=2023-02-05T13:30").await;
    assert!(
        then.has("</strong>: <a href=\"/world/first\">Headline of first</a>"),
        "{}",
        then.body
    );
    let before = eve.get("/desk/front?at=2023-02-05T11:00").await;
    assert!(before.has("Nothing was chosen by hand then"));
}

#[tokio::test]
async fn what_cannot_stand_there_is_refused_with_a_sentence() {
    let site = paper().await;
    site.article("hidden").draft().save().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    for (fields, sentence) in [
        (&[("lead", "never-written")][..], "never-written"),
        (&[("lead", "hidden")][..], "not published"),
        (&[("lead", "first"), ("second-1", "first")][..], "already"),
        (
            &[
                ("lead", "first"),
                ("do", "schedule"),
                ("at", "2020-01-01T10:00"),
            ][..],
            "lies ahead",
        ),
        (
            &[("lead", "first"), ("do", "schedule")][..],
            "Choose the time",
        ),
    ] {
        let refused = eve.post("/desk/front", fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has(sentence), "{}", refused.body);
        let chosen = format!("<option value=\"{}\" selected>", fields[0].1);
        assert!(refused.has(&chosen), "{}", refused.body);
    }
    let odd = eve.get("/desk/front/preview?lead=never-written").await;
    assert_eq!(odd.status, StatusCode::NOT_FOUND);
    assert_eq!(
        eve.get("/desk/front?at=tomorrow").await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_story_that_is_no_longer_among_the_newest_is_found_and_nothing_that_was_chosen_is_lost() {
    let site = paper().await;
    for number in 0..90 {
        let article = site.article(&format!("one-{number}"));
        article.hours_ago(1).save().await;
    }
    let old = site.article("ferry").headline("The ferry of old");
    old.hours_ago(5000).save().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let page = eve.get("/desk/front").await;
    assert!(!page.has("The ferry of old") && page.has("<option value=\"one-80\">"));
    let found = eve
        .get("/desk/front?find=yes&words=ferry&lead=one-70&second-1=first&at=2023-03-01T10%3A00")
        .await;
    assert!(found.has("1 story was found."), "{}", found.body);
    let options = found.place("<optgroup label=\"Found\"><option value=\"ferry\">");
    assert!(options < found.place("<option value=\"one-80\">"));
    assert!(found.has("<option value=\"one-70\" selected>"));
    // Chosen by its name although it is not offered: it is older than those.
    assert!(found.has("<option value=\"first\" selected>Headline of first</option>"));
    assert!(found.has("value=\"2023-03-01T10:00\"") && found.has("value=\"ferry\""));
    let none = eve.get("/desk/front?find=yes&words=zeppelin").await;
    assert!(none.has("Nothing that readers have is like that."));
    let done = eve
        .post("/desk/front", &[("lead", "ferry"), ("do", "now")])
        .await;
    assert_eq!(done.header("location"), "/desk/front?done=out");
}

#[tokio::test]
async fn what_is_wrong_with_a_front_is_said_in_the_names_of_its_fields() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let twice = [("lead", "first"), ("second-1", "first")];
    let refused = eve.post("/desk/front", &twice).await;
    assert!(
        refused.has("the story in “Below it, 1” stands in “Lead” already"),
        "{}",
        refused.body
    );
    let twice = [("dont-miss-2", "first"), ("dont-miss-5", "first")];
    let refused = eve.post("/desk/front", &twice).await;
    assert!(refused.has("“Don’t Miss, place 5” stands in “Don’t Miss, place 2” already"));
}

#[tokio::test]
async fn a_front_of_before_tells_what_stood_in_every_place_and_what_stood_above_it() {
    let site = paper().await;
    site.article("second").save().await;
    site.article("gone").save().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    eve.post("/desk/front", &[("lead", "first"), ("do", "now")])
        .await;
    let bar = [("text", "The bridge is shut"), ("story", "first")];
    eve.post("/desk/breaking", &bar).await;
    site.clock.set(site.clock.now().shifted(HOUR));
    bar::take_down(&mut eve).await;
    site.article("second")
        .headline("Called otherwise")
        .save()
        .await;
    site.article("newer").hours_ago(-1).save().await;
    publishing::withdraw(
        &site.store,
        &site.clock,
        &"gone".parse().unwrap(),
        "Wrong.".parse().unwrap(),
    )
    .await
    .unwrap();
    let fields = [("lead", "second"), ("base", "1"), ("do", "now")];
    eve.post("/desk/front", &fields).await;

    let now = eve.get("/desk/front").await;
    let first = now.place("As it was arranged");
    let link = now.body[first..].split("href=\"").nth(2).unwrap();
    let link = link.split('"').next().unwrap().replace("&amp;", "&");
    for address in [link.as_str(), "/desk/front?at=2023-02-05T10:30"] {
        let then = eve.get(address).await;
        let place = |slug: &str, headline: &str| {
            format!("</strong>: <a href=\"/world/{slug}\">{headline}</a>")
        };
        assert!(
            then.has(&place("first", "Headline of first")),
            "{}",
            then.body
        );
        let second = format!(
            "{} <span class=\"desk-stage\">the newest",
            place("second", "Headline of second")
        );
        assert!(then.has(&second), "{}", then.body);
        assert!(then.has(&place("gone", "Headline of gone")) && then.has("Recalled since"));
        assert!(then.has("Above every page: <strong>The bridge is shut"));
        let main = &then.body[..then.place("How it stood")];
        assert!(!main.contains("newer") && !main.contains("Called otherwise"));
    }
    let after = eve.get("/desk/front?at=2023-02-05T11:30").await;
    assert!(after.has("No breaking bar stood above it.") && after.has("Called otherwise"));
    let before = eve.get("/desk/front?at=2020-01-01T10:00").await;
    assert!(before.has("Readers had no story then."));
}
