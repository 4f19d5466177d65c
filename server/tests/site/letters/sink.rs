//! A mail server for tests. It speaks SMTP (RFC 5321), takes every letter, and misbehaves where it is told to.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A letter that was taken.
#[derive(Debug, Clone)]
pub struct Taken {
    pub from: String,
    pub to: String,
    pub text: String,
}

/// What the server is about to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Greeting,
    Hello,
    StartTls,
    SignIn,
    Sender(String),
    Recipient(String),
    Data,
    /// In the middle of a letter to that address.
    Middle(String),
    /// After a letter to that address.
    End(String),
}

/// What it does instead of what it should.
#[derive(Debug, Clone)]
pub enum Odd {
    Say(&'static str),
    Close,
    Silence,
    /// Takes the letter, and closes before it says so.
    TakeAndClose,
    /// Takes the letter, and thinks about it for longer than anything else is waited for.
    TakeSlowly,
}

type Mood = Box<dyn FnMut(&Step) -> Option<Odd> + Send>;

#[derive(Clone)]
pub struct Sink {
    pub address: SocketAddr,
    taken: Arc<Mutex<Vec<Taken>>>,
    mood: Arc<Mutex<Mood>>,
}

impl Sink {
    pub async fn start(mood: impl FnMut(&Step) -> Option<Odd> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let sink = Self {
            address: listener.local_addr().unwrap(),
            taken: Arc::default(),
            mood: Arc::new(Mutex::new(Box::new(mood))),
        };
        let serving = sink.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let sink = serving.clone();
                tokio::spawn(async move {
                    let _ = sink.talk(stream).await;
                });
            }
        });
        sink
    }

    pub async fn kind() -> Self {
        Self::start(|_| None).await
    }

    pub fn taken(&self) -> Vec<Taken> {
        self.taken.lock().unwrap().clone()
    }

    /// The addresses letters were taken for, in order of the alphabet.
    pub fn recipients(&self) -> Vec<String> {
        let mut to: Vec<String> = self.taken().into_iter().map(|it| it.to).collect();
        to.sort();
        to
    }

    fn odd(&self, step: &Step) -> Option<Odd> {
        (self.mood.lock().unwrap())(step)
    }

    async fn talk(&self, mut stream: TcpStream) -> std::io::Result<()> {
        match self.odd(&Step::Greeting) {
            None => stream.write_all(b"220 sink.example ESMTP\r\n").await?,
            Some(Odd::Say(line)) => stream.write_all(format!("{line}\r\n").as_bytes()).await?,
            Some(Odd::Silence) => tokio::time::sleep(Duration::from_secs(600)).await,
            Some(Odd::Close | Odd::TakeAndClose | Odd::TakeSlowly) => return Ok(()),
        }
        self.converse(stream).await
    }

    /// What follows the greeting.
    pub async fn converse(
        &self,
        stream: impl AsyncRead + AsyncWrite + Unpin,
    ) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        let closed = || std::io::Error::from(std::io::ErrorKind::ConnectionAborted);
        macro_rules! answer {
            ($step:expr, $usual:expr) => {
                match self.odd(&$step) {
                    None => {
                        stream.write_all($usual.as_bytes()).await?;
                        true
                    }
                    Some(Odd::Say(line)) => {
                        stream.write_all(format!("{line}\r\n").as_bytes()).await?;
                        line.starts_with(['2', '3'])
                    }
                    Some(Odd::Close | Odd::TakeAndClose | Odd::TakeSlowly) => return Err(closed()),
                    Some(Odd::Silence) => {
                        tokio::time::sleep(Duration::from_secs(600)).await;
                        return Err(closed());
                    }
                }
            };
        }
        let (mut from, mut to) = (String::new(), String::new());
        let mut line = String::new();
        loop {
            line.clear();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let said = line.trim_end();
            let address = said.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
            let verb = said
                .split([' ', ':'])
                .next()
                .unwrap_or_default()
                .to_uppercase();
            match verb.as_str() {
                "EHLO" => {
                    answer!(
                        Step::Hello,
                        "250-sink.example\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n"
                    );
                }
                "STARTTLS" => {
                    answer!(Step::StartTls, "502 5.5.1 not here\r\n");
                }
                "AUTH" => {
                    answer!(Step::SignIn, "235 2.7.0 come in\r\n");
                }
                "MAIL" => {
                    from.clone_from(&address);
                    answer!(Step::Sender(address), "250 2.1.0 ok\r\n");
                }
                "RCPT" => {
                    to.clone_from(&address);
                    answer!(Step::Recipient(address), "250 2.1.5 ok\r\n");
                }
                "DATA" => {
                    if !answer!(Step::Data, "354 go on\r\n") {
                        continue;
                    }
                    let mut text = String::new();
                    loop {
                        line.clear();
                        if stream.read_line(&mut line).await? == 0 {
                            return Ok(());
                        }
                        if line == ".\r\n" {
                            break;
                        }
                        text.push_str(line.strip_prefix('.').unwrap_or(&line));
                        if text.len() < 200
                            && let Some(Odd::Close) = self.odd(&Step::Middle(to.clone()))
                        {
                            return Err(closed());
                        }
                    }
                    let take = || {
                        let (from, to) = (from.clone(), to.clone());
                        self.taken.lock().unwrap().push(Taken { from, to, text });
                    };
                    match self.odd(&Step::End(to.clone())) {
                        None => {
                            take();
                            stream.write_all(b"250 2.0.0 taken\r\n").await?;
                        }
                        Some(Odd::TakeAndClose) => {
                            take();
                            return Err(closed());
                        }
                        Some(Odd::TakeSlowly) => {
                            take();
                            tokio::time::sleep(Duration::from_secs(8)).await;
                            stream.write_all(b"250 2.0.0 taken\r\n").await?;
                        }
                        Some(Odd::Say(line)) => {
                            stream.write_all(format!("{line}\r\n").as_bytes()).await?;
                        }
                        Some(Odd::Close) => return Err(closed()),
                        Some(Odd::Silence) => {
                            tokio::time::sleep(Duration::from_secs(600)).await;
                        }
                    }
                }
                "RSET" | "NOOP" => stream.write_all(b"250 2.0.0 ok\r\n").await?,
                "QUIT" => {
                    stream.write_all(b"221 2.0.0 bye\r\n").await?;
                    return Ok(());
                }
                _ => stream.write_all(b"500 5.5.1 what?\r\n").await?,
            }
        }
    }
}
