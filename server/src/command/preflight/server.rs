//! Whether the mail servers let the paper in: they are greeted as for a letter, and none is sent.

use std::time::Duration;

use super::{Check, domain_of};
use crate::letters::reach;
use crate::settings::Mail;

const SMTP: &str = "SMTP";
/// What to change where the file of authorities cannot be used; the doctor says the same.
pub(in crate::command) const NO_ROOT: &str = "Put the certificate of the authority there in PEM, or take mail.root out; until then no letter is sent.";
/// How long one may take, if `mail.patience` is not shorter. Some greet late on purpose, to be rid of those who send spam.
const PATIENCE: Duration = Duration::from_secs(30);

/// Greets each server, encrypts and signs in as the settings have it, and says goodbye.
pub(super) async fn check(mail: &Mail) -> Vec<Check> {
    let patience = mail.patience.min(PATIENCE);
    let reached = match reach(mail, domain_of(&mail.from), patience).await {
        Ok(reached) => reached,
        Err(error) => return vec![Check::fail(SMTP, format!("{error:#}."), NO_ROOT)],
    };
    let checks = reached.into_iter().map(|(server, done)| match done {
        Ok(()) => Check::pass(SMTP, format!("{server} lets the paper in.")),
        Err(why) => {
            let change = change(&why);
            Check::fail(SMTP, format!("{server}: {why}"), change)
        }
    });
    checks.collect()
}

/// What to change, by what was said.
fn change(why: &str) -> &'static str {
    let has = |words: &[&str]| words.iter().any(|word| why.contains(word));
    if has(&["(530)", "(534)", "(535)", "(538)", "authentication"]) {
        return "Set the user and the password in mail.smtp_url as whoever runs it gave them; what is special in a URL is written with \
                a percent sign, as %40 for @.";
    }
    if has(&["mail.root"]) {
        return "Ask whoever runs it for the certificate of its authority, put that on this machine and name the file as mail.root; a mail \
                server with a certificate that browsers trust needs none.";
    }
    if has(&["certificate", "Certificate", "tls", "TLS", "STARTTLS"]) {
        return "Name it in mail.smtp_url as its certificate does; smtps:// is for servers that encrypt from the first byte (port 465), \
                smtp:// for those that begin in plain text (587 or 25), ?tls=off for one on this machine that cannot.";
    }
    "Set its host and port in mail.smtp_url: 465 with smtps://, 587 or 25 with smtp://. Many providers of machines block port 25 on the \
     way out."
}
