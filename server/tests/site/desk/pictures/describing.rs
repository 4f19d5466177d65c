//! What is said of a picture, and what has to be seen of it.

use axum::http::StatusCode;
use domain::{Prepared, Tone};
use newsroom::desk::role::Role;
use newsroom::store::Preparation;

use super::{described, png};
use crate::desk::{Browser, paper};

#[tokio::test]
async fn what_cannot_be_kept_of_a_picture_comes_back_as_it_was_typed() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let (page, _) = eve.brings("a.png", png(1_600, 900)).await;
    let long = "x".repeat(201);
    let refused = eve
        .post(&page, &described("Boats & \"fog\"", &long, ("110", "here")))
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.has("credit has 201 characters; at most 200 fit."),
        "{}",
        refused.body
    );
    assert!(
        refused.has("`here` is no place of the focal point."),
        "{}",
        refused.body
    );
    assert!(refused.has("Boats &amp; ") && refused.has(&long) && refused.has("value=\"110\""));
    let outside = eve.post(&page, &described("", "", ("110", ""))).await;
    assert!(outside.has("The focal point is outside the picture."));
    let kept = eve
        .post(&page, &described("Boats", "Ilse", ("20", "")))
        .await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let page = eve.get(kept.header("location")).await;
    assert!(
        page.has("Kept.")
            && page.has("Boats")
            && page.has("value=\"20\"")
            && page.has("value=\"50\"")
    );
    assert!(eve.get("/desk/log").await.has("described"));
}

#[tokio::test]
async fn a_focal_point_shows_at_once_in_every_page_that_cuts_the_picture() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let (page, address) = eve.brings("a.png", png(1_600, 900)).await;
    let id = page.rsplit('/').next().unwrap().parse().unwrap();
    let mut writing = site.store.write().await.unwrap();
    let done = Preparation::Done(Prepared {
        variants: "1 160,640,1600 jpg 640,1280".parse().ok(),
        tone: Some(Tone::of([10, 100, 255])),
    });
    let now = site.clock.now();
    assert!(writing.set_prepared(&id, &done, now).await.unwrap());
    writing.commit().await.unwrap();
    let story = eve.begin("Ferry strike").await;
    let body = format!("![One]({address})![Two]({address})\n");
    eve.save(
        &story,
        "2",
        &[
            ("headline", "Ferry strike"),
            ("body", &body),
            ("picture", &address),
            ("picture_alt", "Boats"),
        ],
    )
    .await;
    let out = eve.step(&story, "3", "publish").await;
    assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.body);
    for path in ["/", "/world", "/world/ferry-strike"] {
        assert!(!site.get(path).await.has("focus-"), "{path}");
    }
    eve.post(&page, &described("", "", ("12", "100"))).await;
    for path in ["/", "/world", "/world/ferry-strike"] {
        let readers = site.get(path).await;
        assert!(
            readers.has("tone-26e focus-x10 focus-y100"),
            "{path}: {}",
            readers.body
        );
    }
    let article = site.get("/world/ferry-strike").await;
    let cuts = article.body.matches("focus-x10 focus-y100").count();
    assert!(cuts >= 3, "the lead and both in the text: {cuts}");
    // The story says what it said: nothing is to be approved anew.
    assert!(eve.get(&story).await.has("Published"));
    assert!(eve.get("/desk/pictures").await.has("focus-x10"));
}

#[tokio::test]
async fn what_is_said_of_a_picture_is_for_editors_and_whoever_brought_it() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let mut rae = Browser::signed_in(&site, "Rae", Role::Reporter).await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let (page, _) = ann.brings("a.png", png(1_600, 900)).await;
    let words = described("Boats", "", ("50", "50"));
    assert_eq!(rae.get(&page).await.status, StatusCode::OK);
    assert!(!rae.get(&page).await.has("id=\"describe\""));
    assert_eq!(rae.post(&page, &words).await.status, StatusCode::FORBIDDEN);
    let again = format!("{page}/prepare");
    assert_eq!(rae.post(&again, &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(ann.post(&page, &words).await.status, StatusCode::SEE_OTHER);
    assert_eq!(eve.post(&page, &words).await.status, StatusCode::SEE_OTHER);
}
