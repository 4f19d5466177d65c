//! Notifications: who is told what, once, and encrypted as the standards say.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{Topic, Withdrawal};
use newsroom::breaking::{self, Announcement};
use newsroom::notifications::{
    self, Endpoint, EndpointError, KeyError, ReaderKeys, Subject, encrypt, encrypt_with,
};
use newsroom::publishing::{self, Filing, When};
use newsroom::store::{Delivery, Ended, Kept, News};

use crate::paper::{TestPaper, at, filing, slug};

const THREE: &str = "2023-02-05T15:00:00Z";

fn bytes(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap()
}

/// The browser of RFC 8291, appendix A.
fn keys() -> ReaderKeys {
    ReaderKeys::read(
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "BTBZMqHH6r4Tts7J_aSIgg",
    )
    .unwrap()
}

fn endpoint(name: &str) -> Endpoint {
    Endpoint::read(&format!("https://push.services.mozilla.com/{name}")).unwrap()
}

async fn begin(paper: &TestPaper, name: &str, about: &str) -> Kept {
    let subject = about.parse().unwrap();
    notifications::begin(
        &paper.store,
        &paper.clock,
        &endpoint(name),
        &keys(),
        &subject,
    )
    .await
    .unwrap()
}

async fn end(paper: &TestPaper, name: &str, about: &str) {
    let subject = about.parse().unwrap();
    notifications::end(&paper.store, endpoint(name).as_str(), &subject)
        .await
        .unwrap();
}

async fn readers(paper: &TestPaper) -> i64 {
    paper.store.notified_readers().await.unwrap()
}

/// A paper whose follower of the event log has begun.
async fn paper() -> TestPaper {
    let paper = TestPaper::start().await;
    let nothing = notifications::queue(&paper.store, &paper.clock).await;
    assert_eq!(nothing.unwrap(), None);
    paper
}

async fn queued(paper: &TestPaper) -> Vec<Delivery> {
    notifications::queue(&paper.store, &paper.clock)
        .await
        .unwrap();
    let now = paper.clock.now();
    paper.store.due_deliveries(now, 100).await.unwrap()
}

/// Who is to be told what, by the last part of their addresses.
fn told(due: &[Delivery]) -> Vec<(&str, News)> {
    due.iter()
        .map(|delivery| {
            let address = delivery.endpoint.as_str();
            (
                address.rsplit('/').next().unwrap_or_default(),
                delivery.news,
            )
        })
        .collect()
}

async fn end_all(paper: &TestPaper, due: &[Delivery], ended: Ended) {
    let mut writing = paper.store.write().await.unwrap();
    for delivery in due {
        writing.end_delivery(delivery, ended).await.unwrap();
    }
    writing.commit().await.unwrap();
}

async fn announce(paper: &TestPaper, text: &str, until: &str) {
    let what = Announcement {
        text: text.parse().unwrap(),
        language: None,
        article: None,
        until: at(until),
    };
    breaking::set(&paper.store, &paper.clock, &what)
        .await
        .unwrap();
}

fn on_topics(name: &str, topics: &[&str]) -> Filing {
    let mut filing = filing(name);
    filing.version.topics = topics
        .iter()
        .map(|topic| Topic::new(slug(topic), topic).unwrap())
        .collect();
    filing
}

#[test]
fn the_example_of_the_standard_is_encrypted_as_the_standard_says() {
    let body = encrypt_with(
        b"When I grow up, I want to be a watermelon",
        &keys(),
        &bytes(
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
        ),
        &bytes("kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs"),
        bytes("DGv6ra1nlYgDCS1FRnbzlw").try_into().unwrap(),
    );
    assert_eq!(
        URL_SAFE_NO_PAD.encode(body.unwrap().0),
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6P\
         Bru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    );
}

#[test]
fn nothing_is_encrypted_twice_with_the_same_key_or_beyond_what_services_take() {
    let one = encrypt(b"News", &keys()).unwrap();
    assert_ne!(one, encrypt(b"News", &keys()).unwrap());
    assert_eq!(encrypt(&[b'x'; 3993], &keys()).unwrap().0.len(), 4096);
    assert_eq!(encrypt(&[b'x'; 3994], &keys()), Err(KeyError::TooLong));
    let nowhere = ReaderKeys::of(&[4; 65], &[0; 16]).unwrap();
    assert_eq!(encrypt(b"News", &nowhere), Err(KeyError::PublicKey));
}

