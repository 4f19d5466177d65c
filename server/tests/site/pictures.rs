//! Pictures as readers get them: in pages, and on their own.

use axum::http::StatusCode;
use domain::{ArticleKind, Picture, Prepared, Tone};
use newsroom::media::{KeptPicture, Media};
use newsroom::store::Preparation;

use crate::running::Server;
use crate::shell::Shell;
use crate::test_site::{Answer, NOW, TestSite};

/// A PNG of 1600 by 900 pixels as far as anybody can tell without its pixels.
const WIDE: &[u8] =
    b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\x06\x40\0\0\x03\x84\x08\x02\0\0\0\0\0\0\0";

/// Keeps a picture as an import does.
async fn keep(site: &TestSite) -> KeptPicture {
    let media = Media::new(site.folder.path().join("media"));
    let kept = media.keep(WIDE).unwrap();
    site.store
        .add_pictures(&[kept.clone().into()], NOW)
        .await
        .unwrap();
    kept
}

/// What the job in the background tells the store once it has made the files.
async fn prepare(site: &TestSite, kept: &KeptPicture) {
    let prepared = Prepared {
        variants: "1 160,640,1600 jpg 640,1280".parse().ok(),
        tone: Some(Tone::of([10, 100, 255])),
    };
    let mut writing = site.store.write().await.unwrap();
    let done = Preparation::Done(prepared);
    assert!(writing.set_prepared(&kept.id, &done, NOW).await.unwrap());
    let kind = newsroom::events::EventKind::PicturePrepared;
    writing.log(kind, None, NOW).await.unwrap();
    writing.commit().await.unwrap();
}

fn above(kept: &KeptPicture) -> Picture {
    Picture {
        id: kept.id.clone(),
        media_type: kept.media_type,
        width: kept.width,
        height: kept.height,
        prepared: None,
        focus: None,
        alt: "A viaduct".parse().unwrap(),
        caption: None,
        credit: None,
    }
}

/// The element of the picture that the page opens with, and what stands around it.
fn lead(page: &Answer) -> &str {
    let main = &page.body[page.place("<main")..];
    let figure = &main[main.find("<figure").unwrap()..];
    &figure[..figure.find("</figure>").unwrap()]
}

#[tokio::test]
async fn a_page_shows_the_picture_as_it_is_until_there_are_variants() {
    let site = TestSite::start().await;
    let kept = keep(&site).await;
    let (path, id) = (kept.path(), kept.id.clone());
    let body = format!("Before.\n\n![Inside]({path})\n");
    site.article("viaduct")
        .picture(above(&kept))
        .body(&body)
        .save()
        .await;

    let page = site.get("/world/viaduct").await;
    assert!(!page.has("srcset"), "{}", page.body);
    assert!(lead(&page).contains(&format!("src=\"{path}\" width=\"1600\" height=\"900\"")));
    assert!(lead(&page).contains("fetchpriority=\"high\""));
    assert!(page.has(&format!(
        "<figure><img src=\"{path}\" width=\"1600\" height=\"900\" alt=\"Inside\" loading=\"lazy\" decoding=\"async\"></figure>"
    )));

    prepare(&site, &kept).await;
    for address in ["/", "/world/viaduct"] {
        let page = site.get(address).await;
        let lead = lead(&page);
        assert!(
            lead.contains(&format!(
                "/media/{id}-1-640.avif 640w, /media/{id}-1-1600.avif 1600w"
            )),
            "{lead}"
        );
        assert!(
            lead.contains("type=\"image/webp\"") && lead.contains("sizes=\"(min-width"),
            "{lead}"
        );
        assert!(
            lead.contains(&format!("src=\"/media/{id}-1-1280.jpg\"")),
            "{lead}"
        );
        assert!(
            lead.contains("width=\"1600\" height=\"900\" alt=\"A viaduct\" fetchpriority=\"high\""),
            "{lead}"
        );
        assert!(
            lead.contains("class=\"tone-26e\"") && !lead.contains("lazy"),
            "{lead}"
        );
    }
    let page = site.get("/world/viaduct").await;
    assert!(
        page.has("<figure><picture><source type=\"image/avif\""),
        "{}",
        page.body
    );
    assert!(page.has(&format!(
        "content=\"https://paper.example/media/{id}-1-1280.jpg\""
    )));
    assert!(!page.has(" style="));
}

#[tokio::test]
async fn the_text_of_a_gallery_offers_wider_pictures_than_that_of_a_story() {
    let site = TestSite::start().await;
    let kept = keep(&site).await;
    prepare(&site, &kept).await;
    let body = format!("![Inside]({})\n", kept.path());
    for (slug, kind, widest) in [
        ("story", ArticleKind::News, "640.avif 640w\""),
        ("gallery", ArticleKind::Gallery, "1600.avif 1600w\""),
    ] {
        site.article(slug).kind(kind).body(&body).save().await;
        let page = site.get(&format!("/world/{slug}")).await;
        assert!(lead(&page).contains(widest), "{}", lead(&page));
    }
    let gallery = site.get("/world/gallery").await;
    assert!(gallery.has("class=\"article article--gallery\""));
}

