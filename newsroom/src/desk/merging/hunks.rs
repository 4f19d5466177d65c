//! Which paragraphs one person put in, took out or rewrote.
//!
//! Paragraphs that stand once in each text hold the two beside each other, so that a book costs hardly more than a page, and
//! what lies between them is compared by itself. What is too large to be compared is one change. That shows more of the text in
//! a dispute than it has to; nothing is left out.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::likeness::Words;

/// The most paragraphs between two that hold them, on both sides together, that are compared one by one: more would cost their
/// square.
const COMPARED: usize = 2_048;
/// The most pairs of paragraphs that are tried to find out which was rewritten into which.
const PAIRS: usize = 900;
/// From which likeness on one paragraph may be the other, rewritten.
const AKIN: f64 = 0.25;
/// The same where not all pairs are tried, and a nearer one may be missed.
const CLEARLY_AKIN: f64 = 0.5;
/// From which share of its words on a new paragraph was split off from another.
const PART: f64 = 0.5;

/// Some paragraphs of the old text, and those of the new one that stand in their place. Either may be none, not both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    pub(super) base: Range<usize>,
    pub(super) new: Range<usize>,
}

/// The changes from one text to another, in order, as small as can be told: paragraphs as numbers, the same number for the same
/// text.
pub(super) fn raw(old: &[u32], new: &[u32]) -> Vec<Hunk> {
    let mut hunks = Vec::new();
    let mut at = (0, 0);
    let end = (old.len(), new.len());
    for hold in holds(old, new).into_iter().chain([end]) {
        compare(old, new, at.0..hold.0, at.1..hold.1, &mut hunks);
        at = (hold.0 + 1, hold.1 + 1);
    }
    hunks
}

/// The same with what was rewritten taken apart, paragraph by paragraph.
pub(super) fn fine(old: (&[u32], &[&str]), new: (&[u32], &[&str])) -> Vec<Hunk> {
    let mut hunks = Vec::new();
    for hunk in raw(old.0, new.0) {
        if hunk.base.is_empty() || hunk.new.is_empty() {
            apart(hunk.base, hunk.new, &mut hunks);
        } else {
            rewritten(old.1, new.1, hunk, &mut hunks);
        }
    }
    hunks
}

/// Pairs of places with the same paragraph, which stands nowhere else, as many as can be had in the order of both texts.
fn holds(old: &[u32], new: &[u32]) -> Vec<(usize, usize)> {
    // How often each stands in the old text and in the new one, and where it stood last.
    let mut seen: HashMap<u32, [(u32, usize); 2]> = HashMap::new();
    for (which, text) in [old, new].into_iter().enumerate() {
        for (place, number) in text.iter().enumerate() {
            let (times, last) = &mut seen.entry(*number).or_default()[which];
            *times += 1;
            *last = place;
        }
    }
    let pairs = old.iter().filter_map(|number| match seen.get(number) {
        Some([(1, old), (1, new)]) => Some((*old, *new)),
        Some(_) | None => None,
    });
    longest_rising(&pairs.collect::<Vec<_>>())
}

/// The longest row of pairs whose second places rise, of pairs whose first places do (patience sorting).
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length, the pair that ends the row with the lowest place; for each pair, the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (number, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < pair.1);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(number);
        } else {
            ends[length] = number;
        }
    }
    let mut row = Vec::with_capacity(ends.len());
    let mut last = ends.last().copied();
    while let Some(number) = last {
        row.push(pairs[number]);
        last = before[number];
    }
    row.reverse();
    row
}

/// What changed between two paragraphs that hold the texts.
fn compare(
    old: &[u32],
    new: &[u32],
    mut before: Range<usize>,
    mut after: Range<usize>,
    hunks: &mut Vec<Hunk>,
) {
    while !before.is_empty() && !after.is_empty() && old[before.start] == new[after.start] {
        before.start += 1;
        after.start += 1;
    }
    while !before.is_empty() && !after.is_empty() && old[before.end - 1] == new[after.end - 1] {
        before.end -= 1;
        after.end -= 1;
    }
    if before.is_empty() && after.is_empty() {
        return;
    }
    if before.is_empty() || after.is_empty() || before.len() + after.len() > COMPARED {
        hunks.push(Hunk {
            base: before,
            new: after,
        });
        return;
    }
    let ops = capture_diff_slices(Algorithm::Myers, &old[before.clone()], &new[after.clone()]);
    let changes = ops.iter().filter(|op| op.tag() != DiffTag::Equal);
    hunks.extend(changes.map(|op| {
        let (base, new) = (op.old_range(), op.new_range());
        Hunk {
            base: before.start + base.start..before.start + base.end,
            new: after.start + new.start..after.start + new.end,
        }
    }));
}

