//! Files that are no articles: each is named with the line to look at, and nothing of it is stored.

use std::path::PathBuf;

use newsroom::importing::find;
use proptest::prelude::*;

use crate::paper::TestPaper;

const GOOD: &str = "---\ntitle: Ferry late\nsection: City\n---\nIt came at nine.\n";

#[tokio::test]
async fn a_broken_file_is_reported_and_the_others_are_imported() {
    let paper = TestPaper::start().await;
    paper.write("a.md", GOOD);
    let broken = paper.write("b.md", "---\ntitle: [Ferry\nsection: City\n---\n");
    paper.write("c.md", GOOD);
    let report = paper.import().await;
    assert_eq!(report.added, 2);
    assert_eq!(report.problems.len(), 1);
    assert_eq!(report.problems[0].path, broken);
    assert!(paper.article("b").await.is_none());
}

#[tokio::test]
async fn a_path_that_does_not_exist_is_a_problem() {
    let paper = TestPaper::start().await;
    let text = paper.write("story.txt", GOOD);
    let report = paper
        .import_paths(&[PathBuf::from("nowhere/at-all.md"), text])
        .await;
    let problems: Vec<String> = report.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems[0],
        "nowhere/at-all.md: there is no such file or folder"
    );
    assert!(problems[1].ends_with("story.txt: only .md and .markdown files can be imported"));
}

#[tokio::test]
async fn a_file_in_another_encoding_is_named_with_the_line() {
    let paper = TestPaper::start().await;
    let latin_1 = b"---\ntitle: Caf\xE9\nsection: City\n---\n";
    let utf_16 = b"\xFF\xFE-\0-\0-\0";
    assert_eq!(
        paper.problem(latin_1).await,
        problem(2, "the file is not UTF-8 from here on; save it as UTF-8")
    );
    assert_eq!(
        paper.problem(utf_16).await,
        problem(1, "the file is UTF-16; save it as UTF-8")
    );
}

#[tokio::test]
async fn front_matter_that_is_never_closed_is_named_where_it_was_opened() {
    let paper = TestPaper::start().await;
    let reason = "the front matter opened here is never closed with a line of `---`";
    for text in [
        "---",
        "---\n",
        "---\ntitle: A\nsection: B\n",
        "---\ntitle: A\n--\n",
        "---\na: ----\n ---\n",
    ] {
        assert_eq!(paper.problem(text).await, problem(1, reason), "{text:?}");
    }
}

#[tokio::test]
async fn a_file_without_front_matter_fails_when_it_was_named() {
    let paper = TestPaper::start().await;
    let reason = "has no front matter: its first line is not `---`";
    for text in ["# Hello", "\n---\ntitle: A\n---\n", "--- \u{1}\n"] {
        assert_eq!(paper.problem(text).await, problem(1, reason), "{text:?}");
    }
}

#[tokio::test]
async fn an_empty_or_huge_file_is_refused() {
    let paper = TestPaper::start().await;
    assert_eq!(
        paper.problem("").await,
        (None, "the file is empty".to_owned())
    );
    assert_eq!(
        paper.problem("\u{FEFF} \r\n").await,
        (None, "the file is empty".to_owned())
    );
    let huge = format!("{GOOD}{}", "a".repeat(2 << 20));
    assert_eq!(
        paper.problem(huge).await,
        (None, "the file is larger than 2 MiB".to_owned())
    );
    let long = format!("{GOOD}{}", "a".repeat(1 << 20));
    assert_eq!(
        paper.problem(long).await,
        problem(5, "the body has 1024 KiB; at most 1024 fit")
    );
    let keys = format!("---\ntitle: {}\n---\n", "a".repeat(70 << 10));
    assert_eq!(
        paper.problem(keys).await,
        problem(1, "the front matter has 71 KiB; at most 64 fit")
    );
}

#[tokio::test]
async fn a_missing_or_wrong_value_is_named_with_the_line_of_its_key() {
    let paper = TestPaper::start().await;
    let with = |lines: &str| format!("---\ntitle: A\nsection: B\n{lines}\n---\nText.\n");
    for (text, line, reason) in [
        (
            "---\nsection: B\n---\n".to_owned(),
            1,
            "the front matter has no `title`",
        ),
        (
            "---\n---\n".to_owned(),
            1,
            "the front matter has no `title`",
        ),
        (
            "---\ntitle: A\nsection:\n---\n".to_owned(),
            3,
            "`section` is empty",
        ),
        (
            "---\nsection: B\ntitle: \u{200B}\u{2060}\n---\n".to_owned(),
            3,
            "the headline is empty",
        ),
        (
            with("slug: A Story"),
            4,
            "`A Story` is not a slug: only a-z, 0-9 and hyphens may be in it",
        ),
        (
            with("summary: S\ndraft: maybe"),
            5,
            "`draft` is `maybe`; it has to be true or false",
        ),
        (
            with("byline:\n - Ann\n - ann"),
            4,
            "the byline names ann twice",
        ),
        (
            with("topics: ['...']"),
            4,
            "no address can be made from the name `...`",
        ),
        (
            with("lang: english please"),
            4,
            "`english please` is not a language tag like `en`, `pt-BR` or `ar`",
        ),
        (
            with("summary: \"a\\u202Eb\""),
            4,
            "the standfirst has a character that cannot be shown (U+202E)",
        ),
        (
            with("date: tomorrow"),
            4,
            "`tomorrow` is not a date; write it like 2023-02-05, 2023-02-05T18:30:00Z or 2023-02-05T18:30:00+01:00",
        ),
        (
            "---\ntitle: A\nsection: Desk\n---\n".to_owned(),
            3,
            "a section cannot be called `desk`: the site uses that address itself",
        ),
    ] {
        assert_eq!(paper.problem(&text).await, problem(line, reason), "{text}");
    }
    for date in [
        "2023-02-30",
        "5/2/2023",
        "20230205",
        "2023",
        "2023-02-05T25:00:00Z",
        "2023-02-05T10:00:00+99:00",
    ] {
        let (line, reason) = paper.problem(with(&format!("date: {date}"))).await;
        assert_eq!(line, Some(4));
        assert!(
            reason.starts_with(&format!("`{date}` is not a date; write it like")),
            "{reason}"
        );
    }
}

