//! A paper whose database is gone: what else it left is not taken for a new paper's.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::doctor::{doctor, fails};
use crate::running::Server;
use crate::shell::{Said, Shell};

const STORY: &str = "---\ntitle: The ferry is late\nsection: world\ndate: 2023-02-05T10:00:00Z\nimage: ferry.png\nimage_alt: A ferry\n---\n\nIt left at nine.\n";
/// What says that it is a picture of four by three pixels.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\x04\0\0\0\x03\x08\x02\0\0\0\0\0\0\0";
const BACKUP: &str = "dateline-2023-02-05T150000Z.tar";

/// A paper that has lost its database, and a backup of it from before.
fn without_database() -> Shell {
    let shell = Shell::new();
    shell.write("ferry.md", STORY);
    fs::write(shell.path().join("ferry.png"), PICTURE).unwrap();
    let imported = shell.type_in(&["import", "ferry.md"]);
    assert!(imported.ok, "{}{}", imported.out, imported.err);
    assert!(shell.type_in(&["backup", "monday.tar"]).ok);
    fs::remove_file(database(&shell)).unwrap();
    shell
}

fn database(shell: &Shell) -> PathBuf {
    shell.path().join("data/dateline.sqlite")
}

/// What is said by a server that is not to start.
fn serve(shell: &Shell, settings: &[(&str, &str)]) -> Said {
    let mut server = shell
        .command(&["serve", "--sample-if-empty"])
        .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
        .env("DATELINE_WEATHER", "off")
        .envs(settings.iter().copied())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = Said {
        ok: false,
        out: String::new(),
        err: String::new(),
    };
    for line in BufReader::new(server.stderr.take().unwrap()).lines() {
        let line = line.unwrap();
        said.err += &format!("{line}\n");
        if line.contains(" is at http://") {
            server.kill().unwrap();
        }
    }
    said.ok = server.wait().unwrap().code() != Some(1);
    said
}

fn is_refused(said: &Said, words: &[&str]) {
    assert!(!said.ok, "{}", said.err);
    assert_eq!(said.err.lines().count(), 1, "{}", said.err);
    for word in words.iter().chain(&["there is no database at"]) {
        assert!(said.err.contains(word), "{word}: {}", said.err);
    }
}

#[test]
fn no_new_paper_is_begun_over_the_pictures_of_one_whose_database_is_gone() {
    let shell = without_database();
    let media = shell.path().join("data/media");
    let words = [
        media.to_str().unwrap(),
        "store.data_dir",
        "put aside what is left",
        "`dateline restore FILE`",
        "to begin a new paper",
    ];
    is_refused(&serve(&shell, &[]), &words);
    for arguments in [
        &["import", "ferry.md"][..],
        &["sample"],
        &["publish", "ferry"],
    ] {
        is_refused(&shell.type_in(arguments), &words);
    }
    fails(&doctor(&shell, &[]), "database", &words);
    assert!(!database(&shell).exists());
}

#[test]
fn whoever_does_as_they_were_told_has_the_paper_back() {
    let shell = without_database();
    let data = shell.path().join("data");
    fs::rename(data.join("media"), shell.path().join("aside")).unwrap();
    let restored = shell.type_in(&["restore", "monday.tar"]);
    assert!(restored.ok, "{}", restored.err);
    let server = Server::start(&shell);
    assert!(server.get("/world/ferry").contains("It left at nine."));
}

#[test]
fn whoever_puts_aside_what_is_there_begins_a_new_paper() {
    let shell = without_database();
    let data = shell.path().join("data");
    fs::rename(data.join("media"), shell.path().join("aside")).unwrap();
    let server = Server::start(&shell);
    assert!(server.get("/world/ferry").starts_with("HTTP/1.1 404"));
}

#[test]
fn kept_pages_and_a_log_tell_of_a_lost_database_too() {
    for left in ["data/page-copies/0a/1b2c3d4e5f", "data/dateline.sqlite-wal"] {
        let shell = Shell::new();
        shell.write(left, "what a paper leaves");
        let shown = left.split("/0a").next().unwrap();
        is_refused(&serve(&shell, &[]), &[shown, "put aside what is left"]);
        assert!(!database(&shell).exists());
    }
}

#[test]
fn a_data_folder_that_is_not_there_beside_backups_is_no_first_start() {
    let shell = Shell::new();
    shell.write(&format!("backups/{BACKUP}"), "a backup");
    let set = [("DATELINE_BACKUP_FOLDER", "backups")];
    let newest = Path::new("backups").join(BACKUP);
    let restore = format!("{}`", newest.display());
    let words = ["backups", "`dateline restore ", &restore, "backup.folder"];
    is_refused(&serve(&shell, &set), &words);
    assert!(!shell.path().join("data").exists());
}

#[test]
fn a_first_start_needs_nothing_and_minds_nothing_that_an_owner_puts_there_before() {
    for before in [
        &[][..],
        &["dateline.toml"],
        &["data/dateline.sqlite"],
        &["data/pages/about.md", "data/own.key"],
        &["backups/notes.tar"],
    ] {
        let shell = Shell::new();
        for file in before {
            shell.write(file, "");
        }
        for folder in ["data/media", "data/page-copies", "data/lost+found"] {
            fs::create_dir_all(shell.path().join(folder)).unwrap();
        }
        // What the first makes is no reason against the second.
        for time in ["first", "second"] {
            let server = Server::start_with(&shell, &[("DATELINE_BACKUP_FOLDER", "backups")]);
            let health = server.get("/healthz");
            assert!(
                health.starts_with("HTTP/1.1 200"),
                "{time} start with {before:?}: {health}"
            );
            server.stop();
        }
    }
}
