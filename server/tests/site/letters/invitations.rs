//! Letters with a link to come in at the desk.

use axum::http::StatusCode;
use newsroom::desk::account::AccountId;
use newsroom::desk::people;
use newsroom::desk::role::{Role, Sections};

use super::office::Office;
use super::outbox::{send_all, with_outbox};
use super::sink::Sink;
use crate::desk::{Browser, PASSWORD, paper};
use crate::test_site::TestSite;

/// What is in the outbox, the oldest first, on long lines again (RFC 2045, section 6.7).
fn letters_in(site: &TestSite) -> Vec<String> {
    let folder = std::fs::read_dir(site.folder.path().join("outbox"));
    let files = folder
        .into_iter()
        .flatten()
        .map(|file| file.unwrap().path());
    let mut files: Vec<_> = files.collect();
    files.sort();
    let read = |path| std::fs::read_to_string(path).unwrap();
    let text = files.into_iter().map(read);
    text.map(|text| text.replace("=\r\n", "").replace("=3D", "="))
        .collect()
}

/// The path of the link in a letter.
fn link_in(letter: &str) -> String {
    let at = letter.find("/desk/enter/").unwrap();
    letter[at..].split_whitespace().next().unwrap().to_owned()
}

async fn invite(site: &TestSite, name: &str) -> (AccountId, String) {
    let address = format!("{}@paper.example", name.to_lowercase());
    let who = (name, address.as_str());
    let sections = Sections::default();
    let invited = people::invite(
        &site.store,
        &site.clock,
        None,
        who,
        Role::Reporter,
        &sections,
    );
    let (account, secret) = invited.await.unwrap();
    (account.id, format!("/desk/enter/{}", secret.text()))
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_is_invited_gets_a_letter_whose_link_lets_them_in() {
    let site = paper().await;
    let letters = with_outbox(&site).await;
    let (_, on_page) = invite(&site, "Rae").await;
    send_all(&letters).await;
    let sent = letters_in(&site);
    assert_eq!(sent.len(), 1);
    let letter = &sent[0];
    assert!(letter.contains("To: rae@paper.example\r\n"), "{letter}");
    assert!(letter.contains("Subject: Your link to the desk of The Paper\r\n"));
    assert!(letter.contains("Hello Rae,") && letter.contains("Auto-Submitted: auto-generated"));
    assert!(!letter.contains("List-Unsubscribe"));
    let link = link_in(letter);
    assert_ne!(link, on_page);
    let mut rae = Browser::of(&site);
    assert!(rae.get(&link).await.has("Hello Rae"));
    rae.post(&link, &[("password", PASSWORD)]).await;
    assert_eq!(rae.get("/desk").await.status, StatusCode::OK);
    // The first that is used ends the other.
    assert_eq!(
        Browser::of(&site).get(&on_page).await.status,
        StatusCode::GONE
    );
    send_all(&letters).await;
    assert_eq!(letters_in(&site).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn both_links_are_good_until_one_is_used_and_a_new_one_ends_them() {
    let site = paper().await;
    let letters = with_outbox(&site).await;
    let (id, on_page) = invite(&site, "Rae").await;
    send_all(&letters).await;
    let in_letter = link_in(&letters_in(&site)[0]);
    for link in [&on_page, &in_letter] {
        let asked = Browser::of(&site).get(link).await;
        assert_eq!(asked.status, StatusCode::OK, "{link}");
    }
    let again = people::link(&site.store, &site.clock, None, id).await;
    again.unwrap();
    for link in [&on_page, &in_letter] {
        let gone = Browser::of(&site).get(link).await;
        assert_eq!(gone.status, StatusCode::GONE, "{link}");
    }
    send_all(&letters).await;
    let sent = letters_in(&site);
    assert_eq!(sent.len(), 2);
    let asked = Browser::of(&site).get(&link_in(&sent[1])).await;
    assert_eq!(asked.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_is_of_no_use_any_more_is_not_sent() {
    let site = paper().await;
    let letters = with_outbox(&site).await;
    let (_, used) = invite(&site, "Rae").await;
    Browser::of(&site)
        .post(&used, &[("password", PASSWORD)])
        .await;
    let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let (closed, _) = invite(&site, "Bob").await;
    zoe.post(&format!("/desk/people/{}/close", closed.0), &[])
        .await;
    invite(&site, "Ida").await;
    site.clock
        .set(site.clock.now().shifted(4 * 24 * 3_600_000_000));
    let (id, _) = invite(&site, "Eve").await;
    let twice = people::link(&site.store, &site.clock, None, id).await;
    twice.unwrap();
    send_all(&letters).await;
    let sent = letters_in(&site);
    assert_eq!(sent.len(), 1, "{sent:?}");
    assert!(sent[0].contains("To: eve@paper.example"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_that_shows_the_link_says_whether_a_letter_is_on_its_way() {
    let sink = Sink::kind().await;
    let letters = Office::of(&[&sink]).await.letters().await;
    for (site, said) in [
        (
            paper().await.with_office(letters),
            "A letter with a link is on its way to rae@paper.example",
        ),
        (
            paper().await,
            "No mail server is set, so no letter reaches rae@paper.example",
        ),
    ] {
        let mut zoe = Browser::signed_in(&site, "Zoe", Role::Owner).await;
        let who = [
            ("name", "Rae"),
            ("address", "rae@paper.example"),
            ("role", "reporter"),
        ];
        let invited = zoe.post("/desk/people", &who).await;
        assert!(invited.has(said), "{}", invited.body);
        assert!(invited.has("https://paper.example/desk/enter/"));
        let renewed = zoe.post("/desk/people/2/link", &[]).await;
        assert!(renewed.has(said), "{}", renewed.body);
    }
}
