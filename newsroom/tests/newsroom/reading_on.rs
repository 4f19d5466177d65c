//! Where readers go from a story.

use domain::{Article, Topic};
use newsroom::publishing::When;
use newsroom::store::{InCommon, ReadingOn};

use crate::paper::{TestPaper, at, filing, section, slug};

const MOST: usize = 4;

fn topics(names: &[&str]) -> Vec<Topic> {
    let topic = |name: &&str| Topic::new(slug(name), name).unwrap();
    names.iter().map(topic).collect()
}

/// Publishes a story on these topics.
async fn on(paper: &TestPaper, name: &str, names: &[&str], published: &str) -> Article {
    let mut filing = filing(name);
    filing.version.topics = topics(names);
    filing.when = When::At(at(published));
    paper.file(&filing).await;
    paper.article(name).await.unwrap()
}

async fn reading_on(paper: &TestPaper, article: &Article, published: &str) -> ReadingOn {
    let in_common = InCommon::default();
    reading_on_with(paper, article, published, &in_common).await
}

async fn reading_on_with(
    paper: &TestPaper,
    article: &Article,
    published: &str,
    in_common: &InCommon,
) -> ReadingOn {
    let at = at(published);
    let reading_on = paper.store.reading_on(article, at, MOST, in_common).await;
    reading_on.unwrap()
}

fn names(reading_on: &ReadingOn) -> Vec<&str> {
    let related = reading_on.related.iter();
    related.map(|summary| summary.slug.as_str()).collect()
}

#[tokio::test]
async fn stories_that_share_most_topics_come_first_and_newer_ones_before_older() {
    let paper = TestPaper::start().await;
    on(&paper, "tide", &["sea"], "2023-01-01T08:00:00Z").await;
    on(&paper, "storm", &["sea", "harbour"], "2023-01-02T08:00:00Z").await;
    on(&paper, "bread", &["food"], "2023-01-03T08:00:00Z").await;
    on(&paper, "wreck", &["sea"], "2023-01-04T08:00:00Z").await;
    let ferry = on(&paper, "ferry", &["sea", "harbour"], "2023-01-05T08:00:00Z").await;

    let found = reading_on(&paper, &ferry, "2023-01-05T08:00:00Z").await;

    assert_eq!(names(&found), ["storm", "wreck", "tide"]);
}

#[tokio::test]
async fn the_next_story_is_the_one_before_it_in_its_section() {
    let paper = TestPaper::start().await;
    let first = on(&paper, "first", &[], "2023-01-01T08:00:00Z").await;
    let mut elsewhere = filing("elsewhere");
    elsewhere.section = section("Sport");
    elsewhere.when = When::At(at("2023-01-02T08:00:00Z"));
    paper.file(&elsewhere).await;
    let third = on(&paper, "third", &[], "2023-01-03T08:00:00Z").await;

    let found = reading_on(&paper, &third, "2023-01-03T08:00:00Z").await;
    assert_eq!(found.next.unwrap().slug, first.slug);
    assert_eq!(found.related, []);
    let found = reading_on(&paper, &first, "2023-01-01T08:00:00Z").await;
    assert_eq!(found, ReadingOn::default());
}

#[tokio::test]
async fn of_a_thousand_stories_of_one_moment_only_the_last_are_looked_at() {
    let paper = TestPaper::start().await;
    let moment = "2023-01-01T08:00:00Z";
    // It shares two topics, and would come first if it was looked at.
    let one = on(&paper, "oldest", &["sea", "harbour"], moment).await;
    for number in 0..60 {
        on(
            &paper,
            &format!("story-{number}"),
            &["sea", "harbour"],
            moment,
        )
        .await;
    }
    let newest = on(&paper, "newest", &["sea"], moment).await;

    let found = reading_on(&paper, &newest, moment).await;
    assert_eq!(
        names(&found),
        ["story-59", "story-58", "story-57", "story-56"]
    );
    let found = reading_on(&paper, &one, moment).await;
    assert_eq!(
        names(&found),
        ["story-59", "story-58", "story-57", "story-56"]
    );
}

#[tokio::test]
async fn what_was_taken_back_is_nowhere_to_be_read_on() {
    let paper = TestPaper::start().await;
    on(&paper, "tide", &["sea"], "2023-01-01T08:00:00Z").await;
    let ferry = on(&paper, "ferry", &["sea"], "2023-01-05T08:00:00Z").await;
    let reason = "It was wrong.".parse().unwrap();
    newsroom::publishing::withdraw(&paper.store, &paper.clock, &slug("tide"), reason)
        .await
        .unwrap();

    let found = reading_on(&paper, &ferry, "2023-01-05T08:00:00Z").await;

    assert_eq!(found, ReadingOn::default());
}

#[tokio::test]
async fn a_story_on_a_thousand_topics_leads_on_all_the_same() {
    let paper = TestPaper::start().await;
    let all: Vec<String> = (0..1_000).map(|number| format!("topic-{number}")).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    on(&paper, "tide", &["topic-0"], "2023-01-01T08:00:00Z").await;
    let index = on(&paper, "index", &all, "2023-01-02T08:00:00Z").await;

    let found = reading_on(&paper, &index, "2023-01-02T08:00:00Z").await;

    assert_eq!(names(&found), ["tide"]);
    assert_eq!(found.next.unwrap().slug, slug("tide"));
}

#[tokio::test]
async fn what_was_read_for_one_story_is_as_right_for_the_next() {
    let paper = TestPaper::start().await;
    on(&paper, "tide", &["sea"], "2023-01-01T08:00:00Z").await;
    let storm = on(&paper, "storm", &["sea", "harbour"], "2023-01-02T08:00:00Z").await;
    let wreck = on(&paper, "wreck", &["sea"], "2023-01-04T08:00:00Z").await;
    let ferry = on(&paper, "ferry", &["sea", "harbour"], "2023-01-05T08:00:00Z").await;
    let stories = [
        (&storm, "2023-01-02T08:00:00Z"),
        (&wreck, "2023-01-04T08:00:00Z"),
        (&ferry, "2023-01-05T08:00:00Z"),
    ];

    let in_common = InCommon::default();
    for (story, published) in stories {
        let alone = reading_on(&paper, story, published).await;
        let found = reading_on_with(&paper, story, published, &in_common).await;
        assert_eq!(found, alone);
    }
}
