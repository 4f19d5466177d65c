//! The newest issue of each letter: its size, links and pictures.

use std::collections::BTreeMap;
use std::time::Duration;

use newsroom::letters::{Issue, LetterState};
use newsroom::store::{Store, StoreError};

use super::Check;
use crate::outside::client::{self, Answer};

/// Some mail programs show no more of a letter, in bytes.
const LONGEST: usize = 102_400;
/// As many links are tried.
const MOST_LINKS: usize = 200;

pub(super) async fn check(store: &Store, patience: Duration) -> Result<Vec<Check>, StoreError> {
    let mut issues = Vec::new();
    for letter in store.letters().await? {
        if letter.state != LetterState::Retired {
            issues.extend(store.issues_of(letter.id, None, 1).await?);
        }
    }
    if issues.is_empty() {
        return Ok(vec![Check::warn(
            "issue",
            "None was made yet, so sizes, links and pictures cannot be checked.",
            "Look again after the first one; or send a test to yourself.",
        )]);
    }
    Ok(vec![
        size(&issues),
        pictures(&issues),
        links(&issues, patience).await,
    ])
}

fn size(issues: &[Issue]) -> Check {
    let sizes = issues
        .iter()
        .map(|issue| (issue.contents.html.len(), &issue.contents.subject));
    match sizes.max() {
        Some((bytes, subject)) if bytes >= LONGEST => Check::fail(
            "size",
            format!("\"{subject}\" has {bytes} bytes; mail programs cut it off at {LONGEST}."),
            "Let the letter have fewer stories.",
        ),
        Some((bytes, _)) => Check::pass(
            "size",
            format!("The longest has {bytes} bytes of {LONGEST}."),
        ),
        None => Check::pass("size", "Nothing."),
    }
}

fn pictures(issues: &[Issue]) -> Check {
    let mut all = 0;
    for issue in issues {
        for picture in tags(&issue.contents.html).filter(|tag| is(tag, "img")) {
            all += 1;
            if attribute(picture, "alt").is_none() {
                return Check::fail(
                    "pictures",
                    format!(
                        "One in \"{}\" says nothing to those who do not see it.",
                        issue.contents.subject
                    ),
                    "Give every picture a text (alt).",
                );
            }
        }
    }
    Check::pass("pictures", format!("{all}, each with a text."))
}

async fn links(issues: &[Issue], patience: Duration) -> Check {
    let mut links = BTreeMap::new();
    for issue in issues {
        for tag in tags(&issue.contents.html) {
            let link = attribute(tag, "href").or_else(|| attribute(tag, "src"));
            let link = link.map(|link| link.replace("&amp;", "&"));
            // What differs from reader to reader is made when it is sent.
            let link = link.filter(|link| link.starts_with("http") && !link.contains("{{"));
            links.extend(link.map(|link| (link, &issue.contents.subject)));
        }
    }
    let mut broken = Vec::new();
    let count = links.len().min(MOST_LINKS);
    for (link, subject) in links.into_iter().take(MOST_LINKS) {
        let problem = match client::status(link.clone(), patience).await {
            Answer::Status(200, _) => continue,
            Answer::Status(status, _) => format!("answers {status}"),
            Answer::None(problem) => problem,
        };
        broken.push(format!("{link} in \"{subject}\": {problem}"));
    }
    if broken.is_empty() {
        Check::pass("links", format!("{count}, and all lead somewhere."))
    } else {
        let found = format!("{} of {count} do not answer 200.", broken.len());
        Check::fail("links", found, broken.join("\n"))
    }
}

/// The tags of a page that the paper made itself: none has a `>` in an attribute.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<')
        .skip(1)
        .filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag))
}

fn is(tag: &str, name: &str) -> bool {
    tag.split([' ', '\n', '\t', '/'])
        .next()
        .is_some_and(|it| it.eq_ignore_ascii_case(name))
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}="))?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].split_once(quote).map(|(value, _)| value)
}
