//! Which stories an issue has.

use newsroom::breaking::{self, Announcement};
use newsroom::letters::{Definition, Gathers};
use newsroom::publishing::{Filing, When};
use newsroom::readership::{Readership, Source};

use crate::letter_office::{HOUR, dated, definition, headlines, wordy};
use crate::paper::{TestPaper, at, filing, slug};

async fn read(paper: &TestPaper, names: &[(&str, u32)]) {
    let readership = Readership::default();
    for (name, times) in names {
        let article = paper.article(name).await.unwrap();
        for _ in 0..*times {
            readership.count(article.id, Source::direct());
        }
    }
    readership.write(&paper.store, &paper.clock).await.unwrap();
    readership.write(&paper.store, &paper.clock).await.unwrap();
}

#[tokio::test]
async fn an_issue_has_what_came_out_since_the_newest_first() {
    let paper = TestPaper::start().await;
    let letter = paper.define(&definition("morning", "daily 06:30")).await;
    paper.story("old", "2023-02-04T11:59:00Z").await;
    paper.story("one", "2023-02-04T12:01:00Z").await;
    paper.story("two", "2023-02-05T11:00:00Z").await;
    paper.story("ahead", "2023-02-05T12:01:00Z").await;
    let contents = paper.composed(&letter).await.unwrap();
    assert_eq!(headlines(&contents), ["two", "one"]);
    assert_eq!(contents.articles.len(), 2);
    assert_eq!(contents.subject, "The morning letter: All about two");
    assert_eq!(contents.preheader, "All about one");
}

#[tokio::test]
async fn a_withdrawn_story_is_in_no_issue() {
    let paper = TestPaper::start().await;
    let letter = paper.define(&definition("morning", "daily 06:30")).await;
    paper.story("one", "2023-02-05T11:00:00Z").await;
    let reason = "Wrong.".parse().unwrap();
    newsroom::publishing::withdraw(&paper.store, &paper.clock, &slug("one"), reason)
        .await
        .unwrap();
    assert_eq!(paper.composed(&letter).await, None);
}

#[tokio::test]
async fn with_less_than_the_letter_wants_there_is_no_issue_and_never_more_than_it_wants() {
    let paper = TestPaper::start().await;
    let letter = Definition {
        shortest: 2,
        longest: 3,
        ..definition("morning", "daily 06:30")
    };
    let letter = paper.define(&letter).await;
    assert_eq!(paper.composed(&letter).await, None);
    paper.publish_new("a").await;
    assert_eq!(paper.composed(&letter).await, None);
    for (name, length) in [("b", 2), ("c", 3), ("d", 3)] {
        paper.publish_new(name).await;
        let contents = paper.composed(&letter).await.unwrap();
        assert_eq!(headlines(&contents).len(), length);
    }
}

#[tokio::test]
async fn a_letter_of_sections_has_nothing_of_others() {
    let paper = TestPaper::start().await;
    let letter = Definition {
        sections: vec![slug("sport"), slug("world")],
        ..definition("morning", "daily 06:30")
    };
    let letter = paper.define(&letter).await;
    for (name, section) in [("a", "City"), ("b", "Sport"), ("c", "World")] {
        paper.file(&wordy(name, section)).await;
    }
    let contents = paper.composed(&letter).await.unwrap();
    assert_eq!(headlines(&contents), ["c", "b"]);
}

#[tokio::test]
async fn a_story_is_told_once_under_the_first_heading_it_fits() {
    let paper = TestPaper::start().await;
    let letter = Definition {
        gathers: vec![Gathers::Picks, Gathers::MostRead, Gathers::Newest],
        ..definition("week", "sat 08:00")
    };
    let letter = paper.define(&letter).await;
    for (name, hour) in [("a", 1), ("b", 2), ("c", 3), ("d", 4)] {
        let moment = paper.clock.now().shifted(-HOUR * hour);
        let filing = Filing {
            dont_miss: name == "c",
            ..dated(name, moment)
        };
        paper.file(&filing).await;
    }
    read(&paper, &[("c", 9), ("d", 5)]).await;
    let contents = paper.composed(&letter).await.unwrap();
    assert_eq!(headlines(&contents), ["c", "d", "a", "b"]);
    let places: Vec<usize> = ["Editors’ picks\n---", "Most read\n---", "The latest\n---"]
        .iter()
        .map(|heading| contents.plain.find(heading).unwrap())
        .collect();
    assert!(places.is_sorted(), "{}", contents.plain);
}

