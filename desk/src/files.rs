//! The desk's own styles and scripts: as they are written, inside the program, at an address that changes with them.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::Embed;

#[derive(Embed)]
#[folder = "files/"]
struct Files;

/// The style of all pages, in this order: what comes later may say otherwise. A browser gets it in one piece.
const STYLE: [&str; 17] = [
    "style/base.css",
    "style/head.css",
    "style/back.css",
    "style/buttons.css",
    "style/forms.css",
    "style/lists.css",
    "style/said.css",
    "style/saves.css",
    "style/story.css",
    "style/reading.css",
    "style/manuscript.css",
    "style/proof.css",
    "style/numbers.css",
    "style/front.css",
    "style/second_step.css",
    "style/coverage.css",
    "style/settings.css",
];

/// The name of that piece.
pub(crate) const ALL_STYLE: &str = "desk.css";

/// The style of the editor, in this order, and in one piece, too. `end2end/tests/editor_desk.mjs` reads the names here.
const EDITOR_STYLE: [&str; 2] = ["editor/writing.css", "editor/dialogs.css"];

/// The name of that piece.
pub(crate) const ALL_EDITOR_STYLE: &str = "editor.css";

/// A name for all of them together.
static BUILD: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<_> = Files::iter().collect();
    names.sort();
    let hashes = names.iter().filter_map(|name| Files::get(name));
    let mut build: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in hashes.flat_map(|file| file.metadata.sha256_hash()) {
        // FNV-1a: it only has to differ where the files do.
        build = (build ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{build:016x}")
});

/// The address of a file.
pub(crate) fn path(name: &str) -> String {
    format!("/desk/files/{}/{name}", *BUILD)
}

/// `GET /desk/files/{build}/{file}`
pub(crate) async fn file(Path((build, name)): Path<(String, String)>) -> Response {
    let file = read(&name).filter(|_| build == *BUILD);
    let (Some(file), Some(kind)) = (file, kind(&name)) else {
        return (StatusCode::NOT_FOUND, "There is nothing at that address.\n").into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (
            header::CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=31536000, immutable"),
        ),
    ];
    (headers, file).into_response()
}

fn read(name: &str) -> Option<Vec<u8>> {
    let file = |name: &str| Files::get(name).map(|file| file.data.into_owned());
    let in_one_piece = |names: &[&str]| {
        let files = names.iter().filter_map(|name| file(name));
        files.collect::<Vec<_>>().join(&b'\n')
    };
    match name {
        ALL_STYLE => Some(in_one_piece(&STYLE)),
        ALL_EDITOR_STYLE => Some(in_one_piece(&EDITOR_STYLE)),
        name => file(name),
    }
}

fn kind(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.')?.1 {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        _ => None,
    }
}
