use std::collections::{HashMap, HashSet};

use domain::Refusal;

use super::{OldAddress, Target};

/// First parts of addresses below which the program answers itself, whatever the paper has.
const OF_THE_PROGRAM: [&str; 25] = [
    "about",
    "accessibility",
    "archive",
    "corrections",
    "desk",
    "feed.atom",
    "feed.json",
    "feed.rss",
    "fonts",
    "healthz",
    "letters",
    "live",
    "media",
    "metrics",
    "notifications",
    "offline",
    "og",
    "pkg",
    "privacy",
    "read",
    "robots.txt",
    "search",
    "sitemap.xml",
    "stay-in-touch",
    "vitals",
];

/// What is at the addresses of the paper, for looking many redirects over at once.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Every section.
    pub sections: HashSet<String>,
    /// Every slug that an article has or had, public or not.
    pub articles: HashSet<String>,
    /// Every topic.
    pub topics: HashSet<String>,
    /// Every author.
    pub authors: HashSet<String>,
    redirects: HashMap<String, Target>,
    /// The addresses that lead to each address of the paper.
    led_to: HashMap<String, Vec<String>>,
}

impl Known {
    /// What was known of it before, if it led elsewhere already.
    #[must_use]
    pub fn redirect(&self, from: &OldAddress) -> Option<&Target> {
        self.redirects.get(from.as_str())
    }

    /// Takes in a redirect, in the place of one that it had.
    pub fn learn(&mut self, from: &str, to: &Target) {
        let before = self.redirects.insert(from.to_owned(), to.clone());
        if let Some(path) = before.as_ref().and_then(Target::within)
            && let Some(others) = self.led_to.get_mut(path)
        {
            others.retain(|other| other != from);
        }
        if let Some(path) = to.within() {
            let others = self.led_to.entry(path.to_owned()).or_default();
            others.push(from.to_owned());
        }
    }

    /// Whether an address may lead there.
    ///
    /// # Errors
    /// Why not: readers find something there already, nothing is where it leads, or somebody would be led on from one to the next.
    pub fn check(&self, from: &OldAddress, to: &Target) -> Result<(), Refusal> {
        if self.answers(from.path()) {
            return Err(Refusal::new(format!(
                "Readers find something at {from} already, and would never be led on."
            )));
        }
        if let Some(other) = self.led_to.get(from.as_str()).and_then(|it| it.first()) {
            return Err(Refusal::new(format!(
                "{other} leads to {from}. Let it lead to the new address first, so that nobody is led on twice."
            )));
        }
        let Some(path) = to.within() else {
            return Ok(());
        };
        if path == from.path() {
            return Err(Refusal::new(format!("{from} would lead to itself.")));
        }
        if let Some(next) = self.redirects.get(path) {
            return Err(Refusal::new(match next {
                Target::Moved(next) => format!("{path} leads on to {next}. Let {from} lead there."),
                Target::Gone => format!("What was at {path} is gone."),
            }));
        }
        if !self.answers(path) {
            return Err(Refusal::new(format!(
                "Nothing is at {path} that {from} could lead to."
            )));
        }
        Ok(())
    }

    /// Whether the paper has something at a path; a story that is not out counts.
    fn answers(&self, path: &str) -> bool {
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        match parts.as_slice() {
            [""] | [] => true,
            [first, ..] if OF_THE_PROGRAM.contains(first) => true,
            [section] => self.sections.contains(*section),
            ["topic", topic] => self.topics.contains(*topic),
            ["author", author] => self.authors.contains(*author),
            [_, slug] | [_, slug, "changes"] => self.articles.contains(*slug),
            [..] => false,
        }
    }
}
