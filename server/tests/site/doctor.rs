//! `dateline doctor`: what is wrong is said in words, with what to do, and nothing is changed.

use std::fs;
use std::io::Write as _;
use std::net::TcpListener;

use newsroom::clock::Clock;
use newsroom::publishing;
use newsroom::store::{DatabaseUrl, Store};
use serde_json::Value;

use crate::running::{Server, until};
use crate::shell::{Said, Shell};

const STORY: &str = "---\ntitle: The ferry is late\nsection: world\nimage: ferry.png\nimage_alt: A ferry\n---\n\nIt left at nine.\n";
/// What says that it is a picture of four by three pixels.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\x04\0\0\0\x03\x08\x02\0\0\0\0\0\0\0";

fn paper() -> Shell {
    let shell = Shell::new();
    shell.write("ferry.md", STORY);
    fs::write(shell.path().join("ferry.png"), PICTURE).unwrap();
    let imported = shell.type_in(&["import", "ferry.md"]);
    assert!(imported.ok, "{}{}", imported.out, imported.err);
    shell
}

pub fn doctor(shell: &Shell, settings: &[(&str, &str)]) -> Said {
    let mut command = shell.command(&["doctor"]);
    command
        .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
        .envs(settings.iter().copied());
    Said::from(command.output().unwrap())
}

/// The line on `name`, which says how it stands first, with what to change.
fn line(said: &Said, name: &str) -> String {
    let mut lines = said.out.lines().skip_while(|line| {
        let mut words = line.splitn(2, "  ");
        !words.nth(1).is_some_and(|rest| rest.starts_with(name))
    });
    let first = lines
        .next()
        .unwrap_or_else(|| panic!("no {name} in {}", said.out));
    let change = lines.take_while(|line| line.trim_start().starts_with("->"));
    change.fold(first.to_owned(), |all, line| {
        format!("{all}\n{}", line.trim())
    })
}

pub fn fails(said: &Said, name: &str, words: &[&str]) {
    let line = line(said, name);
    assert!(!said.ok, "{}", said.out);
    assert!(line.starts_with("FAIL") && line.contains("->"), "{line}");
    for word in words {
        assert!(line.contains(word), "{word}: {line}");
    }
}

pub fn warns(said: &Said, name: &str, words: &[&str]) {
    let line = line(said, name);
    assert!(line.starts_with("warn") && line.contains("->"), "{line}");
    for word in words {
        assert!(line.contains(word), "{word}: {line}");
    }
}

pub fn passes(said: &Said, name: &str, words: &[&str]) {
    let line = line(said, name);
    assert!(line.starts_with("pass") && !line.contains("->"), "{line}");
    for word in words {
        assert!(line.contains(word), "{word}: {line}");
    }
}

#[test]
fn where_there_is_no_paper_yet_that_is_said_and_none_is_made() {
    let shell = Shell::new();
    let said = doctor(&shell, &[]);
    assert!(said.ok, "{}{}", said.out, said.err);
    warns(&said, "data folder", &["There is no folder data"]);
    warns(&said, "database", &["There is none"]);
    assert!(!shell.path().join("data").exists());
}

#[test]
fn a_paper_that_is_well_passes() {
    let shell = paper();
    let said = doctor(&shell, &[]);
    assert!(said.ok, "{}{}", said.out, said.err);
    passes(&said, "settings", &[]);
    passes(&said, "data folder", &["data can be written to"]);
    passes(&said, "database", &["sound", "1 articles, 1 of them"]);
    passes(&said, "log", &[]);
    passes(&said, "clock", &[]);
    passes(&said, "pictures", &["All 1 are there"]);
    passes(&said, "page copies", &[]);
    warns(&said, "backups", &["backup.folder"]);
    warns(&said, "mail", &["outbox", "mail.smtp_url"]);
    warns(&said, "url", &["https://"]);
    let left = fs::read_dir(shell.path().join("data")).unwrap();
    let mut left = left.map(|file| file.unwrap().file_name().into_string().unwrap());
    assert!(!left.any(|name| name.contains("doctor")));
}

#[test]
fn a_wrong_setting_is_told_as_the_first_thing_to_mend() {
    let shell = paper();
    let said = doctor(&shell, &[("DATELINE_TIME_ZONE", "Moon")]);
    fails(&said, "settings", &["DATELINE_TIME_ZONE", "Moon"]);
}

#[test]
fn a_database_that_is_damaged_or_none_says_how_to_come_back() {
    let shell = paper();
    let database = shell.path().join("data/dateline.sqlite");
    let whole = fs::read(&database).unwrap();
    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle..middle + 20_000].fill(0x5A);
    fs::write(&database, damaged).unwrap();
    fails(&doctor(&shell, &[]), "database", &["dateline restore"]);
    fs::write(&database, "no database".repeat(1_000)).unwrap();
    fails(
        &doctor(&shell, &[]),
        "database",
        &["damaged", "dateline restore"],
    );
    fs::write(&database, whole).unwrap();
    assert!(doctor(&shell, &[]).ok);
}

