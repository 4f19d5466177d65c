//! The desk's style is many files to whoever writes it, and one to a browser. So is that of the editor.

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
    let build = address.strip_suffix("desk.css").unwrap();
    for (name, folder) in [("desk.css", "style"), ("editor.css", "editor")] {
        let style = site.get(&format!("/desk/files/{build}{name}")).await;
        assert_eq!(style.status, StatusCode::OK, "{name}");
        let written = Path::new(env!("CARGO_MANIFEST_DIR")).join("../desk/files");
        let mut files = 0;
        for file in fs::read_dir(written.join(folder)).unwrap() {
            let file = file.unwrap().path();
            if file.extension().is_none_or(|kind| kind != "css") {
                continue;
            }
            let rules = fs::read_to_string(&file).unwrap();
            assert!(style.has(&rules), "{}", file.display());
            files += 1;
        }
        assert!(files > 0);
    }
}
