//! What is left of a paper whose server was killed in the middle of its work, again and again, as an operating system short of
//! memory does it; and of one whose machine lost its power.
//!
//! `DATELINE_KILLS` says how often (200), `DATELINE_KILL_SEED` repeats the moments of a run that failed; it is printed.
#![allow(clippy::unwrap_used, missing_docs)]

mod asking;
mod chance;
mod checks;
mod clients;
mod editor;
mod ledger;
mod power;
mod program;

use std::time::{Duration, Instant};

use chance::Chance;
use checks::Checks;
use clients::Clients;
use editor::Editor;
use ledger::Ledger;
use program::{Paper, Server};

/// How many kills a run has that nobody asked more of.
const KILLS: u64 = 200;
/// A kill comes this much later than clients have begun, at most.
const LATEST: Duration = Duration::from_millis(200);
/// A kill during a start comes this much later than it, at most: as long as a start takes on a slow machine.
const START: Duration = Duration::from_millis(300);
#[test]
fn what_was_acknowledged_survives_any_kill_and_nothing_is_left_half_done() {
    let mut chance = Chance::of_this_run();
    let paper = Paper::new();
    let ledger = Ledger::default();
    let mut checks = Checks::of(&paper, &ledger);
    begin(&paper, &ledger);
    let server = Server::start(&paper);
    let editor = Editor::at_the_desk_of(&paper, &server);
    checks.after_a_start(&server);
    server.kill();
    for _ in 0..chance.kills() {
        if chance.one_in(10) {
            // In the middle of a start: while what the last kill left is put in order.
            let starting = Server::begin(&paper);
            std::thread::sleep(chance.within(START));
            starting.kill();
            continue;
        }
        let server = Server::start(&paper);
        checks.after_a_start(&server);
        let clients = Clients::begin(&paper, &server, &editor, &ledger, &mut chance);
        std::thread::sleep(chance.within(LATEST));
        server.kill();
        clients.end();
    }
    let server = Server::start(&paper);
    checks.again();
    checks.after_a_start(&server);
    ledger.has_everything();
}

/// How often the power goes.
const CUTS: u64 = 20;
/// It goes this much later than clients have begun, at most: commands, which are cut as well, take longer than requests.
const LATEST_CUT: Duration = Duration::from_millis(800);

// Elsewhere, nothing is loaded before the C library.
#[cfg(target_os = "linux")]
#[test]
fn what_was_acknowledged_is_on_the_disk_when_the_power_goes() {
    let mut chance = Chance::of_this_run();
    let paper = Paper::whose_power_may_go();
    let ledger = Ledger::default();
    let mut checks = Checks::of(&paper, &ledger);
    begin(&paper, &ledger);
    let server = Server::start(&paper);
    let editor = Editor::at_the_desk_of(&paper, &server);
    // While the server has the database open, the end of a command puts nothing on the disk that was not there.
    let (wire, draft) = (ledger.story("wire"), ledger.story("draft"));
    paper.import(&draft, true);
    assert!(
        paper
            .command(&["publish", &draft])
            .status()
            .unwrap()
            .success()
    );
    ledger.is_out(&draft, |told| &mut told.published);
    paper.import(&wire, false);
    ledger.is_out(&wire, |told| &mut told.imported);
    server.kill();
    paper.cut_power();
    for _ in 0..CUTS {
        let server = checks.after_a_power_cut();
        let clients = Clients::begin(&paper, &server, &editor, &ledger, &mut chance);
        std::thread::sleep(chance.within(LATEST_CUT));
        server.kill();
        clients.end_with_the_power();
        paper.cut_power();
    }
    checks.again();
    checks.after_a_power_cut();
    ledger.has_everything();
}

/// A paper's first story. It makes the section that the desk publishes in.
fn begin(paper: &Paper, ledger: &Ledger) {
    let first = ledger.story("first");
    paper.import(&first, false);
    ledger.is_out(&first, |told| &mut told.imported);
}

/// Decision 0015: counts are written every ten seconds. A busy machine is given as much again.
const COUNTS_WRITTEN: Duration = Duration::from_secs(20);

#[test]
fn a_kill_loses_no_count_that_had_its_time_to_be_written_down_and_makes_none_up() {
    let mut chance = Chance::of_this_run();
    let paper = Paper::new();
    paper.import("ferry", false);
    let mut read = Vec::new();
    for _ in 0..2 {
        let server = Server::start(&paper);
        let began = Instant::now();
        let until = COUNTS_WRITTEN + Duration::from_secs(1) + chance.within(Duration::from_secs(3));
        let path = Paper::path("ferry");
        while began.elapsed() < until {
            assert!(asking::read(&server.address, &path).unwrap().is(200));
            read.push(Instant::now());
            std::thread::sleep(Duration::from_millis(20));
        }
        server.kill();
        let killed = Instant::now();
        let had_time = |at: &&Instant| killed.duration_since(**at) > COUNTS_WRITTEN;
        let least = read.iter().filter(had_time).count() as i64;
        let counted = checks::counted(&paper);
        assert!(
            least > 0 && (least..=read.len() as i64).contains(&counted),
            "{counted} were counted of {}, {least} of them long ago",
            read.len()
        );
    }
}