#[test]
fn pictures_that_are_missing_or_damaged_are_named() {
    let shell = paper();
    let picture = fs::read_dir(shell.path().join("data/media")).unwrap();
    let picture = picture.map(|file| file.unwrap().path()).next().unwrap();
    let name = picture.file_name().unwrap().to_str().unwrap();
    fs::write(&picture, b"half").unwrap();
    fails(&doctor(&shell, &[]), "pictures", &["1 of 1", name]);
    fs::remove_file(&picture).unwrap();
    fails(
        &doctor(&shell, &[]),
        "pictures",
        &["1 of 1", name, "backup"],
    );
}

#[test]
fn a_server_that_runs_is_told_from_another_program_at_its_address() {
    let shell = paper();
    let server = Server::start(&shell);
    let said = doctor(&shell, &[("LEPTOS_SITE_ADDR", server.address())]);
    passes(&said, "address", &["says that it is well"]);
    drop(server);

    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = other.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        for stream in other.incoming() {
            let _ = stream.unwrap().write_all(b"220 mail.example ESMTP\r\n");
        }
    });
    let said = doctor(&shell, &[("LEPTOS_SITE_ADDR", &address)]);
    fails(&said, "address", &["another program", "server.address"]);
}

#[test]
fn backups_that_are_old_or_of_a_time_to_come_are_told() {
    let shell = paper();
    let set = [("DATELINE_BACKUP_FOLDER", "backups")];
    warns(
        &doctor(&shell, &set),
        "backups",
        &["There is none in backups"],
    );
    let old = "backups/dateline-2001-01-01T000000Z.tar";
    shell.write(old, "x");
    fails(
        &doctor(&shell, &set),
        "backups",
        &["There are 1", "2001-01-01"],
    );
    shell.write("backups/dateline-2090-01-01T000000Z.tar", "x");
    fails(&doctor(&shell, &set), "backups", &["still to come"]);
    fs::remove_dir_all(shell.path().join("backups")).unwrap();
    let server = Server::start_with(&shell, &set);
    until("a backup", || {
        server.get("/metrics").contains("dateline_backups_total 1")
    });
    let said = doctor(&shell, &set);
    passes(&said, "backups", &["There are 1"]);
    warns(&said, "backup disk", &["another machine"]);
}

#[tokio::test]
async fn a_clock_that_is_behind_the_newest_event_is_told() {
    let shell = paper();
    let database = DatabaseUrl::file(&shell.path().join("data/dateline.sqlite"));
    let store = Store::open(&database).await.unwrap();
    let year = 365 * 24 * 3_600 * 1_000_000;
    let ahead = Clock::standing_at(Clock::system().now().shifted(year));
    let slug = "ferry".parse().unwrap();
    let reason = "It was on time.".parse().unwrap();
    publishing::withdraw(&store, &ahead, &slug, reason)
        .await
        .unwrap();
    store.close().await;
    fails(&doctor(&shell, &[]), "clock", &["newest event", "NTP"]);
}

#[test]
fn copies_that_are_damaged_are_counted() {
    let shell = paper();
    shell.write("data/page-copies/ab/cdef", "half a page");
    let said = doctor(&shell, &[]);
    assert!(said.ok, "{}", said.out);
    warns(&said, "page copies", &["1 of 1 are damaged"]);
    shell.write("data/page-copies/recalled", "what");
    warns(&doctor(&shell, &[]), "page copies", &["none is shown"]);
}

#[test]
fn programs_get_the_same_as_json() {
    let shell = paper();
    let mut command = shell.command(&["doctor", "--json"]);
    let said = Said::from(
        command
            .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
            .output()
            .unwrap(),
    );
    assert!(said.ok, "{}", said.err);
    let checks: Vec<Value> = serde_json::from_str(&said.out).unwrap();
    let database = checks.iter().find(|it| it["name"] == "database").unwrap();
    assert_eq!(database["verdict"], "pass");
    let backups = checks.iter().find(|it| it["name"] == "backups").unwrap();
    assert_eq!(backups["verdict"], "warn");
    assert!(
        backups["change"]
            .as_str()
            .unwrap()
            .contains("backup.folder")
    );
    let wrong = shell
        .command(&["doctor", "--json"])
        .env("DATELINE_LOG", "xml")
        .output();
    let wrong = Said::from(wrong.unwrap());
    let checks: Vec<Value> = serde_json::from_str(&wrong.out).unwrap();
    assert!(!wrong.ok && checks[0]["verdict"] == "fail");
}
