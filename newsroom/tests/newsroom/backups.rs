//! Backups that are made by themselves.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::Moment;
use newsroom::backup::{self, BackupError, House, Renewed, Shelf};
use newsroom::store::{DatabaseUrl, Store};

use crate::paper::{TestPaper, at, database, slug};

const HOUR: i64 = 3_600_000_000;
const DAY: i64 = 24 * HOUR;

fn house(folder: &Path) -> House {
    House {
        database: database(folder).path().to_owned(),
        media: folder.join("media"),
        pages: folder.join("pages"),
    }
}

/// Daily, three of them.
fn shelf(paper: &TestPaper) -> Shelf {
    Shelf {
        folder: paper.folder().join("backups"),
        every: Duration::from_secs(24 * 3600),
        keep: 3,
    }
}

async fn renew(paper: &TestPaper) -> Result<Option<Renewed>, BackupError> {
    let house = house(paper.folder());
    shelf(paper).renew(&paper.store, &house, &paper.clock).await
}

fn names(paper: &TestPaper) -> Vec<String> {
    let files = fs::read_dir(paper.folder().join("backups")).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

fn pass(paper: &TestPaper, time: i64) {
    paper.clock.set(paper.clock.now().shifted(time));
}

#[tokio::test]
async fn one_is_made_when_the_last_is_old_enough_and_the_oldest_go() {
    let paper = TestPaper::start().await;
    let first = renew(&paper).await.unwrap().unwrap();
    assert_eq!(first.new.at, at("2023-02-05T12:00:00Z"));
    pass(&paper, DAY - 1);
    assert_eq!(renew(&paper).await.unwrap(), None);
    pass(&paper, 1);
    assert!(renew(&paper).await.unwrap().is_some());
    for _ in 0..2 {
        pass(&paper, DAY);
        renew(&paper).await.unwrap().unwrap();
    }
    let kept = [
        "dateline-2023-02-06T120000Z.tar",
        "dateline-2023-02-07T120000Z.tar",
        "dateline-2023-02-08T120000Z.tar",
    ];
    assert_eq!(names(&paper), kept);
}

#[tokio::test]
async fn what_was_missed_is_made_once_however_long_it_was() {
    let paper = TestPaper::start().await;
    renew(&paper).await.unwrap().unwrap();
    pass(&paper, 10 * DAY + HOUR);
    assert!(renew(&paper).await.unwrap().is_some());
    assert_eq!(renew(&paper).await.unwrap(), None);
    assert_eq!(names(&paper).len(), 2);
}

#[tokio::test]
async fn a_paper_comes_back_from_one_as_it_was_then() {
    let paper = TestPaper::start().await;
    paper.publish_new("ferry").await;
    fs::create_dir(paper.folder().join("pages")).unwrap();
    fs::write(paper.folder().join("pages/about.md"), "We are two.").unwrap();
    let renewed = renew(&paper).await.unwrap().unwrap();
    paper.publish_new("bridge").await;

    let other = tempfile::tempdir().unwrap();
    let restored = backup::restore(&renewed.new.file, &house(other.path()))
        .await
        .unwrap();
    assert_eq!(restored.at, at("2023-02-05T12:00:00Z"));
    let url = DatabaseUrl::file(database(other.path()).path());
    let store = Store::open(&url).await.unwrap();
    let ferry = store.article(&slug("ferry")).await.unwrap();
    assert_eq!(ferry, paper.article("ferry").await);
    assert_eq!(store.article(&slug("bridge")).await.unwrap(), None);
    assert_eq!(store.damage().await.unwrap(), [""; 0]);
    let about = fs::read_to_string(other.path().join("pages/about.md"));
    assert_eq!(about.unwrap(), "We are two.");
}

/// A backup of a paper with a picture and a text of its own.
async fn backed_up(paper: &TestPaper) -> PathBuf {
    for (folder, name) in [("media", "ferry.png"), ("pages", "about.md")] {
        fs::create_dir_all(paper.folder().join(folder)).unwrap();
        fs::write(paper.folder().join(folder).join(name), "We are two.").unwrap();
    }
    renew(paper).await.unwrap().unwrap().new.file
}

fn in_folder(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[tokio::test]
async fn what_a_killed_server_left_of_another_paper_does_not_come_into_a_restored_one() {
    let paper = TestPaper::start().await;
    let backup = backed_up(&paper).await;
    for end in ["-wal", "-shm", "-journal"] {
        let other = tempfile::tempdir().unwrap();
        let house = house(other.path());
        let mut left = house.database.clone().into_os_string();
        left.push(end);
        fs::write(&left, "pages of another paper").unwrap();
        let refused = backup::restore(&backup, &house).await;
        let refused = refused.unwrap_err().to_string();
        assert!(
            refused.contains(left.to_str().unwrap()) && refused.contains("left over"),
            "{refused}"
        );
        assert_eq!(in_folder(other.path()).len(), 1, "{end}");
        fs::remove_file(&left).unwrap();
        backup::restore(&backup, &house).await.unwrap();
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_restore_that_was_cut_short_between_two_of_its_folders_is_taken_up_again() {
    let paper = TestPaper::start().await;
    let backup = backed_up(&paper).await;
    let other = tempfile::tempdir().unwrap();
    let house = house(other.path());
    // Nothing is there, and no folder can come there.
    std::os::unix::fs::symlink("nowhere", &house.pages).unwrap();
    let error = backup::restore(&backup, &house).await.unwrap_err();
    assert!(matches!(error, BackupError::Disk(..)), "{error}");
    assert!(house.media.exists() && !house.database.exists());
    fs::remove_file(&house.pages).unwrap();
    backup::restore(&backup, &house).await.unwrap();
    let mut all = vec!["media".to_owned(), "pages".to_owned()];
    all.push(
        house
            .database
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned(),
    );
    all.sort();
    assert_eq!(in_folder(other.path()), all);
    assert_eq!(in_folder(&house.media), ["ferry.png"]);
    assert_eq!(in_folder(&house.pages), ["about.md"]);
}

#[tokio::test]
async fn pictures_that_no_restore_put_there_stay() {
    let paper = TestPaper::start().await;
    let backup = backed_up(&paper).await;
    let other = tempfile::tempdir().unwrap();
    let house = house(other.path());
    // One that was killed before all of it was on the disk.
    let half = other.path().join("media.restored");
    fs::create_dir_all(&half).unwrap();
    for left in ["restored", "unpacked"] {
        let mut name = house.database.clone().into_os_string();
        name.push(format!(".{left}"));
        fs::write(name, "half").unwrap();
    }
    fs::create_dir(&house.media).unwrap();
    fs::write(house.media.join("bridge.png"), "of somebody").unwrap();
    let error = backup::restore(&backup, &house).await.unwrap_err();
    assert!(matches!(error, BackupError::Occupied(_)), "{error}");
    assert_eq!(in_folder(&house.media), ["bridge.png"]);
}

#[tokio::test]
async fn what_an_interrupted_run_left_beside_a_backup_goes_with_the_next() {
    let paper = TestPaper::start().await;
    let file = paper.folder().join("kept/monday.tar");
    let left = paper.folder().join("kept/.dateline-check-abc");
    let leave = || {
        fs::create_dir_all(&left).unwrap();
        fs::write(left.join("database.sqlite"), "addresses").unwrap();
    };
    leave();
    let house = house(paper.folder());
    backup::take(&paper.store, &house, &file, &paper.clock)
        .await
        .unwrap();
    assert_eq!(in_folder(file.parent().unwrap()), ["monday.tar"]);
    leave();
    let (one, two) = tokio::join!(backup::check(&file), backup::check(&file));
    assert_eq!(one.unwrap(), two.unwrap());
    assert_eq!(in_folder(file.parent().unwrap()), ["monday.tar"]);
}

#[tokio::test]
async fn one_that_fails_leaves_the_old_ones_and_nothing_of_itself() {
    let paper = TestPaper::start().await;
    for _ in 0..3 {
        renew(&paper).await.unwrap().unwrap();
        pass(&paper, DAY);
    }
    let before = names(&paper);
    // What is to be in it cannot be read: a folder of texts that is none.
    fs::write(paper.folder().join("pages"), "no folder").unwrap();
    let error = renew(&paper).await.unwrap_err();
    assert!(matches!(error, BackupError::Disk(..)), "{error}");
    assert_eq!(names(&paper), before);
    fs::remove_file(paper.folder().join("pages")).unwrap();
    assert!(renew(&paper).await.unwrap().is_some());
    assert_eq!(names(&paper).len(), 3);
}

#[tokio::test]
async fn what_a_kill_left_is_cleared_away_and_what_is_not_ours_stays() {
    let paper = TestPaper::start().await;
    let folder = paper.folder().join("backups");
    fs::create_dir_all(folder.join(".unread/.dateline-check-abc")).unwrap();
    for left in ["", ".new", ".database"] {
        let name = format!(".unread/dateline-2023-02-04T120000Z.tar{left}");
        fs::write(folder.join(name), "half").unwrap();
    }
    fs::write(folder.join("monday.tar"), "by hand").unwrap();
    renew(&paper).await.unwrap().unwrap();
    assert_eq!(
        names(&paper),
        ["dateline-2023-02-05T120000Z.tar", "monday.tar"]
    );
}

#[tokio::test]
async fn nothing_goes_while_a_backup_is_of_a_time_to_come() {
    let paper = TestPaper::start().await;
    // The clock was a year ahead for a while.
    pass(&paper, 365 * DAY);
    renew(&paper).await.unwrap().unwrap();
    paper.clock.set(at("2023-02-05T12:00:00Z"));
    let mut last = None;
    for _ in 0..5 {
        last = renew(&paper).await.unwrap();
        pass(&paper, DAY);
    }
    let last = last.unwrap();
    assert_eq!((last.removed, last.from_the_future), (0, 1));
    assert_eq!(names(&paper).len(), 6);
    fs::remove_file(
        paper
            .folder()
            .join("backups/dateline-2024-02-05T120000Z.tar"),
    )
    .unwrap();
    let next = renew(&paper).await.unwrap().unwrap();
    assert_eq!((next.removed, next.from_the_future), (3, 0));
}

#[test]
fn only_whole_names_of_ours_count() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "dateline-2023-02-05T120000Z.tar",
        "dateline-2023-02-30T120000Z.tar",
        "dateline-yesterday.tar",
        "2023-02-05T120000Z.tar",
        "dateline-2023-02-06T120000Z.tar.new",
    ] {
        fs::write(folder.path().join(name), "x").unwrap();
    }
    let shelf = Shelf {
        folder: folder.path().to_owned(),
        every: Duration::from_secs(3600),
        keep: 1,
    };
    let all: Vec<(Moment, PathBuf)> = shelf
        .all()
        .unwrap()
        .into_iter()
        .map(|shelved| (shelved.at, shelved.file))
        .collect();
    let whole = folder.path().join("dateline-2023-02-05T120000Z.tar");
    assert_eq!(all, [(at("2023-02-05T12:00:00Z"), whole)]);
}
