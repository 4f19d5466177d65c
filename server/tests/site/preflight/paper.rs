//! What a letter leads to at the paper itself: leaving, and the links and pictures of the newest issue.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Redirect;
use axum::routing::{get, post};
use newsroom::letters::{Contents, Definition, Gathers, Schedule, Source};
use server::command::preflight::Verdict;
use tokio::net::TcpListener;

use super::{PATIENCE, Preflight, good, one, told};
use crate::test_site::NOW;

/// What was posted to the paper, where.
type Posted = Arc<Mutex<Vec<(String, String)>>>;

async fn paper(status: StatusCode) -> (SocketAddr, Posted) {
    let posted = Posted::default();
    let seen = posted.clone();
    let unsubscribe = post(async move |Path(link): Path<String>, body: String| {
        seen.lock().unwrap().push((link, body));
        status
    });
    let router = Router::new()
        .route("/stay-in-touch/unsubscribe/{link}", unsubscribe)
        .route("/world/bridge", get(|| async { "It is closed." }))
        .route("/moved", get(|| async { Redirect::to("/world/bridge") }));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    (address, posted)
}

#[tokio::test]
async fn leaving_is_tried_as_mail_programs_do_it() {
    for (status, verdict) in [
        (StatusCode::OK, Verdict::Pass),
        (StatusCode::FOUND, Verdict::Fail),
        (StatusCode::FORBIDDEN, Verdict::Fail),
    ] {
        let (address, posted) = paper(status).await;
        let preflight = Preflight::start().await;
        let preflight = preflight.set("DATELINE_URL", &format!("http://{address}"));
        let checks = preflight.checks_in(good(), PATIENCE).await;
        let check = one(&checks, "unsubscribing");
        assert_eq!(check.verdict, verdict, "{check:?}");
        let posted = posted.lock().unwrap().clone();
        assert_eq!(posted.len(), 1);
        assert_eq!(posted[0].1, "List-Unsubscribe=One-Click");
        let key = preflight.site.store.link_key().await.unwrap();
        assert!(key.read(&posted[0].0, NOW).is_ok(), "it is one of ours");
        // Others see it by TLS only.
        let check = one(&checks, "address");
        assert_eq!(check.verdict, Verdict::Fail, "{check:?}");
    }
    let preflight = Preflight::start().await;
    let check = preflight.check("unsubscribing", good()).await;
    assert_eq!(check.verdict, Verdict::Fail, "nobody is there: {check:?}");
}

#[tokio::test]
async fn the_newest_issue_of_each_letter_is_looked_through() {
    let (address, _) = paper(StatusCode::OK).await;
    let preflight = Preflight::start().await;
    let check = preflight.check("issue", good()).await;
    assert_eq!(check.verdict, Verdict::Warn, "{check:?}");
    let store = &preflight.site.store;
    let slug: domain::Slug = "morning".parse().unwrap();
    let definition = Definition {
        slug: slug.clone(),
        name: "The Morning".to_owned(),
        promise: "What happened at night.".to_owned(),
        schedule: Schedule::ByHand,
        gathers: vec![Gathers::Newest],
        sections: Vec::new(),
        shortest: 1,
        longest: 10,
        reply_to: None,
    };
    let mut writing = store.write().await.unwrap();
    let defined = writing.define_letter(&definition, Source::Command, 1, NOW);
    defined.await.unwrap();
    writing.commit().await.unwrap();
    let letter = store.letter(&slug).await.unwrap().unwrap();
    let fine = format!(
        r#"<a href="http://{address}/world/bridge?a=1&amp;b=2">Bridge</a>
           <a href="{{{{unsubscribe}}}}">Leave</a><img alt="" src="http://{address}/world/bridge">"#
    );
    let long = "x".repeat(102_400);
    for (number, (html, name, verdict, wanted)) in [
        (fine.clone(), "links", Verdict::Pass, "2, and all"),
        (fine.clone(), "size", Verdict::Pass, "bytes"),
        (fine.clone(), "pictures", Verdict::Pass, "1, each"),
        (
            fine.replace("bridge?", "gone?"),
            "links",
            Verdict::Fail,
            "answers 404",
        ),
        (
            fine.replace("world/bridge?", "moved?"),
            "links",
            Verdict::Fail,
            "answers 303",
        ),
        (
            fine.replace("alt=\"\"", ""),
            "pictures",
            Verdict::Fail,
            "says nothing",
        ),
        (long, "size", Verdict::Fail, "102400 bytes"),
    ]
    .into_iter()
    .enumerate()
    {
        let contents = Contents {
            subject: "Bridge closed".to_owned(),
            preheader: String::new(),
            html,
            plain: String::new(),
            articles: Vec::new(),
        };
        let mut writing = store.write().await.unwrap();
        let slot = format!("by-hand/{number}");
        let added = writing.add_issue(letter.id, &slot, &contents, NOW, NOW);
        added.await.unwrap().unwrap();
        writing.commit().await.unwrap();
        let check = preflight.check(name, good()).await;
        assert_eq!(check.verdict, verdict, "{check:?}");
        assert!(told(&check).contains(wanted), "{check:?}");
    }
}
