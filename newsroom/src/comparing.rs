//! What changed in the words of a story between two of its versions, for readers who want to see it.
//!
//! Paragraphs are put beside each other first and only then compared word by word: words alone find "the" in a paragraph that is
//! about something else, and what comes out cannot be read.

use std::ops::Range;
use std::time::{Duration, Instant};

use domain::{Headline, Markdown, Standfirst};
use similar::{ChangeTag, DiffTag, TextDiff};

/// Longer is not compared: what is left then counts as another text. Two bodies of ordinary length take about a millisecond.
const PATIENCE: Duration = Duration::from_millis(150);
/// From which share of common letters on two paragraphs are the same one, rewritten.
const AKIN: f64 = 0.25;
/// The most pairs of paragraphs that are tried to find out which was rewritten into which.
const PAIRS: usize = 900;

/// What a story says, without what it looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// What it is called.
    pub headline: String,
    /// The sentence or two under that.
    pub standfirst: String,
    /// The text, a paragraph to a line.
    pub body: String,
}

impl Wording {
    /// What a version with these says.
    #[must_use]
    pub fn of(headline: &Headline, standfirst: Option<&Standfirst>, body: &Markdown) -> Self {
        Self {
            headline: headline.to_string(),
            standfirst: standfirst.map(ToString::to_string).unwrap_or_default(),
            body: body.words(),
        }
    }
}

/// Some words of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// They stand in both versions.
    Kept(String),
    /// They came.
    Added(String),
    /// They went.
    Removed(String),
}

/// A stretch of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch {
    /// A paragraph as it is now, with what came and went.
    Paragraph(Vec<Piece>),
    /// That many paragraphs in which nothing changed.
    Unchanged(usize),
}

/// What changed from one wording to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// In the headline.
    pub headline: Vec<Piece>,
    /// In the standfirst; nothing where there is none.
    pub standfirst: Vec<Piece>,
    /// In the text, with a paragraph around each change.
    pub body: Vec<Stretch>,
}

impl Comparison {
    /// Compares two wordings.
    #[must_use]
    pub fn of(old: &Wording, new: &Wording) -> Self {
        let until = Instant::now() + PATIENCE;
        Self {
            headline: words(&old.headline, &new.headline, until),
            standfirst: words(&old.standfirst, &new.standfirst, until),
            body: with_neighbours(paragraphs(&old.body, &new.body, until)),
        }
    }

    /// Whether every word is as it was.
    #[must_use]
    pub fn is_same(&self) -> bool {
        let is_same = |pieces: &[Piece]| !has_changed(pieces);
        let body = self.body.iter().all(|stretch| match stretch {
            Stretch::Paragraph(pieces) => is_same(pieces),
            Stretch::Unchanged(_) => true,
        });
        body && is_same(&self.headline) && is_same(&self.standfirst)
    }
}

fn has_changed(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| !matches!(piece, Piece::Kept(_)))
}

/// Leaves out what is far from any change.
fn with_neighbours(paragraphs: Vec<Vec<Piece>>) -> Vec<Stretch> {
    let changed: Vec<bool> = paragraphs.iter().map(|it| has_changed(it)).collect();
    let is_near = |place: usize| {
        let around = place.saturating_sub(1)..(place + 2).min(changed.len());
        changed[around].contains(&true)
    };
    let mut stretches = Vec::new();
    for (place, paragraph) in paragraphs.into_iter().enumerate() {
        if is_near(place) {
            stretches.push(Stretch::Paragraph(paragraph));
        } else if let Some(Stretch::Unchanged(many)) = stretches.last_mut() {
            *many += 1;
        } else {
            stretches.push(Stretch::Unchanged(1));
        }
    }
    stretches
}

fn paragraphs(old: &str, new: &str, until: Instant) -> Vec<Vec<Piece>> {
    let old: Vec<&str> = said(old);
    let new: Vec<&str> = said(new);
    let diff = TextDiff::configure()
        .deadline(until)
        .diff_slices(&old, &new);
    let mut compared = Vec::new();
    for op in diff.ops() {
        let (tag, before, after) = op.as_tag_tuple();
        match tag {
            DiffTag::Equal => compared.extend(new[after].iter().map(|line| kept(line))),
            DiffTag::Delete => compared.extend(old[before].iter().map(|line| removed(line))),
            DiffTag::Insert => compared.extend(new[after].iter().map(|line| added(line))),
            DiffTag::Replace => rewritten(&old[before], &new[after], until, &mut compared),
        }
    }
    compared
}

fn said(body: &str) -> Vec<&str> {
    let lines = body.lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).collect()
}

fn kept(line: &str) -> Vec<Piece> {
    vec![Piece::Kept(line.to_owned())]
}

fn added(line: &str) -> Vec<Piece> {
    vec![Piece::Added(line.to_owned())]
}

