//! One reader: what comes over its connection, taken apart into messages.

use rustix::fd::OwnedFd;

/// The longest head of an answer and the longest line of a message that is waited for.
const LONGEST: usize = 64 * 1024;

pub struct Reader {
    pub socket: OwnedFd,
    /// What is to be sent yet.
    pub request: Vec<u8>,
    part: Part,
    /// The beginning of a line, or of a chunk's, whose end has not come.
    unread: Vec<u8>,
    line: Vec<u8>,
    message: Message,
}

/// Where in the answer we are.
enum Part {
    Head,
    /// The length of a chunk (RFC 9112 section 7.1).
    Length,
    Chunk(usize),
    ChunkEnd,
    /// An answer without chunks, that goes on until the connection closes.
    Rest,
}

#[derive(Default)]
struct Message {
    id: String,
    has_data: bool,
    is_reset: bool,
    is_ping: bool,
    at: Option<u64>,
}

/// What a reader notices.
pub enum Heard<'a> {
    /// The answer has begun.
    Open,
    Message {
        id: &'a str,
        /// Milliseconds since 1970 at which it was published, as the message says.
        at: Option<u64>,
    },
    /// The place in the log is lost.
    Reset,
    /// A sign of life: a comment, or nchan's `ping`.
    Beat,
}

impl Reader {
    pub fn new(socket: OwnedFd, request: Vec<u8>) -> Self {
        Self {
            socket,
            request,
            part: Part::Head,
            unread: Vec::new(),
            line: Vec::new(),
            message: Message::default(),
        }
    }

    /// Takes what came. An error says what is not as it should be.
    pub fn take(
        &mut self,
        mut bytes: &[u8],
        hear: &mut impl FnMut(Heard<'_>),
    ) -> Result<(), String> {
        while !bytes.is_empty() {
            match self.part {
                Part::Head => {
                    let Some(line) = self.until_newline(&mut bytes)? else {
                        return Ok(());
                    };
                    if line.ends_with(b"\r\n\r\n") {
                        self.part = begin(&line)?;
                        hear(Heard::Open);
                    } else {
                        self.unread = line;
                    }
                }
                Part::Length => {
                    let Some(line) = self.until_newline(&mut bytes)? else {
                        return Ok(());
                    };
                    self.part = match length(&line) {
                        Some(0) => return Err("the stream ended".to_owned()),
                        Some(length) => Part::Chunk(length),
                        None => return Err("a chunk has no length".to_owned()),
                    };
                }
                Part::Chunk(length) => {
                    let (chunk, rest) = bytes.split_at(length.min(bytes.len()));
                    self.lines(chunk, hear)?;
                    bytes = rest;
                    self.part = match length - chunk.len() {
                        0 => Part::ChunkEnd,
                        left => Part::Chunk(left),
                    };
                }
                Part::ChunkEnd => {
                    if self.until_newline(&mut bytes)?.is_some() {
                        self.part = Part::Length;
                    }
                }
                Part::Rest => {
                    self.lines(bytes, hear)?;
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// A line with its end, together with what came of it before; `None` if the end has not come.
    fn until_newline(&mut self, bytes: &mut &[u8]) -> Result<Option<Vec<u8>>, String> {
        let Some(end) = bytes.iter().position(|byte| *byte == b'\n') else {
            self.unread.extend_from_slice(bytes);
            *bytes = &[];
            return match self.unread.len() {
                0..LONGEST => Ok(None),
                _ => Err("a line does not end".to_owned()),
            };
        };
        let (line, rest) = bytes.split_at(end + 1);
        *bytes = rest;
        let mut whole = std::mem::take(&mut self.unread);
        whole.extend_from_slice(line);
        Ok(Some(whole))
    }

    fn lines(&mut self, bytes: &[u8], hear: &mut impl FnMut(Heard<'_>)) -> Result<(), String> {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            match (part.ends_with(b"\n"), self.line.is_empty()) {
                (true, true) => self.line(String::from_utf8_lossy(part).trim_end(), hear),
                (true, false) => {
                    let mut line = std::mem::take(&mut self.line);
                    line.extend_from_slice(part);
                    self.line(String::from_utf8_lossy(&line).trim_end(), hear);
                }
                (false, _) => self.line.extend_from_slice(part),
            }
        }
        if self.line.len() > LONGEST {
            return Err("a message does not end".to_owned());
        }
        Ok(())
    }

    /// By the rules of WHATWG HTML section 9.2.6, as far as it matters here.
    fn line(&mut self, line: &str, hear: &mut impl FnMut(Heard<'_>)) {
        if line.is_empty() {
            let message = std::mem::take(&mut self.message);
            match message {
                Message { is_reset: true, .. } => hear(Heard::Reset),
                Message { is_ping: true, .. } => hear(Heard::Beat),
                Message {
                    id,
                    at,
                    has_data: true,
                    ..
                } => hear(Heard::Message { id: &id, at }),
                Message { .. } => {}
            }
            return;
        }
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "" => hear(Heard::Beat),
            "id" => value.clone_into(&mut self.message.id),
            "event" => {
                self.message.is_reset = value == "reset";
                self.message.is_ping = value == "ping";
            }
            "data" => {
                self.message.has_data = true;
                self.message.at = published(value);
            }
            _ => {}
        }
    }
}

fn begin(head: &[u8]) -> Result<Part, String> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let status = head.split_whitespace().nth(1).unwrap_or_default();
    if status != "200" {
        return Err(format!("the answer was {status}"));
    }
    let chunked = head.contains("transfer-encoding: chunked");
    Ok(if chunked { Part::Length } else { Part::Rest })
}

fn length(line: &[u8]) -> Option<usize> {
    let line = std::str::from_utf8(line).ok()?;
    usize::from_str_radix(line.trim_end().split(';').next()?, 16).ok()
}

/// The value of `at` in a message's JSON; to read all of it ten thousand times would show in the figures.
fn published(json: &str) -> Option<u64> {
    let (_, rest) = json.split_once("\"at\":")?;
    let digits = rest.split(|it: char| !it.is_ascii_digit()).next()?;
    digits.parse().ok()
}
