//! Backups on the command line: taken while the paper is served, checked to the last byte, and put back.

use std::fs;
use std::path::Path;

use crate::doctor::{doctor, fails, passes};
use crate::running::{Server, until};
use crate::shell::{Said, Shell};

const STORY: &str = "---\ntitle: The ferry is late\nsection: world\ndate: 2023-02-05T10:00:00Z\nimage: ferry.png\nimage_alt: A ferry\n---\n\nIt left at nine.\n";

/// A paper with a story, its picture, and words of its own.
fn paper() -> Shell {
    let shell = Shell::new();
    shell.write("ferry.md", STORY);
    fs::write(shell.path().join("ferry.png"), PICTURE).unwrap();
    let imported = shell.type_in(&["import", "ferry.md"]);
    assert!(imported.ok, "{}{}", imported.out, imported.err);
    shell.write("data/pages/about.md", "We are two.");
    shell
}

/// What says that it is a picture of four by three pixels (PNG, third edition, section 11.2.2); nobody prepares it here.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\x04\0\0\0\x03\x08\x02\0\0\0\0\0\0\0";

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap())
        .filter(|file| file.path().is_file())
        .map(|file| {
            let name = file.file_name().into_string().unwrap();
            (name, fs::read(file.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn a_paper_comes_back_as_it_was() {
    let shell = paper();
    let taken = shell.type_in(&["backup", "monday.tar"]);
    assert!(taken.ok, "{}", taken.err);
    // What happens later is not in it.
    assert!(
        shell
            .type_in(&["withdraw", "ferry", "--reason", "It was on time."])
            .ok
    );
    let verified = shell.type_in(&["verify", "monday.tar"]);
    assert!(verified.ok, "{}", verified.err);
    assert!(
        verified.out.contains("articles     1 (1 published)"),
        "{}",
        verified.out
    );

    let other = Shell::new();
    fs::copy(
        shell.path().join("monday.tar"),
        other.path().join("monday.tar"),
    )
    .unwrap();
    let restored = other.type_in(&["restore", "monday.tar"]);
    assert!(restored.ok, "{}", restored.err);
    assert!(other.type_in(&["list"]).out.contains("published"));
    assert!(other.type_in(&["check"]).out.contains("health       sound"));
    for folder in ["data/media", "data/pages"] {
        let (before, after) = (shell.path().join(folder), other.path().join(folder));
        assert_eq!(files(&before), files(&after), "{folder}");
        assert!(!files(&after).is_empty());
    }
    let beside = files(&other.path().join("data"));
    assert!(beside.iter().all(|(name, _)| !name.contains("restored")));
}

#[test]
fn nothing_is_put_over_a_paper_and_no_backup_over_another() {
    let shell = paper();
    assert!(shell.type_in(&["backup", "monday.tar"]).ok);
    let again = shell.type_in(&["backup", "monday.tar"]);
    assert!(
        !again.ok && again.err.contains("monday.tar is there already"),
        "{}",
        again.err
    );
    let over = shell.type_in(&["restore", "monday.tar"]);
    assert!(
        !over.ok && over.err.contains("is there already"),
        "{}",
        over.err
    );
    assert!(shell.type_in(&["list"]).out.contains("published"));
}

#[test]
fn what_is_not_whole_is_told_and_nothing_of_it_is_restored() {
    let shell = paper();
    assert!(shell.type_in(&["backup", "whole.tar"]).ok);
    let whole = fs::read(shell.path().join("whole.tar")).unwrap();
    let hidden = |at: usize| {
        let mut changed = whole.clone();
        changed[at] ^= 0x40;
        changed
    };
    let picture = whole
        .windows(8)
        .position(|eight| eight == &PICTURE[..8])
        .unwrap();
    let mut with_more = whole.clone();
    with_more.truncate(whole.len() - 1024);
    with_more.extend(tar_of("../../evil", b"evil"));
    for (what, bytes) in [
        ("empty", Vec::new()),
        ("no archive", b"what a disk leaves".repeat(100)),
        ("half", whole[..whole.len() / 2].to_vec()),
        ("without its end", whole[..whole.len() - 4096].to_vec()),
        ("a byte of the database", hidden(5_000)),
        ("a byte of the picture", hidden(picture + 20)),
        ("more than it had", with_more),
    ] {
        fs::write(shell.path().join("broken.tar"), bytes).unwrap();
        let verified = shell.type_in(&["verify", "broken.tar"]);
        assert!(!verified.ok, "{what}: {}", verified.out);
        assert!(
            verified.err.contains("is not a whole backup"),
            "{what}: {}",
            verified.err
        );
        let other = Shell::new();
        fs::copy(
            shell.path().join("broken.tar"),
            other.path().join("broken.tar"),
        )
        .unwrap();
        assert!(!other.type_in(&["restore", "broken.tar"]).ok, "{what}");
        assert!(files(&other.path().join("data")).is_empty(), "{what}");
    }
    assert!(!shell.type_in(&["verify", "nothing.tar"]).ok);
}

/// An archive of one file.
fn tar_of(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut header = [0_u8; 512];
    header[..name.len()].copy_from_slice(name.as_bytes());
    header[100..108].copy_from_slice(b"0000600\0");
    header[124..136].copy_from_slice(format!("{:011o}\0", bytes.len()).as_bytes());
    header[136..148].copy_from_slice(b"00000000000\0");
    header[156] = b'0';
    header[257..265].copy_from_slice(b"ustar\x0000");
    header[148..156].copy_from_slice(b"        ");
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
    header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    let mut archive = header.to_vec();
    archive.extend(bytes);
    archive.resize(archive.len().next_multiple_of(512) + 1024, 0);
    archive
}

#[test]
fn a_backup_that_cannot_be_written_says_so_in_words_of_its_own() {
    let shell = paper();
    assert!(shell.type_in(&["backup", "monday.tar"]).ok);
    let again = shell.type_in(&["backup", "monday.tar"]);
    assert!(
        !again.ok && again.err.contains("monday.tar is there already"),
        "{}",
        again.err
    );
    assert!(!again.err.contains("restored"), "{}", again.err);
    for (command, file) in [("backup", "nowhere/monday.tar"), ("verify", "nothing.tar")] {
        let said = shell.type_in(&[command, file]);
        assert!(!said.ok && said.err.contains(&file[..7]), "{}", said.err);
        assert!(!said.err.contains("database"), "{}", said.err);
        assert_eq!(said.err.matches("os error 2").count(), 1, "{}", said.err);
    }
    assert!(!shell.path().join("nowhere").exists());
}

#[test]
fn no_paper_is_made_where_one_is_half_restored() {
    let shell = paper();
    assert!(shell.type_in(&["backup", "monday.tar"]).ok);
    // As if it had been killed before the database got its name, which is the last thing it does.
    let database = shell.path().join("data/dateline.sqlite");
    fs::rename(&database, database.with_extension("sqlite.restored")).unwrap();
    for arguments in [&["import", "ferry.md"][..], &["list"], &["serve"]] {
        let mut command = shell.command(arguments);
        command.env("LEPTOS_SITE_ADDR", "127.0.0.1:0");
        let said = Said::from(command.output().unwrap());
        assert!(
            !said.ok && said.err.contains("run `dateline restore` again"),
            "{arguments:?}: {}",
            said.err
        );
        assert!(!database.exists());
    }
    fails(
        &doctor(&shell, &[]),
        "database",
        &["a restore was cut short"],
    );
    let restored = shell.type_in(&["restore", "monday.tar"]);
    assert!(restored.ok, "{}", restored.err);
    assert!(shell.type_in(&["list"]).out.contains("published"));
    passes(&doctor(&shell, &[]), "pictures", &["All 1 are there"]);
}

#[test]
fn a_check_that_is_interrupted_leaves_nothing_of_the_paper_behind() {
    let shell = Shell::new();
    // Whoever reads from it waits for somebody who writes.
    let made = std::process::Command::new("mkfifo")
        .arg(shell.path().join("monday.tar"))
        .status();
    assert!(made.unwrap().success());
    for signal in ["-INT", "-TERM"] {
        let mut verify = shell.command(&["verify", "monday.tar"]).spawn().unwrap();
        let beside = || fs::read_dir(shell.path()).unwrap().count();
        until("a folder for its database", || beside() == 2);
        let told = std::process::Command::new("kill")
            .args([signal, &verify.id().to_string()])
            .status();
        assert!(told.unwrap().success());
        assert_eq!(verify.wait().unwrap().code(), Some(1));
        assert_eq!(beside(), 1);
    }
}

/// The backups that a server has put in a folder.
fn shelf(shell: &Shell) -> Vec<String> {
    let files = fs::read_dir(shell.path().join("backups"))
        .into_iter()
        .flatten();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.ends_with(".tar")).collect()
}

#[test]
fn a_server_makes_the_backup_that_it_missed_and_a_paper_comes_back_from_it() {
    let shell = paper();
    let server = Server::start_with(&shell, &[("DATELINE_BACKUP_FOLDER", "backups")]);
    until("a backup", || {
        server
            .get("/healthz")
            .contains("backup: ok, the newest is of ")
    });
    let metrics = server.get("/metrics");
    assert!(metrics.contains("dateline_backups_total 1"), "{metrics}");
    assert!(metrics.contains("dateline_backup_failures_total 0"));
    assert!(metrics.contains("dateline_backup_newest_timestamp_seconds 1"));
    server.stop();
    let made = shelf(&shell);
    assert_eq!(made.len(), 1);
    // It is not old enough for another one.
    let server = Server::start_with(&shell, &[("DATELINE_BACKUP_FOLDER", "backups")]);
    until("a look", || {
        server
            .get("/healthz")
            .contains("backup: ok, the newest is of ")
    });
    assert!(server.get("/metrics").contains("dateline_backups_total 0"));
    drop(server);
    assert_eq!(shelf(&shell), made);

    // The machine is gone, and there is another one.
    let other = Shell::new();
    let from = shell.path().join("backups").join(&made[0]);
    fs::copy(from, other.path().join("newest.tar")).unwrap();
    let restored = other.type_in(&["restore", "newest.tar"]);
    assert!(restored.ok, "{}", restored.err);
    let check = other.type_in(&["check"]);
    assert!(check.ok && check.out.contains("sound"), "{}", check.err);
    let server = Server::start(&other);
    let page = server.get("/world/ferry");
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("It left at nine."));
    let (_, picture) = page.split_once("/media/").unwrap();
    let picture = picture.split('"').next().unwrap();
    assert!(
        server
            .get(&format!("/media/{picture}"))
            .starts_with("HTTP/1.1 200")
    );
    assert!(server.get("/about").contains("We are two."));
}

#[test]
fn a_backup_that_cannot_be_made_is_told_and_readers_have_their_paper() {
    let shell = paper();
    shell.write("backups", "this is no folder");
    let server = Server::start_with(&shell, &[("DATELINE_BACKUP_FOLDER", "backups")]);
    until("it is told", || {
        server
            .get("/metrics")
            .contains("dateline_backup_failures_total 1")
    });
    let health = server.get("/healthz");
    assert!(health.starts_with("HTTP/1.1 200"), "{health}");
    assert!(
        health.contains("backup: there is none yet: the folder of backups"),
        "{health}"
    );
    assert!(!health.contains(shell.path().to_str().unwrap()));
    until("it is logged", || {
        server.said().contains("a backup could not be made")
    });
    assert!(server.get("/world/ferry").starts_with("HTTP/1.1 200"));
}
