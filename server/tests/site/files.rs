use std::io::Read as _;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};

use server::Site;

use crate::test_site::TestSite;

#[tokio::test]
async fn the_builds_files_are_kept_for_ever_and_change_their_address() {
    let site = TestSite::start().await;
    let page = site.get("/").await;
    let start = page.place("href=\"/pkg/") + 6;
    let address = page.body[start..].split('"').next().unwrap();
    let css = site.get(address).await;
    assert_eq!(css.status, StatusCode::OK);
    assert_eq!(css.header("content-type"), "text/css; charset=utf-8");
    assert!(css.header("cache-control").contains("immutable"));
    let other_build = address.replace(&address[5..21], "0123456789abcdef");
    assert_eq!(site.get(&other_build).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_page_names_its_style_before_it_is_read_itself() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    for path in ["/", "/world/ferry", "/nothing/there"] {
        let page = site.get(path).await;
        let start = page.place("rel=\"stylesheet\" href=\"") + 23;
        let style = page.body[start..].split('"').next().unwrap();
        assert_eq!(
            page.header("link"),
            format!("<{style}>; rel=preload; as=style"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_style_that_somebody_is_changing_is_never_kept() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("pkg")).unwrap();
    std::fs::write(folder.path().join("pkg/dateline.css"), "body {}").unwrap();
    let site = TestSite::serving(Site::watched_in_folder(folder.path())).await;
    let css = site.get("/pkg/dateline.css").await;
    assert_eq!(css.status, StatusCode::OK);
    assert_eq!(css.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn a_file_that_the_build_compressed_is_sent_so() {
    let site = TestSite::start().await;
    let page = site.get("/").await;
    let address = page.body[page.place("href=\"/pkg/") + 6..]
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let ask = |accept: &str| {
        Request::get(&address)
            .header("accept-encoding", accept)
            .body(Body::empty())
            .unwrap()
    };
    let compressed = site.ask(ask("gzip, br")).await;
    assert_eq!(
        (
            compressed.header("content-encoding"),
            compressed.body.as_str()
        ),
        ("br", "compressed")
    );
    assert!(compressed.header("vary").contains("accept-encoding"));
    assert_eq!(site.ask(ask("br;q=0")).await.header("content-encoding"), "");
}

#[tokio::test]
async fn the_start_script_comes_from_the_same_build() {
    let site = TestSite::start().await;
    let page = site.get("/").await;
    let address = page
        .body
        .split_once("<script data-module=\"")
        .unwrap()
        .1
        .split('"')
        .next()
        .unwrap();
    let script = site.get(address).await;
    assert_eq!(script.status, StatusCode::OK);
    assert!(address.starts_with("/pkg/"));
    for file in ["dateline.js", "dateline.wasm"] {
        let beside = format!("new URL(\"{file}\", import.meta.url)");
        assert!(script.has(&beside), "it loads what stands beside it");
    }
}

#[tokio::test]
async fn the_start_script_is_sent_small_and_without_what_only_its_authors_need() {
    let site = TestSite::start().await;
    let page = site.get("/").await;
    let (_, after) = page.body.split_once("<script data-module=\"").unwrap();
    let (address, _) = after.split_once('"').unwrap();
    let plain = site.get(address).await;
    for line in plain.body.lines() {
        let begins = |mark| line.trim_start().starts_with(mark);
        assert!(!begins("//") && !begins("/*") && !begins(" "), "{line}");
    }
    let asked = Request::get(address).header("accept-encoding", "gzip, br");
    let sent = site.open(asked.body(Body::empty()).unwrap()).await;
    assert_eq!(sent.headers()["content-encoding"], "br");
    let sent = to_bytes(sent.into_body(), usize::MAX).await.unwrap();
    let mut unpacked = String::new();
    brotli::Decompressor::new(&sent[..], 4096)
        .read_to_string(&mut unpacked)
        .unwrap();
    assert_eq!(unpacked, plain.body);
}

#[tokio::test]
async fn no_address_leads_out_of_the_sites_folder() {
    let site = TestSite::start().await;
    std::fs::write(site.folder.path().join("outside.svg"), "kept from readers").unwrap();
    for address in [
        "/../outside.svg",
        "/%2e%2e/outside.svg",
        "/..%2foutside.svg",
        "/.secret.svg",
        "//outside.svg",
        "/pkg/../../outside.svg",
        "/media/..%2foutside.svg",
        "/media/..%2f..%2fpaper.sqlite",
        "/media/.png",
    ] {
        let answer = site.get(address).await;
        assert_ne!(answer.status, StatusCode::OK, "{address}");
        assert!(
            !answer.has("kept from readers") && !answer.has("for nobody"),
            "{address}"
        );
    }
    assert_eq!(site.get("/favicon.svg").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_picture_is_served_by_its_hash_and_can_run_nothing() {
    let site = TestSite::start().await;
    std::fs::write(site.folder.path().join("media/0af3.png"), "picture").unwrap();
    let picture = site.get("/media/0af3.png").await;
    assert_eq!(
        (picture.status, picture.header("content-type")),
        (StatusCode::OK, "image/png")
    );
    assert!(
        picture
            .header("content-security-policy")
            .contains("sandbox")
    );
    assert!(picture.header("cache-control").contains("immutable"));
    assert_eq!(
        site.get("/media/0af3.svg").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        site.get("/media/ffff.png").await.status,
        StatusCode::NOT_FOUND
    );
}
