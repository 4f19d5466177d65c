//! The program as it is typed, in a folder of its own.

use std::fs;
use std::net::TcpListener;

use crate::shell::{Said, Shell};

pub fn story(title: &str) -> String {
    format!("---\ntitle: {title}\nsection: World\n---\n\nA story.\n")
}

#[test]
fn a_folder_of_files_becomes_a_paper_and_importing_it_again_changes_nothing() {
    let shell = Shell::new();
    shell.write("in/one.md", &story("One"));
    shell.write("in/deeper/two.md", &story("Two"));
    let first = shell.type_in(&["import", "in"]);
    assert!(
        first.ok && first.out.contains("2 added"),
        "{}{}",
        first.out,
        first.err
    );
    let again = shell.type_in(&["import", "in"]);
    assert!(
        again.ok && again.out.contains("0 added, 0 updated") && again.out.contains("2 unchanged"),
        "{}",
        again.out
    );
    let list = shell.type_in(&["list"]);
    assert!(
        list.out.contains("world/one") && list.out.contains("world/two"),
        "{}",
        list.out
    );
}

#[test]
fn a_broken_file_is_named_with_its_line_and_the_others_are_imported() {
    let shell = Shell::new();
    shell.write("in/good.md", &story("Good"));
    shell.write(
        "in/bad.md",
        "---\ntitle: Bad\nsection: World\ndate: yesterday\n---\nText.\n",
    );
    let said = shell.type_in(&["import", "in"]);
    assert!(!said.ok);
    assert!(said.err.contains("in/bad.md:4: "), "{}", said.err);
    assert!(said.out.contains("1 added"), "{}", said.out);
}

#[test]
fn a_folder_without_a_story_is_told_with_what_is_looked_for_and_makes_no_paper() {
    let shell = Shell::new();
    shell.write("in/story.txt", &story("One"));
    shell.write("in/.hidden/two.md", &story("Two"));
    fs::create_dir(shell.path().join("empty")).unwrap();
    for named in [&["in"][..], &["in", "empty"]] {
        let said = shell.type_in(&[&["import"], named].concat());
        assert!(!said.ok && said.out.is_empty(), "{}", said.out);
        assert_eq!(
            said.err,
            format!(
                "dateline: there is no story in {}: files are looked for whose names end with .md or .markdown, in folders and all below \
                 them whose names do not begin with a dot\n",
                named.join(", ")
            )
        );
        assert!(!shell.path().join("data").exists());
    }
    shell.write("more/three.md", &story("Three"));
    assert!(shell.type_in(&["import", "empty", "more"]).ok);
}

#[test]
fn an_article_is_published_and_withdrawn_by_its_slug() {
    let shell = Shell::new();
    shell.write(
        "draft.md",
        "---\ntitle: Draft\nsection: World\ndraft: true\n---\nText.\n",
    );
    assert!(shell.type_in(&["import", "draft.md"]).ok);
    assert!(shell.type_in(&["list"]).out.starts_with("draft"));
    assert!(shell.type_in(&["publish", "draft"]).ok);
    assert!(shell.type_in(&["list"]).out.starts_with("published"));
    assert!(
        shell
            .type_in(&["withdraw", "draft", "--reason", "Wrong."])
            .ok
    );
    assert!(shell.type_in(&["list"]).out.starts_with("withdrawn"));
    let twice = shell.type_in(&["withdraw", "draft", "--reason", "Wrong."]);
    assert!(
        !twice.ok && twice.err.contains("not published"),
        "{}",
        twice.err
    );
    let unknown = shell.type_in(&["publish", "nothing"]);
    assert!(
        !unknown.ok && unknown.err.contains("nothing"),
        "{}",
        unknown.err
    );
}

#[test]
fn check_reports_the_stores_health() {
    let shell = Shell::new();
    shell.write("one.md", &story("One"));
    shell.type_in(&["import", "one.md"]);
    let said = shell.type_in(&["check"]);
    assert!(
        said.ok && said.out.contains("sound") && said.out.contains("1 (1 published)"),
        "{}",
        said.out
    );
}

#[test]
fn a_database_that_is_none_is_one_sentence_and_is_left_alone() {
    let shell = Shell::new();
    shell.write(
        "data/dateline.sqlite",
        &"this is not a database ".repeat(100),
    );
    let before = fs::read(shell.path().join("data/dateline.sqlite")).unwrap();
    let said = shell.type_in(&["check"]);
    assert!(!said.ok && said.err.lines().count() == 1, "{}", said.err);
    assert_eq!(
        fs::read(shell.path().join("data/dateline.sqlite")).unwrap(),
        before
    );
}