#[tokio::test]
async fn much_news_leaves_room_for_what_is_read_most_and_little_news_is_filled_up() {
    let paper = TestPaper::start().await;
    let letter = Definition {
        gathers: vec![Gathers::Newest, Gathers::MostRead],
        longest: 4,
        ..definition("morning", "daily 06:30")
    };
    let letter = paper.define(&letter).await;
    let two_days = paper.clock.now().shifted(-48 * HOUR);
    paper.file(&dated("read", two_days)).await;
    for name in ["a", "b", "c", "d", "e"] {
        paper.publish_new(name).await;
    }
    let contents = paper.composed(&letter).await.unwrap();
    assert_eq!(headlines(&contents), ["e", "d", "c", "b"]);
    read(&paper, &[("read", 3)]).await;
    let contents = paper.composed(&letter).await.unwrap();
    assert_eq!(headlines(&contents), ["e", "d", "c", "read"]);
}

#[tokio::test]
async fn picks_of_long_ago_are_no_news() {
    let paper = TestPaper::start().await;
    let letter = Definition {
        gathers: vec![Gathers::Picks],
        ..definition("week", "sat 08:00")
    };
    let letter = paper.define(&letter).await;
    for (name, days) in [("old", 8), ("new", 6)] {
        let filing = Filing {
            dont_miss: true,
            ..dated(name, paper.clock.now().shifted(-24 * HOUR * days))
        };
        paper.file(&filing).await;
    }
    let contents = paper.composed(&letter).await.unwrap();
    assert_eq!(headlines(&contents), ["new"]);
}

#[tokio::test]
async fn what_is_breaking_leads_to_its_story_or_to_the_front_page() {
    let paper = TestPaper::start().await;
    let letter = Definition {
        gathers: vec![Gathers::Breaking],
        ..definition("breaking", "breaking")
    };
    let letter = paper.define(&letter).await;
    assert_eq!(paper.composed(&letter).await, None);
    paper.file(&wordy("bridge", "City")).await;
    let announce = async |text: &str, article: Option<&str>| {
        let announcement = Announcement {
            text: text.parse().unwrap(),
            language: None,
            article: article.map(slug),
            until: at("2023-02-05T15:00:00Z"),
        };
        breaking::set(&paper.store, &paper.clock, &announcement)
            .await
            .unwrap();
        paper.composed(&letter).await.unwrap()
    };
    let alone = announce("Bridge closed", None).await;
    assert_eq!(alone.subject, "The breaking letter: Bridge closed");
    assert_eq!(alone.articles, []);
    assert!(
        alone
            .plain
            .contains("\nBridge closed\nhttps://paper.example/\n")
    );
    let told = announce("Bridge opens", Some("bridge")).await;
    assert!(told.plain.contains(
        "\nBridge opens\nThe first car went over at nine.\nhttps://paper.example/city/bridge\n"
    ));
    assert_eq!(told.articles.len(), 1);
    paper.clock.set(at("2023-02-05T15:00:00Z"));
    assert_eq!(paper.composed(&letter).await, None);
}

#[tokio::test]
async fn a_draft_is_no_news_until_it_is_published() {
    let paper = TestPaper::start().await;
    let letter = paper.define(&definition("morning", "daily 06:30")).await;
    let filing = Filing {
        when: When::Draft,
        ..filing("one")
    };
    paper.file(&filing).await;
    assert_eq!(paper.composed(&letter).await, None);
    newsroom::publishing::publish(&paper.store, &paper.clock, &slug("one"))
        .await
        .unwrap();
    assert!(paper.composed(&letter).await.is_some());
}
