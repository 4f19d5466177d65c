//! Without a mail server, letters can be read on the machine that the paper runs on, and nowhere else.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, Version};
use newsroom::desk::role::Role;
use newsroom::letters::{PaperFacts, SignUp, sign_up};
use server::letters::Letters;
use server::settings::Settings;
use tokio::sync::watch;

use crate::desk::Browser;
use crate::test_site::TestSite;

pub async fn with_outbox(site: &TestSite) -> Letters {
    let settings = Settings::read(|_| None).unwrap();
    Letters::open(
        &site.store,
        &site.clock,
        PaperFacts {
            name: "The Paper".to_owned(),
            url: settings.url.clone(),
            language: settings.language.clone(),
            time_zone: settings.time_zone(),
            postal_address: None,
        },
        site.folder.path(),
        &settings.mail,
    )
    .await
    .unwrap()
}

pub async fn send_all(letters: &Letters) {
    let (_stop, stopped) = watch::channel(false);
    let turn = letters.turn().unwrap().unwrap();
    let pace = server::letters::PACE;
    letters
        .send(turn, pace, Default::default(), stopped, true)
        .await;
}

async fn ask(site: &TestSite, peer: &str, headers: &[(&str, &str)]) -> (StatusCode, String) {
    ask_in(Version::HTTP_11, site, peer, headers).await
}

async fn ask_in(
    version: Version,
    site: &TestSite,
    peer: &str,
    headers: &[(&str, &str)],
) -> (StatusCode, String) {
    let mut request = Request::get("/desk/outbox").version(version);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut request = request.body(Body::empty()).unwrap();
    let peer: SocketAddr = peer.parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    let answer = site.open(request).await;
    let status = answer.status();
    let body = axum::body::to_bytes(answer.into_body(), 1 << 20)
        .await
        .unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

const HOST: (&str, &str) = ("host", "127.0.0.1:3000");

#[tokio::test(flavor = "multi_thread")]
async fn letters_land_in_files_and_on_a_page() {
    let site = TestSite::start().await;
    let letters = with_outbox(&site).await;
    let site = site.with_office(letters.clone());
    let (status, page) = ask(&site, "127.0.0.1:5000", &[HOST]).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("There are none yet."), "{page}");

    let address = "ann@example.org".parse().unwrap();
    let wish = SignUp {
        address: &address,
        letters: &[],
        form: "box",
        wording: "",
    };
    sign_up(&site.store, &site.clock, wish).await.unwrap();
    send_all(&letters).await;
    let file = site.folder.path().join("outbox/000000001.eml");
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains("To: ann@example.org\r\n"), "{text}");

    let (_, page) = ask(&site, "[::1]:5000", &[("host", "localhost:3000")]).await;
    assert!(
        page.contains("Please confirm: letters from The Paper"),
        "{page}"
    );
    assert!(
        page.contains("<a href=\"http://127.0.0.1:3000/stay-in-touch/confirm/"),
        "{page}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_can_read_them() {
    let site = TestSite::start().await;
    let letters = with_outbox(&site).await;
    let site = site.with_office(letters.clone());
    let cases: [(&str, &[(&str, &str)]); 9] = [
        ("192.0.2.7:5000", &[HOST]),
        ("127.0.0.1:5000", &[]),
        ("127.0.0.1:5000", &[("host", "evil.example")]),
        ("127.0.0.1:5000", &[HOST, ("x-forwarded-for", "192.0.2.7")]),
        ("127.0.0.1:5000", &[HOST, ("via", "1.1 proxy")]),
        ("127.0.0.1:5000", &[HOST, ("forwarded", "for=192.0.2.7")]),
        ("127.0.0.1:5000", &[HOST, ("x-forwarded-proto", "https")]),
        ("127.0.0.1:5000", &[HOST, ("x-client-ip", "192.0.2.7")]),
        ("127.0.0.1:5000", &[HOST, ("connection", "close")]),
    ];
    for (peer, headers) in cases {
        let (status, _) = ask(&site, peer, headers).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{peer} {headers:?}");
    }
    // As nginx asks that is told nothing but where to pass on to.
    let (status, _) = ask_in(Version::HTTP_10, &site, "127.0.0.1:5000", &[HOST]).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_that_open_the_desk_are_not_on_a_page_that_needs_no_account() {
    let site = TestSite::start().await;
    let letters = with_outbox(&site).await;
    let site = site.with_office(letters.clone());
    let mut owner = Browser::signed_in(&site, "Zoe", Role::Owner).await;
    let invited = [
        ("name", "Ann"),
        ("address", "ann@paper.example"),
        ("role", "reporter"),
    ];
    let invited = owner.post("/desk/people", &invited).await;
    assert_eq!(invited.status, StatusCode::OK, "{}", invited.body);
    send_all(&letters).await;
    let (status, page) = ask(&site, "127.0.0.1:5000", &[HOST]).await;
    assert_eq!(status, StatusCode::OK);
    assert!(!page.contains("/desk/enter/") && !page.contains("ann@paper.example"));
    assert!(page.contains("are not shown here: 1."), "{page}");
    let for_owners = owner.get("/desk/readers/outbox").await;
    assert!(for_owners.has("/desk/enter/") && for_owners.has("ann@paper.example"));
}
