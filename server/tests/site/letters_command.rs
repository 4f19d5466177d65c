//! Letters as they are seen to on the command line.

use std::fs;

use crate::command_line::story;
use crate::shell::{Said, Shell};

fn letters(shell: &Shell, arguments: &[&str]) -> Said {
    shell.type_in(&[&["letters"], arguments].concat())
}

/// A paper that has nothing yet.
fn new_paper() -> Shell {
    let shell = Shell::new();
    let nobody = shell.type_in(&["breaking", "clear"]);
    assert!(nobody.ok, "{}", nobody.err);
    shell
}

fn listed(shell: &Shell) -> serde_json::Value {
    let said = letters(shell, &["list", "--json"]);
    assert!(said.ok, "{}", said.err);
    serde_json::from_str(&said.out).unwrap()
}

#[test]
fn a_new_paper_has_letters_of_its_own() {
    let shell = new_paper();
    let said = letters(&shell, &["list"]);
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(lines.len(), 3, "{}{}", said.out, said.err);
    assert!(lines[0].starts_with("morning") && lines[0].contains("daily 06:30"));
    assert!(lines[1].starts_with("week") && lines[1].ends_with("The week"));
    assert!(lines[2].starts_with("breaking"));
    let at = |line: &str| line.find(" readers").unwrap();
    assert!(
        lines.iter().all(|line| at(line) == at(lines[0])),
        "{}",
        said.out
    );
    let listed = listed(&shell);
    assert_eq!(listed[0]["source"], "program");
    assert_eq!(listed[0]["gathers"][1], "most-read");
    let next = listed[0]["next"].as_str().unwrap();
    assert!(next.ends_with("T06:30:00Z"), "{next}");
    assert!(listed[2]["next"].is_null());
}

#[test]
fn the_settings_file_says_which_letters_there_are() {
    let shell = new_paper();
    let letter = "[[letters]]\nslug = \"city\"\nname = \"The city letter\"\npromise = \"News of the city.\"\n\
                  schedule = \"mon thu 17:00\"\nsections = \"city\"\nreply_to = \"desk@paper.example\"\n";
    shell.write("dateline.toml", letter);
    let list = listed(&shell);
    assert_eq!(list.as_array().unwrap().len(), 1);
    assert_eq!(list[0]["schedule"], "mon thu 17:00");
    assert_eq!(list[0]["reply_to"], "desk@paper.example");
    shell.write("dateline.toml", "");
    let states: Vec<String> = listed(&shell)
        .as_array()
        .unwrap()
        .iter()
        .map(|letter| format!("{} {}", letter["slug"], letter["state"]))
        .collect();
    assert!(
        states.contains(&"\"city\" \"retired\"".to_owned()),
        "{states:?}"
    );
    assert!(
        states.contains(&"\"morning\" \"running\"".to_owned()),
        "{states:?}"
    );
    shell.write("dateline.toml", &letter.replace("17:00", "25:00"));
    let said = letters(&shell, &["list"]);
    assert!(
        !said.ok && said.err.contains("letters.schedule") && said.err.contains("25:00"),
        "{}",
        said.err
    );
}

#[test]
fn the_next_issue_can_be_seen_and_nothing_is_kept_of_it() {
    let shell = new_paper();
    let nothing = letters(&shell, &["preview", "morning"]);
    assert!(
        !nothing.ok && nothing.err.contains("less news"),
        "{}",
        nothing.err
    );
    shell.write("in/bridge.md", &story("The bridge opens"));
    assert!(shell.type_in(&["import", "in"]).ok);
    let text = letters(&shell, &["preview", "morning"]);
    assert!(text.ok, "{}", text.err);
    assert!(
        text.out
            .starts_with("Subject: The morning letter: The bridge opens\n"),
        "{}",
        text.out
    );
    assert!(
        text.out.contains("http://127.0.0.1:3000/world/bridge"),
        "{}",
        text.out
    );
    assert!(
        text.out
            .contains("http://127.0.0.1:3000/letters/morning/1\n"),
        "{}",
        text.out
    );
    assert!(!text.out.contains("{{"), "{}", text.out);
    let written = letters(
        &shell,
        &["preview", "morning", "--html", "--output", "issue.html"],
    );
    assert_eq!(written.out, "Wrote issue.html.\n", "{}", written.err);
    let html = fs::read_to_string(shell.path().join("issue.html")).unwrap();
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("The bridge opens"));
    assert_eq!(listed(&shell)[0]["issues"], 0);
    let unknown = letters(&shell, &["preview", "evening"]);
    assert!(
        !unknown.ok && unknown.err.contains("no letter `evening`"),
        "{}",
        unknown.err
    );
}

