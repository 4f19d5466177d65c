//! The library of pictures: what an import brings into it, and what uses a picture.

use domain::{MediaType, Picture};
use newsroom::desk::manuscript::Manuscript;
use newsroom::desk::pictures::{above, in_text};
use newsroom::search::Search;
use newsroom::store::{LibraryPicture, LibraryQuery, PictureNumber};
use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag};

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

fn held(alt: &str, caption: &str, credit: &str) -> LibraryPicture {
    LibraryPicture {
        number: PictureNumber(1),
        picture: Picture {
            id: "0af3".parse().unwrap(),
            media_type: MediaType::Jpeg,
            width: 40,
            height: 30,
            prepared: None,
            focus: None,
            alt: alt.parse().unwrap(),
            caption: caption.parse().ok(),
            credit: credit.parse().ok(),
        },
        licence: None,
        file_name: None,
        kept_at: None,
        kept_by: None,
        problem: None,
        unused_since: None,
    }
}

#[test]
fn words_of_another_picture_give_way_and_words_that_waited_for_one_stay() {
    let harbour = held("Boats", "At five", "Ilse");
    let waiting = Manuscript {
        picture_alt: "Mine".to_owned(),
        ..Manuscript::default()
    };
    let with = above(&harbour, &waiting);
    assert_eq!(
        (with.picture.as_str(), with.picture_alt.as_str()),
        ("/media/0af3.jpg", "Mine")
    );
    assert_eq!(
        (with.picture_caption.as_str(), with.picture_credit.as_str()),
        ("At five", "Ilse")
    );
    let other = Manuscript {
        picture: "/media/beef.png".to_owned(),
        picture_credit: "Somebody else".to_owned(),
        ..waiting
    };
    let with = above(&held("Boats", "", ""), &other);
    assert_eq!(
        (with.picture_alt.as_str(), with.picture_credit.as_str()),
        ("Boats", "")
    );
}

#[test]
fn a_credit_is_introduced_in_the_language_of_the_text_unless_it_is_already() {
    let spanish = "es-MX".parse().unwrap();
    let text = in_text(&held("", "El puerto", "Ilse Maro"), &spanish);
    assert_eq!(text, "![](/media/0af3.jpg \"El puerto. Foto: Ilse Maro\")");
    let text = in_text(&held("", "", "Map: Ilse Maro"), &spanish);
    assert_eq!(text, "![](/media/0af3.jpg \"Map: Ilse Maro\")");
}

proptest! {
    #[test]
    fn whatever_is_said_of_a_picture_is_said_by_its_markdown(
        alt in "[ -~äß“”]{0,40}",
        caption in "[ -~äß“”]{1,40}",
        credit in "[ -~äß“”]{1,40}",
    ) {
        let held = held(&alt, &caption, &credit);
        let text = in_text(&held, &"en".parse().unwrap());
        let mut shown = String::new();
        let mut titles = Vec::new();
        for event in Parser::new(&text) {
            match event {
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    prop_assert_eq!(&*dest_url, "/media/0af3.jpg");
                    titles.push(title.into_string());
                }
                Event::Text(text) => shown.push_str(&text),
                Event::Start(Tag::Paragraph) | Event::End(_) => {}
                other => prop_assert!(false, "{other:?} in {text}"),
            }
        }
        prop_assert_eq!(titles.len(), 1);
        prop_assert_eq!(shown.as_str(), held.picture.alt.as_str());
        if let Some(caption) = &held.picture.caption {
            prop_assert!(titles[0].starts_with(caption.as_str()), "{} in {text}", caption);
        }
        if let Some(credit) = &held.picture.credit {
            prop_assert!(titles[0].ends_with(credit.as_str()), "{} in {text}", credit);
        }
    }
}
