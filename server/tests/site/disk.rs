//! A disk that is full, or cannot be written to: readers have their paper, and whoever runs it is told what is wrong.
//!
//! These tests mount a small file system, which takes an account that may; for another they print that and try nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::running::{Server, until};
use crate::shell::Shell;

const STORY: &str = "---\ntitle: The ferry is late\nsection: world\ndate: 2023-02-05T10:00:00Z\n---\n\nIt left at nine.\n";
const OTHER: &str = "---\ntitle: The bridge is closed\nsection: world\n---\n\nUntil noon.\n";
const PASSWORD: &str = "otter lantern gravel seventeen";

/// A file system of some megabytes, which goes with the test.
struct SmallDisk {
    folder: PathBuf,
}

impl SmallDisk {
    /// None where it cannot be mounted.
    fn at(folder: PathBuf) -> Option<Self> {
        fs::create_dir_all(&folder).unwrap();
        match mount(&["-t", "tmpfs", "-o", "size=16m", "tmpfs"], &folder) {
            Ok(()) => Some(Self { folder }),
            Err(reason) => {
                eprintln!("not tried, for no file system can be mounted: {reason}");
                None
            }
        }
    }

    fn fill(&self) {
        let mut size = 1 << 20;
        let mut number = 0;
        while size >= 1 {
            let name = self.folder.join(format!("filler-{number}"));
            number += 1;
            if fs::write(name, vec![0; size]).is_err() {
                size /= 16;
            }
        }
    }

    fn make_room(&self) {
        for file in files(&self.folder) {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            if name.starts_with("filler-") {
                fs::remove_file(file).unwrap();
            }
        }
    }

    fn remount(&self, how: &str) {
        mount(&["-o", &format!("remount,{how}")], &self.folder).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.folder).status();
    }
}

fn mount(arguments: &[&str], folder: &Path) -> Result<(), String> {
    let done = Command::new("mount").args(arguments).arg(folder).output();
    let done = done.map_err(|error| error.to_string())?;
    match done.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&done.stderr).trim().to_owned()),
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).into_iter().flatten();
    files.map(|file| file.unwrap().path()).collect()
}

/// A paper with a story on a disk of its own.
fn paper() -> Option<(SmallDisk, Shell)> {
    let shell = Shell::new();
    let disk = SmallDisk::at(shell.path().join("data"))?;
    shell.write("ferry.md", STORY);
    shell.write("bridge.md", OTHER);
    let imported = shell.type_in(&["import", "ferry.md"]);
    assert!(imported.ok, "{}", imported.err);
    Some((disk, shell))
}

