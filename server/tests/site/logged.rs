//! What the program logs of its requests, and what it never does.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::running;
use crate::shell::Shell;

const STORY: &str = "---\ntitle: The ferry is late\nsection: world\ndate: 2023-02-05T10:00:00Z\n---\n\nIt left at nine.\n";

mod secrets;
mod telemetry;

/// A server that ends with the test, and all that it says.
struct Server {
    child: Child,
    address: String,
    said: Arc<Mutex<String>>,
}

impl Server {
    fn start(shell: &Shell, variables: &[(&str, &str)]) -> Self {
        let mut child = shell
            .command(&["serve"])
            .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
            .env("DATELINE_WEATHER", "off")
            .env("NO_COLOR", "1")
            .envs(variables.iter().copied())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        let said = Arc::new(Mutex::new(String::new()));
        let address = loop {
            let mut line = String::new();
            assert_ne!(lines.read_line(&mut line).unwrap(), 0, "it ended");
            said.lock().unwrap().push_str(&line);
            if let Some((_, address)) = line.split_once(" is at http://") {
                break address.trim().to_owned();
            }
        };
        let all = said.clone();
        thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                let mut all = all.lock().unwrap();
                all.push_str(&line);
                all.push('\n');
            }
        });
        Self {
            child,
            address,
            said,
        }
    }

    fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// All that it said once it has said that.
    fn said_with(&self, wanted: &str) -> String {
        for _ in 0..3000 {
            let said = self.said();
            if said.contains(wanted) {
                return said;
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("no {wanted:?} in {}", self.said());
    }

    fn ask(&self, method: &str, path: &str, number: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nx-request-id: {number}\r\ncontent-length: {length}\r\n\
             content-type: application/x-www-form-urlencoded\r\nconnection: close\r\n\r\n{body}",
            self.address
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

/// A paper whose database is overwritten while it is served, so that requests break in every place where they can.
fn broken(format: &str) -> (Shell, Server) {
    let shell = Shell::new();
    shell.write("in/ferry.md", STORY);
    assert!(shell.type_in(&["import", "in"]).ok);
    let variables = [
        ("DATELINE_LOG", format),
        ("RUST_LOG", "info,sqlx=off,hyper=off"),
    ];
    let server = Server::start(&shell, &variables);
    assert!(
        server
            .ask("GET", "/", "before", "")
            .starts_with("HTTP/1.1 200 ")
    );
    let file = shell.path().join("data/dateline.sqlite");
    let length = std::fs::metadata(&file).unwrap().len();
    let nonsense = vec![0x5a; usize::try_from(length).unwrap()];
    let mut database = std::fs::OpenOptions::new().write(true).open(&file).unwrap();
    database.write_all(&nonsense).unwrap();
    let _ = std::fs::remove_file(shell.path().join("data/dateline.sqlite-wal"));
    (shell, server)
}

const ASKED: [&str; 5] = [
    "/world/ferry",
    "/world/the-ferry-is-late",
    "/topic/storm",
    "/search?q=ferry",
    "/feed.rss",
];

#[test]
fn every_line_about_a_request_has_its_number_as_json() {
    let (_shell, server) = broken("json");
    for (place, path) in ASKED.iter().enumerate() {
        server.ask("GET", path, &format!("number-{place}"), "");
    }
    let said = server.said_with("number-4");
    let lines = said
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let errors: Vec<Value> = lines
        .filter(|line| line["level"] == "ERROR" && line["span"]["name"] == "request")
        .collect();
    assert!(!errors.is_empty(), "{said}");
    for error in &errors {
        let id = error["span"]["id"].as_str().unwrap();
        let place: usize = id.strip_prefix("number-").unwrap().parse().unwrap();
        let path = ASKED[place].split('?').next().unwrap();
        assert_eq!(error["span"]["path"], path, "{error}");
    }
    // What is made for a request is made elsewhere, and tells of it all the same.
    let of_making = [
        "could not be shown",
        "what happened to the paper",
        "is missing",
    ];
    for line in said
        .lines()
        .filter(|line| of_making.iter().any(|it| line.contains(it)))
    {
        let line: Value = serde_json::from_str(line).unwrap();
        let id = line["span"]["id"].as_str().unwrap_or_default();
        assert!(id.starts_with("number-") || id == "before", "{line}");
    }
}

#[test]
fn a_log_that_nobody_watches_on_a_terminal_has_no_colours() {
    for format in ["text", "json"] {
        let shell = Shell::new();
        let settings = [("DATELINE_LOG", format), ("RUST_LOG", "info")];
        let server = running::Server::start_with(&shell, &settings);
        server.get("/healthz");
        let said = server.stop();
        assert!(said.contains("INFO") && said.contains("stopping"), "{said}");
        assert!(!said.contains('\x1b'), "{said}");
    }
}

#[test]
fn every_line_about_a_request_has_its_number_as_text() {
    let (_shell, server) = broken("text");
    server.ask("GET", "/world/the-ferry-is-late", "number-7", "");
    let said = server.said_with("number-7");
    let about = said.lines().filter(|line| line.contains("ERROR"));
    let about: Vec<&str> = about.filter(|line| line.contains("request")).collect();
    assert!(!about.is_empty(), "{said}");
    for line in about {
        let has = line.contains("request{id=\"number-7\"") && line.contains("method=GET");
        assert!(has, "{line}");
    }
}
