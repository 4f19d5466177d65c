//! Two people's changes to a body woven into one, from its first paragraph to its last.

use std::collections::HashMap;
use std::ops::Range;

use super::blocks::Blocks;
use super::hunks::{self, Hunk};
use super::{Choice, Dispute, Field};

/// What parts two paragraphs where neither text says: one of them stood last.
const PARTED: &str = "\n\n";

/// A body with what both made of it.
pub(super) fn woven(
    base: &str,
    theirs: &str,
    mine: &str,
    choose: &mut dyn FnMut(Dispute) -> Choice,
) -> String {
    let mut numbers = HashMap::new();
    let mut read = |body| Body::read(body, &mut numbers);
    let (base, theirs, mine) = (read(base), read(theirs), read(mine));
    let mut weaving = Weaving {
        theirs: Side::of(&base, &theirs),
        mine: Side::of(&base, &mine),
        base: &base,
        woven: Vec::new(),
        choose,
    };
    weaving.weave();
    let woven = weaving.woven;

    let mut text = String::with_capacity(theirs.length + mine.length);
    text.push_str(either(base.head, theirs.head, mine.head));
    text.push_str(&joined(&woven));
    text.push_str(either(base.tail, theirs.tail, mine.tail));
    text
}

/// White space that two people left as it was or changed.
fn either<T: PartialEq>(base: T, theirs: T, mine: T) -> T {
    if theirs == base { mine } else { theirs }
}

/// A body in paragraphs.
struct Body<'t> {
    head: &'t str,
    pieces: Vec<Piece<'t>>,
    tail: &'t str,
    length: usize,
}

/// A paragraph on its way into the merged text.
#[derive(Clone, Copy)]
struct Piece<'t> {
    /// The same for the same text, in all three bodies.
    number: u32,
    text: &'t str,
    /// What follows it, unless it stood last.
    gap: Option<&'t str>,
}

impl<'t> Body<'t> {
    fn read(body: &'t str, numbers: &mut HashMap<&'t str, u32>) -> Self {
        let Blocks { head, all, tail } = Blocks::of(body);
        let pieces = all.into_iter().map(|block| {
            // A body has fewer paragraphs than bytes, and those are far below 2^32.
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            Piece {
                number: *numbers.entry(block.text).or_insert(next),
                text: block.text,
                gap: block.gap,
            }
        });
        Self {
            head,
            pieces: pieces.collect(),
            tail,
            length: body.len(),
        }
    }

    fn texts(&self) -> Vec<&'t str> {
        self.pieces.iter().map(|piece| piece.text).collect()
    }
}

/// What one person did, and how far that has been woven in.
struct Side<'a, 't> {
    body: &'a Body<'t>,
    hunks: Vec<Hunk>,
    /// The first change that has not been woven in.
    next: usize,
    /// Where each paragraph of the base that was left alone stands.
    places: Vec<Option<usize>>,
}

impl<'a, 't> Side<'a, 't> {
    fn of(base: &Body<'t>, body: &'a Body<'t>) -> Self {
        let hunks = hunks::fine(
            (&numbers(&base.pieces), &base.texts()),
            (&numbers(&body.pieces), &body.texts()),
        );
        let mut places = vec![None; base.pieces.len()];
        let mut at = (0, 0);
        let end = Hunk {
            base: base.pieces.len()..base.pieces.len(),
            new: body.pieces.len()..body.pieces.len(),
        };
        for hunk in hunks.iter().chain([&end]) {
            let kept = (at.0..hunk.base.start).zip(at.1..hunk.new.start);
            for (old, new) in kept {
                places[old] = Some(new);
            }
            at = (hunk.base.end, hunk.new.end);
        }
        Self {
            body,
            hunks,
            next: 0,
            places,
        }
    }

