//! Subscribers as they are seen to on the command line.

use std::fmt::Write as _;
use std::fs;

use crate::shell::{Said, Shell};

fn subscribers(shell: &Shell, arguments: &[&str]) -> Said {
    shell.type_in(&[&["subscribers"], arguments].concat())
}

const GOOD: &str = "\
address,name,letters,confirmed_at,consent_form,consent_wording
ann@example.org,Ann,morning,2023-02-01T10:00:00Z,fair,All the news
+bo@example.org,Bo,morning week,2023-02-01T10:00:00Z,fair,=1+1
";

#[test]
fn a_list_is_taken_in_once_and_comes_out_with_what_everybody_agreed_to() {
    let shell = Shell::new();
    shell.write("list.csv", GOOD);
    let first = subscribers(&shell, &["import", "list.csv"]);
    assert!(first.ok, "{}", first.err);
    assert_eq!(
        first.out,
        "2 added, 0 changed, 0 unchanged, 0 left alone.\n"
    );
    let again = subscribers(&shell, &["import", "list.csv"]);
    assert_eq!(
        again.out, "0 added, 0 changed, 2 unchanged, 0 left alone.\n",
        "{}",
        again.err
    );
    assert!(!shell.path().join("list.refused.csv").exists());

    let said = subscribers(&shell, &["export"]);
    assert_eq!(
        said.out,
        "address,state,letters,frequency,paused_until,created_at,confirmed_at,consent_at,consent_form,consent_wording\n\
         ann@example.org,confirmed,morning,every,,2023-02-01T10:00:00Z,2023-02-01T10:00:00Z,2023-02-01T10:00:00Z,fair,All the news\n\
         '+bo@example.org,confirmed,morning week,every,,2023-02-01T10:00:00Z,2023-02-01T10:00:00Z,2023-02-01T10:00:00Z,fair,'=1+1\n"
    );
    let written = subscribers(&shell, &["export", "out.csv"]);
    assert_eq!(
        written.out, "Wrote 2 subscribers to out.csv.\n",
        "{}",
        written.err
    );
    let back = subscribers(&shell, &["import", "out.csv"]);
    assert_eq!(
        back.out, "0 added, 0 changed, 2 unchanged, 0 left alone.\n",
        "{}",
        back.err
    );
    assert_eq!(
        fs::read_to_string(shell.path().join("out.csv")).unwrap(),
        said.out
    );
}

#[test]
fn a_list_is_written_to_a_new_file_alone() {
    let shell = Shell::new();
    shell.write("list.csv", GOOD);
    assert!(subscribers(&shell, &["import", "list.csv"]).ok);
    let said = subscribers(&shell, &["export", "list.csv"]);
    assert!(
        !said.ok && said.err.contains("list.csv is there already"),
        "{}{}",
        said.out,
        said.err
    );
    let kept = fs::read_to_string(shell.path().join("list.csv"));
    assert_eq!(kept.unwrap(), GOOD);
    let said = subscribers(&shell, &["export", "nowhere/list.csv"]);
    assert!(!said.ok && said.err.contains("nowhere"), "{}", said.err);
    assert_eq!(said.err.matches("os error").count(), 1, "{}", said.err);
}

#[test]
fn refused_rows_are_in_a_file_with_line_and_reason_and_the_others_are_taken() {
    let shell = Shell::new();
    let bad = "not an address,X,morning,2023-02-01,fair,\"=HYPERLINK(1)\"\ncy@example.org,Cy,evening,2023-02-01,fair,\n";
    shell.write("list.csv", &format!("{GOOD}{bad}"));
    let said = subscribers(&shell, &["import", "list.csv"]);
    assert!(
        !said.ok && said.err.contains("2 rows were refused; list.refused.csv"),
        "{}",
        said.err
    );
    assert!(said.out.starts_with("2 added"), "{}", said.out);
    let refused = fs::read_to_string(shell.path().join("list.refused.csv")).unwrap();
    let lines: Vec<&str> = refused.lines().collect();
    assert_eq!(lines.len(), 3, "{refused}");
    assert_eq!(
        lines[0],
        "line,reason,address,name,letters,confirmed_at,consent_form,consent_wording"
    );
    assert!(
        lines[1].starts_with("4,")
            && lines[1].ends_with("not an address,X,morning,2023-02-01,fair,'=HYPERLINK(1)"),
        "{refused}"
    );
    assert!(
        lines[2].starts_with("5,There is no letter `evening`.,cy@example.org"),
        "{refused}"
    );

    // It can be mended and taken in.
    shell.write(
        "list.refused.csv",
        &refused
            .replace("not an address", "dee@example.org")
            .replace(",evening,", ",week,"),
    );
    let mended = subscribers(&shell, &["import", "list.refused.csv"]);
    assert!(
        mended.ok && mended.out.starts_with("2 added"),
        "{}{}",
        mended.out,
        mended.err
    );
    shell.write("list.csv", GOOD);
    assert!(subscribers(&shell, &["import", "list.csv"]).ok);
    assert!(!shell.path().join("list.refused.csv").exists());
}

