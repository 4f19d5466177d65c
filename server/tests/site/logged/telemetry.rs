//! What a collector is told, by one that takes it down.

use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};

use rustix::process::{Pid, Signal, kill_process};

use super::*;

/// A collector and what it is sent.
fn collector() -> (String, Receiver<(String, Value)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (sent, messages) = channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = BufReader::new(stream.unwrap());
            let mut head = String::new();
            while !head.ends_with("\r\n\r\n") {
                if stream.read_line(&mut head).unwrap() == 0 {
                    break;
                }
            }
            let head = head.to_ascii_lowercase();
            let Some(length) = head.split("content-length: ").nth(1) else {
                continue;
            };
            let length = length.lines().next().unwrap().parse().unwrap();
            let mut body = vec![0; length];
            stream.read_exact(&mut body).unwrap();
            let answer = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";
            stream.get_mut().write_all(answer.as_bytes()).unwrap();
            if sent
                .send((head, serde_json::from_slice(&body).unwrap()))
                .is_err()
            {
                return;
            }
        }
    });
    (url, messages)
}

fn attribute<'a>(span: &'a Value, key: &str) -> &'a Value {
    let all = span["attributes"].as_array().unwrap();
    let found = all.iter().find(|it| it["key"] == key);
    &found.unwrap_or_else(|| panic!("no {key} in {span}"))["value"]
}

#[test]
fn a_collector_is_told_of_a_request_whatever_is_logged() {
    let (url, messages) = collector();
    let shell = Shell::new();
    let server = Server::start(
        &shell,
        &[("DATELINE_OTLP_URL", &url), ("RUST_LOG", "error")],
    );
    server.ask("GET", "/world/nothing", "number-1", "");
    let secret = "/stay-in-touch/confirm/a-secret-link";
    server.ask("GET", secret, "number-2", "");
    let mut spans = Vec::new();
    while spans.len() < 2 {
        let (head, message) = messages.recv_timeout(Duration::from_secs(60)).unwrap();
        assert!(head.starts_with("post /v1/traces http/1.1\r\n"), "{head}");
        assert!(
            head.contains("content-type: application/json\r\n"),
            "{head}"
        );
        let resource = &message["resourceSpans"][0];
        let name = attribute(&resource["resource"], "service.name");
        assert_eq!(name["stringValue"], "dateline");
        let new = resource["scopeSpans"][0]["spans"].as_array().unwrap();
        spans.extend(new.iter().cloned());
    }
    let [first, second] = spans.as_slice() else {
        panic!("{spans:?}");
    };
    assert_eq!(first["name"], "GET");
    assert_eq!(
        attribute(first, "url.path")["stringValue"],
        "/world/nothing"
    );
    let id = attribute(first, "http.request.header.x-request-id");
    assert_eq!(id["stringValue"], "number-1");
    let status = attribute(first, "http.response.status_code");
    assert_eq!(status["intValue"], "404");
    let number = |key: &str, length: usize| {
        let number = first[key].as_str().unwrap();
        let is_hex = number.chars().all(|it| it.is_ascii_hexdigit());
        assert!(is_hex && number.len() == length, "{number}");
        assert!(number.chars().any(|it| it != '0'));
        assert_ne!(first[key], second[key]);
    };
    number("traceId", 32);
    number("spanId", 16);
    let time = |key: &str| first[key].as_str().unwrap().parse::<u128>().unwrap();
    assert!(time("startTimeUnixNano") <= time("endTimeUnixNano"));
    assert!(!second.to_string().contains("a-secret-link"), "{second}");
}

#[test]
fn a_story_that_has_to_be_made_is_one_request_to_the_collector_and_in_the_log() {
    let (url, messages) = collector();
    let shell = Shell::new();
    shell.write("in/ferry.md", STORY);
    assert!(shell.type_in(&["import", "in"]).ok);
    let variables = [("DATELINE_OTLP_URL", &*url), ("RUST_LOG", "info")];
    let server = Server::start(&shell, &variables);
    let answer = server.ask("GET", "/world/ferry", "the-first", "");
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert!(answer.contains("x-request-id: the-first\r\n"), "{answer}");
    let (_, message) = messages.recv_timeout(Duration::from_secs(60)).unwrap();
    let spans = message["resourceSpans"][0]["scopeSpans"][0]["spans"].as_array();
    let [told] = spans.unwrap().as_slice() else {
        panic!("{message}");
    };
    let status = attribute(told, "http.response.status_code");
    assert_eq!(status["intValue"], "200");
    let said = server.said_with("finished processing request");
    let lines = said.lines().filter(|line| line.contains("the-first"));
    assert_eq!(lines.count(), 1, "{said}");
}

#[test]
fn what_was_told_last_is_sent_before_the_end() {
    let (url, messages) = collector();
    let shell = Shell::new();
    let mut server = Server::start(&shell, &[("DATELINE_OTLP_URL", &url)]);
    server.ask("GET", "/world/nothing", "the-last", "");
    kill_process(Pid::from_child(&server.child), Signal::TERM).unwrap();
    assert!(server.child.wait().unwrap().success());
    let (_, message) = messages.recv_timeout(Duration::from_secs(60)).unwrap();
    assert!(message.to_string().contains("the-last"), "{message}");
}

#[test]
fn readers_are_answered_while_a_collector_takes_everything_and_says_nothing() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", silent.local_addr().unwrap());
    let shell = Shell::new();
    let mut server = Server::start(&shell, &[("DATELINE_OTLP_URL", &url), ("RUST_LOG", "off")]);
    // More than there is room for in the queue.
    let mut stream = TcpStream::connect(&server.address).unwrap();
    let request = "GET /robots.txt HTTP/1.1\r\nhost: x\r\n\r\n".repeat(100);
    let mut answers = 0;
    let mut received = vec![0; 1 << 16];
    for _ in 0..50 {
        stream.write_all(request.as_bytes()).unwrap();
        let mut in_this_round = 0;
        let mut text = String::new();
        while in_this_round < 100 {
            let length = stream.read(&mut received).unwrap();
            assert_ne!(length, 0);
            text.push_str(&String::from_utf8_lossy(&received[..length]));
            in_this_round = text.matches("HTTP/1.1 200 OK").count();
        }
        answers += in_this_round;
    }
    assert_eq!(answers, 5000);
    kill_process(Pid::from_child(&server.child), Signal::TERM).unwrap();
    assert!(server.child.wait().unwrap().success());
}
