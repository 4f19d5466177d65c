//! Signing up for letters: which one chooses, what is refused, and how often one may.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use newsroom::letters::{LetterState, RefusedDomains};

use crate::test_site::TestSite;

const MINUTE: i64 = 60_000_000;

async fn from(site: &TestSite, network: &str, address: &str) -> crate::test_site::Answer {
    let request = Request::post("/stay-in-touch")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("accept", "text/plain")
        .header("x-forwarded-for", network)
        .body(Body::from(format!("email={address}")));
    site.ask(request.unwrap()).await
}

#[tokio::test]
async fn the_page_offers_every_letter_that_is_not_retired_and_chooses_the_first() {
    let site = TestSite::with_letters().await;
    site.define("old", "The old letter", 2).await;
    let old = site.letter("old").await.id;
    let mut writing = site.store.write().await.unwrap();
    let state = LetterState::Retired;
    let now = site.clock.now();
    writing.put_letter_in_state(old, state, now).await.unwrap();
    writing.commit().await.unwrap();
    let page = site.get("/stay-in-touch").await;
    assert!(page.has("The promise of morning.") && page.has("Sport &amp; games"));
    assert!(!page.has("The old letter"));
    let chosen = page.body.matches(" checked").count();
    assert_eq!(chosen, 1, "{}", page.body);
    assert!(page.place("value=\"morning\"") < page.place(" checked"));
    assert!(page.place(" checked") < page.place("value=\"sport\""));
    // The box beside other pages has no choice.
    assert!(!site.get("/about").await.has("name=\"letter\""));
}

#[tokio::test]
async fn what_was_chosen_on_the_page_is_kept_with_the_words_that_stood_there() {
    let site = TestSite::with_letters().await;
    let answer = site
        .signs_up("ann@example.org", &["sport", "no-such"])
        .await;
    assert_eq!(answer.header("location"), "/stay-in-touch?noted");
    let ann = site.reader("ann@example.org").await.unwrap();
    assert!(
        ann.letters.is_empty(),
        "nothing is in force before it is confirmed"
    );
    let consents = site.store.consents_of(ann.id).await.unwrap();
    assert_eq!(consents[0].form, "page");
    assert_eq!(consents[0].letters, ["sport".parse().unwrap()]);
    assert!(
        consents[0]
            .wording
            .ends_with("\nSport & games: The promise of sport.")
    );
    assert!(
        consents[0]
            .wording
            .starts_with("To be updated with all the latest news")
    );
}

#[tokio::test]
async fn the_box_stands_for_the_first_letter() {
    let site = TestSite::with_letters().await;
    let form = "email=ann%40example.org";
    let answer = site
        .post_form("/stay-in-touch", Some("text/plain"), form)
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    let ann = site.reader("ann@example.org").await.unwrap();
    let consents = site.store.consents_of(ann.id).await.unwrap();
    assert_eq!(consents[0].form, "box");
    assert_eq!(consents[0].letters, ["morning".parse().unwrap()]);
}

#[tokio::test]
async fn a_page_without_a_letter_chosen_is_shown_again_with_what_was_typed() {
    let site = TestSite::with_letters().await;
    let page = site.signs_up("ann@example.org", &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("Please choose at least one letter."));
    assert!(page.has("value=\"ann@example.org\"") && !page.has(" checked"));
    assert!(site.reader("ann@example.org").await.is_none());
}

#[tokio::test]
async fn a_paper_without_letters_keeps_sign_ups_all_the_same() {
    let site = TestSite::start().await;
    assert!(!site.get("/stay-in-touch").await.has("type=\"checkbox\""));
    let answer = site.signs_up("ann@example.org", &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(site.reader("ann@example.org").await.is_some());
}

#[tokio::test]
async fn known_unknown_and_impatient_readers_get_the_same_answer() {
    let site = TestSite::with_letters().await;
    site.confirmed("known@example.org", &["morning"]).await;
    let ask = async |address: &str| {
        let form = format!("email={address}");
        let answer = site
            .post_form("/stay-in-touch", Some("text/plain"), &form)
            .await;
        (answer.status, answer.body)
    };
    let unknown = ask("unknown%40example.org").await;
    assert_eq!(unknown, ask("unknown%40example.org").await, "too often");
    assert_eq!(unknown, ask("known%40example.org").await);
    assert!(unknown.1.contains("If letters can reach that address"));
    // Who is subscribed stays so until the new question is answered.
    assert_eq!(site.letters_of("known@example.org").await, ["morning"]);
}

#[tokio::test]
async fn addresses_that_could_do_harm_are_refused_with_a_sentence() {
    let site = TestSite::with_letters().await;
    for (address, sentence) in [
        ("ann@example.org\r\nBcc: bob@example.org", "before the @"),
        ("ann\r\nBcc: x@example.org", "before the @"),
        (&format!("{}@example.org", "a".repeat(10_000)), "too long"),
        (&format!("ann@{}.org", "a".repeat(320)), "too long"),
        ("\"ann lee\"@example.org", "before the @"),
        ("ann@localhost", "does not look like"),
    ] {
        let answer = site.signs_up(address, &["morning"]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
        assert!(answer.has(sentence), "{address}: {}", answer.body);
    }
    assert_eq!(site.store.subscriber_counts().await.unwrap(), (0, 0));
    for address in ["ann+letters@example.org", "ann@xn--mnchen-3ya.example"] {
        let answer = site.signs_up(address, &["morning"]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{address}");
    }
}

#[tokio::test]
async fn domains_that_the_paper_does_not_want_are_refused_with_those_below_them() {
    let list = "# throw-away\nTrash.example # the worst\n\n@gone.example\n";
    let site = TestSite::with_letters()
        .await
        .with_refused_domains(RefusedDomains::read(list));
    for address in ["a@trash.example", "a@mail.TRASH.example", "a@gone.example"] {
        let answer = site.signs_up(address, &["morning"]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
        assert!(answer.has("We send no letters to addresses of that provider."));
    }
    for address in ["a@nottrash.example", "a@example.org"] {
        let answer = site.signs_up(address, &["morning"]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{address}");
    }
}

#[tokio::test]
async fn a_network_signs_up_ten_times_in_ten_minutes() {
    let site = TestSite::with_letters().await;
    for number in 0..10 {
        let answer = from(&site, "2001:db8::1", &format!("a{number}%40example.org")).await;
        assert_eq!(answer.status, StatusCode::OK);
    }
    // The same network, whichever of its addresses it uses.
    let answer = from(&site, "2001:db8::ffff:2", "late%40example.org").await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.header("retry-after"), "600");
    assert!(answer.has("too often from your network"));
    assert!(site.reader("late@example.org").await.is_none());
    // Mistakes in typing are answered as such, and others are not held up.
    let typo = from(&site, "2001:db8::1", "typo").await;
    assert_eq!(typo.status, StatusCode::UNPROCESSABLE_ENTITY);
    let other = from(&site, "192.0.2.7", "other%40example.org").await;
    assert_eq!(other.status, StatusCode::OK);
    site.clock.set(site.clock.now().shifted(10 * MINUTE));
    let answer = from(&site, "2001:db8::1", "late%40example.org").await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn asking_with_head_changes_nothing() {
    let site = TestSite::with_letters().await;
    let answer = site.method(Method::HEAD, "/stay-in-touch").await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, ""));
}
