//! Who is told what, and that once.

use domain::Withdrawal;
use newsroom::breaking;
use newsroom::notifications::{self, Subject};
use newsroom::publishing::{self, When};
use newsroom::store::{Ended, Kept};

use super::readers::{
    THREE, announce, begin, end, end_all, endpoint, keys, on_topics, paper, queued, readers, told,
};
use crate::paper::{at, slug};

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
