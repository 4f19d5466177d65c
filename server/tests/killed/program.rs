//! The program in a folder of its own, as a server that is killed and as a command.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use newsroom::store::{DatabaseUrl, Store};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::power;

/// A paper that outlives its servers.
pub struct Paper {
    folder: TempDir,
    runtime: Runtime,
    /// What its programs load so that the power can go.
    keeping: Option<PathBuf>,
}

impl Paper {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("articles")).unwrap();
        Self {
            folder,
            runtime: Runtime::new().unwrap(),
            keeping: None,
        }
    }

    /// One whose power can be [cut](Self::cut_power).
    pub fn whose_power_may_go() -> Self {
        let paper = Self::new();
        let keeping = power::keeping(paper.folder.path());
        Self {
            keeping: Some(keeping),
            ..paper
        }
    }

    /// Leaves of its database what was on the disk. Nobody may have it open.
    pub fn cut_power(&self) {
        power::cut(&self.database());
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .env("RUST_LOG", "error")
            .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
            .env("DATELINE_WEATHER", "off");
        if let Some(keeping) = &self.keeping {
            command.env("LD_PRELOAD", keeping);
        }
        command
    }

    /// Does something with the store, as another program on the same file.
    pub fn with_store<T>(&self, work: impl AsyncFnOnce(&Store) -> T) -> T {
        self.runtime.block_on(with_store_of(&self.database(), work))
    }

    /// Does something with a copy of the store. Nobody may have it open; it is not opened, so that what a disk has of it stays.
    pub fn with_copy<T>(&self, work: impl AsyncFnOnce(&Store) -> T) -> T {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("copy.sqlite");
        power::copy(&self.database(), &copy);
        self.runtime.block_on(with_store_of(&copy, work))
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("data/dateline.sqlite")
    }

    /// The address of a story of ours.
    pub fn path(slug: &str) -> String {
        format!("/world/{slug}")
    }

    /// What stands in one, as an author writes it. Long enough for several pages of the database.
    pub fn text(slug: &str) -> String {
        let line = format!(
            "What is known of {slug} is told at some length, so that half of it would be seen. "
        );
        format!("{}\n\n{}", line.repeat(100), Self::end(slug))
    }

    /// What every text ends with.
    pub fn end(slug: &str) -> String {
        format!("This is the end of {slug}.")
    }

    /// Writes the file of a story and the command that imports it.
    pub fn importing(&self, slug: &str, is_draft: bool) -> Command {
        let file = self.file(slug);
        let text = Self::text(slug);
        let story = format!(
            "---\ntitle: About {slug}\nslug: {slug}\nsection: World\ndraft: {is_draft}\n---\n\n{text}\n"
        );
        fs::write(&file, story).unwrap();
        let mut command = self.command(&["import"]);
        command
            .arg(file)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    pub fn import(&self, slug: &str, is_draft: bool) {
        assert!(self.importing(slug, is_draft).status().unwrap().success());
    }

    fn file(&self, slug: &str) -> PathBuf {
        self.folder.path().join(format!("articles/{slug}.md"))
    }
}

async fn with_store_of<T>(file: &Path, work: impl AsyncFnOnce(&Store) -> T) -> T {
    let store = Store::open(&DatabaseUrl::file(file)).await.unwrap();
    let done = work(&store).await;
    store.close().await;
    done
}

/// A server that runs, or is about to.
pub struct Server {
    child: Child,
    pub address: String,
}

impl Server {
    /// Starts one and waits until it answers.
    pub fn start(paper: &Paper) -> Self {
        let mut server = Self::begin(paper);
        let mut said = BufReader::new(server.child.stderr.take().unwrap());
        let mut all = String::new();
        server.address = loop {
            let mut line = String::new();
            assert_ne!(said.read_line(&mut line).unwrap(), 0, "it ended: {all}");
            if let Some((_, address)) = line.split_once(" is at http://") {
                break address.trim().to_owned();
            }
            all.push_str(&line);
        };
        // Whatever else it says is shown with a test that fails.
        std::thread::spawn(move || {
            for line in said.lines().map_while(Result::ok) {
                eprintln!("{line}");
            }
        });
        server
    }

    /// Starts one that is not waited for.
    pub fn begin(paper: &Paper) -> Self {
        let mut command = paper.command(&["serve"]);
        let child = command.stderr(Stdio::piped()).spawn().unwrap();
        Self {
            child,
            address: String::new(),
        }
    }

    /// At once: nothing of it gets a last word (SIGKILL).
    pub fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}
