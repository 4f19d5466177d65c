//! Requests that no browser sends: answered in a way that fits, and nothing of them is left for others.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::test_site::TestSite;

/// How long the server may be silent with the connection open: it waits for more then.
const SILENCE: Duration = Duration::from_secs(5);

/// Sends bytes and reads what comes until the server closes the connection or falls silent.
async fn send(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // The server may close before all is sent.
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    while let Ok(Ok(1..)) = timeout(SILENCE, stream.read_buf(&mut answer)).await {}
    String::from_utf8_lossy(&answer).into_owned()
}

fn statuses(answers: &str) -> Vec<&str> {
    answers
        .split("HTTP/1.1 ")
        .skip(1)
        .map(|answer| &answer[..3])
        .collect()
}

/// The story as everybody gets it.
async fn story(address: SocketAddr) -> String {
    let answer = send(
        address,
        b"GET /world/ferry HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
    )
    .await;
    let (_, page) = answer.split_once("\r\n\r\n").unwrap();
    page.to_owned()
}

#[tokio::test]
async fn addresses_that_are_none_are_no_pages() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let address = site.at_a_port().await;
    let before = story(address).await;
    let long = format!("/world/{}", "a".repeat(60_000));
    for path in [
        "/world/../desk",
        "/../../etc/passwd",
        "/world/%2e%2e/desk",
        "/world/%00",
        "/world/ferry%00",
        "/world/%ff%fe",
        "/world//ferry",
        "//world/ferry",
        "/world/ferry/",
        "/WORLD/FERRY",
        "/world/ferry;jsessionid=1",
        "/world/fe%72ry",
        &long,
    ] {
        let request =
            format!("GET {path} HTTP/1.1\r\nhost: paper.example\r\nconnection: close\r\n\r\n");
        let answer = send(address, request.as_bytes()).await;
        let status = statuses(&answer);
        assert!(
            matches!(status[..], ["404" | "400" | "414" | "431" | "301"]),
            "{path:.60}: {status:?}"
        );
        assert!(!answer.contains("root:"), "{path:.60}");
    }
    let raw = send(
        address,
        b"GET /world/\xff\xfe HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
    )
    .await;
    assert!(matches!(statuses(&raw)[..], ["400" | "404"]), "{raw}");
    assert_eq!(story(address).await, before);
}

#[tokio::test]
async fn what_is_larger_than_a_browser_would_send_is_refused() {
    let site = TestSite::start().await;
    let address = site.at_a_port().await;
    let cookies = "a".repeat(100_000);
    for request in [
        format!("GET / HTTP/1.1\r\nhost: x\r\ncookie: {cookies}\r\n\r\n"),
        format!("GET /{cookies} HTTP/1.1\r\nhost: x\r\n\r\n"),
        format!(
            "GET / HTTP/1.1\r\nhost: x\r\n{}\r\n",
            "a: b\r\n".repeat(1_000)
        ),
    ] {
        let answer = send(address, request.as_bytes()).await;
        // Where the rest of it is still under way when the connection is closed, the answer may be lost on the way.
        assert!(
            matches!(statuses(&answer)[..], [] | ["414" | "431"]),
            "{answer:.200}"
        );
    }
    let body = "a=".to_owned() + &"b".repeat(1 << 20);
    let form = format!(
        "POST /stay-in-touch HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let answer = send(address, form.as_bytes()).await;
    assert!(
        matches!(statuses(&answer)[..], [] | ["413"]),
        "{answer:.200}"
    );
    assert_eq!(site.get("/").await.status, 200);
}

#[tokio::test]
async fn a_second_request_cannot_be_hidden_in_a_first() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let address = site.at_a_port().await;
    let before = story(address).await;
    let hidden = "GET /hidden HTTP/1.1\r\nhost: evil.example\r\n\r\n";
    let length = hidden.len();
    for shape in [
        format!(
            "POST /stay-in-touch HTTP/1.1\r\nhost: x\r\ncontent-length: {length}\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n{hidden}"
        ),
        format!(
            "POST /stay-in-touch HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\ncontent-length: {length}\r\n\r\n{hidden}"
        ),
        format!(
            "POST /stay-in-touch HTTP/1.1\r\nhost: x\r\ncontent-length: +{length}\r\n\r\n{hidden}"
        ),
        format!(
            "POST /stay-in-touch HTTP/1.1\r\nhost: x\r\ntransfer-encoding: xchunked\r\n\r\n0\r\n\r\n{hidden}"
        ),
        format!(
            "POST /stay-in-touch HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\ntransfer-encoding: identity\r\n\r\n0\r\n\r\n{hidden}"
        ),
        format!(
            "GET /world/ferry HTTP/1.1\r\nhost: x\r\ntransfer-encoding : chunked\r\n\r\n0\r\n\r\n{hidden}"
        ),
        format!(
            "GET /world/ferry HTTP/1.1\r\nhost: x\r\nx: y\r\n transfer-encoding: chunked\r\n\r\n0\r\n\r\n{hidden}"
        ),
        format!(
            "POST /stay-in-touch HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n{hidden}"
        ),
    ] {
        let answers = send(address, shape.as_bytes()).await;
        let refused = statuses(&answers)
            .first()
            .is_some_and(|status| status.starts_with('4'));
        assert!(refused, "{shape}\n{answers:.300}");
        assert_eq!(story(address).await, before, "{shape}");
    }
}

