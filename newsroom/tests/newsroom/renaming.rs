//! What happens when a file names another slug for its article.

use std::fs;

use domain::{ArticleId, VersionNumber};
use newsroom::events::EventKind;
use newsroom::publishing::{self, Filed, Filing, PublishingError, When};

use crate::paper::{TestPaper, filing, slug};

/// The story in that file, under that slug.
fn from_file(file: &str, name: &str) -> Filing {
    Filing {
        source: Some(file.to_owned()),
        version: filing("ferry").version,
        ..filing(name)
    }
}

async fn leads_to(paper: &TestPaper, former: &str) -> Option<String> {
    let now = paper.store.slug_since(&slug(former)).await.unwrap();
    now.map(|slug| slug.to_string())
}

async fn id(paper: &TestPaper, name: &str) -> ArticleId {
    paper.article(name).await.unwrap().id
}

#[tokio::test]
async fn a_file_that_names_another_slug_renames_its_article() {
    let paper = TestPaper::start().await;
    paper.file(&from_file("a.md", "ferry")).await;
    let article = id(&paper, "ferry").await;
    let renamed = paper.file(&from_file("a.md", "ferry-late")).await;
    assert_eq!(renamed, Filed::Moved);
    assert_eq!(id(&paper, "ferry-late").await, article);
    assert_eq!(paper.article("ferry").await, None);
    assert_eq!(leads_to(&paper, "ferry").await.unwrap(), "ferry-late");
    assert_eq!(paper.events().await[1..], [EventKind::ArticleMoved]);
    let again = paper.file(&from_file("a.md", "ferry-late")).await;
    assert_eq!(again, Filed::Unchanged);
}

#[tokio::test]
async fn all_former_slugs_lead_to_the_newest() {
    let paper = TestPaper::start().await;
    for name in ["one", "two", "three", "four"] {
        paper.file(&from_file("a.md", name)).await;
    }
    for former in ["one", "two", "three"] {
        assert_eq!(leads_to(&paper, former).await.unwrap(), "four");
    }
}

#[tokio::test]
async fn an_article_may_have_a_former_slug_of_its_own_back() {
    let paper = TestPaper::start().await;
    for name in ["one", "two", "one"] {
        paper.file(&from_file("a.md", name)).await;
    }
    assert_eq!(leads_to(&paper, "one").await, None);
    assert_eq!(leads_to(&paper, "two").await.unwrap(), "one");
}

#[tokio::test]
async fn a_rename_with_new_text_is_an_update_too() {
    let paper = TestPaper::start().await;
    paper.file(&from_file("a.md", "ferry")).await;
    let mut changed = from_file("a.md", "ferry-late");
    changed.version.body = "It came at ten.".parse().unwrap();
    assert_eq!(paper.file(&changed).await, Filed::Updated(VersionNumber(2)));
    let both = [EventKind::ArticleUpdated, EventKind::ArticleMoved];
    assert_eq!(paper.events().await[1..], both);
}

#[tokio::test]
async fn no_other_article_can_take_a_former_slug() {
    let paper = TestPaper::start().await;
    paper.file(&from_file("a.md", "ferry")).await;
    paper.file(&from_file("a.md", "ferry-late")).await;
    paper.file(&from_file("b.md", "bridge")).await;
    let events = paper.events().await;
    for taker in [
        from_file("b.md", "ferry"),
        from_file("c.md", "ferry"),
        filing("ferry"),
    ] {
        let refused = publishing::file(&paper.store, &paper.clock, &taker).await;
        let error = refused.unwrap_err();
        assert!(matches!(error, PublishingError::FormerAddress { .. }));
        assert_eq!(
            error.to_string(),
            "slug `ferry` is a former address of `ferry-late`, and readers who kept it are sent there"
        );
    }
    assert_eq!(paper.events().await, events);
    assert_eq!(leads_to(&paper, "ferry").await.unwrap(), "ferry-late");
}

#[tokio::test]
async fn what_nobody_has_seen_leaves_no_former_slug() {
    let paper = TestPaper::start().await;
    for name in ["ferry", "ferry-late"] {
        let draft = Filing {
            when: When::Draft,
            ..from_file("a.md", name)
        };
        paper.file(&draft).await;
    }
    assert_eq!(leads_to(&paper, "ferry").await, None);
    assert_eq!(paper.events().await, []);
    assert_eq!(paper.publish_new("ferry").await, Filed::Added);
}

#[tokio::test]
async fn a_file_that_takes_an_article_over_lets_go_of_the_one_it_had() {
    let paper = TestPaper::start().await;
    paper.file(&from_file("a.md", "ferry")).await;
    paper.publish_new("bridge").await;
    let ferry = id(&paper, "ferry").await;
    paper.file(&from_file("a.md", "bridge")).await;
    paper.file(&from_file("a.md", "bridge-open")).await;
    assert_eq!(leads_to(&paper, "bridge").await.unwrap(), "bridge-open");
    assert_eq!(id(&paper, "ferry").await, ferry);
}

#[tokio::test]
async fn importing_a_file_with_another_slug_renames_and_says_so() {
    const STORY: &str =
        "---\ntitle: Ferry late\nsection: City\nslug: ferry\n---\nIt came at nine.\n";
    let paper = TestPaper::start().await;
    paper.write("a.md", STORY);
    paper.import().await;
    paper.write("a.md", STORY.replace("slug: ferry", "slug: ferry-late"));
    let report = paper.import().await;
    assert_eq!((report.moved, report.problems.len()), (1, 0));
    assert_eq!(paper.latest().await.len(), 1);

    let copy = paper.write("copy.md", STORY);
    let report = paper.import().await;
    assert_eq!((report.unchanged, report.problems.len()), (1, 1));
    assert_eq!(report.problems[0].line, Some(4));
    assert!(report.problems[0].reason.contains("`ferry-late`"));
    fs::remove_file(copy).unwrap();
    assert_eq!(paper.import().await.unchanged, 1);
}
