//! What changed between two saves, word by word.

use maud::{Markup, html};
use newsroom::comparing::{Comparison, Piece, Stretch, Wording};
use newsroom::desk::manuscript::{Field, Manuscript};

/// The differences between two manuscripts.
pub(crate) fn differences(old: &Manuscript, new: &Manuscript) -> Markup {
    let words = Comparison::of(&wording(old), &wording(new));
    let others: Vec<Field> = Field::ALL
        .into_iter()
        .filter(|field| !matches!(field, Field::Headline | Field::Standfirst | Field::Body))
        .filter(|field| old.get(*field) != new.get(*field))
        .collect();
    let is_same = others.is_empty() && old.body == new.body && words.is_same();
    html! {
        @if is_same {
            p class="desk-empty" { "They say the same." }
        }
        div class="desk-changes" {
            @if has_changed(&words.headline) {
                h2 { "Headline" }
                p class="desk-changes__headline" { (pieces(&words.headline)) }
            }
            @if has_changed(&words.standfirst) {
                h2 { "Standfirst" }
                p { (pieces(&words.standfirst)) }
            }
            @if old.body != new.body {
                h2 { "Story" }
                @for stretch in &words.body {
                    @match stretch {
                        Stretch::Paragraph(paragraph) => p { (pieces(paragraph)) },
                        Stretch::Unchanged(many) => p class="desk-hint" { (many) " paragraphs as they were" },
                    }
                }
            }
            @for field in others {
                h2 { (field.label()) }
                p {
                    @if !old.get(field).is_empty() { del { (old.get(field)) } " " }
                    @if !new.get(field).is_empty() { ins { (new.get(field)) } }
                }
            }
        }
    }
}

/// As it is written, with its marks: editors change those, too.
fn wording(manuscript: &Manuscript) -> Wording {
    let lines = manuscript
        .body
        .lines()
        .filter(|line| !line.trim().is_empty());
    Wording {
        headline: manuscript.headline.clone(),
        standfirst: manuscript.standfirst.clone(),
        body: lines.collect::<Vec<_>>().join("\n"),
    }
}

fn has_changed(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| !matches!(piece, Piece::Kept(_)))
}

fn pieces(pieces: &[Piece]) -> Markup {
    html! {
        @for piece in pieces {
            @match piece {
                Piece::Kept(words) => (words),
                Piece::Added(words) => ins { (words) },
                Piece::Removed(words) => del { (words) },
            }
        }
    }
}
