//! What the program writes is for the account that runs it: it has readers' addresses and the keys of the desk in it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::command_line::story;
use crate::doctor::{doctor, passes, warns};
use crate::shell::{Said, Shell};

/// As a shell starts it where nobody has thought of this.
fn type_in(shell: &Shell, arguments: &str) -> Said {
    let program = env!("CARGO_BIN_EXE_dateline");
    let output = std::process::Command::new("sh")
        .args(["-c", &format!("umask 022; exec {program} {arguments}")])
        .current_dir(shell.path())
        .env_clear()
        .env("RUST_LOG", "warn")
        .output();
    let said = Said::from(output.unwrap());
    assert!(said.ok, "{arguments}: {}", said.err);
    said
}

fn all(folder: &Path) -> Vec<PathBuf> {
    let mut all = vec![folder.to_owned()];
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        match path.is_dir() {
            true => all.extend(self::all(&path)),
            false => all.push(path),
        }
    }
    all
}

fn others_may(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o077
}

fn paper() -> Shell {
    let shell = Shell::new();
    shell.write("in/ferry.md", &story("The ferry is late"));
    type_in(&shell, "import in");
    shell
}

#[test]
fn nobody_else_may_read_a_paper_or_its_backup() {
    let shell = paper();
    type_in(&shell, "backup monday.tar");
    let other = Shell::new();
    let backup = shell.path().join("monday.tar");
    type_in(&other, &format!("restore {}", backup.display()));
    let mut written = all(&shell.path().join("data"));
    written.extend(all(&other.path().join("data")));
    written.push(backup);
    assert!(written.len() >= 5, "{written:?}");
    for path in written {
        assert_eq!(others_may(&path), 0, "{path:?}");
    }
}

#[test]
fn a_paper_that_everybody_may_read_is_told() {
    let shell = paper();
    passes(&doctor(&shell, &[]), "privacy", &[]);
    let allow = |path: &str, mode| {
        fs::set_permissions(shell.path().join(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    allow("", 0o755);
    allow("data/dateline.sqlite", 0o644);
    // Nobody else comes into the folder.
    passes(&doctor(&shell, &[]), "privacy", &[]);
    allow("data", 0o755);
    let told = ["data/dateline.sqlite", "chmod -R go= data"];
    warns(&doctor(&shell, &[]), "privacy", &told);
    allow("data/dateline.sqlite", 0o600);
    let set = [("DATELINE_BACKUP_FOLDER", "backups")];
    shell.write("backups/dateline-2001-01-01T000000Z.tar", "x");
    allow("backups", 0o755);
    allow("backups/dateline-2001-01-01T000000Z.tar", 0o644);
    warns(&doctor(&shell, &set), "privacy", &["backups"]);
}
