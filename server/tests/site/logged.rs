//! What the program logs of its requests, and what it never does.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::shell::Shell;

const STORY: &str = "---\ntitle: The ferry is late\nsection: world\ndate: 2023-02-05T10:00:00Z\n---\n\nIt left at nine.\n";

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

/// Everything that this program can be made to say.
const EVERYTHING: &str =
    "server=trace,app=trace,desk=trace,newsroom=trace,domain=trace,dateline=trace,tower_http=trace";

/// The newest letter in the outbox, once there is one.
fn letter(shell: &Shell) -> String {
    let outbox = shell.path().join("data/outbox");
    for _ in 0..3000 {
        let files = std::fs::read_dir(&outbox).into_iter().flatten().flatten();
        for file in files.filter(|it| it.path().is_file()) {
            let text = std::fs::read_to_string(file.path()).unwrap();
            // Quoted-printable breaks lines with a = at their end.
            let text = text.replace("=\r\n", "").replace("=\n", "");
            if text.contains("/stay-in-touch/confirm/") {
                return text;
            }
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("no letter came");
}

#[test]
fn addresses_links_passwords_and_cookies_are_in_no_log() {
    let shell = Shell::new();
    let server = Server::start(&shell, &[("RUST_LOG", EVERYTHING)]);
    let sent = "email=ann.secret%40example.org";
    let signed_up = server.ask("POST", "/stay-in-touch", "1", sent);
    assert!(signed_up.starts_with("HTTP/1.1 303 "), "{signed_up}");
    let letter = letter(&shell);
    let link = letter.split("/stay-in-touch/confirm/").nth(1).unwrap();
    let ends = |c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '.');
    let link = link.split(ends).next().unwrap().to_owned();
    assert!(link.len() > 15, "{link}");
    for (method, step) in [
        ("GET", "confirm"),
        ("POST", "confirm"),
        ("GET", "preferences"),
    ] {
        let path = format!("/stay-in-touch/{step}/{link}");
        let answer = server.ask(method, &path, "2", "");
        assert!(!answer.starts_with("HTTP/1.1 5"), "{answer}");
    }
    let founding = server.said_with("/desk/enter/");
    let founding = founding.split("/desk/enter/").nth(1).unwrap();
    let founding = founding.split_whitespace().next().unwrap().to_owned();
    let entered = server.ask("GET", &format!("/desk/enter/{founding}"), "3", "");
    assert!(entered.starts_with("HTTP/1.1 200 "), "{entered}");
    let founded = "name=Ann+Founder&email=founder%40example.org&address=founder%40example.org\
                   &password=correct-horse-battery&again=correct-horse-battery";
    server.ask("POST", &format!("/desk/enter/{founding}"), "4", founded);
    let signing_in = "email=founder%40example.org&address=founder%40example.org&name=founder%40example.org\
                      &password=wrong-horse-battery";
    server.ask("POST", "/desk/sign-in", "5", signing_in);
    server.ask("GET", "/search?q=quiet-words", "last-one", "");
    let said = server.said_with("last-one");
    let log: Vec<&str> = said
        .lines()
        .filter(|line| !line.contains("founds it"))
        .collect();
    assert!(
        log.iter()
            .any(|line| line.contains("TRACE") || line.contains("DEBUG")),
        "{said}"
    );
    for secret in [
        "ann.secret",
        &link,
        &founding,
        "founder@example.org",
        "founder%40",
        "horse-battery",
        "quiet-words",
    ] {
        let told = log.iter().find(|line| line.contains(secret));
        assert_eq!(told, None, "{secret}");
    }
}

#[test]
fn the_password_of_the_mail_server_and_keys_are_in_no_log() {
    let shell = Shell::new();
    let variables = [
        ("RUST_LOG", EVERYTHING),
        (
            "DATELINE_SMTP_URL",
            "smtp://post:hunter2%40@127.0.0.1:1?tls=off",
        ),
        ("DATELINE_MAIL_BOUNCE_TOKEN", "token-of-the-bounces"),
    ];
    let server = Server::start(&shell, &variables);
    let key = server.ask("GET", "/notifications/key", "1", "");
    assert!(key.starts_with("HTTP/1.1 200 "), "{key}");
    server.ask(
        "POST",
        "/stay-in-touch",
        "2",
        "email=ann.secret%40example.org",
    );
    // Nobody listens there.
    let failed = |figures: &str| {
        let failures = figures
            .split("dateline_pings_failures_total{to=\"letters\"} ")
            .nth(1);
        failures.is_some_and(|it| !it.starts_with('0'))
    };
    while !failed(&server.ask("GET", "/metrics", "3", "")) {
        thread::sleep(Duration::from_millis(20));
    }
    let said = server.said_with("\"3\"");
    for secret in ["hunter2", "token-of-the-bounces", "ann.secret"] {
        let told = said.lines().find(|line| line.contains(secret));
        assert_eq!(told, None, "{secret}");
    }
    let private = private_key(&shell);
    let written = [
        hex(&private),
        base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, private),
        format!("{private:?}"),
    ];
    for key in &written {
        assert!(!said.contains(key));
    }
}

/// The paper's key for push services, out of the bytes of its database: a P-256 key in PKCS #8 has these before it (RFC 5915).
fn private_key(shell: &Shell) -> [u8; 32] {
    let files = ["data/dateline.sqlite", "data/dateline.sqlite-wal"];
    let mut bytes = files
        .iter()
        .flat_map(|file| std::fs::read(shell.path().join(file)).unwrap_or_default());
    let bytes: Vec<u8> = bytes.by_ref().collect();
    let before = [0x02, 0x01, 0x01, 0x04, 0x20];
    let place = bytes
        .windows(5)
        .position(|window| window == before)
        .unwrap()
        + 5;
    bytes[place..place + 32].try_into().unwrap()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
