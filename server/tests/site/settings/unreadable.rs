//! Settings that cannot be read at all, as whoever starts the program is told of them.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;

use crate::shell::{Said, Shell};

/// What is said of a setting that cannot be used, before anything is made.
fn refused(shell: &Shell, name: &str, value: &[u8]) -> String {
    let mut command = shell.command(&["sample"]);
    command.env(name, OsStr::from_bytes(value));
    one_sentence(shell, &Said::from(command.output().unwrap()))
}

fn refused_file(shell: &Shell) -> String {
    one_sentence(shell, &shell.type_in(&["sample"]))
}

fn one_sentence(shell: &Shell, said: &Said) -> String {
    assert!(!said.ok, "{}", said.out);
    assert!(!shell.path().join("data").exists(), "{}", said.err);
    said.err.clone()
}

#[test]
fn a_variable_that_is_not_written_in_utf_8_is_refused_by_its_name() {
    for name in [
        "DATELINE_NAME",
        "DATELINE_CONFIG",
        "DATELINE_DATA_DIR",
        "DATELINE_SMTP_URL",
        "DATABASE_URL",
        "LEPTOS_SITE_ADDR",
        "RUST_LOG",
    ] {
        let said = refused(&Shell::new(), name, b"caf\xe9 hush");
        let named = format!("dateline: {name} cannot be used: it is not written in UTF-8.\n");
        assert_eq!(said, named);
    }
}

#[test]
fn a_settings_file_that_is_a_link_to_nothing_is_not_taken_for_none() {
    let shell = Shell::new();
    symlink("moved/dateline.toml", shell.path().join("dateline.toml")).unwrap();
    let said = refused_file(&shell);
    assert!(
        said.contains("The settings file dateline.toml cannot be used: ")
            && said.contains("a link to moved/dateline.toml, where there is nothing"),
        "{said}"
    );
}

#[test]
fn a_byte_that_is_no_text_is_told_with_its_line() {
    let shell = Shell::new();
    let written = b"[paper]\n# The name.\nname = \"Caf\xe9\"\n";
    std::fs::write(shell.path().join("dateline.toml"), written).unwrap();
    let said = refused_file(&shell);
    assert!(
        said.contains("dateline.toml cannot be used: line 3 is not written in UTF-8"),
        "{said}"
    );
}

#[test]
fn what_says_nothing_of_how_much_is_logged_is_refused() {
    for value in ["foo=bar=baz", "info,server=loud", "[", "warn,=info"] {
        let said = refused(&Shell::new(), "RUST_LOG", value.as_bytes());
        assert!(
            said.starts_with(&format!(
                "dateline: RUST_LOG is \"{value}\", but it has to be "
            )) && said.contains("such as info,sqlx=warn"),
            "{said}"
        );
    }
}
