//! A paper whose database cannot be opened.

use std::path::{Path, PathBuf};

use crate::running::{Server, until};
use crate::shell::Shell;

const STORY: &str = "---\ntitle: The ferry is late\nsection: world\ndate: 2023-02-05T10:00:00Z\n---\n\nIt left at nine.\n";

fn files(folder: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).into_iter().flatten();
    files.map(|file| file.unwrap().path()).collect()
}

#[test]
fn readers_have_the_last_good_pages_until_the_database_can_be_opened_again() {
    let shell = Shell::new();
    shell.write("ferry.md", STORY);
    let imported = shell.type_in(&["import", "ferry.md"]);
    assert!(imported.ok, "{}", imported.err);
    let data = shell.path().join("data");
    let database = data.join("dateline.sqlite");
    {
        let server = Server::start(&shell);
        assert!(server.get("/world/ferry").starts_with("HTTP/1.1 200"));
        let copies = data.join("page-copies");
        until("a copy", || {
            let shelves = files(&copies);
            let mut copies = shelves.iter().flat_map(|shelf| files(shelf));
            copies.any(|copy| copy.extension().is_none())
        });
    }
    for beside in ["dateline.sqlite-wal", "dateline.sqlite-shm"] {
        let _ = std::fs::rename(data.join(beside), shell.path().join(beside));
    }
    let good = shell.path().join("good");
    std::fs::rename(&database, &good).unwrap();
    std::fs::write(&database, "what a disk leaves of a file".repeat(1_000)).unwrap();

    let server = Server::start(&shell);
    let page = server.get("/world/ferry");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("It left at nine.") && page.contains("This page is from"));
    let health = server.get("/healthz");
    assert!(
        health.starts_with("HTTP/1.1 503") && health.contains("damaged"),
        "{health}"
    );
    let other = server.get("/world/other");
    assert!(
        other.starts_with("HTTP/1.1 503") && other.contains("retry-after: 60"),
        "{other}"
    );

    std::fs::remove_file(&database).unwrap();
    for beside in ["dateline.sqlite-wal", "dateline.sqlite-shm"] {
        let _ = std::fs::rename(shell.path().join(beside), data.join(beside));
    }
    std::fs::rename(&good, &database).unwrap();
    until("the whole paper", || {
        let page = server.get("/world/ferry");
        page.contains("It left at nine.") && !page.contains("This page is from")
    });
}

#[test]
fn a_first_start_with_a_file_that_is_no_database_says_so_and_ends() {
    let shell = Shell::new();
    shell.write("data/dateline.sqlite", &"no database".repeat(1_000));
    let said = shell.type_in(&["serve"]);
    assert!(!said.ok);
    assert!(said.err.contains("damaged"), "{}", said.err);
}