#[test]
fn an_endpoint_leads_to_a_public_host_and_nowhere_inside() {
    for address in [
        "https://fcm.googleapis.com/fcm/send/a:b-c_d",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAA==",
        "https://web.push.apple.com/Q0-x",
        "https://wns2-par02p.notify.windows.com/w/?token=BQYAAAD%2f",
    ] {
        let read = Endpoint::read(address).unwrap();
        assert_eq!(read.as_str(), address);
        assert!(!read.to_string().contains("token"), "a secret in the log");
    }
    for (address, wanted) in [
        (
            "http://push.services.mozilla.com/a",
            EndpointError::NotHttps,
        ),
        (
            "https://push.services.mozilla.com:8443/a",
            EndpointError::NotHttps,
        ),
        (
            "https://user@push.services.mozilla.com/a",
            EndpointError::NotHttps,
        ),
        ("https://push.services.mozilla.com", EndpointError::NotHttps),
        (
            "https://push.services.mozilla.com/a b",
            EndpointError::NotHttps,
        ),
        (
            "https://push.services.mozilla.com\\@10.0.0.1/",
            EndpointError::NotHttps,
        ),
        ("https://127.0.0.1/a", EndpointError::NotPublic),
        ("https://2130706433/a", EndpointError::NotPublic),
        ("https://10.0.0.0x1/a", EndpointError::NotPublic),
        ("https://[::1]/a", EndpointError::NotHttps),
        ("https://localhost/a", EndpointError::NotPublic),
        ("https://db.internal/a", EndpointError::NotPublic),
        ("https://printer.LOCAL/a", EndpointError::NotPublic),
        ("https://-/a", EndpointError::NotPublic),
        ("https://a..com/a", EndpointError::NotPublic),
    ] {
        assert_eq!(Endpoint::read(address), Err(wanted), "{address}");
    }
    let long = format!("https://push.services.mozilla.com/{}", "a".repeat(1000));
    assert_eq!(Endpoint::read(&long), Err(EndpointError::TooLong));
}

#[test]
fn only_keys_of_the_right_length_are_taken_with_padding_or_without() {
    let auth = "BTBZMqHH6r4Tts7J_aSIgg";
    let point = URL_SAFE_NO_PAD.encode(keys().public_key());
    assert!(ReaderKeys::read(&format!("{point}="), &format!("{auth}==")).is_ok());
    assert_eq!(ReaderKeys::read("BCVx", auth), Err(KeyError::PublicKey));
    assert_eq!(ReaderKeys::read("!", auth), Err(KeyError::PublicKey));
    assert_eq!(ReaderKeys::read(&point, "BTBZ"), Err(KeyError::Secret));
}

#[tokio::test]
async fn the_paper_has_one_key_pair_for_ever() {
    let paper = paper().await;
    let key = paper.store.sending_key().await.unwrap().public_key();
    assert_eq!(bytes(&key).len(), 65);
    assert_eq!(paper.store.sending_key().await.unwrap().public_key(), key);
}

#[tokio::test]
async fn who_ends_the_last_subject_is_forgotten() {
    let paper = paper().await;
    assert_eq!(begin(&paper, "ann", "breaking").await, Kept::Yes);
    assert_eq!(begin(&paper, "ann", "breaking").await, Kept::Yes);
    begin(&paper, "ann", "topic/harbour").await;
    assert_eq!(readers(&paper).await, 1);
    end(&paper, "ann", "breaking").await;
    end(&paper, "nobody", "breaking").await;
    assert_eq!(readers(&paper).await, 1);
    end(&paper, "ann", "topic/harbour").await;
    assert_eq!(readers(&paper).await, 0);
}

#[tokio::test]
async fn nobody_can_ask_for_more_than_a_hundred_subjects() {
    let paper = paper().await;
    for number in 0..100 {
        let kept = begin(&paper, "ann", &format!("topic/t-{number}")).await;
        assert_eq!(kept, Kept::Yes);
    }
    assert_eq!(begin(&paper, "ann", "breaking").await, Kept::NoRoom);
    assert_eq!(begin(&paper, "ann", "topic/t-7").await, Kept::Yes);
    assert_eq!(begin(&paper, "ben", "breaking").await, Kept::Yes);
}

#[tokio::test]
async fn a_browser_with_another_address_keeps_what_its_reader_asked_for() {
    let paper = paper().await;
    begin(&paper, "ann", "breaking").await;
    let renew = |former: &'static str, now: &'static str| {
        let (store, former, now) = (paper.store.clone(), endpoint(former), endpoint(now));
        async move { notifications::renew(&store, former.as_str(), &now, &keys()).await }
    };
    assert!(renew("ann", "ann-again").await.unwrap());
    assert!(!renew("ann", "ann-again").await.unwrap());
    announce(&paper, "Bridge closed", THREE).await;
    assert_eq!(told(&queued(&paper).await)[0].0, "ann-again");
}

