//! Two owners who set something of the paper at the same time.

use axum::http::StatusCode;
use newsroom::desk::role::Role;
use newsroom::settings::{Origin, Origins, Setting};

use super::{Browser, paper, value_of};

const PAPER: &str = "/desk/settings";
const SECTIONS: &str = "/desk/settings/sections";

/// What a browser sends of the form of a page, with these fields typed over.
fn filled(page: &str, path: &str, typed: &[(&str, &str)]) -> Vec<(String, String)> {
    let form = page.split_once(&format!("action=\"{path}\"")).unwrap().1;
    let form = form.split("</form>").next().unwrap();
    let inputs = form.split("<input").skip(1).filter(|input| {
        let tag = input.split('>').next().unwrap();
        tag.contains("name=\"") && (!tag.contains("type=\"radio\"") || tag.contains(" checked"))
    });
    let value = |input: &str, name: &str| {
        let value = input.split(&format!(" {name}=\"")).nth(1);
        let value = value.map_or("", |rest| rest.split('"').next().unwrap());
        value.replace("&amp;", "&").replace("&quot;", "\"")
    };
    let fields = inputs.map(|input| (value(input, "name"), value(input, "value")));
    let typed_over = |(name, was): (String, String)| {
        let typed = typed.iter().find(|(field, _)| *field == name);
        (name, typed.map_or(was, |(_, typed)| (*typed).to_owned()))
    };
    fields.map(typed_over).collect()
}

async fn send(
    browser: &mut Browser<'_>,
    path: &str,
    fields: &[(String, String)],
) -> crate::test_site::Answer {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.post(path, &fields).await
}

#[tokio::test]
async fn what_somebody_did_not_touch_is_not_what_they_set() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let mut yan = Browser::signed_in(&site, "Yan", Role::Owner).await;
    let drawn = yan.get(PAPER).await.body;
    let by_zoe = filled(&drawn, PAPER, &[("motto", "All the news")]);
    let set = send(&mut zoe, PAPER, &by_zoe).await;
    assert_eq!(set.header("location"), format!("{PAPER}?done=set"));
    let by_yan = filled(&drawn, PAPER, &[("name", "The Ebb")]);
    let set = send(&mut yan, PAPER, &by_yan).await;
    assert_eq!(
        set.header("location"),
        format!("{PAPER}?done=set"),
        "{}",
        set.body
    );
    let page = site.get("/").await;
    assert!(page.has("The Ebb") && page.has("All the news"));
}

#[tokio::test]
async fn a_form_that_comes_back_has_what_was_typed_and_what_others_set_meanwhile() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let mut yan = Browser::signed_in(&site, "Yan", Role::Owner).await;
    let drawn = yan.get(PAPER).await.body;
    let typed = [("motto", "All the news"), ("name", "The Flow")];
    send(&mut zoe, PAPER, &filled(&drawn, PAPER, &typed)).await;
    let by_yan = filled(&drawn, PAPER, &[("name", "The Ebb")]);
    let refused = send(&mut yan, PAPER, &by_yan).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("Zoe changed the name meanwhile"));
    assert_eq!(value_of(&refused.body, "id=\"name\""), "The Ebb");
    assert_eq!(value_of(&refused.body, "id=\"motto\""), "All the news");
    let set = send(&mut yan, PAPER, &filled(&refused.body, PAPER, &[])).await;
    assert_eq!(set.header("location"), format!("{PAPER}?done=set"));
    let page = site.get("/").await;
    assert!(page.has("The Ebb") && page.has("All the news"));
}

#[tokio::test]
async fn two_who_name_two_sections_both_have_their_way() {
    let site = paper().await;
    site.article("match").in_section("sport").save().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let mut yan = Browser::signed_in(&site, "Yan", Role::Owner).await;
    let drawn = yan.get(SECTIONS).await.body;
    let by_zoe = filled(&drawn, SECTIONS, &[("name-sport", "Games")]);
    send(&mut zoe, SECTIONS, &by_zoe).await;
    let by_yan = filled(&drawn, SECTIONS, &[("name-world", "Abroad")]);
    let set = send(&mut yan, SECTIONS, &by_yan).await;
    assert_eq!(
        set.header("location"),
        format!("{SECTIONS}?done=set"),
        "{}",
        set.body
    );
    let page = zoe.get(SECTIONS).await;
    assert_eq!(value_of(&page.body, "name=\"name-sport\""), "Games");
    assert_eq!(value_of(&page.body, "name=\"name-world\""), "Abroad");

    let by_zoe = filled(&page.body, SECTIONS, &[("name-sport", "Play")]);
    send(&mut zoe, SECTIONS, &by_zoe).await;
    let by_yan = filled(&page.body, SECTIONS, &[("name-sport", "Matches")]);
    let refused = send(&mut yan, SECTIONS, &by_yan).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("Zoe changed the sections meanwhile"));
    assert_eq!(value_of(&refused.body, "name=\"name-sport\""), "Matches");
    let again = send(&mut yan, SECTIONS, &filled(&refused.body, SECTIONS, &[])).await;
    assert_eq!(again.header("location"), format!("{SECTIONS}?done=set"));
}

#[tokio::test]
async fn what_is_set_back_under_the_environment_is_not_said_to_be_in_force() {
    let site = paper().await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    zoe.post(PAPER, &[("seen", "0"), ("name", "The Ebb")]).await;
    let fixed = Origin::Environment("DATELINE_NAME");
    let site = site.with_origins(Origins::of([(Setting::Name, fixed)]));
    let mut yan = Browser::signed_in(&site, "Yan", Role::Owner).await;
    let back = yan.post("/desk/settings/changes/1/set-back", &[]).await;
    let said = yan.get(back.header("location")).await;
    assert!(
        said.has("It has no effect as long as the environment sets it."),
        "{}",
        said.body
    );
}
