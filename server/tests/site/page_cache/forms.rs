//! The forms a page is sent in, and what browsers that have it already are told.

use std::io::Read;

use axum::http::{Method, StatusCode};

use crate::test_site::TestSite;

fn plain(encoding: &str, bytes: &[u8]) -> String {
    let mut plain = String::new();
    let read = match encoding {
        "br" => brotli::Decompressor::new(bytes, 4096).read_to_string(&mut plain),
        "gzip" => flate2::read::GzDecoder::new(bytes).read_to_string(&mut plain),
        "zstd" => zstd::stream::Decoder::new(bytes)
            .unwrap()
            .read_to_string(&mut plain),
        other => panic!("{other} was not asked for"),
    };
    read.unwrap();
    plain
}

#[tokio::test]
async fn a_page_is_the_same_in_every_form_and_has_a_tag_of_its_own_in_each() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let whole = site.get("/world/ferry").await;
    assert_eq!(whole.header("content-encoding"), "");
    let mut tags = vec![whole.header("etag").to_owned()];
    for encoding in ["br", "zstd", "gzip"] {
        let (parts, bytes) = site.bytes_as("/world/ferry", encoding).await;
        assert_eq!(parts.headers["content-encoding"], encoding);
        assert_eq!(parts.headers["vary"], "accept-encoding");
        assert_eq!(plain(encoding, &bytes), whole.body, "{encoding}");
        tags.push(parts.headers["etag"].to_str().unwrap().to_owned());
    }
    assert!(tags.iter().all(|tag| tag.starts_with('"')), "{tags:?}");
    let mut others = tags.clone();
    others.sort();
    others.dedup();
    assert_eq!(others.len(), 4, "{tags:?}");
}

#[tokio::test]
async fn browsers_get_the_smallest_form_that_they_take() {
    let site = TestSite::start().await;
    for (accepts, encoding) in [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, zstd;q=0.5", "zstd"),
        ("br;q=0, gzip", "gzip"),
        ("GZIP", "gzip"),
        ("deflate", ""),
        ("", ""),
    ] {
        let page = site.get_with("/", &[("accept-encoding", accepts)]).await;
        assert_eq!(page.header("content-encoding"), encoding, "{accepts}");
    }
}

#[tokio::test]
async fn who_has_a_page_in_any_form_is_told_that_it_has_not_changed() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let (parts, _) = site.bytes_as("/world/ferry", "gzip").await;
    let tag = parts.headers["etag"].to_str().unwrap();
    let weak = format!("W/{tag}");
    let several = format!("\"other\", {tag}");
    for known in [tag, &weak, &several, "*"] {
        let same = site
            .get_with("/world/ferry", &[("if-none-match", known)])
            .await;
        assert_eq!(same.status, StatusCode::NOT_MODIFIED, "{known}");
        assert_eq!(same.body, "");
        assert!(!same.header("etag").is_empty());
        assert_eq!(same.header("content-encoding"), "");
    }
    let cut = &tag[..tag.len() - 3];
    for unknown in ["\"other\"", "nonsense", "\"\"", "\"", &cut[..10]] {
        let page = site
            .get_with("/world/ferry", &[("if-none-match", unknown)])
            .await;
        assert_eq!(page.status, StatusCode::OK, "{unknown}");
    }
    site.article("ferry").headline("Another").save().await;
    let newer = site
        .get_with("/world/ferry", &[("if-none-match", tag)])
        .await;
    assert_eq!(newer.status, StatusCode::OK);
}

#[tokio::test]
async fn the_head_of_a_page_is_that_of_the_page() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let page = site.get("/world/ferry").await;
    let head = site.method(Method::HEAD, "/world/ferry").await;
    assert_eq!(head.status, StatusCode::OK);
    assert_eq!(head.body, "");
    assert_eq!(head.header("content-length"), page.body.len().to_string());
    assert_eq!(head.header("etag"), page.header("etag"));
}