#[tokio::test]
async fn each_new_bar_is_told_once_to_those_who_asked_for_breaking_news() {
    let paper = paper().await;
    begin(&paper, "ann", "breaking").await;
    begin(&paper, "ben", "topic/harbour").await;
    announce(&paper, "Bridge closed", THREE).await;
    let due = queued(&paper).await;
    assert_eq!(told(&due).len(), 1);
    assert_eq!(told(&due)[0].0, "ann");
    end_all(&paper, &due, Ended::Done).await;
    announce(&paper, "Bridge closed", "2023-02-05T18:00:00Z").await;
    assert!(queued(&paper).await.is_empty(), "it was only prolonged");
    announce(&paper, "Bridge open", THREE).await;
    assert_eq!(queued(&paper).await.len(), 1);
}

#[tokio::test]
async fn a_story_is_told_once_to_those_who_follow_any_of_its_topics() {
    let paper = paper().await;
    for about in ["topic/harbour", "topic/ferries"] {
        begin(&paper, "ann", about).await;
    }
    begin(&paper, "ben", "breaking").await;
    begin(&paper, "cem", "topic/trams").await;
    paper
        .file(&on_topics("late", &["harbour", "ferries"]))
        .await;
    let due = queued(&paper).await;
    assert_eq!(due.len(), 1, "{due:?}");
    assert_eq!(told(&due)[0].0, "ann");
    end_all(&paper, &due, Ended::Done).await;

    let mut changed = on_topics("late", &["harbour", "trams"]);
    changed.version.headline = "Later still".parse().unwrap();
    paper.file(&changed).await;
    assert!(queued(&paper).await.is_empty(), "an update is no new story");
    let reason: Withdrawal = "Wrong.".parse().unwrap();
    publishing::withdraw(&paper.store, &paper.clock, &slug("late"), reason)
        .await
        .unwrap();
    paper.file(&changed).await;
    assert!(queued(&paper).await.is_empty(), "it was told already");
}

#[tokio::test]
async fn what_came_out_long_ago_is_not_told() {
    let paper = paper().await;
    begin(&paper, "ann", "topic/harbour").await;
    let mut old = on_topics("old", &["harbour"]);
    old.when = When::At(at("2023-02-05T05:59:00Z"));
    paper.file(&old).await;
    assert!(queued(&paper).await.is_empty());
}

#[tokio::test]
async fn what_is_no_news_any_more_has_nothing_to_say() {
    let paper = paper().await;
    begin(&paper, "ann", "breaking").await;
    begin(&paper, "ann", "topic/harbour").await;
    announce(&paper, "Bridge closed", THREE).await;
    let mut story = on_topics("late", &["harbour"]);
    story.version.standfirst = Some("word ".repeat(80).trim().parse().unwrap());
    paper.file(&story).await;
    let due = queued(&paper).await;
    assert_eq!(due.len(), 2);
    let language = "ar".parse().unwrap();
    let message = |news| {
        let now = paper.clock.now();
        notifications::message(&paper.store, news, now, "Breaking", &language)
    };
    let mut said = Vec::new();
    for delivery in &due {
        said.push(message(delivery.news).await.unwrap().unwrap());
    }
    said.sort_by(|one, other| one.tag.cmp(&other.tag));
    assert_eq!(
        said[0].to_json(),
        r#"{"body":"Bridge closed","dir":"rtl","lang":"ar","path":"/","tag":"breaking","title":"Breaking"}"#
    );
    assert_eq!(said[1].path, "/city/late");
    assert!(said[1].body.ends_with("word…") && said[1].body.chars().count() <= 301);

    breaking::clear(&paper.store, &paper.clock).await.unwrap();
    let reason: Withdrawal = "Wrong.".parse().unwrap();
    publishing::withdraw(&paper.store, &paper.clock, &slug("late"), reason)
        .await
        .unwrap();
    for delivery in &due {
        assert_eq!(message(delivery.news).await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_reader_who_is_gone_is_forgotten_and_one_who_is_away_waits() {
    let paper = paper().await;
    begin(&paper, "ann", "breaking").await;
    begin(&paper, "ben", "breaking").await;
    announce(&paper, "Bridge closed", THREE).await;
    let due = queued(&paper).await;
    end_all(&paper, &due[..1], Ended::Gone).await;
    let later = at("2023-02-05T12:30:00Z");
    end_all(&paper, &due[1..], Ended::Later(later)).await;
    assert_eq!(readers(&paper).await, 1);
    assert!(queued(&paper).await.is_empty());
    paper.clock.set(later);
    let due = queued(&paper).await;
    assert_eq!((told(&due)[0].0, due[0].failures), ("ben", 1));
}

#[test]
fn a_subject_is_a_word_or_a_topic() {
    for word in ["breaking", "topic/harbour"] {
        assert_eq!(word.parse::<Subject>().unwrap().to_string(), word);
    }
    for word in ["", "topic/", "topic/A b", "section/city", "breaking/x"] {
        assert!(word.parse::<Subject>().is_err(), "{word}");
    }
}