#[test]
fn rows_that_nothing_will_be_sent_for_are_said_to_be_so() {
    let shell = Shell::new();
    shell.write("bare.csv", "email\nann@example.org\nbo@example.org\n");
    let said = subscribers(&shell, &["import", "bare.csv"]);
    assert!(said.ok, "{}", said.err);
    assert!(
        said.out.starts_with("2 added")
            && said
                .out
                .contains("\n2 of them unconfirmed: nothing is sent"),
        "{}",
        said.out
    );
    let idle = "address,letters,confirmed_at\ncy@example.org,,2023-02-01\n";
    shell.write("idle.csv", idle);
    let said = subscribers(&shell, &["import", "idle.csv"]);
    assert!(
        said.out.contains("\n1 of them without a letter: ") && said.out.contains("such as morning"),
        "{}",
        said.out
    );
    // What it asks for helps.
    shell.write("idle.csv", &idle.replace(",,", ",morning,"));
    let said = subscribers(&shell, &["import", "idle.csv"]);
    assert_eq!(said.out, "0 added, 1 changed, 0 unchanged, 0 left alone.\n");
    let counts = subscribers(&shell, &["list"]).out;
    let morning = counts.lines().find(|line| line.starts_with("morning"));
    assert_eq!(morning.unwrap().split_whitespace().nth(1), Some("1"));
}

#[test]
fn a_quotation_mark_that_nobody_closed_is_named_where_the_import_ends() {
    let shell = Shell::new();
    shell.write(
        "bad.csv",
        &format!("{GOOD}cy@example.org,\"Cy,morning,2023-02-01,,\ndee@example.org,Dee,morning,2023-02-01,,\n"),
    );
    let said = subscribers(&shell, &["import", "bad.csv"]);
    assert!(
        !said.ok
            && said
                .err
                .contains("the quotation mark in line 4 is never closed"),
        "{}",
        said.err
    );
    assert!(said.out.starts_with("2 added"), "{}", said.out);
    let refused = fs::read_to_string(shell.path().join("bad.refused.csv")).unwrap();
    assert!(
        refused.contains("\n4,The quotation mark in line 4 is never closed")
            || refused.contains("\n4,\"The quotation mark in line 4"),
        "{refused}"
    );
    let help = subscribers(&shell, &["import", "--help"]).out;
    assert!(help.contains("list.refused.csv for list.csv"), "{help}");
}

#[test]
fn a_long_list_is_taken_in_with_every_bad_row_named() {
    let shell = Shell::new();
    let mut list = "address,letters,confirmed_at\n".to_owned();
    for number in 0..3000 {
        let at = if number % 100 == 7 { "" } else { "@" };
        writeln!(list, "reader{number}{at}example.org,morning,2023-02-01").unwrap();
    }
    shell.write("list.csv", &list);
    let said = subscribers(&shell, &["import", "list.csv"]);
    assert!(
        !said.ok && said.err.contains("30 rows were refused"),
        "{}",
        said.err
    );
    assert!(said.out.starts_with("2970 added"), "{}", said.out);
    let counts = subscribers(&shell, &["list"]);
    let numbers: Vec<Vec<&str>> = counts
        .out
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert_eq!(numbers[1], ["all", "2970", "0", "0", "0"]);
    assert_eq!(numbers[2], ["morning", "2970", "0", "0", "0"]);
    assert_eq!(numbers[3], ["week", "0", "0", "0", "0"]);
}

#[test]
fn whoever_is_erased_is_in_no_list_any_more() {
    let shell = Shell::new();
    shell.write("list.csv", GOOD);
    assert!(subscribers(&shell, &["import", "list.csv"]).ok);
    let said = subscribers(&shell, &["erase", "ANN@example.org"]);
    assert!(said.ok, "{}", said.err);
    assert!(!subscribers(&shell, &["export"]).out.contains("ann@"));
    let again = subscribers(&shell, &["erase", "ann@example.org"]);
    assert!(
        !again.ok && again.err.contains("nobody with the address"),
        "{}",
        again.err
    );
}

#[test]
fn whoever_was_erased_is_refused_when_a_list_still_has_them() {
    let shell = Shell::new();
    shell.write("list.csv", GOOD);
    assert!(subscribers(&shell, &["import", "list.csv"]).ok);
    assert!(subscribers(&shell, &["erase", "ann@example.org"]).ok);
    shell.write("list.csv", &format!("{GOOD}no address,X,,,,\n"));
    let said = subscribers(&shell, &["import", "list.csv"]);
    assert!(
        !said.ok && said.err.contains("2 rows were refused; list.refused.csv"),
        "{}",
        said.err
    );
    assert_eq!(said.out, "0 added, 0 changed, 1 unchanged, 0 left alone.\n");
    let refused = fs::read_to_string(shell.path().join("list.refused.csv")).unwrap();
    let lines: Vec<&str> = refused.lines().collect();
    let reason = "This address was erased; only its owner brings it back, by signing up again.";
    assert_eq!(
        lines[1],
        format!(
            "2,\"{reason}\",ann@example.org,Ann,morning,2023-02-01T10:00:00Z,fair,All the news"
        ),
        "{refused}"
    );
    assert!(lines[2].starts_with("4,"), "{refused}");
    assert!(!subscribers(&shell, &["export"]).out.contains("ann@"));
}

#[test]
fn a_file_that_is_no_list_is_one_sentence() {
    let shell = Shell::new();
    fs::write(shell.path().join("utf16.csv"), b"\xFF\xFEa\0d\0d\0").unwrap();
    shell.write("headless.csv", "ann@example.org,Ann\n");
    for (file, why) in [
        ("utf16.csv", "CSV UTF-8"),
        ("headless.csv", "has to name the columns"),
        ("nothing.csv", "nothing.csv cannot be read"),
        (".", "cannot be read"),
    ] {
        let said = subscribers(&shell, &["import", file]);
        assert!(!said.ok && said.err.contains(why), "{file}: {}", said.err);
        assert_eq!(said.err.lines().count(), 1, "{}", said.err);
    }
    let said = subscribers(&shell, &["import", "--help"]);
    assert!(said.out.contains("consent_wording"), "{}", said.out);
}
