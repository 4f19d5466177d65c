//! Whether the mail servers let the paper in.

use server::command::preflight::{Check, Verdict};

use super::{PATIENCE, Preflight, good, told};
use crate::letters::sink::{Odd, Sink, Step};

#[tokio::test]
async fn mail_servers_are_greeted_and_get_no_letter() {
    let preflight = Preflight::start().await;
    let kind = Sink::kind().await;
    let cross = Sink::start(|step| match step {
        Step::Greeting => Some(Odd::Say("554 5.7.1 you are not welcome")),
        _ => None,
    })
    .await;
    let urls = format!(
        "smtp://{} smtp://{} smtp://ann:secret@{}?tls=required smtp://127.0.0.1:9",
        kind.address, cross.address, kind.address
    );
    let preflight = preflight.set("DATELINE_SMTP_URL", &urls);
    let checks = preflight.checks_in(good(), PATIENCE).await;
    let checks: Vec<&Check> = checks.iter().filter(|it| it.name == "SMTP").collect();
    let verdicts: Vec<Verdict> = checks.iter().map(|it| it.verdict).collect();
    use Verdict::{Fail, Pass};
    assert_eq!(verdicts, [Pass, Fail, Fail, Fail], "{checks:?}");
    for (check, wanted) in [
        (checks[0], "lets the paper in"),
        (checks[1], "you are not welcome"),
        (checks[2], "certificate"),
        (checks[3], "465 with smtps://"),
    ] {
        assert!(told(check).contains(wanted), "{check:?}");
        assert!(!told(check).contains("secret"), "{check:?}");
    }
    assert!(kind.taken().is_empty());
}

#[tokio::test]
async fn a_password_that_a_mail_server_refuses_is_what_to_change() {
    let sink = Sink::start(|step| match step {
        Step::Hello => Some(Odd::Say("250-sink.example\r\n250 AUTH PLAIN")),
        Step::SignIn => Some(Odd::Say("535 5.7.8 who are you")),
        _ => None,
    })
    .await;
    let url = format!("smtp://ann:secret@{}?tls=off", sink.address);
    let preflight = Preflight::start().await.set("DATELINE_SMTP_URL", &url);
    let check = preflight.check("SMTP", good()).await;
    assert_eq!(check.verdict, Verdict::Fail, "{check:?}");
    assert!(told(&check).contains("who are you"), "{check:?}");
    assert!(
        told(&check).contains("the user and the password"),
        "{check:?}"
    );
}
