//! What nothing uses is purged, and nothing else.

use axum::http::StatusCode;
use newsroom::desk::role::Role;

use super::{ICON, files, png, prepare_all};
use crate::desk::{Browser, paper, value_of};
use crate::test_site::{Answer, TestSite};

const DAY: i64 = 24 * 3_600_000_000;

/// Signs an editor in at a moment when the sessions of before have ended.
async fn editor_after<'a>(site: &'a TestSite, days: i64, name: &str) -> Browser<'a> {
    site.clock.set(site.clock.now().shifted(days * DAY));
    Browser::signed_in(site, name, Role::Editor).await
}

async fn purge(browser: &mut Browser<'_>, days: &str) -> Answer {
    let page = browser
        .get(&format!("/desk/pictures/purge?days={days}"))
        .await;
    let until = value_of(&page.body, "name=\"until\"");
    let fields = [("until", until.as_str()), ("days", days), ("sure", "yes")];
    browser.post("/desk/pictures/purge", &fields).await
}

#[tokio::test]
async fn what_nothing_uses_is_purged_and_what_anything_uses_is_not() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let (_, unused) = eve.brings("unused.png", ICON.to_vec()).await;
    let (_, in_draft) = eve.brings("draft.png", png(1, 2)).await;
    let (_, in_save) = eve.brings("save.png", png(1, 3)).await;
    let (_, in_binned) = eve.brings("binned.png", png(1, 4)).await;
    let (_, in_version) = eve.brings("version.png", png(1, 5)).await;
    prepare_all(&site).await;
    let story = eve.begin("A bridge").await;
    for (base, address) in [("2", &in_save), ("3", &in_draft)] {
        eve.save(
            &story,
            base,
            &[
                ("headline", "A bridge"),
                ("body", &format!("![]({address})")),
            ],
        )
        .await;
    }
    let binned = eve.begin("Thrown away").await;
    eve.save(
        &binned,
        "2",
        &[
            ("headline", "Thrown away"),
            ("body", &format!("<img src={in_binned}>")),
        ],
    )
    .await;
    eve.step(&binned, "3", "bin").await;
    site.article("second")
        .body(&format!("![]({in_version})"))
        .save()
        .await;
    site.article("second").body("Without it.").save().await;

    let mut eve = editor_after(&site, 31, "Una").await;
    let (_, fresh) = eve.brings("fresh.png", png(1, 6)).await;
    prepare_all(&site).await;
    let asked = eve.get("/desk/pictures/purge").await;
    assert!(asked.has("Remove 1 picture and its files.") && asked.has("unused.png"));
    assert!(!asked.has("draft.png") && !asked.has("fresh.png"));
    let unsure = eve
        .post("/desk/pictures/purge", &[("until", "0"), ("days", "30")])
        .await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    // The icon in three formats and as it came, and one file of each other.
    assert_eq!(files(&site).len(), 9, "{:?}", files(&site));

    let done = purge(&mut eve, "30").await;
    assert!(done.has("1 picture was removed."), "{}", done.body);
    assert_eq!(files(&site).len(), 5, "{:?}", files(&site));
    for kept in [in_draft, in_save, in_binned, in_version, fresh] {
        assert_eq!(site.get(&kept).await.status, StatusCode::OK, "{kept}");
    }
    assert_eq!(site.get(&unused).await.status, StatusCode::NOT_FOUND);
    assert!(
        !eve.get("/desk/pictures?words=unused")
            .await
            .has("unused.png")
    );
    assert!(eve.log().await.contains("purged"));
}

#[tokio::test]
async fn days_that_are_none_and_moments_too_near_are_refused() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    for days in ["0", "-1", "many", "1.5", "99999999999"] {
        let page = eve.get(&format!("/desk/pictures/purge?days={days}")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{days}");
        assert!(page.has("That is no number of days."));
    }
    eve.brings("a.png", png(10, 10)).await;
    prepare_all(&site).await;
    let now = site.clock.now().micros().to_string();
    let fields = [("until", now.as_str()), ("days", "1"), ("sure", "yes")];
    let refused = eve.post("/desk/pictures/purge", &fields).await;
    assert!(refused.has("Only what nothing has used for at least 1 day is purged."));
    assert!(eve.get("/desk/pictures").await.has("a.png"));
}

#[tokio::test]
async fn a_purge_that_was_stopped_half_way_is_finished_by_the_next() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let (_, address) = eve.brings("a.png", png(10, 10)).await;
    let (_, again) = eve.brings("b.png", png(20, 20)).await;
    prepare_all(&site).await;
    let mut eve = editor_after(&site, 40, "Iva").await;
    // As if the process were killed between the rows and the files: the folder cannot be read.
    let media = site.folder.path().join("media");
    let aside = site.folder.path().join("aside");
    std::fs::rename(&media, &aside).unwrap();
    std::fs::write(&media, "no folder").unwrap();
    let done = purge(&mut eve, "30").await;
    assert!(
        done.has("2 pictures were removed.") && done.has("the next purge goes on"),
        "{}",
        done.body
    );
    std::fs::remove_file(&media).unwrap();
    std::fs::rename(&aside, &media).unwrap();
    assert_eq!(files(&site).len(), 2);
    // One of them is brought in again meanwhile.
    eve.brings("b.png", png(20, 20)).await;
    let fields = [("until", "0"), ("days", "30"), ("sure", "yes")];
    let done = eve.post("/desk/pictures/purge", &fields).await;
    assert!(done.has("No picture was left to remove."), "{}", done.body);
    assert_eq!(site.get(&address).await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.get(&again).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_picture_that_comes_into_a_story_before_the_purge_stays() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let (_, address) = eve.brings("a.png", png(10, 10)).await;
    prepare_all(&site).await;
    let mut eve = editor_after(&site, 40, "Iva").await;
    let page = eve.get("/desk/pictures/purge").await;
    let until = value_of(&page.body, "name=\"until\"");
    // Somebody saves after the list was shown.
    let story = eve.begin("A bridge").await;
    eve.save(
        &story,
        "2",
        &[
            ("headline", "A bridge"),
            ("picture", &address),
            ("body", "x"),
        ],
    )
    .await;
    let fields = [("until", until.as_str()), ("days", "30"), ("sure", "yes")];
    let done = eve.post("/desk/pictures/purge", &fields).await;
    assert!(done.has("No picture was left to remove."));
    assert_eq!(site.get(&address).await.status, StatusCode::OK);
}
