//! The library of pictures.

mod choosing;
mod coming_in;
mod coming_in_slowly;
mod describing;
mod purging;
mod two_people;

use axum::body::Body;
use axum::http::{Method, StatusCode};
use newsroom::desk::role::Role;
use newsroom::media::{Media, prepare_next};

use super::{Browser, paper};
use crate::test_site::{Answer, TestSite};

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
    let fields = [("section", "world"), ("lead", "second"), ("do", "now")];
    eve.post("/desk/front", &fields).await;
    let used = eve.get(&page).await;
    assert!(used.has("Only in an earlier version."));
    assert!(used.has("Placed on the front. Placed on the front of World."));
    assert!(used.has("Only in an earlier save."));
    // A guest sees neither the draft of somebody else nor the picture of one.
    let mut guest = Browser::signed_in(&site, "Gil", Role::Guest).await;
    assert_eq!(guest.get(&page).await.status, StatusCode::NOT_FOUND);
    assert!(!guest.get("/desk/pictures").await.has("a.png"));
    let (own, _) = guest.brings("mine.png", png(30, 30)).await;
    assert!(guest.get("/desk/pictures").await.has("mine.png"));
    assert_eq!(guest.get(&own).await.status, StatusCode::OK);
}