#[tokio::test]
async fn yaml_that_cannot_be_read_is_named_with_its_line() {
    let paper = TestPaper::start().await;
    let twice = "---\ntitle: A\nsection: B\ntitle: C\n---\n";
    assert_eq!(
        paper.problem(twice).await,
        problem(4, "`title` is there twice")
    );
    for (text, line) in [
        ("---\ntitle: A\n\tsection: B\n---\n", 2),
        ("---\ntitle: A\nsection: \"B\n---\n", 3),
        ("---\ntitle: [A]\nsection: B\n---\n", 2),
        ("---\ntitle: A\nbyline: {a: b}\n---\n", 3),
        ("---\ntitle: A\ntopics: [[a]]\n---\n", 3),
        ("---\n- title\n---\n", 2),
        ("---\ntitle: *nowhere\n---\n", 2),
    ] {
        let (found, reason) = paper.problem(text).await;
        assert!(
            reason.starts_with("the front matter cannot be read as YAML: "),
            "{reason}"
        );
        assert!(
            !reason.contains(" line "),
            "the line is told once: {reason}"
        );
        assert_eq!(found, Some(line), "{text} {reason}");
    }
}

#[tokio::test]
async fn a_bomb_of_aliases_is_refused() {
    let paper = TestPaper::start().await;
    let mut bomb = "---\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..10 {
        let below = format!("*a{}, ", level - 1).repeat(10);
        bomb.push_str(&format!("a{level}: &a{level} [{below}]\n"));
    }
    bomb.push_str("title: A\nsection: B\ntopics: *a9\n---\n");
    let (_, reason) = paper.problem(bomb).await;
    assert!(
        reason.starts_with("the front matter cannot be read as YAML: "),
        "{reason}"
    );
    let deep = format!(
        "---\ntitle: A\nsection: B\nx: {}{}\n---\n",
        "[".repeat(5_000),
        "]".repeat(5_000)
    );
    let (line, _) = paper.problem(deep).await;
    assert_eq!(line, Some(4));
}

#[cfg(unix)]
#[tokio::test]
async fn a_pipe_or_a_dead_link_cannot_hang_an_import() {
    let paper = TestPaper::start().await;
    let status = std::process::Command::new("mkfifo")
        .arg(paper.articles().join("pipe.md"))
        .status();
    assert!(status.unwrap().success());
    std::os::unix::fs::symlink("nowhere", paper.articles().join("dead.md")).unwrap();
    let report = paper.import().await;
    let reasons: Vec<_> = report
        .problems
        .iter()
        .map(|problem| problem.reason.as_str())
        .collect();
    assert_eq!(
        reasons,
        ["the file does not exist", "the file is not a file"]
    );
}

#[tokio::test]
async fn what_a_file_says_cannot_move_the_cursor_of_a_terminal() {
    let paper = TestPaper::start().await;
    paper.write("a.md", "---\ntitle: A\nsection: B\n\"\\e[2Jx\": 1\n---\n");
    let report = paper.import().await;
    let note = report.notes[0].to_string();
    assert!(note.ends_with("unknown key `\\u{1b}[2Jx`"), "{note}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_file_is_imported_or_reported(
        opening in prop::sample::select(vec!["", "---\n", "---\ntitle: A\nsection: B\n", "\u{FEFF}---\r\n"]),
        yaml in "(\\PC|[\n:&*\\[\\]{}>|'\"#!%\t -]){0,60}",
        closing in prop::sample::select(vec!["", "\n---\n", "\r\n---\r\n"]),
        body in prop::collection::vec(any::<u8>(), 0..80),
        markdown in "(!\\[|\\]|\\(|\\)|<|>|a\\.png|\\\\|[ \n\\[\\]:`*_&;]){0,30}",
    ) {
        let mut bytes = [opening, &yaml, closing, &markdown].concat().into_bytes();
        bytes.extend(body);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let paper = TestPaper::start().await;
            let path = paper.write("one.md", &bytes);
            let found = find(&[path]);
            let report = paper.importer().import(&found, |_| {}).await.unwrap();
            assert_eq!(report.added + report.problems.len(), 1, "{report:?}");
            let articles = paper.store.health().await.unwrap().articles;
            assert_eq!(usize::try_from(articles).unwrap(), report.added);
        });
    }
}

fn problem(line: usize, reason: &str) -> (Option<usize>, String) {
    (Some(line), reason.to_owned())
}

#[tokio::test]
async fn a_body_that_nests_without_end_is_named_with_the_line() {
    let paper = TestPaper::start().await;
    let text = |line: &str| format!("---\ntitle: Deep\nsection: City\n---\n\nOne.\n\n{line}\n");
    for begin in ["> ", "- "] {
        let deep = text(&begin.repeat(100_000));
        let reason = "line 3 of the text stands in more than 32 quotes, lists or emphases";
        assert_eq!(paper.problem(deep.as_bytes()).await, problem(8, reason));
    }
    let open = text(&"<div>".repeat(60_000));
    let reason = "line 3 of the text opens an element of HTML within 100 others, or has a tag that no browser could make sense of. \
                  Close what is open, or write it as Markdown";
    assert_eq!(paper.problem(open.as_bytes()).await, problem(8, reason));
}
