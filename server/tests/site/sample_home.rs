//! Where the sample paper is at home, of a program as it is typed.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;

use crate::command_line::story;
use crate::shell::Shell;

/// Answers as Open-Meteo does to who asks for New York, and to nobody else.
fn sky() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut question = String::new();
            let _ = BufReader::new(&stream).read_line(&mut question);
            if !question.contains("latitude=40.7128&longitude=-74.006&") {
                continue;
            }
            let now = Timestamp::try_from(SystemTime::now()).unwrap();
            let now = now.strftime("%Y-%m-%dT%H:%M");
            let body = format!(
                r#"{{"utc_offset_seconds":0,"current_units":{{"temperature_2m":"°C"}},"current":{{"time":"{now}","temperature_2m":6.9}}}}"#
            );
            let length = body.len();
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close");
            stream
                .write_all(format!("{head}\r\n\r\n{body}").as_bytes())
                .unwrap();
        }
    });
    address
}

struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(shell: &Shell, sky: &str, settings: &[(&str, &str)]) -> Self {
        let mut child = shell
            .command(&["serve", "--sample-if-empty"])
            .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
            .env("DATELINE_WEATHER_OPEN_METEO_URL", sky)
            .env("DATELINE_WEATHER_MET_NORWAY_URL", sky)
            .env("DATELINE_WEATHER_GEOCODING_URL", sky)
            .envs(settings.iter().copied())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = log
            .find_map(|line| Some(line.unwrap().split_once(" is at http://")?.1.to_owned()))
            .unwrap();
        // Nobody reads on, but it may have more to say.
        std::thread::spawn(move || log.for_each(drop));
        Self { child, address }
    }

    fn front(&self) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let question = "GET / HTTP/1.1\r\nhost: paper\r\nconnection: close\r\n\r\n";
        stream.write_all(question.as_bytes()).unwrap();
        let mut page = String::new();
        stream.read_to_string(&mut page).unwrap();
        page
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_sample_paper_is_at_home_in_new_york_until_somebody_says_otherwise() {
    let (shell, sky) = (Shell::new(), sky());
    let server = Server::start(&shell, &sky, &[]);
    let page = server.front();
    assert!(page.contains(">New York</li>") && page.contains("data-zone=\"America/New_York\""));
    // Far longer than it takes.
    let warm = (0..600).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        server.front().contains(">6.9 C</abbr>")
    });
    assert!(warm, "it never said how warm it is");
    drop(server);

    let page = Server::start(&shell, &sky, &[("DATELINE_PLACE", "Lisbon")]).front();
    assert!(page.contains(">Lisbon</li>") && page.contains("data-zone=\"UTC\""));
    assert!(!page.contains("6.9 C"));
    let page = Server::start(&shell, &sky, &[("DATELINE_TIME_ZONE", "Asia/Tokyo")]).front();
    assert!(!page.contains("New York</li>") && page.contains("data-zone=\"Asia/Tokyo\""));

    shell.write("ours.md", &story("Ours"));
    assert!(shell.type_in(&["import", "ours.md"]).ok);
    let page = Server::start(&shell, &sky, &[]).front();
    assert!(!page.contains("New York</li>") && page.contains("data-zone=\"UTC\""));
}
