//! Requests over a connection of their own, whose other end may be gone at any moment.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// An answer that came to its end.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn is(&self, status: u16) -> bool {
        self.status == status
    }

    pub fn has(&self, text: &str) -> bool {
        self.body.contains(text)
    }

    pub fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut named = lines.filter(|(found, _)| found.eq_ignore_ascii_case(name));
        named.next().map_or("", |(_, value)| value)
    }
}

/// As a browser's page for somebody who reads it.
pub fn read(address: &str, path: &str) -> Option<Answer> {
    ask(address, &format!("GET {path}"), "", None)
}

/// A form that is sent, by a browser that has these cookies.
pub fn post(address: &str, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Option<Answer> {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    ask(
        address,
        &format!("POST {path}"),
        cookie,
        Some(&form.finish()),
    )
}

/// None where the connection was cut before the answer was whole.
fn ask(address: &str, what: &str, cookie: &str, form: Option<&str>) -> Option<Answer> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream
        .set_read_timeout(Some(Duration::from_secs(60)))
        .unwrap();
    let mut request = format!(
        "{what} HTTP/1.1\r\nhost: {address}\r\nuser-agent: Mozilla/5.0 (test)\r\naccept: text/html\r\n\
         connection: close\r\nsec-fetch-site: same-origin\r\n"
    );
    if !cookie.is_empty() {
        request.push_str(&format!("cookie: {cookie}\r\n"));
    }
    if let Some(form) = form {
        request.push_str(&format!(
            "content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n",
            form.len()
        ));
    }
    request.push_str("\r\n");
    request.push_str(form.unwrap_or_default());
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    // What was received before a reset counts as far as it goes; whether it is whole, its head says.
    let _ = stream.read_to_end(&mut answer);
    whole(&answer)
}

fn whole(answer: &[u8]) -> Option<Answer> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8(answer[..end].to_vec()).ok()?;
    let body = String::from_utf8_lossy(&answer[end + 4..]).into_owned();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let whole = Answer { status, head, body };
    let length = whole.header("content-length").parse::<usize>();
    let is_cut = length.is_ok_and(|length| length != answer.len() - end - 4)
        || (whole.header("transfer-encoding") == "chunked" && !whole.body.ends_with("0\r\n\r\n"));
    (!is_cut).then_some(whole)
}
