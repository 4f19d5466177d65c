//! Commands in a folder where there is no paper, as after `cd` to the wrong one.

use std::fs;

use crate::shell::Shell;

const READING: &[&[&str]] = &[
    &["list"],
    &["check"],
    &["backup", "monday.tar"],
    &["subscribers", "list"],
    &["subscribers", "export", "readers.csv"],
    &["desk", "people"],
    &["breaking", "show"],
    &["front", "show"],
    &["coverage", "list", "storm"],
    &["vitals"],
    &["vitals", "--json"],
    &["letters", "list"],
    &["letters", "preview", "morning"],
    &["letters", "status"],
    &["letters", "preflight"],
    &["letters", "test", "morning", "ann@paper.example"],
];

#[test]
fn what_only_reads_says_that_there_is_no_paper_and_makes_none() {
    let shell = Shell::new();
    for arguments in READING {
        let said = shell.type_in(arguments);
        assert!(
            !said.ok && said.err.contains("there is no paper in"),
            "{arguments:?}: {}{}",
            said.out,
            said.err
        );
        assert!(said.err.contains(shell.path().to_str().unwrap()));
        assert_eq!(said.err.lines().count(), 1, "{}", said.err);
        let made = fs::read_dir(shell.path()).unwrap().count();
        assert_eq!(made, 0, "{arguments:?}");
    }
}

#[test]
fn an_empty_file_is_no_paper() {
    let shell = Shell::new();
    shell.write("data/dateline.sqlite", "");
    let said = shell.type_in(&["backup", "monday.tar"]);
    assert!(
        !said.ok && said.err.contains("there is no paper in"),
        "{}",
        said.err
    );
    assert!(!shell.path().join("monday.tar").exists());
}
