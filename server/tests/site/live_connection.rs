//! The live stream on a connection of its own: how it begins there, what goes before it, and how it ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use crate::live_reader::PATIENCE;
use crate::test_site::TestSite;

/// A browser's side of a connection, byte for byte.
struct Connection(BufReader<TcpStream>);

impl Connection {
    fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        Self(BufReader::new(stream))
    }

    /// Asks, and reads the head of the answer, in small letters.
    fn ask(&mut self, method: &str, path: &str) -> String {
        let request = format!("{method} {path} HTTP/1.1\r\nhost: paper.example\r\n\r\n");
        self.0.get_mut().write_all(request.as_bytes()).unwrap();
        self.until("\r\n").to_ascii_lowercase()
    }

    /// Whatever comes before an empty line.
    fn until(&mut self, empty: &str) -> String {
        let mut all = String::new();
        loop {
            let mut line = String::new();
            let length = self.0.read_line(&mut line).unwrap();
            assert_ne!(length, 0, "the connection ended after {all:?}");
            if line == empty {
                return all;
            }
            all.push_str(&line);
        }
    }

    fn block(&mut self) -> String {
        self.until("\n")
    }

    /// What comes until the connection is closed.
    fn rest(&mut self) -> String {
        let mut rest = String::new();
        self.0.read_to_string(&mut rest).unwrap();
        rest
    }
}

/// Whether the server has so many streams open.
async fn has_streams(site: &TestSite, count: u32) -> bool {
    let metrics = site.get("/metrics").await;
    metrics.has(&format!("dateline_live_streams {count}\n"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stream_may_follow_other_answers_and_ends_with_its_connection() {
    let site = TestSite::start().await;
    let address = site.at_a_port().await;
    let mut connection = Connection::to(address);
    let head = connection.ask("GET", "/healthz");
    assert!(head.starts_with("http/1.1 200 ok"), "{head}");
    let length = head.split("content-length: ").nth(1).unwrap();
    let length: usize = length.lines().next().unwrap().parse().unwrap();
    connection.0.read_exact(&mut vec![0; length]).unwrap();
    let head = connection.ask("GET", "/live");
    for line in [
        "http/1.1 200 ok\r\n",
        "connection: close\r\n",
        "content-type: text/event-stream\r\n",
        "date: sun, 05 feb 2023 15:00:00 gmt\r\n",
        "x-content-type-options: nosniff\r\n",
        "x-request-id: ",
    ] {
        assert!(head.contains(line), "no {line:?} in {head}");
    }
    assert!(!head.contains("transfer-encoding"), "{head}");
    assert!(connection.block().starts_with("retry: "));
    for (number, slug) in ["first", "second"].into_iter().enumerate() {
        site.article(slug).save().await;
        let message = connection.block();
        assert!(
            message.starts_with(&format!("id: {}\n", number + 1)),
            "{message}"
        );
        assert!(message.contains(slug), "{message}");
    }
    site.end_live_streams();
    let rest = connection.rest();
    assert!(rest.starts_with("retry: "), "{rest}");
    assert!(rest.ends_with("\n\n"), "{rest}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_closes_the_connection_gives_the_place_back() {
    let site = TestSite::start().await;
    let address = site.at_a_port().await;
    let mut gone = Connection::to(address);
    let mut half = Connection::to(address);
    let mut stays = Connection::to(address);
    for connection in [&mut gone, &mut half, &mut stays] {
        connection.ask("GET", "/live");
        connection.block();
    }
    assert!(has_streams(&site, 3).await);
    drop(gone);
    half.0.get_mut().shutdown(Shutdown::Write).unwrap();
    // What a reader says after asking is of no interest, and no reason to go.
    stays.0.get_mut().write_all(&[b'x'; 1000]).unwrap();
    let began = Instant::now();
    while !has_streams(&site, 1).await {
        assert!(began.elapsed() < PATIENCE, "a place is not free again");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    site.article("first").save().await;
    assert!(stays.block().starts_with("id: 1\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_asks_for_the_head_of_the_stream_may_go_on_asking() {
    let site = TestSite::start().await;
    let address = site.at_a_port().await;
    let mut connection = Connection::to(address);
    let head = connection.ask("HEAD", "/live");
    assert!(
        head.contains("content-type: text/event-stream\r\n"),
        "{head}"
    );
    assert!(!head.contains("connection: close"), "{head}");
    assert!(
        connection
            .ask("GET", "/healthz")
            .starts_with("http/1.1 200 ok")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_reads_nothing_for_a_while_gets_everything_later() {
    let site = TestSite::start().await;
    let address = site.at_a_port().await;
    let mut slow = Connection::to(address);
    // So that the server soon cannot send more.
    rustix::net::sockopt::set_socket_recv_buffer_size(slow.0.get_ref(), 4096).unwrap();
    slow.ask("GET", "/live");
    slow.block();
    let long = "is as long as a headline may be ".repeat(5);
    for version in 1..=900 {
        let headline = format!("Version {version} {}", long.trim());
        site.article("story").headline(&headline).save().await;
    }
    for number in 1..=900 {
        let mut message = slow.block();
        // A sign of life, where all this takes longer than it should.
        while message.starts_with(':') {
            message = slow.block();
        }
        let begin = format!("id: {number}\n");
        assert!(message.starts_with(&begin), "{message}");
    }
}
