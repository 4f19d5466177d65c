//! `dateline letters send` beside a server, and what is said of letters that do not get on.

use std::process::Stdio;

use crate::command_line::story;
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

/// What is said at the end, which has to come.
fn letters(shell: &Shell, sink: &Sink, arguments: &[&str]) -> Said {
    let mut child = shell
        .command(&[&["letters"], arguments].concat())
        .env("DATELINE_SMTP_URL", format!("smtp://{}", sink.address))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
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
