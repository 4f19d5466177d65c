//! The publish gate: what somebody should look at before readers do.
//!
//! A rule is about what a story lacks or says, not about what cannot be stored: that is refused in any case. Whether a rule warns,
//! blocks or is off is each paper's own choice. Other sites are asked for in the background ([`crate::elsewhere`]), so nobody waits
//! for them.

mod addresses;
mod changed_facts;
mod dead_links;
mod looking_up;
mod other_sites;
mod parts;
mod picture_names;
mod raw_html;
mod rule;
mod strictness;

use std::collections::{BTreeMap, BTreeSet};

use super::manuscript::{Field, Manuscript};
use crate::comparing::Wording;
use parts::Parts;
use picture_names::called;

pub use looking_up::look_up;
pub use other_sites::{Looked, OtherSites, look_elsewhere, outside_addresses};
pub use rule::Rule;
pub use strictness::{Severity, Strictness, StrictnessError};

/// How many characters of a headline search engines show: Google cuts titles at 600 pixels, which about 65 letters of its type
/// fill.
pub const FITS_SEARCH: usize = 65;
/// How many characters of a headline the side column shows in three lines.
pub const FITS_SIDEBAR: usize = 90;

/// Something that a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which rule.
    pub rule: Rule,
    /// Whether the story may come out all the same.
    pub severity: Severity,
    /// Where.
    pub field: Field,
    /// What to do about it, with the words concerned.
    pub sentence: String,
}

/// What the gate cannot know from the manuscript; [`look_up`] finds it out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GateFacts {
    /// Where readers reach the paper, such as `https://paper.example`: an address that begins with it is one of the paper.
    pub url: String,
    /// Those of the manuscript's [addresses within the paper](paper_addresses) that lead nowhere.
    pub leads_nowhere: BTreeSet<String>,
    /// What is known of its [addresses on other sites](outside_addresses), by [`look_elsewhere`]; empty where nobody asks for them.
    pub elsewhere: BTreeMap<String, Looked>,
    /// The text is an entry of coverage: it stands among others, and a link may lead to one of them.
    pub is_entry: bool,
    /// What the files of those that are pictures were called when they were brought in.
    pub file_names: BTreeMap<String, String>,
}

/// What is looked for in an entry of coverage, too. It goes out as it is sent, so only what keeps readers from somewhere or from a
/// picture is.
pub const OF_ENTRIES: [Rule; 2] = [Rule::MissingAltText, Rule::DeadLinks];

/// The addresses within the paper that a manuscript has in its links and pictures: paths, without what stands behind `?` or
/// `#`. `url` is where readers reach the paper.
#[must_use]
pub fn paper_addresses(manuscript: &Manuscript, url: &str) -> BTreeSet<String> {
    let parts = Parts::of(&manuscript.body);
    let links = parts.links.iter().map(|link| &link.address);
    let pictures = parts.pictures.iter().map(|picture| &picture.address);
    links
        .chain(pictures)
        .chain([&manuscript.picture])
        .filter_map(|address| addresses::within(address, url))
        .map(ToOwned::to_owned)
        .collect()
}

/// What the rules find, in their order. `before` is what readers have now, if the story is public; `correction` what they are to
/// be told was wrong with it.
#[must_use]
pub fn check(
    manuscript: &Manuscript,
    before: Option<&Wording>,
    correction: Option<&str>,
    facts: &GateFacts,
    strictness: &Strictness,
) -> Vec<Finding> {
    let parts = Parts::of(&manuscript.body);
    let mut findings = Vec::new();
    for rule in Rule::ALL {
        let severity = strictness.of(rule);
        if severity == Severity::Off {
            continue;
        }
        let found = match rule {
            Rule::MissingSection => missing(
                manuscript,
                Field::Section,
                "The story is in no section. Choose the one it lives in.",
            ),
            Rule::MissingStandfirst => missing(
                manuscript,
                Field::Standfirst,
                "The story has no standfirst. Say in a sentence or two why to read on.",
            ),
            Rule::MissingByline => missing(
                manuscript,
                Field::Byline,
                "The story does not say who wrote it. Name them in the byline.",
            ),
            Rule::MissingAltText => missing_alt_text(manuscript, &parts, facts),
            Rule::MissingCredit => missing_credit(manuscript, &parts, facts),
            Rule::HeadlineInSearch => {
                too_long(manuscript, FITS_SEARCH, "search results show about")
            }
            Rule::HeadlineInSidebar => {
                too_long(manuscript, FITS_SIDEBAR, "the side column has room for")
            }
            Rule::DeadLinks => dead_links::found(manuscript, &parts, facts),
            Rule::LinksToOtherSites => other_sites::dead(&parts, facts),
            Rule::SkippedHeadings => skipped_headings(&parts),
            Rule::ChangedFacts => match (before, correction.map(str::trim)) {
                (Some(before), None | Some("")) => changed_facts::found(before, manuscript),
                (Some(_) | None, _) => Vec::new(),
            },
        };
        let finding = |severity| {
            move |(field, sentence)| Finding {
                rule,
                severity,
                field,
                sentence,
            }
        };
        findings.extend(found.into_iter().map(finding(severity)));
        if rule == Rule::LinksToOtherSites {
            // What nobody knows keeps no story in.
            let unknown = other_sites::not_yet(&parts, facts).into_iter();
            findings.extend(unknown.map(finding(severity.min(Severity::Warn))));
        }
    }
    findings
}