#[test]
fn a_letter_is_defined_changed_scheduled_retired_and_brought_back() {
    let shell = Shell::new();
    let define = [
        "define",
        "sport",
        "--name",
        "Sport",
        "--promise",
        "Who won.",
        "--sections",
        "sport,city",
        "--gathers",
        "newest,picks",
        "--longest",
        "5",
    ];
    let said = letters(&shell, &define);
    assert_eq!(said.out, "Defined sport: by-hand.\n", "{}", said.err);
    assert!(
        said.err
            .contains("nothing has been published in the section `sport`"),
        "{}",
        said.err
    );
    let said = letters(
        &shell,
        &[
            "define",
            "sport",
            "--schedule",
            "sun 18:00",
            "--reply-to",
            "sport@paper.example",
        ],
    );
    assert_eq!(said.out, "Changed sport: sun 18:00.\n", "{}", said.err);
    let said = letters(&shell, &["schedule", "sport", "Mon, Sun 18:30"]);
    assert!(
        said.out.starts_with("sport: mon sun 18:30, next on 20"),
        "{}{}",
        said.out,
        said.err
    );
    let sport = listed(&shell)[3].clone();
    assert_eq!(sport["sections"], serde_json::json!(["sport", "city"]));
    assert_eq!(
        (&sport["longest"], &sport["name"]),
        (&5.into(), &"Sport".into())
    );
    assert_eq!(sport["source"], "command");
    let said = letters(&shell, &["retire", "sport"]);
    assert_eq!(said.out, "sport is not offered any more.\n");
    assert_eq!(
        letters(&shell, &["retire", "sport"]).out,
        "sport was retired already.\n"
    );
    assert_eq!(listed(&shell)[3]["state"], "retired");
    let said = letters(
        &shell,
        &["define", "sport", "--sections", "all", "--reply-to", "none"],
    );
    assert!(said.ok, "{}", said.err);
    let sport = listed(&shell)[3].clone();
    assert_eq!(
        (&sport["state"], &sport["sections"]),
        (&"running".into(), &serde_json::json!([]))
    );
    assert!(sport["reply_to"].is_null());
}

#[test]
fn a_letter_that_every_paper_has_stays_retired() {
    let shell = Shell::new();
    assert!(letters(&shell, &["retire", "week"]).ok);
    let states: Vec<String> = listed(&shell)
        .as_array()
        .unwrap()
        .iter()
        .map(|letter| letter["state"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(states, ["running", "retired", "running"]);
}

#[test]
fn what_cannot_be_a_letter_is_one_sentence() {
    let shell = new_paper();
    let long = "x".repeat(61);
    for (arguments, why) in [
        (&["define", "sport"][..], "a new letter needs --name"),
        (&["define", "sport", "--name", "Sport"], "needs --promise"),
        (&["define", "Sport!"], "is not a slug"),
        (&["define", "morning", "--name", ""], "1 to 60 characters"),
        (
            &["define", "morning", "--name", &long],
            "1 to 60 characters",
        ),
        (&["define", "morning", "--longest", "41"], "1 to 40 stories"),
        (
            &["define", "morning", "--shortest", "20"],
            "1 to 40 stories",
        ),
        (
            &["define", "morning", "--gathers", "oldest"],
            "newest, picks, most-read or breaking",
        ),
        (&["define", "morning", "--reply-to", "a@b"], "mail provider"),
        (&["schedule", "morning", "noon"], "daily 06:30"),
        (
            &["schedule", "evening", "daily 18:00"],
            "no letter `evening`",
        ),
        (&["retire", "evening"], "no letter `evening`"),
        (
            &["preview", "morning", "--html", "--text"],
            "cannot be used with",
        ),
    ] {
        let said = letters(&shell, arguments);
        assert!(
            !said.ok && said.err.contains(why),
            "{arguments:?}: {}",
            said.err
        );
    }
    assert_eq!(listed(&shell)[0]["source"], "program");
}
