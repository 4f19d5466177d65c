//! `dateline letters send` beside a server, and what is said of letters that do not get on.

use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::command_line::story;
use crate::doctor::{doctor, fails, passes};
use crate::letters::sink::{Odd, Sink, Step};
use crate::running::{Server, until};
use crate::shell::{Said, Shell};

/// A paper with news for two readers.
fn paper() -> Shell {
    let shell = Shell::new();
    shell.write("in/bridge.md", &story("The bridge opens"));
    assert!(shell.type_in(&["import", "in"]).ok);
    shell.write(
        "list.csv",
        "address,letters,confirmed_at\n\
         ann@example.org,morning,2023-02-01T10:00:00Z\n\
         bo@example.org,morning,2023-02-01T10:00:00Z\n",
    );
    let said = shell.type_in(&["subscribers", "import", "list.csv"]);
    assert!(said.ok, "{}", said.err);
    shell
}

fn begin(shell: &Shell, sink: &Sink, arguments: &[&str]) -> Child {
    shell
        .command(&[&["letters"], arguments].concat())
        .env("DATELINE_SMTP_URL", format!("smtp://{}", sink.address))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// As Ctrl-C does.
fn interrupt(child: &Child) {
    let told = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(told.unwrap().success());
}

/// What is said at the end, which has to come.
fn letters(shell: &Shell, sink: &Sink, arguments: &[&str]) -> Said {
    let mut child = begin(shell, sink, arguments);
    let mut is_over = || child.try_wait().unwrap().is_some();
    until("the end of the command", &mut is_over);
    Said::from(child.wait_with_output().unwrap())
}

fn serve(shell: &Shell, sink: &Sink) -> Server {
    let url = format!("smtp://{}", sink.address);
    Server::start_with(shell, &[("DATELINE_SMTP_URL", &url)])
}

/// Bo is to get the letter later.
async fn greylisting() -> Sink {
    Sink::start(|step| match step {
        Step::Recipient(to) if to == "bo@example.org" => {
            Some(Odd::Say("450 4.2.1 greylisted, come back later"))
        }
        _ => None,
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn sending_ends_when_everybody_has_it_who_can_have_it_now() {
    let sink = greylisting().await;
    let shell = paper();
    let server = serve(&shell, &sink);
    let said = letters(&shell, &sink, &["send", "morning"]);
    assert!(said.ok, "{}", said.err);
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(lines[1], "1 sent, 0 failed.", "{}", said.out);
    assert!(
        lines[2].starts_with("1 waits for another attempt, the next at 20")
            && lines[2].contains("`dateline letters status`"),
        "{}",
        said.out
    );
    assert_eq!(sink.recipients(), ["ann@example.org"]);
    server.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_told_to_stop_waits_for_what_the_mail_server_has_and_nobody_gets_two() {
    let sink = Sink::start(|step| match step {
        Step::End(_) => Some(Odd::TakeSlowly),
        _ => None,
    })
    .await;
    let shell = paper();
    let mut child = begin(&shell, &sink, &["send", "morning"]);
    until("both letters at the mail server", || {
        sink.taken().len() == 2
    });
    interrupt(&child);
    until("the end of the command", || {
        child.try_wait().unwrap().is_some()
    });
    let said = Said::from(child.wait_with_output().unwrap());
    assert!(said.ok, "{}", said.err);
    assert!(said.out.contains("2 sent, 0 failed."), "{}", said.out);
    assert!(
        said.err.contains("Stopping once mail servers have said"),
        "{}",
        said.err
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_only_watches_a_server_send_can_stop_that_at_once() {
    let there = Arc::new(AtomicBool::new(false));
    let heard = there.clone();
    let sink = Sink::start(move |step| match step {
        Step::End(_) => {
            heard.store(true, Ordering::Relaxed);
            Some(Odd::Silence)
        }
        _ => None,
    })
    .await;
    let shell = paper();
    let server = serve(&shell, &sink);
    let mut child = begin(&shell, &sink, &["send", "morning"]);
    until("a letter at the mail server", || {
        there.load(Ordering::Relaxed)
    });
    interrupt(&child);
    until("the end of the command", || {
        child.try_wait().unwrap().is_some()
    });
    let said = Said::from(child.wait_with_output().unwrap());
    assert!(
        said.out.contains("0 sent, 0 failed."),
        "{}{}",
        said.out,
        said.err
    );
    drop(server);
}

#[tokio::test(flavor = "multi_thread")]
async fn status_says_why_some_wait_and_why_others_failed() {
    let sink = Sink::start(|step| match step {
        Step::Recipient(to) if to == "ann@example.org" => {
            Some(Odd::Say("550 5.7.1 we do not like your kind"))
        }
        Step::Recipient(to) if to == "bo@example.org" => {
            Some(Odd::Say("450 4.2.1 <bo@example.org> is greylisted"))
        }
        _ => None,
    })
    .await;
    let shell = paper();
    let server = serve(&shell, &sink);
    let sent = letters(&shell, &sink, &["send", "morning"]);
    let failed = "0 sent, 1 failed: ";
    assert!(
        sent.out.contains(failed) && sent.out.contains("we do not like your kind"),
        "{}{}",
        sent.out,
        sent.err
    );
    let said = letters(&shell, &sink, &["status"]);
    let lines: Vec<&str> = said.out.lines().collect();
    assert!(
        lines[1].starts_with("  1 waits for another attempt, the next at 20")
            && lines[1].ends_with("4.2.1 <the address> is greylisted"),
        "{}",
        said.out
    );
    assert!(
        lines[2].starts_with("  1 failed: ") && lines[2].contains("we do not like your kind"),
        "{}",
        said.out
    );
    let said = letters(&shell, &sink, &["status", "--json"]);
    let said: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(said[0]["triedAndWaiting"], 1);
    for (name, words) in [("whyWaiting", "greylisted"), ("whyFailed", "your kind")] {
        assert!(said[0][name].as_str().unwrap().contains(words), "{said}");
    }
    server.stop();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_failed_is_said_of_an_issue_that_is_over() {
    let sink = Sink::start(|step| match step {
        Step::Recipient(to) if to == "bo@example.org" => {
            Some(Odd::Say("550 5.1.1 no such user here"))
        }
        _ => None,
    })
    .await;
    let shell = paper();
    assert!(letters(&shell, &sink, &["send", "morning"]).ok);
    let said = letters(&shell, &sink, &["status"]);
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(lines[0], "No letter is going out.");
    assert_eq!(
        lines[1],
        "morning 1  done  0 waiting, 1 sent, 1 failed, 0 dropped of 2"
    );
    assert!(
        lines[2].starts_with("  1 failed: ") && lines[2].contains("no such user here"),
        "{}",
        said.out
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_that_refuses_the_sender_is_named_with_its_reason() {
    let is_cross = Arc::new(AtomicBool::new(true));
    let mood = is_cross.clone();
    let sink = Sink::start(move |step| match step {
        Step::Sender(_) if mood.load(Ordering::Relaxed) => {
            Some(Odd::Say("550 5.7.1 you may not send"))
        }
        _ => None,
    })
    .await;
    let shell = paper();
    let server = serve(&shell, &sink);
    assert!(letters(&shell, &sink, &["send", "morning", "--detach"]).ok);
    let reason = format!("  {} has taken no letters since 20", sink.address);
    let status = || letters(&shell, &sink, &["status"]).out;
    until("a reason", || {
        let said = status();
        said.contains(&reason) && said.contains("you may not send")
    });
    let said = letters(&shell, &sink, &["status", "--json"]);
    let said: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(said[0]["waiting"], 2);
    assert_eq!(
        said[0]["mailTrouble"][0]["server"],
        sink.address.to_string()
    );
    let said = doctor(&shell, &[]);
    let address = sink.address.to_string();
    let words = ["2 letters wait", "since 20", &address, "you may not send"];
    fails(&said, "letters", &words);

    is_cross.store(false, Ordering::Relaxed);
    until("the letters", || status() == "No letter is going out.\n");
    assert_eq!(sink.recipients(), ["ann@example.org", "bo@example.org"]);
    passes(&doctor(&shell, &[]), "letters", &["None waits"]);
    server.stop();
}

#[test]
fn letters_that_nobody_sends_are_said_to_be_so() {
    let shell = paper();
    assert!(
        shell
            .type_in(&["letters", "send", "morning", "--detach"])
            .ok
    );
    let said = shell.type_in(&["letters", "status"]);
    assert!(
        said.out.contains("no server of this paper runs"),
        "{}",
        said.out
    );
}

#[test]
fn a_letter_that_was_paused_is_not_sent_before_it_is_resumed() {
    let shell = paper();
    assert!(shell.type_in(&["letters", "pause", "morning"]).ok);
    let send = ["letters", "send", "morning", "--detach"];
    let said = shell.type_in(&send);
    assert!(
        !said.ok && said.err.contains("`dateline letters resume morning`"),
        "{}",
        said.err
    );
    assert!(shell.type_in(&["letters", "resume", "morning"]).ok);
    assert!(shell.type_in(&send).ok);
}
