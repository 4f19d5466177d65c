//! Importing folders, and importing again: what is taken, and what a second time changes.

use domain::{Publication, VersionNumber};
use newsroom::events::EventKind;
use newsroom::importing::find;
use newsroom::publishing;
use newsroom::store::{Cursor, Listing};

use crate::paper::{SHORT, TestPaper, at, published, slug};

#[tokio::test]
async fn an_unchanged_file_changes_nothing() {
    let paper = TestPaper::start().await;
    paper.write("one.md", SHORT);
    assert_eq!(paper.import().await.added, 1);
    let before = paper.article("one").await;
    paper.clock.set(at("2023-03-01T00:00:00Z"));
    let report = paper.import().await;
    assert_eq!((report.unchanged, report.updated), (1, 0));
    assert_eq!(paper.article("one").await, before);
    assert_eq!(paper.events().await.len(), 1);
}

#[tokio::test]
async fn a_changed_file_makes_a_second_version_and_keeps_its_date() {
    let paper = TestPaper::start().await;
    paper.imported(SHORT).await;
    paper.clock.set(at("2023-02-06T00:00:00Z"));
    let article = paper.imported(&SHORT.replace("nine", "ten")).await;
    assert_eq!(article.number, VersionNumber(2));
    assert_eq!(article.publication, published("2023-02-05T12:00:00Z"));
    assert_eq!(article.updated_at(), Some(at("2023-02-06T00:00:00Z")));
    assert_eq!(paper.events().await[1..], [EventKind::ArticleUpdated]);
}

#[tokio::test]
async fn another_spelling_of_a_known_name_is_no_change() {
    let paper = TestPaper::start().await;
    let text = |topic: &str, author: &str| {
        format!("---\ntitle: A\nsection: City\ntopics: {topic}\nbyline: {author}\n---\n")
    };
    paper.write("a.md", text("Harbour", "Ann Lee"));
    paper.write("b.md", text("harbour", "ann lee"));
    assert_eq!(paper.import().await.added, 2);
    assert_eq!(paper.import().await.unchanged, 2);
    let b = paper.article("b").await.unwrap();
    assert_eq!(b.version.topics[0].name(), "Harbour");
}

#[tokio::test]
async fn a_file_that_names_another_section_moves_its_article() {
    let paper = TestPaper::start().await;
    paper.write("one.md", SHORT);
    paper.import().await;
    paper.write("one.md", SHORT.replace("City", "World"));
    assert_eq!(paper.import().await.moved, 1);
    let article = paper.article("one").await.unwrap();
    assert_eq!(
        (article.path().as_str(), article.number),
        ("/world/one", VersionNumber(1))
    );
    assert_eq!(paper.events().await[1..], [EventKind::ArticleMoved]);
}

#[tokio::test]
async fn a_draft_stays_hidden_until_its_file_says_otherwise() {
    let paper = TestPaper::start().await;
    let draft = SHORT.replace("section", "draft: true\ndate: 2022-12-24\nsection");
    let article = paper.imported(&draft).await;
    assert_eq!(article.publication, Publication::Draft);
    assert_eq!(paper.latest().await, []);
    assert_eq!(paper.events().await, []);
    let article = paper.imported(&draft.replace("true", "false")).await;
    assert_eq!(article.publication, published("2022-12-24T05:00:00Z"));
    assert_eq!(paper.latest().await.len(), 1);
}

#[tokio::test]
async fn an_article_dated_ahead_comes_out_when_its_time_has_come() {
    let paper = TestPaper::start().await;
    let ahead = at("2023-02-05T13:00:00Z");
    let text = SHORT.replace("section", "date: 2023-02-05T13:00:00Z\nsection");
    let article = paper.imported(&text).await;
    assert_eq!(article.publication, Publication::Scheduled { at: ahead });
    let due = async || {
        publishing::publish_due(&paper.store, &paper.clock)
            .await
            .unwrap()
    };
    paper.clock.set(at("2023-02-05T12:59:59Z"));
    assert_eq!(due().await, []);
    paper.clock.set(ahead);
    assert_eq!(due().await, [slug("one")]);
    assert_eq!(paper.latest().await[0].published_at, ahead);
    assert_eq!(paper.import().await.unchanged, 1);
}

#[tokio::test]
async fn a_folder_is_walked_in_order_and_only_for_articles() {
    let paper = TestPaper::start().await;
    for name in ["b/two.md", "a.md", "b/one.markdown", "c.md"] {
        paper.write(name, SHORT);
    }
    for name in [".hidden.md", ".git/x.md", "notes.txt", "picture.png", "md"] {
        paper.write(name, SHORT);
    }
    paper.write("README.md", "# How to write for us\n\n---\n");
    let mut order = Vec::new();
    let found = find(&[paper.articles(), paper.articles().join("c.md")]);
    assert_eq!(found.len(), 5);
    let importer = paper.importer();
    let report = importer
        .import(&found, |path| order.push(path.to_owned()))
        .await
        .unwrap();
    let order: Vec<_> = order
        .iter()
        .map(|path| path.strip_prefix(paper.articles()).unwrap())
        .collect();
    assert_eq!(
        order
            .iter()
            .map(|path| path.to_str().unwrap())
            .collect::<Vec<_>>(),
        ["README.md", "a.md", "b/one.markdown", "b/two.md", "c.md"]
    );
    assert_eq!((report.added, report.problems.len()), (4, 0));
    assert_eq!(report.skipped.len(), 1);
    assert!(
        report.skipped[0]
            .to_string()
            .ends_with("README.md: has no front matter: its first line is not `---`")
    );
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_to_the_folder_above_ends_nowhere() {
    let paper = TestPaper::start().await;
    paper.write("deep/er/one.md", SHORT);
    std::os::unix::fs::symlink(paper.articles(), paper.articles().join("deep/er/up")).unwrap();
    std::os::unix::fs::symlink(paper.articles().join("deep"), paper.articles().join("also"))
        .unwrap();
    assert_eq!(find(&[paper.articles()]).len(), 1);
}

#[tokio::test]
async fn a_thousand_files_are_imported_in_one_go() {
    let paper = TestPaper::start().await;
    for number in 0..1_000 {
        let text = format!(
            "---\ntitle: Story {number}\nsection: City\ntopics: [T{}]\nbyline: Ann Lee\ndate: 2022-01-01T00:00:00Z\n---\n{}",
            number % 7,
            "Word after word. ".repeat(100)
        );
        paper.write(&format!("{}/story-{number}.md", number % 10), text);
    }
    assert_eq!(paper.import().await.added, 1_000);
    assert_eq!(paper.import().await.unchanged, 1_000);
    let topic = slug("t3");
    let page = paper
        .store
        .list(Listing::Topic(&topic), Cursor::START, 1_000)
        .await
        .unwrap();
    assert_eq!(page.articles.len(), 143);
}
