//! The desk's style is many files to whoever writes it, and one to a browser.

use std::fs;
use std::path::Path;

use axum::http::StatusCode;

use super::paper;

#[tokio::test]
async fn every_file_of_the_style_is_served() {
    let site = paper().await;
    let page = site.get("/desk/sign-in").await;
    let (_, address) = page.body.split_once("href=\"/desk/files/").unwrap();
    let (address, _) = address.split_once('"').unwrap();
    let style = site.get(&format!("/desk/files/{address}")).await;
    assert_eq!(style.status, StatusCode::OK, "{address}");
    let written = Path::new(env!("CARGO_MANIFEST_DIR")).join("../desk/files/style");
    let mut files = 0;
    for file in fs::read_dir(written).unwrap() {
        let file = file.unwrap().path();
        let rules = fs::read_to_string(&file).unwrap();
        assert!(style.has(&rules), "{}", file.display());
        files += 1;
    }
    assert!(files > 0);
}
