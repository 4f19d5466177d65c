//! Coverage as it is written on the command line.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use crate::shell::{Said, Shell};

fn shell_with_coverage() -> Shell {
    let shell = Shell::new();
    shell.write(
        "storm.md",
        "---\ntitle: Storm\nsection: World\ntype: coverage\n---\nIt blows.\n",
    );
    shell.write(
        "ferry.md",
        "---\ntitle: Ferry\nsection: World\n---\nIt sails.\n",
    );
    assert!(shell.type_in(&["import", "storm.md", "ferry.md"]).ok);
    shell
}

fn pipe_in(shell: &Shell, arguments: &[&str], text: &[u8]) -> Said {
    let mut command = shell.command(arguments);
    command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = command.spawn().unwrap();
    running.stdin.take().unwrap().write_all(text).unwrap();
    Said::from(running.wait_with_output().unwrap())
}

#[test]
fn an_entry_is_added_from_a_file_or_a_pipe_edited_pinned_listed_and_removed() {
    let shell = shell_with_coverage();
    shell.write("rain.md", "It **rains**.\n");
    let said = shell.type_in(&[
        "coverage",
        "add",
        "storm",
        "--text",
        "rain.md",
        "--headline",
        "Rain",
        "--by",
        "Ada Lindqvist",
        "--by",
        "Bo Kay",
        "--key",
        "--pin",
    ]);
    assert_eq!(
        (said.ok, said.out.as_str()),
        (true, "Added entry 1 to storm.\n"),
        "{}",
        said.err
    );
    let piped = pipe_in(
        &shell,
        &["coverage", "add", "storm", "--text", "-"],
        b"Wind.\r\n",
    );
    assert_eq!(piped.out, "Added entry 2 to storm.\n", "{}", piped.err);
    let edited = shell.type_in(&[
        "coverage",
        "edit",
        "storm",
        "1",
        "--no-headline",
        "--no-key",
    ]);
    assert_eq!(edited.out, "Edited entry 1 of storm.\n", "{}", edited.err);
    let again = shell.type_in(&["coverage", "edit", "storm", "1", "--no-headline"]);
    assert!(
        again.ok && again.out.contains("says that already"),
        "{}",
        again.err
    );
    assert!(shell.type_in(&["coverage", "unpin", "storm", "1"]).ok);
    assert!(shell.type_in(&["coverage", "pin", "storm", "2"]).ok);
    assert!(shell.type_in(&["coverage", "remove", "storm", "1"]).ok);
    assert_eq!(
        shell.type_in(&["coverage", "pause", "storm"]).out,
        "storm is paused.\n"
    );
    let list = shell.type_in(&["coverage", "list", "storm"]).out;
    let lines: Vec<&str> = list.lines().collect();
    assert_eq!(lines.len(), 3, "{list}");
    assert_eq!(lines[0], "storm is paused.");
    assert!(
        lines[1].starts_with('2') && lines[1].contains("pinned") && lines[1].ends_with("Wind.")
    );
    assert!(
        lines[2].starts_with('1')
            && lines[2].contains("removed,edited")
            && lines[2].ends_with("It rains.")
    );
}

#[test]
fn what_cannot_be_an_entry_is_one_sentence_and_nothing_is_lost() {
    let shell = shell_with_coverage();
    shell.write("good.md", "Rain.");
    shell.write("empty.md", " \n");
    fs::write(shell.path().join("latin.md"), b"Rain.\nH\xE4gel.\n").unwrap();
    fs::write(shell.path().join("utf16.md"), b"\xFF\xFER\0a\0").unwrap();
    shell.write("long.md", &"long ".repeat(7_000));
    shell.write("huge.md", &"huge ".repeat(300_000));
    assert!(
        shell
            .type_in(&["coverage", "add", "storm", "--text", "good.md"])
            .ok
    );
    let long_headline = "x".repeat(301);
    for (arguments, why) in [
        (&["add", "storm", "--text", "empty.md"][..], "has no text"),
        (
            &["add", "storm", "--text", "latin.md"],
            "latin.md: line 2: the file is not UTF-8",
        ),
        (&["add", "storm", "--text", "utf16.md"], "UTF-16"),
        (&["add", "storm", "--text", "long.md"], "at most 32 fit"),
        (&["add", "storm", "--text", "huge.md"], "larger than 1 MiB"),
        (
            &["add", "storm", "--text", "nothing.md"],
            "nothing.md cannot be read",
        ),
        (&["add", "storm", "--text", "."], "not a file"),
        (
            &["add", "storm", "--text", "good.md", "--by", "!"],
            "the name `!`",
        ),
        (
            &[
                "add",
                "storm",
                "--text",
                "good.md",
                "--headline",
                &long_headline,
            ],
            "301 characters",
        ),
        (
            &["add", "nothing", "--text", "good.md"],
            "no article `nothing`",
        ),
        (
            &["add", "ferry", "--text", "good.md"],
            "`ferry` is no coverage",
        ),
        (&["add", "Storm!", "--text", "good.md"], "not a slug"),
        (&["edit", "storm", "9", "--text", "good.md"], "no entry 9"),
        (&["remove", "storm", "0"], "no number of an entry"),
        (&["list", "ferry"], "`ferry` is no coverage"),
    ] {
        let said = shell.type_in(&[&["coverage"], arguments].concat());
        assert!(
            !said.ok && said.err.contains(why),
            "{arguments:?}: {}",
            said.err
        );
    }
    assert!(shell.type_in(&["coverage", "close", "storm"]).ok);
    let closed = shell.type_in(&["coverage", "add", "storm", "--text", "good.md"]);
    assert!(
        !closed.ok && closed.err.contains("is closed"),
        "{}",
        closed.err
    );
    let list = shell.type_in(&["coverage", "list", "storm"]).out;
    assert_eq!(list.lines().count(), 2, "{list}");
}
