//! A paper whose database cannot be opened.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::shell::Shell;

/// Long enough for a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
const STORY: &str = "---\ntitle: The ferry is late\nsection: world\ndate: 2023-02-05T10:00:00Z\n---\n\nIt left at nine.\n";

/// A server that ends with the test.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(shell: &Shell) -> Self {
        let mut child = shell
            .command(&["serve"])
            .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
            .env("DATELINE_WEATHER", "off")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let mut all = String::new();
        let address = loop {
            let mut line = String::new();
            assert_ne!(said.read_line(&mut line).unwrap(), 0, "it ended: {all}");
            all.push_str(&line);
            if let Some((_, address)) = line.split_once(" at http://") {
                break address.split([' ', '\n']).next().unwrap().to_owned();
            }
        };
        // Whatever else it says must find somebody who reads it.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        Self { child, address }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).into_iter().flatten();
    files.map(|file| file.unwrap().path()).collect()
}

fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < PATIENCE, "{what} did not happen");
        std::thread::sleep(Duration::from_millis(50));
    }
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
