//! The library of pictures.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use domain::{Prepared, Tone};
use newsroom::desk::role::Role;
use newsroom::media::{Media, prepare_next};
use newsroom::store::Preparation;

use super::{Browser, paper};
use crate::test_site::{Answer, TestSite};

const DAY: i64 = 24 * 3_600_000_000;
const ICON: &[u8] = include_bytes!("../../../../public/apple-touch-icon.png");

/// As much of a PNG as says how large it is.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR".to_vec();
    file.extend(width.to_be_bytes());
    file.extend(height.to_be_bytes());
    file.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
    file
}

impl Browser<'_> {
    /// Sends files in a form, as a browser without script does.
    async fn send_files(&mut self, files: &[(&str, Vec<u8>)]) -> Answer {
        let mut body = Vec::new();
        for (name, file) in files {
            let head = format!(
                "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
                 Content-Type: image/jpeg\r\n\r\n"
            );
            body.extend(head.as_bytes());
            body.extend(file);
            body.extend(b"\r\n");
        }
        body.extend(b"--frontier--\r\n");
        let request = self
            .request(Method::POST, "/desk/pictures")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "multipart/form-data; boundary=frontier")
            .body(Body::from(body))
            .unwrap();
        self.send(request).await
    }

    /// Brings a picture in, and says its page and its address.
    async fn brings(&mut self, name: &str, file: Vec<u8>) -> (String, String) {
        let request = self
            .request(Method::POST, "/desk/pictures")
            .header("sec-fetch-site", "same-origin")
            .header("x-file-name", name)
            .body(Body::from(file))
            .unwrap();
        let answer = self.send(request).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let told: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        let address = told["path"].as_str().unwrap().to_owned();
        let id = address["/media/".len()..].split('.').next().unwrap();
        (format!("/desk/pictures/{id}"), address)
    }
}

fn described<'a>(
    alt: &'a str,
    credit: &'a str,
    (x, y): (&'a str, &'a str),
) -> [(&'static str, &'a str); 4] {
    [
        ("alt", alt),
        ("credit", credit),
        ("focus_x", x),
        ("focus_y", y),
    ]
}

/// What the job in the background does; a file that is only a head of a picture fails.
async fn prepare_all(site: &TestSite) {
    let media = media(site);
    while prepare_next(&site.store, &media, &site.clock)
        .await
        .unwrap()
        .is_some()
    {}
}

fn media(site: &TestSite) -> Media {
    Media::new(site.folder.path().join("media"))
}

fn files(site: &TestSite) -> Vec<String> {
    let entries = std::fs::read_dir(site.folder.path().join("media")).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

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
async fn a_picture_is_found_by_its_file_its_words_and_the_stories_it_stands_in() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let (page, address) = eve.brings("IMG_2041.png", png(1_600, 900)).await;
    let (other, _) = eve.brings("chart.png", png(800, 600)).await;
    eve.post(&page, &described("Boats in fog", "Ilse Maro", ("50", "50")))
        .await;
    let story = eve.begin("Ferry strike").await;
    let body = format!("It stands.\n\n![Boats]({address})\n");
    eve.save(
        &story,
        "2",
        &[("headline", "Ferry strike"), ("body", &body)],
    )
    .await;
    for words in ["img_2041", "fog", "maro+boats", "ferry", "strik"] {
        let found = eve.get(&format!("/desk/pictures?words={words}")).await;
        assert!(
            found.has(&page) && !found.has(&other),
            "{words}: {}",
            found.body
        );
    }
    // Also by the headline that it came to have.
    eve.save(&story, "3", &[("headline", "Strike over"), ("body", &body)])
        .await;
    assert!(eve.get("/desk/pictures?words=over").await.has(&page));
    assert!(!eve.get("/desk/pictures?words=ferry").await.has(&page));
    let unused = eve.get("/desk/pictures?unused=yes").await;
    assert!(unused.has(&other) && !unused.has(&page));
    let none = eve.get("/desk/pictures?words=nothing").await;
    assert!(none.has("No picture is like that."));
    for odd in ["%22", "-", "a*b", "NEAR(a%20b)", "%00"] {
        let answer = eve.get(&format!("/desk/pictures?words={odd}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{odd}");
    }
}

#[tokio::test]
async fn a_long_library_is_shown_page_by_page_without_gaps() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    for width in 1..=50 {
        eve.brings(&format!("file-{width}.png"), png(width, 10))
            .await;
    }
    let first = eve.get("/desk/pictures?words=file").await;
    assert!(first.has("file-50.png") && first.has("file-3.png") && !first.has("file-2.png"));
    let link = first
        .body
        .split("href=\"")
        .find(|it| it.contains("before="))
        .unwrap();
    let link = link.split('"').next().unwrap().replace("&amp;", "&");
    let second = eve.get(&link).await;
    assert!(second.has("file-2.png") && second.has("file-1.png") && !second.has("file-3.png"));
    assert!(!second.has("before="));
}

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
async fn a_picture_tells_where_it_is_used_and_where_it_was() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let (page, address) = eve.brings("a.png", png(1_600, 900)).await;
    assert!(eve.get(&page).await.has("Nowhere that you can see."));
    let body = format!("It stands.\n\n[The map]({address})\n");
    site.article("second").body(&body).save().await;
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
    let used = eve.get(&page).await;
    assert!(
        used.has("Headline of second") && used.has("In the version of now."),
        "{}",
        used.body
    );
    assert!(used.has("A bridge") && used.has("In the newest save."));
    site.article("second").body("Without it.").save().await;
    eve.save(&story, "3", &[("headline", "A bridge"), ("body", "x")])
        .await;
    eve.post("/desk/front", &[("lead", "second"), ("do", "now")])
        .await;
    let used = eve.get(&page).await;
    assert!(used.has("Only in an earlier version.") && used.has("Placed on the front."));
    assert!(used.has("Only in an earlier save."));
    // A guest sees neither the draft of somebody else nor the picture of one.
    let mut guest = Browser::signed_in(&site, "Gil", Role::Guest).await;
    assert_eq!(guest.get(&page).await.status, StatusCode::NOT_FOUND);
    assert!(!guest.get("/desk/pictures").await.has("a.png"));
    let (own, _) = guest.brings("mine.png", png(30, 30)).await;
    assert!(guest.get("/desk/pictures").await.has("mine.png"));
    assert_eq!(guest.get(&own).await.status, StatusCode::OK);
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

