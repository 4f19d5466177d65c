//! Letters that come back, in a Maildir and posted.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use newsroom::letters::{Contents, Definition, DeliveryId, Gathers, Outcome, Schedule, Source};
use newsroom::letters::{SubscriberId, SubscriberState};
use serde_json::{Value, json};
use server::outside::Pace;
use server::returned::{self, Maildir, WaysBack};
use tokio::sync::watch;

use crate::test_site::{Answer, NOW, TestSite};

const TOKEN: &str = "a-token-of-some-length";
const PACE: Pace = Pace {
    look: Duration::from_millis(10),
    first_wait: Duration::from_millis(10),
    longest_wait: Duration::from_millis(10),
};

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

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn running() -> watch::Receiver<bool> {
    watch::channel(false).1
}

#[tokio::test]
async fn what_is_delivered_into_the_maildir_is_counted_and_marked_as_seen() {
    let sent = Sent::start().await;
    let (folder, mut maildir) = sent.maildir();
    fs::write(folder.join("new/1675.M1.mx"), gone(&sent.tag)).unwrap();
    fs::write(
        folder.join("new/1676.M2.mx"),
        "From: cem@example.org\n\nHello.",
    )
    .unwrap();
    fs::write(folder.join("tmp/1677.M3.mx"), gone(&sent.tag)).unwrap();
    assert_eq!(maildir.look(&running()).await.unwrap(), 2);
    assert_eq!(sent.state().await, SubscriberState::Bounced);
    assert_eq!(names(&folder.join("new")), [""; 0]);
    // What nobody can tell is for a person to look at.
    assert_eq!(
        names(&folder.join("cur")),
        ["1675.M1.mx:2,S", "1676.M2.mx:2,F"]
    );
    assert_eq!(names(&folder.join("tmp")), ["1677.M3.mx"], "still written");
    assert_eq!(maildir.look(&running()).await.unwrap(), 0);
}

#[tokio::test]
async fn a_server_that_was_killed_between_counting_and_moving_counts_nothing_twice() {
    let sent = Sent::start().await;
    let (folder, mut maildir) = sent.maildir();
    let full = report(&sent.tag, "5.2.2");
    // As often as would end the subscription.
    for round in 0..6 {
        // It was moved by a mail program, or by nobody: it is not marked.
        let name = if round % 2 == 0 {
            "new/1675.M1.mx"
        } else {
            "cur/1675.M1.mx:2,R"
        };
        fs::write(folder.join(name), &full).unwrap();
        assert_eq!(maildir.look(&running()).await.unwrap(), 1);
        let cur = names(&folder.join("cur"));
        assert!(cur.iter().all(|name| name.ends_with('S')), "{cur:?}");
    }
    assert_eq!(sent.state().await, SubscriberState::Confirmed);
}