/// Where a rule found something, and what to do about it.
type Found = Vec<(Field, String)>;

fn missing(manuscript: &Manuscript, field: Field, sentence: &str) -> Found {
    if manuscript.get(field).trim().is_empty() {
        vec![(field, sentence.to_owned())]
    } else {
        Vec::new()
    }
}

/// Of the picture above the story, if there is one.
fn missing_beside_picture(manuscript: &Manuscript, field: Field, sentence: &str) -> Found {
    if manuscript.picture.trim().is_empty() {
        return Vec::new();
    }
    missing(manuscript, field, sentence)
}

fn missing_alt_text(manuscript: &Manuscript, parts: &Parts, facts: &GateFacts) -> Found {
    let mut found = missing_beside_picture(
        manuscript,
        Field::PictureAlt,
        "The picture above the story says nothing to those who cannot see it. Write what it shows as its alternative text.",
    );
    let pictures = parts.pictures.iter().enumerate();
    let silent = pictures.filter(|(_, picture)| picture.alt.is_empty());
    found.extend(silent.map(|(place, picture)| {
        let how = match picture.is_html {
            false => "between its brackets: `![what it shows](…)`",
            true => "as its `alt`: `<img alt=\"what it shows\" …>`",
        };
        let sentence = format!(
            "Those who cannot see {} learn nothing of it. Write what it shows {how}.",
            called(parts, place, facts)
        );
        (Field::Body, sentence)
    }));
    found
}

fn missing_credit(manuscript: &Manuscript, parts: &Parts, facts: &GateFacts) -> Found {
    let mut found = missing_beside_picture(
        manuscript,
        Field::PictureCredit,
        "Nobody is named who made the picture above the story. Name them as its credit.",
    );
    let pictures = parts.pictures.iter().enumerate();
    let nobodys = pictures.filter(|(_, picture)| !picture.has_credit);
    found.extend(nobodys.map(|(place, picture)| {
        let how = match picture.is_html {
            false => "its caption: `![…](… \"What it shows. Photo: Name\")`",
            true => "the words below it: `<figcaption>What it shows. Photo: Name</figcaption>`",
        };
        let sentence = format!(
            "Nobody is named who made {}. Name them at the end of {how}.",
            called(parts, place, facts)
        );
        (Field::Body, sentence)
    }));
    found
}

fn too_long(manuscript: &Manuscript, fits: usize, where_it_stands: &str) -> Found {
    let words: Vec<&str> = manuscript.headline.split_whitespace().collect();
    let headline = words.join(" ");
    let Some((end, _)) = headline.char_indices().nth(fits) else {
        return Vec::new();
    };
    let length = headline.chars().count();
    let cut = &headline[end..];
    let sentence = format!(
        "The headline has {length} characters, and {where_it_stands} {fits}: “{}” is cut off. Shorten it, or have what matters \
         stand first.",
        cut.trim()
    );
    vec![(Field::Headline, sentence)]
}

fn skipped_headings(parts: &Parts) -> Found {
    let mut found = Vec::new();
    // The headline is the heading above all others; in a body, `#` and `##` are one level.
    let mut above = 1;
    for heading in &parts.headings {
        let level = heading.level.max(2);
        if level > above + 1 {
            let marks = |level: usize| "#".repeat(level);
            let sentence = format!(
                "The heading “{}” skips a level. Begin it with `{}` instead of `{}`.",
                heading.words,
                marks(above + 1),
                marks(heading.level)
            );
            found.push((Field::Body, sentence));
        }
        above = level;
    }
    found
}
