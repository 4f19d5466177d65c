//! How the paper meets the world: its address, notifications and letters, as far as the settings say.

use super::Check;
use crate::command::preflight::NO_ROOT;
use crate::letters::Authorities;
use crate::settings::Settings;

pub(super) fn check(settings: &Settings) -> Vec<Check> {
    vec![url(settings), notifications(settings), mail(settings)]
}

fn url(settings: &Settings) -> Check {
    let url = &settings.url;
    let found = format!("Readers reach the paper at {url}.");
    if url.starts_with("https://") {
        return Check::pass("url", found);
    }
    Check::warn(
        "url",
        found,
        "Put it behind TLS and set paper.url to its https:// address: browsers keep stories, notify and use passkeys nowhere else, and \
         links in letters lead there.",
    )
}

fn notifications(settings: &Settings) -> Check {
    let set = &settings.notifications;
    if !set.enabled {
        return Check::pass("notifications", "They are off.");
    }
    if set.contact.starts_with("http://") {
        return Check::warn(
            "notifications",
            format!(
                "They are on, and push services are given {} to find you by.",
                set.contact
            ),
            "Set notifications.contact to an address that begins with mailto: or https://; some services refuse others.",
        );
    }
    Check::pass(
        "notifications",
        format!("They are on; push services find you by {}.", set.contact),
    )
}

fn mail(settings: &Settings) -> Check {
    let mail = &settings.mail;
    let preflight = "Then `dateline letters preflight` says whether letters arrive.";
    if mail.servers.is_empty() {
        return Check::warn(
            "mail",
            "No mail server is set, so letters stay in the outbox.",
            format!("Set mail.smtp_url. {preflight}"),
        );
    }
    if let Err(error) = Authorities::of(mail) {
        return Check::fail("mail", format!("{error:#}."), NO_ROOT);
    }
    let missing: Vec<&str> = [
        (mail.dkim.is_none(), "mail.dkim_selector and mail.dkim_key"),
        (mail.postal_address.is_none(), "mail.postal_address"),
    ]
    .into_iter()
    .filter_map(|(is_missing, name)| is_missing.then_some(name))
    .collect();
    if missing.is_empty() {
        return Check::pass(
            "mail",
            format!(
                "Letters come from {}. `dateline letters preflight` says whether they arrive.",
                mail.from
            ),
        );
    }
    Check::warn(
        "mail",
        format!(
            "Letters come from {}, without all that providers and the law ask for.",
            mail.from
        ),
        format!("Set {}. {preflight}", missing.join(", and ")),
    )
}