#[test]
fn a_port_in_use_is_one_sentence_and_nothing_is_made() {
    let shell = Shell::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = Said::from(
        shell
            .command(&["serve"])
            .env("LEPTOS_SITE_ADDR", &address)
            .output()
            .unwrap(),
    );
    assert!(
        !said.ok && said.err.contains(&address) && said.err.lines().count() == 1,
        "{}",
        said.err
    );
    assert!(!shell.path().join("data").exists());
}

#[test]
fn a_wrong_setting_stops_the_program_before_it_does_anything() {
    let shell = Shell::new();
    let said = Said::from(
        shell
            .command(&["check"])
            .env("DATELINE_TIME_ZONE", "Moon")
            .output()
            .unwrap(),
    );
    assert!(
        !said.ok && said.err.contains("DATELINE_TIME_ZONE") && said.err.contains("Moon"),
        "{}",
        said.err
    );
    assert!(!shell.path().join("data").exists());
}

#[test]
fn help_says_what_every_command_and_setting_is_for() {
    let shell = Shell::new();
    let help = shell.type_in(&["--help"]);
    for word in [
        "serve",
        "import",
        "sample",
        "publish",
        "withdraw",
        "list",
        "check",
        "DATELINE_DATA_DIR",
    ] {
        assert!(help.out.contains(word), "{word}");
    }
    // What holds where nothing is set stands on the same line, in brackets, and is not broken.
    let settings = help.out.lines().filter(|line| line.contains(" DATELINE_"));
    for setting in settings {
        assert!(setting.ends_with(']'), "{setting}");
    }
    assert!(
        shell
            .type_in(&["import", "--help"])
            .out
            .contains("dont_miss: true")
    );
}

#[test]
fn preparing_pictures_names_the_broken_one_and_is_then_done() {
    let shell = Shell::new();
    let size = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\x04\0\0\0\x03\x08\x02\0\0\0\0\0\0\0";
    fs::write(shell.path().join("a.png"), size).unwrap();
    shell.write(
        "a.md",
        "---\ntitle: A\nsection: City\nimage: a.png\n---\nText.\n",
    );
    assert!(shell.type_in(&["import", "a.md"]).ok);
    let first = shell.type_in(&["pictures"]);
    assert!(
        !first.ok && first.err.contains("stays as it is"),
        "{}",
        first.err
    );
    assert_eq!(first.out, "0 prepared, 1 left.\n");
    let second = shell.type_in(&["pictures"]);
    assert!(second.ok, "{}", second.err);
    assert_eq!(second.out, "0 prepared, 0 left.\n");
}

#[test]
fn the_breaking_bar_is_put_up_shown_and_taken_down() {
    let shell = Shell::new();
    shell.write("in/storm.md", &story("Storm"));
    assert!(shell.type_in(&["import", "in"]).ok);
    let breaking = |arguments: &[&str]| shell.type_in(&[&["breaking"], arguments].concat());
    assert_eq!(breaking(&["show"]).out, "No breaking bar stands.\n");
    assert_eq!(breaking(&["clear"]).out, "No breaking bar stood.\n");

    let set = breaking(&[
        "set",
        "Storm lands",
        "--article",
        "storm",
        "--for",
        "2h 30m",
    ]);
    assert!(
        set.ok && set.out.starts_with("The breaking bar stands until "),
        "{}",
        set.err
    );
    let show = breaking(&["show"]);
    assert!(
        show.out.starts_with("Storm lands  /world/storm\nsince "),
        "{}",
        show.out
    );
    let again = breaking(&[
        "set",
        "Storm lands",
        "--article",
        "storm",
        "--until",
        "2090-01-02T03:04",
    ]);
    assert_eq!(
        again.out,
        "The breaking bar now stands until 2090-01-02 03:04.\n"
    );
    assert_eq!(breaking(&["clear"]).out, "The breaking bar is down.\n");
    assert_eq!(breaking(&["show"]).out, "No breaking bar stands.\n");
}

#[test]
fn a_breaking_bar_that_cannot_stand_is_refused_with_a_sentence() {
    let shell = Shell::new();
    for (arguments, reason) in [
        (vec!["set", ""], "is empty"),
        (vec!["set", &"a".repeat(161)], "at most 160"),
        (
            vec!["set", "x", "--article", "storm"],
            "there is no article `storm`",
        ),
        (
            vec!["set", "x", "--until", "2001-01-01"],
            "a time that lies ahead",
        ),
        (vec!["set", "x", "--until", "soon"], "is not a date"),
        (vec!["set", "x", "--for=-2h"], "a time that lies ahead"),
        (vec!["set", "x", "--for", "soon"], "invalid value 'soon'"),
        (
            vec!["set", "x", "--for", "2h", "--until", "2090-01-01"],
            "cannot be used with",
        ),
    ] {
        let said = shell.type_in(&[&["breaking"], arguments.as_slice()].concat());
        assert!(
            !said.ok && said.err.contains(reason),
            "{arguments:?}: {}",
            said.err
        );
    }
}
