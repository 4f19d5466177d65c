//! Everybody who is at it while the server is killed.

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::asking::{post, read};
use crate::chance::Chance;
use crate::editor::Editor;
use crate::ledger::Ledger;
use crate::program::{Paper, Server};

/// Threads that end when the server is gone.
pub struct Clients {
    all: Vec<JoinHandle<()>>,
    /// Whether the machine has no power any more.
    power_is_off: Arc<AtomicBool>,
}

impl Clients {
    pub fn begin(
        paper: &Paper,
        server: &Server,
        editor: &Editor,
        ledger: &Ledger,
        chance: &mut Chance,
    ) -> Self {
        let mut all = Vec::new();
        let power_is_off = Arc::new(AtomicBool::new(false));
        let mut begin = |work: Box<dyn FnOnce() + Send>| all.push(std::thread::spawn(work));
        let (address, book, editor) = (server.address.clone(), ledger.clone(), editor.clone());
        begin(Box::new(move || {
            publish_at_the_desk(&address, &editor, &book)
        }));
        let (address, book) = (server.address.clone(), ledger.clone());
        begin(Box::new(move || sign_up(&address, &book)));
        let (address, book) = (server.address.clone(), ledger.clone());
        begin(Box::new(move || open_stories(&address, &book)));
        // Commands are processes of their own: the server's end is not theirs, and some are killed as well.
        let cut = chance
            .one_in(3)
            .then(|| chance.within(Duration::from_millis(150)));
        let (book, off) = (ledger.clone(), power_is_off.clone());
        if chance.one_in(2) {
            let slug = book.story("wire");
            let import = paper.importing(&slug, false);
            begin(Box::new(move || {
                if finish(import, cut, &off) {
                    book.is_out(&slug, |told| &mut told.imported);
                }
            }));
        } else {
            let slug = book.story("draft");
            let import = paper.importing(&slug, true);
            let publish = paper.command(&["publish", &slug]);
            begin(Box::new(move || {
                if finish(import, None, &off) && finish(publish, cut, &off) {
                    book.is_out(&slug, |told| &mut told.published);
                }
            }));
        }
        Self { all, power_is_off }
    }

    /// Takes the power from commands too.
    pub fn end_with_the_power(self) {
        self.power_is_off.store(true, Ordering::Relaxed);
        self.end();
    }

    /// Waits for them; what they saw that must not be fails the test.
    pub fn end(self) {
        for client in self.all {
            client.join().unwrap();
        }
    }
}

/// Whether a command ended well, unless it is killed: after a while, or with everything else.
fn finish(mut command: Command, cut: Option<Duration>, power_is_off: &AtomicBool) -> bool {
    let mut child = command
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let began = Instant::now();
    let is_cut =
        || power_is_off.load(Ordering::Relaxed) || cut.is_some_and(|cut| began.elapsed() > cut);
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if is_cut() {
            let _ = child.kill();
            break child.wait().unwrap();
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    assert!(status.success() || is_cut(), "{command:?}: {status}");
    status.success()
}

fn publish_at_the_desk(address: &str, editor: &Editor, ledger: &Ledger) {
    loop {
        let slug = ledger.story("desk");
        match editor.publish(address, &slug) {
            Some(()) => ledger.is_out(&slug, |told| &mut told.from_the_desk),
            None => return,
        }
    }
}

fn sign_up(address: &str, ledger: &Ledger) {
    loop {
        let reader = ledger.reader();
        match post(address, "/stay-in-touch", "", &[("email", &reader)]) {
            Some(answer) => {
                assert_eq!(answer.header("location"), "/stay-in-touch?noted");
                ledger.is_in(&reader);
            }
            None => return,
        }
    }
}

fn open_stories(address: &str, ledger: &Ledger) {
    loop {
        let stories = ledger.stories();
        let Some(newest) = stories.iter().rfind(|story| story.is_acknowledged) else {
            match read(address, "/") {
                Some(_) => continue,
                None => return,
            }
        };
        ledger.reads();
        match read(address, &Paper::path(&newest.slug)) {
            // It was acknowledged before this was asked.
            Some(page) => assert!(page.is(200) && page.has(&Paper::end(&newest.slug))),
            None => return,
        }
    }
}
