//! The library of pictures: what an import brings into it, and what uses a picture.

use newsroom::search::Search;
use newsroom::store::{LibraryPicture, LibraryQuery};

use crate::paper::TestPaper;
use crate::picture_words::captioned;
use crate::pictures::png;

async fn library(paper: &TestPaper, asked: LibraryQuery<'_>) -> Vec<LibraryPicture> {
    paper.store.library(asked, 50).await.unwrap()
}

async fn unused(paper: &TestPaper) -> Vec<String> {
    let asked = LibraryQuery {
        unused: true,
        ..LibraryQuery::default()
    };
    let found = library(paper, asked).await;
    found
        .into_iter()
        .filter_map(|held| held.file_name)
        .collect()
}

#[tokio::test]
async fn an_imported_picture_is_known_by_its_file_and_the_article_says_what_its_author_wrote() {
    let paper = TestPaper::start().await;
    paper.write("pictures/harbour.jpg", captioned("From the agency"));
    let article = paper
        .imported("---\ntitle: Ferry late\nsection: City\nimage: pictures/harbour.jpg\nimage_caption: Ours\n---\nIt came.\n")
        .await;
    let lead = article.version.picture.unwrap();
    assert_eq!(lead.caption, "Ours".parse().ok());
    for words in ["agency", "ferry", "ours", "harbour.jpg"] {
        let search = Search::read(words).unwrap();
        let asked = LibraryQuery {
            search: Some(&search),
            ..LibraryQuery::default()
        };
        let found = library(&paper, asked).await;
        assert_eq!(found.len(), 1, "{words}");
        let held = &found[0];
        assert_eq!(held.file_name.as_deref(), Some("harbour.jpg"));
        assert_eq!(held.picture.caption, "From the agency".parse().ok());
        assert_eq!((&held.kept_by, held.unused_since), (&None, None));
    }
    // A focal point that was chosen since is no change of the file.
    assert_eq!(paper.import().await.unchanged, 1);
}

#[tokio::test]
async fn a_portrait_that_a_profile_no_longer_has_is_unused_from_then_on() {
    let paper = TestPaper::start().await;
    paper.write("one.png", png(30, 40));
    paper.write("two.png", png(40, 50));
    let profile =
        |picture: &str| format!("---\nauthor: Ada Löw\nimage: {picture}\n---\nShe writes.\n");
    paper.write("ada.md", profile("one.png"));
    paper.import().await;
    assert_eq!(unused(&paper).await, Vec::<String>::new());
    let held = &library(&paper, LibraryQuery::default()).await[0];
    let authors = paper
        .store
        .authors_with_picture(held.number, 9)
        .await
        .unwrap();
    assert_eq!(authors[0].name(), "Ada Löw");
    paper.write("ada.md", profile("two.png"));
    paper.import().await;
    assert_eq!(unused(&paper).await, ["one.png"]);
    paper.write("ada.md", profile("one.png"));
    paper.import().await;
    assert_eq!(unused(&paper).await, ["two.png"]);
}

#[tokio::test]
async fn what_any_version_of_an_article_or_an_entry_names_is_used() {
    let paper = TestPaper::start().await;
    for (file, width) in [
        ("lead.png", 1),
        ("text.png", 2),
        ("entry.png", 3),
        ("none.png", 4),
    ] {
        paper.write(file, png(width, 9));
    }
    let story = "---\ntitle: Storm\nsection: City\ntype: coverage\nimage: lead.png\n---\nIt blows.\n\n![A](text.png)\n\n![B](none.png)\n";
    paper.write("storm.md", story);
    paper.write(
        "gust.md",
        "---\ncoverage: storm\ndate: 2023-02-05T10:00:00Z\n---\n![Gust](entry.png)\n",
    );
    let report = paper.import().await;
    assert_eq!(report.problems, vec![]);
    paper.write(
        "storm.md",
        "---\ntitle: Storm\nsection: City\ntype: coverage\n---\nOver.\n",
    );
    paper.import().await;
    assert_eq!(unused(&paper).await, Vec::<String>::new());
    for held in library(&paper, LibraryQuery::default()).await {
        let uses = paper
            .store
            .articles_with_picture(held.number, 9)
            .await
            .unwrap();
        let [only] = uses.as_slice() else {
            panic!("{uses:?}");
        };
        let is_of_entry = held.file_name.as_deref() == Some("entry.png");
        assert_eq!(
            (only.entry.is_some(), only.is_current),
            (is_of_entry, is_of_entry)
        );
        assert_eq!(only.slug.as_str(), "storm");
    }
}