/// Somebody who may write at the desk: their cookie.
fn signed_in(shell: &Shell, server: &Server) -> String {
    let arguments = [
        "desk",
        "invite",
        "eve@paper.example",
        "--name",
        "Eve",
        "--role",
        "editor",
    ];
    let invited = shell.type_in(&arguments);
    assert!(invited.ok, "{}", invited.err);
    let (_, link) = invited.out.split_once("/desk/enter/").unwrap();
    let link = link.split_whitespace().next().unwrap();
    let entered = server.post(
        &format!("/desk/enter/{link}"),
        "",
        &[("password", PASSWORD)],
    );
    let (_, cookie) = entered.split_once("set-cookie: ").unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

fn sign_up(server: &Server, number: usize) -> String {
    let address = format!("reader{number}@readers.example");
    server.post("/stay-in-touch", "", &[("email", &address)])
}

/// Signs readers up until one is refused, which is what a full disk does once the file that changes go to has to grow.
fn refused_sign_up(server: &Server) -> String {
    (0..5_000)
        .map(|number| sign_up(server, number))
        .find(|answer| !answer.starts_with("HTTP/1.1 303"))
        .unwrap()
}

#[test]
fn a_full_disk_takes_nothing_from_readers_and_everybody_else_is_told() {
    let Some((disk, shell)) = paper() else { return };
    let server = Server::start(&shell);
    let cookie = signed_in(&shell, &server);
    disk.fill();
    let refused = refused_sign_up(&server);
    assert!(
        refused.starts_with("HTTP/1.1 503") && refused.contains("retry-after: 60\r\n"),
        "{refused}"
    );
    for path in ["/", "/world/ferry", "/feed.rss", "/search?q=ferry"] {
        let page = server.get(path);
        assert!(page.starts_with("HTTP/1.1 200"), "{path}: {page}");
        assert!(page.contains("The ferry is late"), "{path}");
        assert!(!page.contains("This page is from"), "{path}");
    }
    let imported = shell.type_in(&["import", "bridge.md"]);
    assert!(
        !imported.ok && imported.err.contains("the disk is full"),
        "{}{}",
        imported.out,
        imported.err
    );
    let written = server.post("/desk/stories", &cookie, &[("headline", "A bridge")]);
    assert!(written.starts_with("HTTP/1.1 500"), "{written}");
    assert!(
        written.contains("disk of the paper's machine is full"),
        "{written}"
    );
    let health = server.get("/healthz");
    assert!(health.starts_with("HTTP/1.1 503"), "{health}");
    assert!(
        health.contains("nothing can be written: the disk is full"),
        "{health}"
    );
    let metrics = server.get("/metrics");
    assert!(metrics.contains("dateline_store_writable 0"), "{metrics}");
    until("it is logged", || {
        server.said().contains("the disk is full")
    });

    // Once there is room, nobody has to do anything.
    disk.make_room();
    until("it is well again", || {
        server.get("/healthz").starts_with("HTTP/1.1 200")
    });
    assert!(server.get("/metrics").contains("dateline_store_writable 1"));
    assert!(sign_up(&server, 10_000).starts_with("HTTP/1.1 303"));
    let imported = shell.type_in(&["import", "bridge.md"]);
    assert!(imported.ok, "{}", imported.err);
    assert!(server.get("/").contains("The bridge is closed"));
    let check = shell.type_in(&["check"]);
    assert!(check.ok && check.out.contains("sound"), "{}", check.err);
}

/// Waits until there is a copy of a page.
fn copied(shell: &Shell) {
    until("a copy", || {
        let shelves = files(&shell.path().join("data/page-copies"));
        let mut copies = shelves.iter().flat_map(|shelf| files(shelf));
        copies.any(|copy| copy.extension().is_none())
    });
}

#[test]
fn a_server_that_is_started_on_a_full_disk_shows_the_paper_and_is_whole_once_there_is_room() {
    let Some((disk, shell)) = paper() else { return };
    let server = Server::start(&shell);
    assert!(server.get("/world/ferry").starts_with("HTTP/1.1 200"));
    copied(&shell);
    drop(server);
    disk.fill();
    let server = Server::start(&shell);
    let page = server.get("/world/ferry");
    assert!(
        page.starts_with("HTTP/1.1 200") && page.contains("It left at nine."),
        "{page}"
    );
    disk.make_room();
    until("the whole paper", || {
        server.get("/healthz").starts_with("HTTP/1.1 200")
            && !server.get("/world/ferry").contains("This page is from")
    });
    assert!(sign_up(&server, 0).starts_with("HTTP/1.1 303"));
}

#[test]
fn a_disk_that_may_only_be_read_is_named_though_the_paper_on_it_was_closed_in_order() {
    let Some((disk, shell)) = paper() else { return };
    assert!(!shell.path().join("data/dateline.sqlite-wal").exists());
    disk.remount("ro");
    for command in [
        &["import", "bridge.md"][..],
        &["check"],
        &["publish", "ferry"],
    ] {
        let said = shell.type_in(command);
        assert!(
            !said.ok && said.err.contains("read-only"),
            "{command:?}: {}",
            said.err
        );
    }
}

#[test]
fn a_backup_on_a_disk_that_may_only_be_read_is_verified_and_restored() {
    let Some((disk, shell)) = paper() else { return };
    let taken = shell.type_in(&["backup", "data/monday.tar"]);
    assert!(taken.ok, "{}", taken.err);
    disk.remount("ro");
    let verified = shell.type_in(&["verify", "data/monday.tar"]);
    assert!(verified.ok, "{}", verified.err);
    let other = Shell::new();
    let backup = shell.path().join("data/monday.tar");
    let restored = other.type_in(&["restore", backup.to_str().unwrap()]);
    assert!(restored.ok, "{}", restored.err);
    assert!(other.type_in(&["list"]).out.contains("published"));
}

#[test]
fn a_disk_that_may_only_be_read_shows_the_paper_and_is_named_until_it_may_be_written() {
    let Some((disk, shell)) = paper() else { return };
    let server = Server::start(&shell);
    assert!(server.get("/world/ferry").starts_with("HTTP/1.1 200"));
    copied(&shell);
    server.stop();
    disk.remount("ro");
    let said = shell.type_in(&["import", "bridge.md"]);
    assert!(!said.ok && said.err.contains("read-only"), "{}", said.err);
    let server = Server::start(&shell);
    let page = server.get("/world/ferry");
    assert!(
        page.starts_with("HTTP/1.1 200") && page.contains("It left at nine."),
        "{page}"
    );
    let health = server.get("/healthz");
    assert!(
        health.starts_with("HTTP/1.1 503") && health.contains("read-only"),
        "{health}"
    );
    disk.remount("rw");
    until("the whole paper", || {
        !server.get("/world/ferry").contains("This page is from")
    });
    assert!(sign_up(&server, 0).starts_with("HTTP/1.1 303"));
}
