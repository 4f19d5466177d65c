//! Somebody who follows the paper live, as a browser would: by the rules of server-sent events.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;

use crate::test_site::TestSite;

/// Long enough for a busy machine; nothing is ever waited for as long in vain but a failing test.
pub const PATIENCE: Duration = Duration::from_secs(30);

pub struct Reader {
    body: Body,
    unread: String,
}

/// A message as an `EventSource` hands it on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub id: i64,
    pub event: String,
    pub data: String,
}

impl Reader {
    pub async fn open(site: &TestSite, address: &str) -> Self {
        Self::ask(site, Request::get(address)).await
    }

    /// As a browser whose connection broke.
    pub async fn back(site: &TestSite, address: &str, last: &str) -> Self {
        Self::ask(site, Request::get(address).header("last-event-id", last)).await
    }

    async fn ask(site: &TestSite, request: axum::http::request::Builder) -> Self {
        let answer = site.open(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let mut reader = Self {
            body: answer.into_body(),
            unread: String::new(),
        };
        // Only what was asked for a first time has a place in the log.
        let first = reader.block().await.unwrap();
        assert!(first.starts_with("retry: "), "{first}");
        reader
    }

    /// The next message; `None` once the stream has ended.
    pub async fn next(&mut self) -> Option<Message> {
        loop {
            let block = self.block().await?;
            let mut message = Message {
                id: 0,
                event: String::new(),
                data: String::new(),
            };
            for line in block.lines() {
                match line.split_once(": ") {
                    Some(("id", id)) => message.id = id.parse().unwrap(),
                    Some(("event", event)) => message.event = event.to_owned(),
                    Some(("data", data)) => message.data = data.to_owned(),
                    _ => {}
                }
            }
            if !message.data.is_empty() {
                return Some(message);
            }
        }
    }

    /// What stands before the next empty line.
    pub async fn block(&mut self) -> Option<String> {
        loop {
            if let Some((block, rest)) = self.unread.split_once("\n\n") {
                let block = block.to_owned();
                self.unread = rest.to_owned();
                return Some(block);
            }
            let bytes = self.bytes().await?;
            self.unread.push_str(std::str::from_utf8(&bytes).unwrap());
        }
    }

    /// The next that is more than a sign of life, which comes on a slow machine, as it is.
    pub async fn news(&mut self) -> Option<Bytes> {
        loop {
            let bytes = self.bytes().await?;
            if !bytes.starts_with(b":") {
                return Some(bytes);
            }
        }
    }

    /// What comes next over the line, as it is.
    pub async fn bytes(&mut self) -> Option<Bytes> {
        let frame = tokio::time::timeout(PATIENCE, self.body.frame()).await;
        let frame = frame.expect("nothing came");
        frame.map(|frame| frame.unwrap().into_data().unwrap())
    }
}