/// Signs an editor in at a moment when the sessions of before have ended.
async fn editor_after<'a>(site: &'a TestSite, days: i64, name: &str) -> Browser<'a> {
    site.clock.set(site.clock.now().shifted(days * DAY));
    Browser::signed_in(site, name, Role::Editor).await
}

async fn purge(browser: &mut Browser<'_>, days: &str) -> Answer {
    let page = browser
        .get(&format!("/desk/pictures/purge?days={days}"))
        .await;
    let until = super::value_of(&page.body, "name=\"until\"");
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
    assert!(eve.get("/desk/log").await.has("purged"));
}

#[tokio::test]
async fn days_that_are_none_and_moments_too_near_are_refused() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    for days in ["0", "-1", "many", "1.5", "99999999999"] {
        let page = eve.get(&format!("/desk/pictures/purge?days={days}")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{days}");
        assert!(page.has(&format!("`{days}` is no number of days.")));
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
    let until = super::value_of(&page.body, "name=\"until\"");
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

#[tokio::test]
async fn a_picture_of_the_library_comes_into_a_story_with_its_words() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let (page, address) = eve.brings("a.png", png(1_600, 900)).await;
    let words = [
        ("alt", "Boats [two] & \"fog\""),
        ("caption", "The harbour at five"),
        ("credit", "Ilse Maro"),
    ];
    eve.post(&page, &words).await;
    let story = eve.begin("A bridge").await;
    let choice = eve.get(&format!("{story}/pictures?words=harbour")).await;
    assert!(choice.has("Use above the story"), "{}", choice.body);
    let markdown = choice.body.split("<textarea").nth(1).unwrap();
    let markdown = markdown
        .split('\n')
        .nth(1)
        .unwrap()
        .split("</textarea>")
        .next()
        .unwrap();
    let markdown = markdown.replace("&quot;", "\"").replace("&amp;", "&");
    assert_eq!(
        markdown,
        format!(
            "![Boats \\[two\\] \\& \"fog\"]({address} \"The harbour at five. Photo: Ilse Maro\")"
        )
    );
    let id = page.rsplit('/').next().unwrap();
    let fields = [("base", "2"), ("picture", id)];
    let chosen = eve.post(&format!("{story}/picture"), &fields).await;
    assert_eq!(chosen.header("location"), format!("{story}?saved"));
    let editor = eve.get(&story).await;
    for kept in [
        address.as_str(),
        "The harbour at five",
        "Ilse Maro",
        "It happened.",
    ] {
        assert!(editor.has(kept), "{kept}");
    }
    let fields = [
        ("headline", "A bridge"),
        ("body", markdown.as_str()),
        ("picture", &address),
        ("picture_alt", "Boats"),
    ];
    eve.save(&story, "3", &fields).await;
    eve.step(&story, "4", "publish").await;
    let readers = site.get("/world/a-bridge").await;
    assert!(
        readers.has("alt=\"Boats [two] &amp; &quot;fog&quot;\""),
        "{}",
        readers.body
    );
    assert!(
        readers.has("<figcaption>The harbour at five.<small>Photo: Ilse Maro</small></figcaption>")
            || readers.has("The harbour at five. <small>Photo: Ilse Maro"),
        "{}",
        readers.body
    );

    let mut guest = Browser::signed_in(&site, "Gil", Role::Guest).await;
    let refused = guest.get(&format!("{story}/pictures")).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_chooses_a_picture_for_an_old_save_loses_nothing_that_came_since() {
    let site = paper().await;
    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let (page, address) = eve.brings("a.png", png(1_600, 900)).await;
    let story = eve.begin("A bridge").await;
    eve.save(
        &story,
        "2",
        &[("headline", "A bridge"), ("body", "It fell.")],
    )
    .await;
    let id = page.rsplit('/').next().unwrap();
    let fields = [("base", "2"), ("picture", id)];
    eve.post(&format!("{story}/picture"), &fields).await;
    let editor = eve.get(&story).await;
    assert!(editor.has("It fell.") && editor.has(&address));
}