#[tokio::test]
async fn another_host_in_a_request_is_in_no_page() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let address = site.at_a_port().await;
    for request in [
        "GET /world/ferry HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n",
        "GET http://evil.example/world/ferry HTTP/1.1\r\nhost: paper.example\r\nconnection: close\r\n\r\n",
        "GET /world/ferry?x=evil.example HTTP/1.1\r\nhost: paper.example\r\nx-forwarded-host: evil.example\r\nconnection: close\r\n\r\n",
        "GET /world/ferry HTTP/1.1\r\nhost: paper.example\r\nhost: evil.example\r\nconnection: close\r\n\r\n",
    ] {
        let answer = send(address, request.as_bytes()).await;
        assert!(!answer.contains("evil.example"), "{request}");
    }
    assert!(
        story(address)
            .await
            .contains("https://paper.example/world/ferry")
    );
}

/// What is answered to a request with that version and those lines of its head, for a page that is kept and for one that is not.
async fn told(address: SocketAddr, version: &str, lines: &[u8]) -> Vec<String> {
    let mut told = Vec::new();
    for path in ["/world/ferry", "/nothing"] {
        let mut request = format!("GET {path} {version}\r\n").into_bytes();
        request.extend(lines);
        request.extend(b"connection: close\r\n\r\n");
        told.push(send(address, &request).await);
    }
    told
}

#[tokio::test]
async fn a_request_that_does_not_say_once_which_host_it_asks_is_refused() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let address = site.at_a_port().await;
    let before = story(address).await;
    for lines in [
        b"".as_slice(),
        b"host: paper.example\r\nhost: paper.example\r\n",
        b"host: paper.example\r\nhost: evil.example\r\n",
        b"host:\r\n",
        b"host: 127.0.0.1/../x\r\n",
        b"host: 127.0.0.1 x\r\n",
        b"host: paper\xff.example\r\n",
        b"host: :80\r\n",
        b"host: paper.example:80:80\r\n",
        b"host: paper.example:http\r\n",
        b"host: ann@paper.example\r\n",
        b"host: paper%2.example\r\n",
        b"host: ::1\r\n",
        b"host: [::1\r\n",
        b"host: [paper]\r\n",
        b"host: [::1]x\r\n",
    ] {
        for answer in told(address, "HTTP/1.1", lines).await {
            let lines = String::from_utf8_lossy(lines);
            assert_eq!(statuses(&answer)[..], ["400"], "{lines}: {answer:.200}");
            for part in [
                "cache-control: no-store\r\n",
                "x-content-type-options: nosniff\r\n",
                "x-request-id: ",
                "Host",
            ] {
                assert!(answer.contains(part), "{part} in {answer}");
            }
        }
    }
    let whole = b"GET http://paper.example/world/ferry HTTP/1.1\r\nconnection: close\r\n\r\n";
    assert_eq!(statuses(&send(address, whole).await)[..], ["400"]);
    let older = b"host: paper.example\r\nhost: paper.example\r\n";
    for answer in told(address, "HTTP/1.0", older).await {
        assert!(answer.starts_with("HTTP/1.0 400 "), "{answer:.200}");
    }
    assert_eq!(story(address).await, before);
}

#[tokio::test]
async fn the_paper_answers_whatever_somebody_calls_its_machine() {
    let site = TestSite::start().await;
    site.article("ferry").save().await;
    let address = site.at_a_port().await;
    story(address).await;
    for host in [
        "paper.example",
        "PAPER.example.:443",
        "localhost:3000",
        "127.0.0.1",
        "[::1]:3000",
        "[2001:db8::ffff:192.0.2.1]",
        "the_paper-1:80",
        "paper.example:",
        "caf%C3%A9.example",
    ] {
        let lines = format!("host: {host}\r\n");
        let answers = told(address, "HTTP/1.1", lines.as_bytes()).await;
        assert_eq!(statuses(&answers.concat())[..], ["200", "404"], "{host}");
    }
    for lines in ["", "host: paper.example\r\n"] {
        let answers = told(address, "HTTP/1.0", lines.as_bytes()).await;
        let [found, nothing] = &answers[..] else {
            panic!("{answers:?}")
        };
        assert!(found.starts_with("HTTP/1.0 200 "), "{found:.200}");
        assert!(nothing.starts_with("HTTP/1.0 404 "), "{nothing:.200}");
    }
}
