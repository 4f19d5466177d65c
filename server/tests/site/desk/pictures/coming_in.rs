//! Pictures come in, by form and otherwise, and are prepared.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use newsroom::desk::role::Role;

use super::{ICON, described, files, png, prepare_all};
use crate::desk::{Browser, paper};

#[tokio::test]
async fn several_files_come_in_without_script_and_each_is_told_of() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let answer = ann
        .send_files(&[
            ("shell.php", ICON.to_vec()),
            ("photo.jpg", b"<?php echo 1;".to_vec()),
            ("wide.png", png(20_000, 5_001)),
            ("C:\\pictures\\harbour.png", png(1_600, 900)),
            ("", Vec::new()),
        ])
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.has("2 pictures are in the library."),
        "{}",
        answer.body
    );
    assert!(answer.has("`photo.jpg` is not an AVIF, GIF, JPEG, PNG or WebP picture."));
    assert!(answer.has("`wide.png` is 20000 by 5001 pixels; at most 100 million fit."));
    let library = ann.get("/desk/pictures").await;
    assert!(library.place("harbour.png") < library.place("shell.php"));
    assert!(!library.has("wide.png") && !library.has("C:\\"));

    let nothing = ann.send_files(&[("", Vec::new())]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.has("No file was chosen."));
    assert!(ann.get("/desk/pictures").await.has("2 pictures wait"));
}

#[tokio::test]
async fn a_file_that_is_too_heavy_does_not_keep_the_others_out() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let mut heavy = png(100, 100);
    heavy.resize(41 << 20, 0);
    let answer = ann
        .send_files(&[("heavy.png", heavy), ("light.png", png(100, 100))])
        .await;
    assert!(
        answer.has("`heavy.png` has 41 MiB; at most 40 fit."),
        "{}",
        answer.body
    );
    assert!(answer.has("1 picture is in the library.") && answer.has("light.png"));
    assert!(answer.has("Say what it shows, so that everybody can use it."));
}

#[tokio::test]
async fn a_photograph_that_breaks_off_is_refused_with_a_sentence() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    // Four by three pixels of one colour, whose end is missing (ITU-T T.81, annex B).
    let cut = b"\xFF\xD8\xFF\xC0\0\x0B\x08\0\x03\0\x04\x01\x01\x11\0\xFF\xDA\0\x08\x01\x01\0\0\x3F\0pixels".to_vec();
    let whole = [cut.as_slice(), b"\xFF\xD9"].concat();
    let half = ICON[..ICON.len() / 2].to_vec();
    let answer = ann
        .send_files(&[("cut.jpg", cut), ("whole.jpg", whole), ("half.png", half)])
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for name in ["cut.jpg", "half.png"] {
        let sentence = format!("`{name}` breaks off before its end; copy or save it once more.");
        assert!(answer.has(&sentence), "{}", answer.body);
    }
    assert!(answer.has("1 picture is in the library.") && answer.has("whole.jpg"));
}

#[tokio::test]
async fn whose_session_is_over_is_told_that_files_are_sent_again() {
    let site = paper().await;
    let mut nobody = Browser::of(&site);
    let answer = nobody.send_files(&[("a.png", png(10, 10))]).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.has("send the files again") && answer.has("value=\"/desk/pictures\""));
    assert!(files(&site).is_empty());
}

#[tokio::test]
async fn a_script_is_told_how_pages_show_a_picture() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let (page, address) = ann.brings("a.png", ICON.to_vec()).await;
    let described = described("Boats in fog", "Ilse Maro", ("20", "80"));
    ann.post(&page, &described).await;
    let request = ann
        .request(Method::GET, &page)
        .header("accept", "application/json");
    let told = ann.send(request.body(Body::empty()).unwrap()).await;
    let told: serde_json::Value = serde_json::from_str(&told.body).unwrap();
    assert_eq!(told["shown"], address);
    assert_eq!(told["classes"], "focus-x20 focus-y80");
}

#[tokio::test]
async fn a_picture_that_failed_says_why_and_is_prepared_again() {
    let site = paper().await;
    let mut ann = Browser::signed_in(&site, "Ann", Role::Reporter).await;
    let (first, _) = ann.brings("a.png", png(1_600, 900)).await;
    let (page, _) = ann.brings("b.png", ICON.to_vec()).await;
    assert!(ann.get(&first).await.has("It is being made smaller now."));
    assert!(ann.get(&page).await.has("1 picture is before it."));
    let request = ann
        .request(Method::GET, &page)
        .header("accept", "application/json");
    let told = ann.send(request.body(Body::empty()).unwrap()).await;
    assert!(told.has("\"state\":\"waiting\""), "{}", told.body);
    let refused = ann.post(&format!("{page}/prepare"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

    prepare_all(&site).await;
    assert!(ann.get(&page).await.has("Ready: readers get it"));
    let failed = ann.get(&first).await;
    assert!(failed.has("It could not be made smaller:") && failed.has("Prepare again"));
    let again = ann.post(&format!("{first}/prepare"), &[]).await;
    assert_eq!(again.header("location"), first);
    assert!(ann.get(&first).await.has("It is being made smaller now."));
}
