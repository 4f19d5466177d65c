//! What is in no log, however much the program is made to say: addresses, links, passwords and keys.

use std::thread;
use std::time::Duration;

use super::Server;
use crate::shell::Shell;

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