#[tokio::test]
async fn the_maildir_is_watched_while_the_paper_is_served_and_until_it_is_told_to_stop() {
    let sent = Sent::start().await;
    let (folder, _) = sent.maildir();
    let ways = WaysBack {
        maildir: Some(folder.clone()),
        token: None,
    };
    let (stop, stopped) = watch::channel(false);
    let (store, clock) = (&sent.site.store, &sent.site.clock);
    let watching = returned::start(&ways, store, clock, PACE, &stopped).unwrap();
    // It comes back when the folder is there again.
    fs::rename(folder.join("new"), folder.join("away")).unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    fs::rename(folder.join("away"), folder.join("new")).unwrap();
    fs::write(folder.join("new/1675.M1.mx"), gone(&sent.tag)).unwrap();
    for _ in 0..3000 {
        if sent.state().await == SubscriberState::Bounced {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(sent.state().await, SubscriberState::Bounced);
    stop.send(true).unwrap();
    watching.await.unwrap();
}

#[tokio::test]
async fn what_is_no_message_of_the_maildir_is_left_alone() {
    let sent = Sent::start().await;
    let (folder, mut maildir) = sent.maildir();
    let outside = sent.site.folder.path().join("outside");
    fs::write(&outside, gone(&sent.tag)).unwrap();
    symlink(&outside, folder.join("new/1675.link")).unwrap();
    fs::create_dir(folder.join("new/1675.folder")).unwrap();
    fs::write(folder.join("new/.hidden"), gone(&sent.tag)).unwrap();
    assert_eq!(maildir.look(&running()).await.unwrap(), 0);
    assert_eq!(sent.state().await, SubscriberState::Confirmed);
    fs::remove_dir_all(folder.join("cur")).unwrap();
    let error = maildir.look(&running()).await.unwrap_err();
    assert!(error.to_string().contains("cur"), "{error}");
}

#[tokio::test]
async fn a_huge_message_is_read_as_far_as_it_matters() {
    let sent = Sent::start().await;
    let (folder, mut maildir) = sent.maildir();
    let huge = gone(&sent.tag) + &"x".repeat(5 * 1024 * 1024);
    fs::write(folder.join("new/1675.M1.mx"), huge).unwrap();
    assert_eq!(maildir.look(&running()).await.unwrap(), 1);
    assert_eq!(sent.state().await, SubscriberState::Bounced);
}

#[tokio::test]
async fn a_posted_report_counts_for_whoever_knows_the_token_only() {
    let sent = Sent::start().await;
    let message = gone(&sent.tag);
    let near = &TOKEN[1..];
    for token in [
        None,
        Some("Bearer".to_owned()),
        Some("Bearer ".to_owned()),
        Some(format!("Bearer {near}")),
        Some(format!("Basic {TOKEN}")),
        Some(TOKEN.to_owned()),
    ] {
        let answer = sent
            .post(token.as_deref(), "message/rfc822", message.clone())
            .await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{token:?}");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
    assert_eq!(sent.state().await, SubscriberState::Confirmed);
    let token = format!("Bearer {TOKEN}");
    let answer = sent.post(Some(&token), "message/rfc822", message).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.place(r#""counted":1"#);
    assert_eq!(sent.state().await, SubscriberState::Bounced);
}

#[tokio::test]
async fn nothing_is_taken_where_no_token_is_set() {
    let site = TestSite::start().await;
    let request = Request::post("/letters/bounces")
        .header("authorization", "Bearer ")
        .header("content-type", "application/json")
        .body(Body::from("{}"));
    let answer = site.ask(request.unwrap()).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_bounce_can_be_posted_in_a_few_words() {
    for (which, kind, state) in [
        ("address", "hard", SubscriberState::Bounced),
        ("address", "complaint", SubscriberState::Complained),
        ("address", "soft", SubscriberState::Confirmed),
        ("tag", "hard", SubscriberState::Bounced),
        ("message", "complaint", SubscriberState::Complained),
        ("sender", "hard", SubscriberState::Bounced),
    ] {
        let sent = Sent::start().await;
        let mut bounce = json!({ "kind": kind, "status": "5.1.1", "reason": "user unknown" });
        let dotted = sent.tag.replace('-', ".");
        match which {
            "address" => bounce["address"] = json!("Ann@Example.org"),
            "tag" => bounce["delivery"] = json!(sent.tag),
            "message" => bounce["delivery"] = json!(format!("<d{dotted}@paper.example>")),
            _ => bounce["delivery"] = json!(format!("letters+{}@paper.example", sent.tag)),
        }
        let nobody = json!({ "address": "cem@example.org", "kind": "hard" });
        let answer = sent
            .post_json(json!([bounce, bounce.clone(), nobody]))
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let summary: Value = serde_json::from_str(&answer.body).unwrap();
        let wanted = json!({ "counted": 1, "before": 1, "nobody": 1, "ignored": 0 });
        assert_eq!(summary, wanted, "{which} {kind}");
        assert_eq!(sent.state().await, state, "{which} {kind}");
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_with_a_sentence_and_counts_for_nothing() {
    let sent = Sent::start().await;
    let good = json!({ "address": "ann@example.org", "kind": "hard" });
    let with = |name: &str, value: Value| {
        let mut bad = good.clone();
        bad[name] = value;
        bad
    };
    let other = DeliveryId(sent.copy.0 + 1).0.to_string() + &sent.tag[1..];
    for (bad, wanted) in [
        (with("kind", json!("firm")), "soft, hard or"),
        (with("address", json!("ann")), "has an @"),
        (with("address", Value::Null), "either address or delivery"),
        (with("delivery", json!(sent.tag)), "either address or"),
        (json!({ "delivery": other, "kind": "hard" }), "none of this"),
        (with("status", json!("gone")), "looks like 5.1.1"),
        (json!({ "address": "ann@example.org" }), "Please send"),
        (json!("hard"), "Please send"),
    ] {
        // The one that is right counts neither.
        let answer = sent.post_json(json!([good, bad])).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        answer.place(wanted);
    }
    let token = format!("Bearer {TOKEN}");
    for (kind, body, status) in [
        ("application/json", "[".to_owned(), 422),
        ("message/rfc822", String::new(), 422),
        ("message/rfc822", "Subject: Hello\n\nHello.".to_owned(), 422),
        ("message/rfc822", gone("7-0011223344556677"), 422),
        ("text/html", gone(&sent.tag), 415),
        ("message/rfc822", "x".repeat(1024 * 1024 + 1), 413),
    ] {
        let answer = sent.post(Some(&token), kind, body).await;
        assert_eq!(answer.status.as_u16(), status, "{kind} {}", answer.body);
        assert!(answer.body.ends_with(".\n"), "{}", answer.body);
    }
    assert_eq!(sent.state().await, SubscriberState::Confirmed);
    let long = gone(&sent.tag) + &" ".repeat(1000 * 1024);
    let answer = sent.post(Some(&token), "message/rfc822", long).await;
    assert_eq!(answer.status, StatusCode::OK);
}
