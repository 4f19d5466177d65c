//! Telling the server to stop while somebody has asked for something by half.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use crate::running::Server;
use crate::shell::Shell;

const HALF: &[u8] = b"GET /healthz HTTP/1.1\r\nhost: paper\r\nx-half";

/// Somebody whose request does not come to its end, or who asks for nothing.
fn begin(server: &Server, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.write_all(bytes).unwrap();
    stream
}

/// Somebody who follows the live stream.
fn follow(server: &Server) -> TcpStream {
    let mut stream = begin(
        server,
        b"GET /live HTTP/1.1\r\nhost: paper\r\naccept: text/event-stream\r\n\r\n",
    );
    let mut status = [0; 12];
    stream.read_exact(&mut status).unwrap();
    assert_eq!(&status, b"HTTP/1.1 200");
    stream
}

#[test]
fn the_server_finishes_what_it_is_answering_when_it_is_told_to_stop() {
    let shell = Shell::new();
    let mut server = shell
        .command(&["serve"])
        .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut log = BufReader::new(server.stderr.take().unwrap());
    let mut line = String::new();
    log.read_line(&mut line).unwrap();
    let address = line.trim().rsplit_once("http://").unwrap().1.to_owned();
    let mut reader = TcpStream::connect(&address).unwrap();
    // A request that has begun: the server is told to stop before its last line is there.
    reader
        .write_all(b"GET /healthz HTTP/1.1\r\nhost: paper\r\nconnection: close\r\n")
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    Command::new("kill")
        .arg(server.id().to_string())
        .status()
        .unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    reader.write_all(b"\r\n").unwrap();
    let mut answer = String::new();
    reader.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer:?}");
    assert!(server.wait().unwrap().success());
}

#[test]
fn half_a_request_does_not_keep_the_server_from_stopping() {
    let shell = Shell::new();
    let server = Server::start_with(&shell, &[("RUST_LOG", "info")]);
    // More than there are threads for connections, so that each of them has some.
    let halves: Vec<_> = (0..32).map(|_| begin(&server, HALF)).collect();
    let silent: Vec<_> = (0..32).map(|_| begin(&server, b"")).collect();
    let streams: Vec<_> = (0..32).map(|_| follow(&server)).collect();
    let said = server.stop();
    assert!(
        said.contains("stopping: requests under way may finish"),
        "{said}"
    );
    assert!(!said.contains("cut off"), "{said}");
    drop((halves, silent, streams));
}
