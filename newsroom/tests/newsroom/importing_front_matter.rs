//! From a file to an article: what each key of the front matter means.

use domain::ArticleKind;
use newsroom::events::EventKind;

use crate::paper::{SHORT, TestPaper, at, published};

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
async fn a_correction_has_its_day_however_it_is_written() {
    for written in [
        "corrections: '2023-02-04: It is 312 metres long.'",
        "corrections:\n  - '2023-02-04: It is 312 metres long.'",
        "corrections:\n  - 2023-02-04: It is 312 metres long.",
        "corrections:\n  2023-02-04: It is 312 metres long.",
    ] {
        let paper = TestPaper::start().await;
        let text = SHORT.replace("section", &format!("{written}\nsection"));
        let corrections = paper.imported(&text).await.version.corrections;
        assert_eq!(corrections.len(), 1, "{written}");
        assert_eq!(corrections[0].text(), "It is 312 metres long.");
        assert_eq!(corrections[0].at(), at("2023-02-04T05:00:00Z"));
        assert_eq!(paper.import().await.unchanged, 1);
    }
}

#[tokio::test]
async fn a_correction_is_not_made_before_its_time() {
    for ahead in ["2023-02-06", "2032-02-04", "2023-02-05T23:59:00-05:00"] {
        let text = SHORT.replace("section", &format!("corrections:\n  {ahead}: No.\nsection"));
        let (line, reason) = TestPaper::start().await.problem(text).await;
        assert_eq!(line, Some(3), "{ahead}");
        assert!(
            reason.starts_with("a correction is dated ahead"),
            "{reason}"
        );
    }
    let today = SHORT.replace("section", "corrections:\n  2023-02-05: No.\nsection");
    let paper = TestPaper::start().await;
    assert_eq!(paper.imported(&today).await.version.corrections.len(), 1);
}

#[tokio::test]
async fn a_correction_without_a_day_is_no_correction() {
    let paper = TestPaper::start().await;
    let (line, reason) = paper
        .problem("---\ntitle: A\nsection: City\ncorrections: It is 312 metres long.\n---\n")
        .await;
    assert_eq!(line, Some(4));
    assert!(
        reason.starts_with("a correction starts with its day"),
        "{reason}"
    );
}

#[tokio::test]
async fn an_article_is_news_unless_it_says_otherwise() {
    let paper = TestPaper::start().await;
    assert_eq!(paper.imported(SHORT).await.version.kind, ArticleKind::News);
    let text = SHORT.replace("section", "type: Opinion\nkicker: Harbour\nsection");
    let version = paper.imported(&text).await.version;
    assert_eq!(version.kind, ArticleKind::Opinion);
    assert_eq!(version.kicker, "Harbour".parse().ok());
    let (line, reason) = TestPaper::start()
        .await
        .problem(SHORT.replace("section", "type: rumour\nsection"))
        .await;
    assert_eq!(line, Some(3));
    assert!(reason.contains("obituary"), "{reason}");
}
