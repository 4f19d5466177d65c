//! The program as it serves at a port of its own, until the test ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::shell::Shell;

/// Long enough for a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Server {
    child: Child,
    address: String,
    said: Arc<Mutex<String>>,
    listening: Option<JoinHandle<()>>,
}

impl Server {
    pub fn start(shell: &Shell) -> Self {
        Self::start_with(shell, &[])
    }

    /// The same with these settings.
    pub fn start_with(shell: &Shell, settings: &[(&str, &str)]) -> Self {
        let mut child = shell
            .command(&["serve"])
            .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
            .env("DATELINE_WEATHER", "off")
            .envs(settings.iter().copied())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        let mut all = String::new();
        let address = loop {
            let mut line = String::new();
            assert_ne!(lines.read_line(&mut line).unwrap(), 0, "it ended: {all}");
            all.push_str(&line);
            if let Some((_, address)) = line.split_once(" at http://") {
                break address.split([' ', '\n']).next().unwrap().to_owned();
            }
        };
        let said = Arc::new(Mutex::new(all));
        let heard = said.clone();
        let listening = std::thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                let mut said = heard.lock().unwrap();
                said.push_str(&line);
                said.push('\n');
            }
        });
        Self {
            child,
            address,
            said,
            listening: Some(listening),
        }
    }

    /// Everything that it has logged so far.
    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    pub fn address(&self) -> &str {
        &self.address
    }

    /// The whole answer, from its status line to the end of its body.
    pub fn get(&self, path: &str) -> String {
        self.get_with(path, &[])
    }

    /// The same of a request with these headers.
    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> String {
        self.ask(&format!("GET {path}"), headers, "")
    }

    /// As a browser without script sends a form.
    pub fn post(&self, path: &str, cookie: &str, fields: &[(&str, &str)]) -> String {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        let headers = [
            ("cookie", cookie),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        self.ask(&format!("POST {path}"), &headers, &form.finish())
    }

    fn ask(&self, what: &str, headers: &[(&str, &str)], form: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let headers: String = headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"))
            .collect();
        write!(
            stream,
            "{what} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\nsec-fetch-site: same-origin\r\n{headers}content-length: {}\r\n\r\n{form}",
            self.address,
            form.len()
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Tells it to stop and waits until it has. All that it said by then.
    pub fn stop(mut self) -> String {
        let told = std::process::Command::new("kill")
            .arg(self.child.id().to_string())
            .status();
        assert!(told.unwrap().success());
        assert!(self.child.wait().unwrap().success());
        if let Some(listening) = self.listening.take() {
            listening.join().unwrap();
        }
        self.said()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits for what happens in another program.
pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < PATIENCE, "{what} did not happen");
        std::thread::sleep(Duration::from_millis(50));
    }
}
