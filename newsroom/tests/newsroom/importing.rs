//! From a file to an article: what each key means, and what importing again does.

use domain::{Publication, VersionNumber};
use newsroom::events::EventKind;
use newsroom::importing::find;
use newsroom::publishing;
use newsroom::store::{Cursor, Listing};

use crate::paper::{TestPaper, at, slug};

const SHORT: &str = "---\ntitle: Ferry late\nsection: City\n---\nIt came at nine.\n";

#[tokio::test]
async fn title_and_section_are_enough() {
    let paper = TestPaper::start().await;
    let article = paper.imported(SHORT).await;
    assert_eq!(article.path(), "/city/one");
    assert_eq!(article.section.name(), "City");
    assert_eq!(article.version.headline.as_str(), "Ferry late");
    assert_eq!(article.version.body.as_str(), "It came at nine.");
    assert_eq!(article.publication, published("2023-02-05T12:00:00Z"));
    assert!(article.version.byline.is_empty());
    assert_eq!(paper.events().await, [EventKind::ArticlePublished]);
}

#[tokio::test]
async fn every_key_reaches_the_article() {
    let paper = TestPaper::start().await;
    let article = paper
        .imported(
            "---\n\
             title: \"Old  bridge:\\n reopened\"\n\
             slug: one\n\
             section: Arts & Ideas\n\
             topics: [Bridges, Old Town, bridges]\n\
             byline:\n  - Zoë Müller\n  - 山田太郎\n\
             date: 2023-01-31T08:00:00+01:00\n\
             summary: >\n  It took\n  nine years.\n\
             dont_miss: yes\n\
             lang: no\n\
             ---\n\n\n    code first\n\nThen text.   \n\n",
        )
        .await;
    let version = &article.version;
    assert_eq!(version.headline.as_str(), "Old bridge: reopened");
    assert_eq!(article.path(), "/arts-ideas/one");
    let topics: Vec<_> = version.topics.iter().map(|t| t.name()).collect();
    assert_eq!(topics, ["Bridges", "Old Town"]);
    let authors = version.byline.authors();
    let authors: Vec<_> = authors
        .iter()
        .map(|a| (a.name(), a.slug().as_str()))
        .collect();
    assert_eq!(
        authors,
        [
            ("Zoë Müller", "zoe-muller"),
            ("山田太郎", "shantiantailang")
        ]
    );
    assert_eq!(
        version.standfirst.as_ref().unwrap().as_str(),
        "It took nine years."
    );
    assert_eq!(version.language.as_ref().unwrap().as_str(), "no");
    assert_eq!(version.body.as_str(), "    code first\n\nThen text.");
    assert_eq!(article.publication, published("2023-01-31T07:00:00Z"));
    assert!(article.dont_miss);
}

#[tokio::test]
async fn words_that_yaml_takes_for_numbers_stay_words() {
    let paper = TestPaper::start().await;
    let article = paper
        .imported("---\ntitle: 1984\nsection: 007\ntopics: 2024\nbyline: [1.50, yes]\n---\n")
        .await;
    assert_eq!(article.version.headline.as_str(), "1984");
    assert_eq!(article.section.name(), "007");
    assert_eq!(article.version.topics[0].name(), "2024");
    let authors = article.version.byline.authors();
    assert_eq!(authors[0].name(), "1.50");
    assert_eq!(authors[1].name(), "yes");
    assert_eq!(article.version.body.as_str(), "");
}

#[tokio::test]
async fn keys_left_blank_count_as_missing() {
    let paper = TestPaper::start().await;
    let article = paper
        .imported(
            "---\ntitle: A\nsection: B\nslug: ''\nsummary:\nbyline: []\ntopics: ~\nimage: ''\n\
             date:\ndraft:\nlang: ' '\n---\n",
        )
        .await;
    assert_eq!(article.version.standfirst, None);
    assert_eq!(article.version.picture, None);
    assert!(article.publication.is_public());
}

#[tokio::test]
async fn a_byte_order_mark_and_windows_line_ends_make_no_difference() {
    let paper = TestPaper::start().await;
    let text = "---\ntitle: Ferry late\nsection: City\n---\nIt came.\n\nAt nine.\n";
    let plain = paper.imported(text).await;
    let windows = format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
    paper.write("one.md", windows);
    assert_eq!(paper.import().await.unchanged, 1);
    assert_eq!(plain.version.body.as_str(), "It came.\n\nAt nine.");
}

#[tokio::test]
async fn dates_are_understood_in_every_usual_spelling() {
    let paper = TestPaper::start().await;
    for (written, meant) in [
        ("2023-02-01T10:20:30Z", "2023-02-01T10:20:30Z"),
        ("2023-02-01T10:20:30.5+01:00", "2023-02-01T09:20:30.5Z"),
        ("2023-02-01 10:20:30Z", "2023-02-01T10:20:30Z"),
        ("2023-02-01 10:20:30 -05:00", "2023-02-01T15:20:30Z"),
        ("2023-02-01T10:20:30[Europe/Berlin]", "2023-02-01T09:20:30Z"),
        // Without an offset it is the clock on the paper's wall, here five hours behind UTC.
        ("2023-02-01", "2023-02-01T05:00:00Z"),
        ("\"2023-02-01\"", "2023-02-01T05:00:00Z"),
        ("2023-02-01 10:20", "2023-02-01T15:20:00Z"),
        ("2023-02-01T10:20:30", "2023-02-01T15:20:30Z"),
        ("1969-07-20", "1969-07-20T04:00:00Z"),
    ] {
        let text = format!("---\ntitle: A\nsection: B\ndate: {written}\n---\n");
        let article = paper.imported(&text).await;
        assert_eq!(article.publication, published(meant), "{written}");
    }
}

#[tokio::test]
async fn the_address_comes_from_the_file_or_else_from_the_title() {
    let paper = TestPaper::start().await;
    paper.write("Über die Brücke.md", SHORT);
    paper.write("2023/Москва.markdown", SHORT);
    paper.write("—.MD", "---\ntitle: 東京の朝\nsection: 世界\n---\n");
    let report = paper.import().await;
    assert_eq!((report.added, report.problems.len()), (3, 0));
    assert!(paper.article("uber-die-brucke").await.is_some());
    assert!(paper.article("moskva").await.is_some());
    let latest = paper.latest().await;
    let tokyo = latest.iter().find(|a| a.headline.as_str() == "東京の朝");
    assert_eq!(tokyo.unwrap().path(), "/shijie/dongjingnochao");
}

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
async fn an_unknown_key_is_noted_with_its_line_and_the_article_imported() {
    let paper = TestPaper::start().await;
    let path = paper.write(
        "one.md",
        SHORT.replace("section", "tags:\n - a\ntitel: B\nsection"),
    );
    let report = paper.import().await;
    assert_eq!(report.added, 1);
    let notes: Vec<String> = report.notes.iter().map(ToString::to_string).collect();
    let path = path.display();
    assert_eq!(
        notes,
        [
            format!("{path}:3: unknown key `tags`"),
            format!("{path}:5: unknown key `titel`"),
        ]
    );
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

fn published(time: &str) -> Publication {
    Publication::Published { at: at(time) }
}