/// Paragraphs in the place of others: each that is akin to one before is that one, with what was split off from it.
fn rewritten(old: &[&str], new: &[&str], hunk: Hunk, hunks: &mut Vec<Hunk>) {
    let words =
        |texts: &[&str]| -> Vec<Words> { texts.iter().map(|text| Words::of(text)).collect() };
    let before = words(&old[hunk.base.clone()]);
    let after = words(&new[hunk.new.clone()]);
    let mut paired: Vec<Hunk> = pairs(&before, &after)
        .into_iter()
        .map(|(old, new)| Hunk {
            base: old..old + 1,
            new: new..new + 1,
        })
        .collect();
    take_in_parts(&mut paired, &before, &after);

    let mut at = (0, 0);
    let end = Hunk {
        base: before.len()..before.len(),
        new: after.len()..after.len(),
    };
    let moved = |range: Range<usize>, by: usize| range.start + by..range.end + by;
    for pair in paired.into_iter().chain([end]) {
        let base = moved(at.0..pair.base.start, hunk.base.start);
        let new = moved(at.1..pair.new.start, hunk.new.start);
        apart(base, new, hunks);
        at = (pair.base.end, pair.new.end);
        if !pair.base.is_empty() {
            hunks.push(Hunk {
                base: moved(pair.base, hunk.base.start),
                new: moved(pair.new, hunk.new.start),
            });
        }
    }
}

/// Gives new paragraphs to the pair beside them whose old paragraph has their words.
fn take_in_parts(paired: &mut [Hunk], before: &[Words], after: &[Words]) {
    for place in 0..=paired.len() {
        let left = place.checked_sub(1);
        let right = (place < paired.len()).then_some(place);
        let from = left.map_or((0, 0), |left| (paired[left].base.end, paired[left].new.end));
        let to = right.map_or((before.len(), after.len()), |right| {
            (paired[right].base.start, paired[right].new.start)
        });
        if from.0 != to.0 {
            continue;
        }
        let mut rest = from.1..to.1;
        let is_part =
            |new: usize, pair: &Hunk| after[new].found_in(&before[pair.base.start]) >= PART;
        if let Some(left) = left {
            while !rest.is_empty() && is_part(rest.start, &paired[left]) {
                rest.start += 1;
            }
            paired[left].new.end = rest.start;
        }
        if let Some(right) = right {
            while !rest.is_empty() && is_part(rest.end - 1, &paired[right]) {
                rest.end -= 1;
            }
            paired[right].new.start = rest.end;
        }
    }
}

/// Paragraphs of which none is known to be another, as changes of single ones, so that no more than one is in dispute. Where
/// as many came as went, each stands for the one in its place; else some came and others went. Of more than could be tried,
/// nothing is known, and they are one change.
fn apart(base: Range<usize>, new: Range<usize>, hunks: &mut Vec<Hunk>) {
    if base.len() == new.len() {
        hunks.extend(base.zip(new).map(|(old, new)| Hunk {
            base: old..old + 1,
            new: new..new + 1,
        }));
        return;
    }
    if base.len() * new.len() > PAIRS {
        hunks.push(Hunk { base, new });
        return;
    }
    let end = new.end;
    if !new.is_empty() {
        hunks.push(Hunk {
            base: base.start..base.start,
            new,
        });
    }
    hunks.extend(base.map(|old| Hunk {
        base: old..old + 1,
        new: end..end,
    }));
}

/// Which paragraph became which, in order: the pairs that have most in common, all taken together.
fn pairs(before: &[Words], after: &[Words]) -> Vec<(usize, usize)> {
    if before.len() * after.len() <= PAIRS {
        return best_pairs(before, after);
    }
    // Somebody went through the whole text: it is the same one from its beginning on, and from its end.
    let most = before.len().min(after.len());
    let clearly = |old: usize, new: usize| before[old].likeness(&after[new]) >= CLEARLY_AKIN;
    let first = (0..most)
        .take_while(|place| clearly(*place, *place))
        .count();
    let last = (1..=most - first)
        .take_while(|back| clearly(before.len() - back, after.len() - back))
        .count();
    let (old_end, new_end) = (before.len() - last, after.len() - last);
    let mut pairs: Vec<(usize, usize)> = (0..first).map(|place| (place, place)).collect();
    if (old_end - first) * (new_end - first) <= PAIRS {
        let between = best_pairs(&before[first..old_end], &after[first..new_end]);
        pairs.extend(
            between
                .into_iter()
                .map(|(old, new)| (old + first, new + first)),
        );
    }
    pairs.extend((0..last).map(|place| (old_end + place, new_end + place)));
    pairs
}

fn best_pairs(before: &[Words], after: &[Words]) -> Vec<(usize, usize)> {
    let akin = |old: &Words, new: &Words| Some(old.likeness(new)).filter(|like| *like >= AKIN);
    // The best that can be had of what follows a pair of places.
    let mut best = vec![vec![0.0_f64; after.len() + 1]; before.len() + 1];
    for old in (0..before.len()).rev() {
        for new in (0..after.len()).rev() {
            let like = akin(&before[old], &after[new]);
            let paired = like.map(|like| like + best[old + 1][new + 1]);
            let unpaired = best[old + 1][new].max(best[old][new + 1]);
            best[old][new] = paired.unwrap_or_default().max(unpaired);
        }
    }
    let mut pairs = Vec::new();
    let (mut old, mut new) = (0, 0);
    while old < before.len() && new < after.len() {
        let here = best[old][new];
        if here <= best[old + 1][new] {
            old += 1;
        } else if here <= best[old][new + 1] {
            new += 1;
        } else {
            pairs.push((old, new));
            (old, new) = (old + 1, new + 1);
        }
    }
    pairs
}