fn removed(line: &str) -> Vec<Piece> {
    vec![Piece::Removed(line.to_owned())]
}

/// Paragraphs in the place of others: those that are akin stand as one, what is between them came or went.
fn rewritten(old: &[&str], new: &[&str], until: Instant, compared: &mut Vec<Vec<Piece>>) {
    let mut at = (0, 0);
    let apart = |before: Range<usize>, after: Range<usize>, compared: &mut Vec<Vec<Piece>>| {
        compared.extend(old[before].iter().map(|line| removed(line)));
        compared.extend(new[after].iter().map(|line| added(line)));
    };
    for (before, after) in akin(old, new, until) {
        apart(at.0..before, at.1..after, compared);
        compared.push(words(old[before], new[after], until));
        at = (before + 1, after + 1);
    }
    apart(at.0..old.len(), at.1..new.len(), compared);
}

/// Which paragraph became which, in order: the pairs that have most in common, all taken together.
fn akin(old: &[&str], new: &[&str], until: Instant) -> Vec<(usize, usize)> {
    if old.len() * new.len() > PAIRS {
        return Vec::new();
    }
    let likeness = |before: usize, after: usize| {
        Some(likeness(old[before], new[after], until)).filter(|likeness| *likeness >= AKIN)
    };
    let likeness: Vec<Vec<Option<f64>>> = (0..old.len())
        .map(|before| {
            (0..new.len())
                .map(|after| likeness(before, after))
                .collect()
        })
        .collect();
    // The best that can be had of what follows a pair of places.
    let mut best = vec![vec![0.0_f64; new.len() + 1]; old.len() + 1];
    for before in (0..old.len()).rev() {
        for after in (0..new.len()).rev() {
            let paired = likeness[before][after].map(|like| like + best[before + 1][after + 1]);
            let unpaired = best[before + 1][after].max(best[before][after + 1]);
            best[before][after] = paired.unwrap_or_default().max(unpaired);
        }
    }
    let mut pairs = Vec::new();
    let (mut before, mut after) = (0, 0);
    while before < old.len() && after < new.len() {
        let here = best[before][after];
        if here <= best[before + 1][after] {
            before += 1;
        } else if here <= best[before][after + 1] {
            after += 1;
        } else {
            pairs.push((before, after));
            (before, after) = (before + 1, after + 1);
        }
    }
    pairs
}

/// How much of two paragraphs is the same, from 0 to 1. Letters count, because every text has the white space of every other.
fn likeness(old: &str, new: &str, until: Instant) -> f64 {
    let diff = TextDiff::configure()
        .deadline(until)
        .diff_unicode_words(old, new);
    let (mut same, mut all) = (0_u32, 1_u32);
    for change in diff.iter_all_changes() {
        let letters = change.value().chars().filter(|c| c.is_alphanumeric());
        let letters = u32::try_from(letters.count()).unwrap_or(u32::MAX);
        all = all.saturating_add(letters);
        if change.tag() == ChangeTag::Equal {
            same = same.saturating_add(letters);
        }
    }
    f64::from(same) / f64::from(all)
}

/// Word by word. What went stands before what came in its place, and white space between two changes belongs to both.
fn words(old: &str, new: &str, until: Instant) -> Vec<Piece> {
    let diff = TextDiff::configure()
        .deadline(until)
        .diff_unicode_words(old, new);
    let mut pieces = Vec::new();
    let (mut went, mut came, mut between) = (String::new(), String::new(), String::new());
    for change in diff.iter_all_changes() {
        let word = change.value();
        match change.tag() {
            ChangeTag::Equal if went.is_empty() && came.is_empty() => keep(&mut pieces, word),
            ChangeTag::Equal if word.trim().is_empty() => between.push_str(word),
            ChangeTag::Equal => {
                settle(&mut pieces, &mut went, &mut came);
                keep(&mut pieces, &std::mem::take(&mut between));
                keep(&mut pieces, word);
            }
            ChangeTag::Delete | ChangeTag::Insert => {
                went.push_str(&between);
                came.push_str(&between);
                between.clear();
                if change.tag() == ChangeTag::Delete {
                    went.push_str(word);
                } else {
                    came.push_str(word);
                }
            }
        }
    }
    settle(&mut pieces, &mut went, &mut came);
    keep(&mut pieces, &between);
    pieces
}

fn keep(pieces: &mut Vec<Piece>, word: &str) {
    if word.is_empty() {
        return;
    }
    match pieces.last_mut() {
        Some(Piece::Kept(before)) => before.push_str(word),
        _ => pieces.push(Piece::Kept(word.to_owned())),
    }
}

fn settle(pieces: &mut Vec<Piece>, went: &mut String, came: &mut String) {
    if !went.is_empty() {
        pieces.push(Piece::Removed(std::mem::take(went)));
    }
    if !came.is_empty() {
        pieces.push(Piece::Added(std::mem::take(came)));
    }
}
