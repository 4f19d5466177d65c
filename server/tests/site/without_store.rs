//! A paper whose database cannot be opened.

use std::path::{Path, PathBuf};

use crate::running::{Server, until};
use crate::shell::Shell;

const STORY: &str = "---\ntitle: The ferry is late\nsection: world\ndate: 2023-02-05T10:00:00Z\n---\n\nIt left at nine.\n";

fn files(folder: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).into_iter().flatten();
    files.map(|file| file.unwrap().path()).collect()
}

/// A paper of one story whose database is no longer one, with what is left of it.
struct Broken {
    shell: Shell,
    database: PathBuf,
    good: PathBuf,
}

impl Broken {
    fn with(settings: &[(&str, &str)]) -> Self {
        let shell = Shell::new();
        shell.write("ferry.md", STORY);
        let imported = shell.type_in(&["import", "ferry.md"]);
        assert!(imported.ok, "{}", imported.err);
        let data = shell.path().join("data");
        {
            let server = Server::start_with(&shell, settings);
            assert!(server.get("/world/ferry").starts_with("HTTP/1.1 200"));
            let copies = data.join("page-copies");
            until("a copy", || {
                let shelves = files(&copies);
                let mut copies = shelves.iter().flat_map(|shelf| files(shelf));
                copies.any(|copy| copy.extension().is_none())
            });
        }
        let broken = Self {
            database: data.join("dateline.sqlite"),
            good: shell.path().join("good"),
            shell,
        };
        for (beside, aside) in broken.beside() {
            let _ = std::fs::rename(beside, aside);
        }
        std::fs::rename(&broken.database, &broken.good).unwrap();
        let left = "what a disk leaves of a file".repeat(1_000);
        std::fs::write(&broken.database, left).unwrap();
        broken
    }

    fn mend(&self) {
        std::fs::remove_file(&self.database).unwrap();
        for (beside, aside) in self.beside() {
            let _ = std::fs::rename(aside, beside);
        }
        std::fs::rename(&self.good, &self.database).unwrap();
    }

    /// What SQLite keeps beside the file, and where that is put.
    fn beside(&self) -> [(PathBuf, PathBuf); 2] {
        ["dateline.sqlite-wal", "dateline.sqlite-shm"].map(|name| {
            let folder = self.database.parent().unwrap();
            (folder.join(name), self.shell.path().join(name))
        })
    }
}

#[test]
fn readers_have_the_last_good_pages_until_the_database_can_be_opened_again() {
    let broken = Broken::with(&[]);
    let server = Server::start(&broken.shell);
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
    // A crawler that cannot read it has to read nothing (RFC 9309 section 2.3.1.4).
    let robots = server.get("/robots.txt");
    assert!(
        robots.starts_with("HTTP/1.1 200") && robots.contains("Disallow: /desk/"),
        "{robots}"
    );

    broken.mend();
    until("the whole paper", || {
        let page = server.get("/world/ferry");
        page.contains("It left at nine.") && !page.contains("This page is from")
    });
}

#[test]
fn who_came_unencrypted_to_a_proxy_is_sent_on_without_a_database_too() {
    let settings = [
        ("DATELINE_URL", "https://paper.example"),
        ("DATELINE_TRUSTED_PROXIES", "127.0.0.1/32"),
        ("DATELINE_HTTPS_ONLY", "on"),
    ];
    let broken = Broken::with(&settings);
    let server = Server::start_with(&broken.shell, &settings);
    let of = |scheme| {
        let headers = [
            ("x-forwarded-for", "203.0.113.7"),
            ("x-forwarded-proto", scheme),
        ];
        server.get_with("/world/ferry", &headers)
    };
    let sent = of("http");
    assert!(sent.starts_with("HTTP/1.1 301"), "{sent}");
    assert!(
        sent.contains("location: https://paper.example/world/ferry\r\n"),
        "{sent}"
    );
    let page = of("https");
    assert!(
        page.starts_with("HTTP/1.1 200") && page.contains("This page is from"),
        "{page}"
    );
    assert!(server.get("/healthz").starts_with("HTTP/1.1 503"));
}

#[test]
fn a_first_start_with_a_file_that_is_no_database_says_so_and_ends() {
    let shell = Shell::new();
    shell.write("data/dateline.sqlite", &"no database".repeat(1_000));
    let said = shell.type_in(&["serve"]);
    assert!(!said.ok);
    assert!(said.err.contains("damaged"), "{}", said.err);
}