    /// What was put in before the paragraph `at`.
    fn put_in(&mut self, at: usize) -> Vec<Piece<'t>> {
        match self.hunks.get(self.next) {
            Some(hunk) if hunk.base == (at..at) => {
                self.next += 1;
                self.body.pieces[hunk.new.clone()].to_vec()
            }
            Some(_) | None => Vec::new(),
        }
    }

    /// Where the changes end that begin before `end`, and those that they run into.
    fn reach(&self, end: usize) -> usize {
        let mut reach = end;
        for hunk in &self.hunks[self.next..] {
            if hunk.base.start >= reach {
                break;
            }
            reach = reach.max(hunk.base.end);
        }
        reach
    }

    fn changes_at(&self, at: usize) -> Option<usize> {
        let hunk = self.hunks.get(self.next)?;
        (hunk.base.start == at).then_some(hunk.base.end)
    }

    /// What this person made of some paragraphs; none if they were left alone.
    fn made_of(&mut self, base: Range<usize>) -> Option<Vec<Piece<'t>>> {
        let rest = &self.hunks[self.next..];
        let many = rest.partition_point(|hunk| hunk.base.start < base.end);
        if many == 0 {
            return None;
        }
        let hunks = &rest[..many];
        let mut made = Vec::new();
        let mut at = base.start;
        let end = Hunk {
            base: base.end..base.end,
            new: 0..0,
        };
        for hunk in hunks.iter().chain([&end]) {
            let kept = self.places[at..hunk.base.start].iter().flatten();
            made.extend(kept.map(|place| self.body.pieces[*place]));
            made.extend_from_slice(&self.body.pieces[hunk.new.clone()]);
            at = hunk.base.end;
        }
        self.next += many;
        Some(made)
    }

    /// What follows a paragraph of the base that was left alone.
    fn gap(&self, at: usize) -> Option<&'t str> {
        self.places[at].and_then(|place| self.body.pieces[place].gap)
    }
}

struct Weaving<'a, 't> {
    base: &'a Body<'t>,
    theirs: Side<'a, 't>,
    mine: Side<'a, 't>,
    woven: Vec<Piece<'t>>,
    choose: &'a mut dyn FnMut(Dispute) -> Choice,
}

impl<'t> Weaving<'_, 't> {
    fn weave(&mut self) {
        let mut at = 0;
        loop {
            let put_in = all_of(self.theirs.put_in(at), self.mine.put_in(at));
            self.woven.extend(put_in);
            if at == self.base.pieces.len() {
                return;
            }
            let end = self.end_of_changes(at);
            let run = at..end.max(at + 1);
            match (
                self.theirs.made_of(run.clone()),
                self.mine.made_of(run.clone()),
            ) {
                (None, None) => self.keep(at),
                (Some(made), None) | (None, Some(made)) => self.woven.extend(made),
                (Some(theirs), Some(mine)) => self.both_changed(run.clone(), theirs, mine),
            }
            at = run.end;
        }
    }

    /// Where the changes end that begin at a paragraph and cannot be told from each other; the paragraph if none begins there.
    fn end_of_changes(&self, at: usize) -> usize {
        let ends = [self.theirs.changes_at(at), self.mine.changes_at(at)];
        let mut end = ends.into_iter().flatten().max().unwrap_or(at);
        loop {
            let reach = self.theirs.reach(self.mine.reach(end));
            if reach == end {
                return end;
            }
            end = reach;
        }
    }

    fn keep(&mut self, at: usize) {
        let piece = self.base.pieces[at];
        let (theirs, mine) = (self.theirs.gap(at), self.mine.gap(at));
        let gap = either(piece.gap, theirs, mine);
        self.woven.push(Piece {
            gap: gap.or(theirs).or(mine),
            ..piece
        });
    }

    fn both_changed(&mut self, base: Range<usize>, theirs: Vec<Piece<'t>>, mine: Vec<Piece<'t>>) {
        if numbers(&theirs) == numbers(&mine) {
            self.woven.extend(theirs);
            return;
        }
        let choice = (self.choose)(Dispute {
            field: Field::Body,
            base: joined(&self.base.pieces[base]),
            theirs: joined(&theirs),
            mine: joined(&mine),
        });
        self.woven.extend(match choice {
            Choice::Theirs => theirs,
            Choice::Mine => mine,
            Choice::Both => all_of(theirs, mine),
        });
    }
}

/// Theirs, then mine, and once what is the same in both.
fn all_of<'t>(theirs: Vec<Piece<'t>>, mine: Vec<Piece<'t>>) -> Vec<Piece<'t>> {
    if theirs.is_empty() || mine.is_empty() {
        return [theirs, mine].concat();
    }
    let mut all = Vec::with_capacity(theirs.len() + mine.len());
    let mut at = 0;
    for hunk in hunks::raw(&numbers(&theirs), &numbers(&mine)) {
        all.extend_from_slice(&theirs[at..hunk.base.end]);
        all.extend_from_slice(&mine[hunk.new]);
        at = hunk.base.end;
    }
    all.extend_from_slice(&theirs[at..]);
    all
}

fn numbers(pieces: &[Piece<'_>]) -> Vec<u32> {
    pieces.iter().map(|piece| piece.number).collect()
}

fn joined(pieces: &[Piece<'_>]) -> String {
    let mut text = String::new();
    for (place, piece) in pieces.iter().enumerate() {
        text.push_str(piece.text);
        if place + 1 < pieces.len() {
            text.push_str(piece.gap.unwrap_or(PARTED));
        }
    }
    text
}
