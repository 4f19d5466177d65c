//! Letters that come back, in a Maildir and posted.

mod maildir;
mod posted;

use std::fs;
use std::path::PathBuf;

use axum::body::Body;
use axum::http::Request;
use newsroom::letters::{Contents, Definition, DeliveryId, Gathers, Outcome, Schedule, Source};
use newsroom::letters::{SubscriberId, SubscriberState};
use serde_json::Value;
use server::returned::{Maildir, WaysBack};

use crate::test_site::{Answer, NOW, TestSite};

const TOKEN: &str = "a-token-of-some-length";

/// A paper that sent Ann a letter.
struct Sent {
    site: TestSite,
    ann: SubscriberId,
    copy: DeliveryId,
    tag: String,
}

impl Sent {
    async fn start() -> Self {
        let site = TestSite::start().await.with_ways_back(WaysBack {
            maildir: None,
            token: Some(TOKEN.to_owned()),
        });
        let morning: domain::Slug = "morning".parse().unwrap();
        let definition = Definition {
            slug: morning.clone(),
            name: "The Morning".to_owned(),
            promise: "What happened at night.".to_owned(),
            schedule: Schedule::ByHand,
            gathers: vec![Gathers::Newest],
            sections: Vec::new(),
            shortest: 1,
            longest: 10,
            reply_to: None,
        };
        let contents = Contents {
            subject: "Bridge closed".to_owned(),
            preheader: String::new(),
            html: "<p>The bridge is closed.".to_owned(),
            plain: "The bridge is closed.".to_owned(),
            articles: Vec::new(),
        };
        let mut writing = site.store.write().await.unwrap();
        let source = Source::Command;
        let defined = writing.define_letter(&definition, source, 1, NOW);
        defined.await.unwrap();
        let address = "ann@example.org".parse().unwrap();
        let ann = writing.subscriber_at(&address, NOW).await.unwrap();
        let confirmed = SubscriberState::Confirmed;
        let put = writing.put_subscriber_in_state(ann, confirmed, NOW);
        put.await.unwrap();
        let letters = [morning.clone()];
        writing.subscribe(ann, &letters, NOW).await.unwrap();
        writing.commit().await.unwrap();
        let letter = site.store.letter(&morning).await.unwrap().unwrap();
        let mut writing = site.store.write().await.unwrap();
        let added = writing.add_issue(letter.id, "by-hand/1", &contents, NOW, NOW);
        let (issue, _) = added.await.unwrap().unwrap();
        writing.commit().await.unwrap();
        let due = site.store.due_letters(Some(issue), NOW, 10).await.unwrap();
        let copy = due[0].id;
        let mut writing = site.store.write().await.unwrap();
        let sent = writing.end_letter(copy, &Outcome::Sent, NOW);
        sent.await.unwrap();
        writing.commit().await.unwrap();
        let tag = site.store.link_key().await.unwrap().bounce_tag(copy);
        Self {
            site,
            ann,
            copy,
            tag,
        }
    }

    async fn state(&self) -> SubscriberState {
        let ann = self.site.store.subscriber(self.ann).await.unwrap();
        ann.unwrap().state
    }

    async fn post(&self, token: Option<&str>, kind: &str, body: impl Into<Body>) -> Answer {
        let mut request = Request::post("/letters/bounces").header("content-type", kind);
        if let Some(token) = token {
            request = request.header("authorization", token);
        }
        self.site.ask(request.body(body.into()).unwrap()).await
    }

    async fn post_json(&self, body: Value) -> Answer {
        let token = format!("Bearer {TOKEN}");
        self.post(Some(&token), "application/json", body.to_string())
            .await
    }

    /// A Maildir, and whoever looks into it.
    fn maildir(&self) -> (PathBuf, Maildir) {
        let folder = self.site.folder.path().join("bounces");
        for part in ["new", "cur", "tmp"] {
            fs::create_dir_all(folder.join(part)).unwrap();
        }
        let (store, clock) = (self.site.store.clone(), self.site.clock.clone());
        (folder.clone(), Maildir::new(folder, store, clock))
    }
}

/// That nobody is there, as a mail server reports it.
fn gone(tag: &str) -> String {
    report(tag, "5.1.1")
}

fn report(tag: &str, status: &str) -> String {
    format!(
        "Return-Path: <>\nDelivered-To: letters+{tag}@paper.example\nFrom: MAILER-DAEMON@mx.example.org\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\
         Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n\
         Final-Recipient: rfc822; ann@example.org\nAction: failed\nStatus: {status}\n\n--b--\n"
    )
}
