//! Commands whose answer nobody reads to its end, as with `dateline list | head -1`.

use std::process::Stdio;

use crate::command_line::story;
use crate::shell::{Said, Shell};

/// What is said to the terminal by a command whose answer and, with `both`, whose notes go to a program that has left.
fn unread(shell: &Shell, arguments: &[&str], both: bool) -> Said {
    let mut command = shell.command(arguments);
    command
        .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
        .stdout(gone());
    match both {
        true => command.stderr(gone()),
        false => command.stderr(Stdio::piped()),
    };
    Said::from(command.spawn().unwrap().wait_with_output().unwrap())
}

/// A pipe that nobody reads from.
fn gone() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

fn paper() -> Shell {
    let shell = Shell::new();
    shell.write("in/bridge.md", &story("The bridge opens"));
    assert!(shell.type_in(&["import", "in"]).ok);
    shell
}

#[test]
fn a_command_whose_answer_is_not_read_to_its_end_ends_quietly() {
    let shell = paper();
    for arguments in [
        &["list"][..],
        &["check"],
        &["doctor"],
        &["doctor", "--json"],
        &["vitals"],
        &["subscribers", "list"],
        &["subscribers", "export"],
        &["letters", "list"],
        &["letters", "status"],
        &["letters", "preview", "morning"],
        &["breaking", "show"],
        &["front", "show"],
        &["desk", "people"],
        &["import", "in"],
        &["--help"],
    ] {
        let said = unread(&shell, arguments, false);
        assert!(
            said.ok && said.err.is_empty(),
            "{arguments:?}: {}",
            said.err
        );
    }
}

#[test]
fn what_was_to_be_done_is_done_though_nobody_hears_of_it() {
    let shell = paper();
    let sent = unread(&shell, &["letters", "send", "morning", "--detach"], false);
    assert!(sent.ok && sent.err.is_empty(), "{}", sent.err);
    let define = [
        "letters",
        "define",
        "sport",
        "--name",
        "Sport",
        "--promise",
        "Who won.",
        "--sections",
        "sport",
    ];
    assert!(unread(&shell, &define, true).ok);
    let list = shell.type_in(&["letters", "list", "--json"]);
    let list: serde_json::Value = serde_json::from_str(&list.out).unwrap();
    assert_eq!(list[0]["issues"], 1);
    assert_eq!(list[3]["slug"], "sport");
    // Wrong is still wrong.
    assert!(!unread(&shell, &["letters", "retire", "evening"], true).ok);
}
