//! Letters that no mail server takes.

use std::net::TcpListener;
use std::time::Duration;

use newsroom::desk::role::Role;
use server::letters::{Letters, PACE};
use server::settings::Settings;
use tokio::sync::watch;

use super::Browser;
use crate::letters::outbox::with_outbox;
use crate::test_site::TestSite;

const LONG: Duration = Duration::from_secs(30);

/// Somebody who sends for the paper by a mail server of that address.
async fn sending_by(site: &TestSite, server: &str) -> Letters {
    let facts = with_outbox(site).await.facts().clone();
    let url = format!("smtp://{server}");
    let settings = Settings::read(|name| (name == "DATELINE_SMTP_URL").then(|| url.clone()));
    let (folder, mail) = (site.folder.path(), settings.unwrap().mail);
    let letters = Letters::open(&site.store, &site.clock, facts, folder, &mail);
    letters.await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_issue_that_no_mail_server_takes_says_why() {
    let site = TestSite::with_letters().await;
    site.article("ferry").save().await;
    site.confirmed("ann@example.org", &["morning"]).await;
    site.issue("morning", "The ferry", &["ferry"]).await;
    let gone = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = gone.local_addr().unwrap().to_string();
    drop(gone);
    let letters = sending_by(&site, &server).await;
    let (stop, stopped) = watch::channel(false);
    let sending = tokio::spawn(letters.keep_sending(PACE, Default::default(), stopped));
    let tried = tokio::time::timeout(LONG, async {
        while site.store.mail_trouble().await.unwrap().is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    tried.await.unwrap();
    stop.send(true).unwrap();
    sending.await.unwrap();

    let mut eve = Browser::signed_in(&site, "Eve", Role::Editor).await;
    let issue = "/desk/letters/morning/issues/1";
    let said = format!("The mail server {server} has taken no letters since ");
    for page in [issue, "/desk/letters"] {
        let page = eve.get(page).await;
        assert!(
            page.has(&said) && page.has("5 Feb 2023, 10:00</time>: "),
            "{}",
            page.body
        );
        assert!(page.has("Connection refused") && page.has("It is tried again by itself."));
    }
    // While the issue waits because somebody said so, that is the reason.
    eve.post(&format!("{issue}/state"), &[("do", "pause")])
        .await;
    assert!(!eve.get(issue).await.has("has taken no letters"));
    eve.post(&format!("{issue}/state"), &[("do", "resume")])
        .await;
    assert!(eve.get(issue).await.has(&said));
    site.store.end_mail_trouble(&server).await.unwrap();
    assert!(!eve.get(issue).await.has("has taken no letters"));
}
