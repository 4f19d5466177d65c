//! Two people who describe one picture.

use axum::http::StatusCode;
use newsroom::desk::role::Role;

use super::png;
use crate::desk::{Browser, paper, problem, value_of};
use crate::test_site::{Answer, TestSite};

const FIELDS: [&str; 6] = ["alt", "caption", "credit", "licence", "focus_x", "focus_y"];

impl Browser<'_> {
    /// Sends the form of a picture's page with these fields changed, and all others as the page has them.
    async fn describes(&mut self, path: &str, page: &Answer, changed: &[(&str, &str)]) -> Answer {
        let mut sent = Vec::new();
        for name in FIELDS {
            let before = format!("{name}_before");
            sent.push((
                before.clone(),
                value_of(&page.body, &format!("name=\"{before}\"")),
            ));
            let changed = changed.iter().find(|(field, _)| *field == name);
            let value = changed.map_or_else(|| shown(page, name), |(_, it)| (*it).to_owned());
            sent.push((name.to_owned(), value));
        }
        let sent: Vec<(&str, &str)> = sent.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        self.post(path, &sent).await
    }
}

/// Two editors, a picture that one of them brought in, and its page as both see it.
async fn two_at_a_picture(site: &TestSite) -> (Browser<'_>, Browser<'_>, String, Answer) {
    let mut edith = Browser::signed_in(site, "Edith", Role::Editor).await;
    let eddy = Browser::signed_in(site, "Eddy", Role::Editor).await;
    let (path, _) = edith.brings("a.png", png(1_600, 900)).await;
    let page = edith.get(&path).await;
    (edith, eddy, path, page)
}

/// What a field of a page shows.
fn shown(page: &Answer, name: &str) -> String {
    let form = &page.body[page.place("id=\"describe\"")..];
    let field = &form[form.find(&format!("id=\"{name}\"")).unwrap()..];
    match name {
        "alt" | "caption" => {
            let text = field.split_once('>').unwrap().1;
            let text = text.split("</textarea>").next().unwrap();
            text.trim_start_matches('\n').to_owned()
        }
        _ => value_of(&format!("<{field}"), name),
    }
}

#[tokio::test]
async fn what_two_people_say_of_a_picture_in_different_fields_is_kept_together() {
    let site = paper().await;
    let (mut edith, mut eddy, path, page) = two_at_a_picture(&site).await;
    let hers = [
        ("alt", "Boats in fog"),
        ("credit", "Ilse Maro"),
        ("focus_y", "20"),
    ];
    let kept = edith.describes(&path, &page, &hers).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let his = [("caption", "The harbour,\r\nat six"), ("licence", "Agency")];
    let kept = eddy.describes(&path, &page, &his).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);

    let now = eddy.get(&path).await;
    for (name, value) in [
        ("alt", "Boats in fog"),
        ("credit", "Ilse Maro"),
        ("caption", "The harbour, at six"),
        ("licence", "Agency"),
        ("focus_x", "50"),
        ("focus_y", "20"),
    ] {
        assert_eq!(shown(&now, name).replace('\n', " "), value, "{name}");
    }
    // What somebody takes away is gone.
    let kept = edith.describes(&path, &now, &[("credit", "")]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    let now = edith.get(&path).await;
    assert_eq!(
        (shown(&now, "credit").as_str(), shown(&now, "alt").as_str()),
        ("", "Boats in fog")
    );
}

#[tokio::test]
async fn a_field_that_both_changed_is_told_and_what_was_typed_stands_there() {
    let site = paper().await;
    let (mut edith, mut eddy, path, page) = two_at_a_picture(&site).await;
    let hers = [
        ("alt", "Boats in fog"),
        ("credit", "Ilse Maro"),
        ("focus_x", "10"),
    ];
    edith.describes(&path, &page, &hers).await;
    let his = [
        ("alt", "Ships"),
        ("caption", "The harbour"),
        ("focus_y", "90"),
    ];
    let refused = eddy.describes(&path, &page, &his).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let sentence = problem(&refused);
    assert!(
        sentence.contains(
            "Somebody else changed “Alternative text” meanwhile: it says “Boats in fog”."
        ) && sentence.contains("“Focal point” meanwhile: it says “10 and 50”.")
            && !sentence.contains("Caption"),
        "{}",
        refused.body
    );
    // His stand where both changed something, hers where she alone did.
    for (name, value) in [
        ("alt", "Ships"),
        ("caption", "The harbour"),
        ("credit", "Ilse Maro"),
        ("focus_x", "50"),
        ("focus_y", "90"),
    ] {
        assert_eq!(shown(&refused, name), value, "{name}");
    }
    let now = edith.get(&path).await;
    assert_eq!(
        (shown(&now, "alt").as_str(), shown(&now, "caption").as_str()),
        ("Boats in fog", "")
    );

    // He has seen it now.
    let kept = eddy.describes(&path, &refused, &[]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let now = edith.get(&path).await;
    assert_eq!(shown(&now, "alt"), "Ships");
    assert_eq!(
        (
            shown(&now, "caption").as_str(),
            shown(&now, "credit").as_str()
        ),
        ("The harbour", "Ilse Maro")
    );
    assert_eq!(
        (
            shown(&now, "focus_x").as_str(),
            shown(&now, "focus_y").as_str()
        ),
        ("50", "90")
    );
}

#[tokio::test]
async fn what_the_page_came_with_survives_a_refusal() {
    let site = paper().await;
    let (mut edith, mut eddy, path, page) = two_at_a_picture(&site).await;
    edith.describes(&path, &page, &[("alt", "Boats")]).await;
    let odd = [("caption", "The harbour"), ("focus_x", "here")];
    let refused = eddy.describes(&path, &page, &odd).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let kept = eddy.describes(&path, &refused, &[("focus_x", "50")]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let now = eddy.get(&path).await;
    assert_eq!(
        (shown(&now, "alt").as_str(), shown(&now, "caption").as_str()),
        ("Boats", "The harbour")
    );
}

#[tokio::test]
async fn a_form_of_before_does_not_empty_what_was_said_since() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let (path, _) = eve.brings("a.png", png(1_600, 900)).await;
    let first = eve
        .post(&path, &[("alt", "Boats"), ("focus_x", "20")])
        .await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    let second = eve.post(&path, &[("caption", "The harbour")]).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(problem(&second).contains("“Alternative text” meanwhile: it says “Boats”."));
    assert_eq!(shown(&eve.get(&path).await, "alt"), "Boats");
}