#[tokio::test]
async fn small_pictures_are_offered_small_files_and_wait_for_the_reader() {
    let site = TestSite::start().await;
    let kept = keep(&site).await;
    prepare(&site, &kept).await;
    site.article("viaduct")
        .picture(above(&kept))
        .picked()
        .save()
        .await;
    let page = site.get("/stay-in-touch").await;
    let pick = &page.body[page.place("dont-miss__list")..];
    let pick = &pick[..pick.find("</ul>").unwrap()];
    assert!(
        pick.contains("-1-160.avif 160w\" sizes=\"10rem\""),
        "{pick}"
    );
    assert!(!pick.contains("-1600."), "{pick}");
    assert!(
        pick.contains("loading=\"lazy\"") && pick.contains("class=\"dont-miss__picture tone-26e\"")
    );
}

#[tokio::test]
async fn a_variant_is_served_by_its_name_and_by_no_other() {
    let site = TestSite::start().await;
    std::fs::write(
        site.folder.path().join("media/0af3-1-640.avif"),
        "0123456789",
    )
    .unwrap();
    let variant = site.get("/media/0af3-1-640.avif").await;
    assert_eq!(
        (variant.status, variant.header("content-type")),
        (StatusCode::OK, "image/avif")
    );
    assert!(variant.header("cache-control").contains("immutable"));
    assert_eq!(variant.header("accept-ranges"), "bytes");
    for other in [
        "0af3-01-640.avif",
        "0af3-1-641.avif",
        "0af3-1.avif",
        "0af3.avif",
    ] {
        let answer = site.get(&format!("/media/{other}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{other}");
    }
}

#[tokio::test]
async fn a_browser_that_has_a_picture_does_not_get_it_again() {
    let site = TestSite::start().await;
    std::fs::write(site.folder.path().join("media/0af3.png"), "picture").unwrap();
    let tag = site.get("/media/0af3.png").await.header("etag").to_owned();
    assert_eq!(tag, "\"0af3.png\"");
    let again = site
        .get_with("/media/0af3.png", &[("if-none-match", &tag)])
        .await;
    assert_eq!(
        (again.status, again.body.as_str()),
        (StatusCode::NOT_MODIFIED, "")
    );
    assert!(again.header("cache-control").contains("immutable"));
    let other = site
        .get_with("/media/ffff.png", &[("if-none-match", "*")])
        .await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_download_that_broke_off_can_go_on() {
    let site = TestSite::start().await;
    std::fs::write(site.folder.path().join("media/0af3.png"), "0123456789").unwrap();
    for (range, part, place) in [
        ("bytes=3-5", "345", "bytes 3-5/10"),
        ("bytes=7-", "789", "bytes 7-9/10"),
        ("bytes=-2", "89", "bytes 8-9/10"),
        ("bytes=8-99", "89", "bytes 8-9/10"),
        ("bytes=-99", "0123456789", "bytes 0-9/10"),
    ] {
        let answer = site.get_with("/media/0af3.png", &[("range", range)]).await;
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (StatusCode::PARTIAL_CONTENT, part),
            "{range}"
        );
        assert_eq!(answer.header("content-range"), place);
        assert_eq!(answer.header("content-type"), "image/png");
    }
    for range in ["bytes=10-", "bytes=-0"] {
        let answer = site.get_with("/media/0af3.png", &[("range", range)]).await;
        assert_eq!(answer.status, StatusCode::RANGE_NOT_SATISFIABLE, "{range}");
        assert_eq!(answer.header("content-range"), "bytes */10");
    }
    // What is not understood, or is about another file, is answered with the whole.
    for headers in [
        [("range", "bytes=5-3"), ("accept", "*/*")],
        [("range", "bytes=0-1,4-5"), ("accept", "*/*")],
        [("range", "lines=0-1"), ("accept", "*/*")],
        [("range", "bytes=+1-5"), ("accept", "*/*")],
        [("range", "bytes=1-+5"), ("accept", "*/*")],
        [("range", "bytes=-+5"), ("accept", "*/*")],
        [("range", "bytes=3-5"), ("if-range", "\"another\"")],
    ] {
        let answer = site.get_with("/media/0af3.png", &headers).await;
        assert_eq!(
            (answer.status, answer.body.len()),
            (StatusCode::OK, 10),
            "{headers:?}"
        );
    }
}

#[test]
fn what_a_killed_server_left_of_a_picture_goes_when_it_is_started_again() {
    let shell = Shell::new();
    shell.write("data/media/.4194300-0.part", "half a picture");
    let _server = Server::start(&shell);
    assert!(!shell.path().join("data/media/.4194300-0.part").exists());
}
