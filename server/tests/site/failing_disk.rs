//! A disk that fails under a running server: the system lets nothing be written to it any more. Readers have their paper, whoever
//! writes is told, and what was acknowledged is there when the disk is.
//!
//! That takes a file system in a file, which only some accounts may mount; for others these tests print that and try nothing.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::running::{Server, until};
use crate::shell::Shell;

const STORY: &str = "---\ntitle: The ferry is late\nsection: world\ndate: 2023-02-05T10:00:00Z\n---\n\nIt left at nine.\n";
const BYTES: u64 = 48 << 20;

/// An ext4 that turns read-only when something is wrong with it, as most are. It goes with the test.
struct FailingDisk {
    image: PathBuf,
    folder: PathBuf,
}

impl FailingDisk {
    /// None where it cannot be had.
    fn at(shell: &Shell) -> Option<Self> {
        let disk = Self {
            image: shell.path().join("disk.img"),
            folder: shell.path().join("data"),
        };
        fs::create_dir_all(&disk.folder).unwrap();
        let image = fs::File::create(&disk.image).unwrap();
        image.set_len(BYTES).unwrap();
        let made = run("mkfs.ext4", &["-q", "-F", &disk.image.to_string_lossy()]);
        match made.and_then(|_| disk.mount()) {
            Ok(()) if disk.switch().is_some_and(|switch| switch.exists()) => Some(disk),
            Ok(()) => {
                eprintln!("not tried, for this system cannot break a file system on purpose");
                None
            }
            Err(reason) => {
                eprintln!("not tried, for no file system can be mounted: {reason}");
                None
            }
        }
    }

    fn mount(&self) -> Result<(), String> {
        let (image, folder) = (self.image.to_string_lossy(), self.folder.to_string_lossy());
        run("mount", &["-o", "loop,errors=remount-ro", &image, &folder]).map(|_| ())
    }

    /// What breaks it (ext4(5), `errors=`; the kernel's ABI/testing/sysfs-fs-ext4).
    fn switch(&self) -> Option<PathBuf> {
        let folder = self.folder.to_string_lossy();
        let device = run("findmnt", &["-n", "-o", "SOURCE", &folder]).ok()?;
        let device = device.trim().rsplit('/').next()?;
        Some(PathBuf::from(format!(
            "/sys/fs/ext4/{device}/trigger_fs_error"
        )))
    }

    fn breaks(&self) {
        // What the program told the system to keep is kept.
        run("sync", &["-f", &self.folder.to_string_lossy()]).unwrap();
        fs::write(self.switch().unwrap(), "broken by a test").unwrap();
    }

    fn is_changed(&self) {
        run("umount", &[&self.folder.to_string_lossy()]).unwrap();
        self.mount().unwrap();
    }
}

impl Drop for FailingDisk {
    fn drop(&mut self) {
        let _ = run("umount", &["-l", &self.folder.to_string_lossy()]);
    }
}

fn run(program: &str, arguments: &[&str]) -> Result<String, String> {
    let done = Command::new(program).args(arguments).output();
    let done = done.map_err(|error| format!("{program}: {error}"))?;
    match done.status.success() {
        true => Ok(String::from_utf8_lossy(&done.stdout).into_owned()),
        false => Err(String::from_utf8_lossy(&done.stderr).trim().to_owned()),
    }
}

fn sign_up(server: &Server, number: usize) -> String {
    let address = format!("reader{number}@readers.example");
    server.post("/stay-in-touch", "", &[("email", &address)])
}

#[test]
fn a_disk_that_turns_read_only_takes_nothing_from_readers_and_nothing_acknowledged_is_lost() {
    let shell = Shell::new();
    let Some(disk) = FailingDisk::at(&shell) else {
        return;
    };
    shell.write("ferry.md", STORY);
    let imported = shell.type_in(&["import", "ferry.md"]);
    assert!(imported.ok, "{}", imported.err);
    let server = Server::start(&shell);
    let acknowledged = (0..20)
        .map(|number| sign_up(&server, number))
        .filter(|answer| answer.starts_with("HTTP/1.1 303"));
    assert_eq!(acknowledged.count(), 20);

    disk.breaks();
    for round in 0..3 {
        let refused = sign_up(&server, 100 + round);
        assert!(
            refused.starts_with("HTTP/1.1 503") && refused.contains("retry-after: 60\r\n"),
            "{refused}"
        );
        // Some were kept in memory, and some never asked for.
        for path in [
            "/",
            "/world/ferry",
            "/world",
            "/search?q=ferry",
            "/feed.rss",
        ] {
            let page = server.get(path);
            assert!(page.starts_with("HTTP/1.1 200"), "{path}: {page}");
            assert!(page.contains("The ferry is late"), "{path}");
        }
    }
    until("it is told what is wrong", || {
        let health = server.get("/healthz");
        health.starts_with("HTTP/1.1 503")
            && health.contains("nothing can be written: the database is read-only")
    });
    let metrics = server.get("/metrics");
    assert!(metrics.contains("dateline_store_writable 0"), "{metrics}");
    server.stop();

    disk.is_changed();
    let check = shell.type_in(&["check"]);
    assert!(
        check.ok && check.out.contains("sound"),
        "{}{}",
        check.out,
        check.err
    );
    let subscribers = check
        .out
        .lines()
        .find(|line| line.starts_with("subscribers"));
    assert_eq!(
        subscribers.map(|it| it.trim_end().rsplit(' ').next()),
        Some(Some("20"))
    );
    let server = Server::start(&shell);
    assert!(server.get("/healthz").starts_with("HTTP/1.1 200"));
    assert!(sign_up(&server, 200).starts_with("HTTP/1.1 303"));
    assert!(server.get("/world/ferry").contains("It left at nine."));
}
