//! Which letters there are: what the settings file says, else what every paper has, and what the command line changed.
//!
//! The settings file is the whole list of its letters: one that leaves it is not offered any more, and one that comes back
//! goes out again, to those who subscribed before. A letter that the command line has spoken of is the command line's.

use domain::{Language, Slug};

use super::words::Words;
use super::{Definition, Gathers, Letter, LetterState, Source};
use crate::clock::Clock;
use crate::store::{Store, StoreError};

/// How many stories a letter has that the program defines: a morning's, a week's.
const LONGEST: [u32; 2] = [12, 16];

/// Makes the letters of the store those that the settings file defines or, if it defines none, those every paper has.
/// Doing it again changes nothing.
///
/// # Errors
/// Any [`StoreError`]; nothing is changed then.
pub async fn settle(
    store: &Store,
    clock: &Clock,
    from_settings: &[Definition],
    language: &Language,
) -> Result<(), StoreError> {
    let own;
    let (wanted, source) = match from_settings {
        [] => {
            own = program_letters(language);
            (own.as_slice(), Source::Program)
        }
        _ => (from_settings, Source::Settings),
    };
    if is_settled(&store.letters().await?, wanted, source) {
        return Ok(());
    }
    let now = clock.now();
    let mut writing = store.write().await?;
    let kept = writing.letters().await?;
    for letter in &kept {
        if letter.source == Source::Command || is_in(wanted, &letter.definition.slug) {
            continue;
        }
        writing
            .put_letter_in_state(letter.id, LetterState::Retired, now)
            .await?;
    }
    for letter in &kept {
        // What the settings said of it counts no longer, so that the program may say something again.
        if letter.source == Source::Settings && source < Source::Settings {
            writing
                .set_letter_source(letter.id, Source::Program)
                .await?;
        }
    }
    for (place, definition) in (0..).zip(wanted) {
        let counts = writing
            .define_letter(definition, source, place, now)
            .await?;
        let known = kept
            .iter()
            .find(|letter| letter.definition.slug == definition.slug);
        if let Some(letter) = known
            && counts
            && letter.state == LetterState::Retired
        {
            writing
                .put_letter_in_state(letter.id, LetterState::Running, now)
                .await?;
        }
    }
    writing.commit().await
}

fn is_in(wanted: &[Definition], slug: &Slug) -> bool {
    wanted.iter().any(|definition| definition.slug == *slug)
}

/// Whether the store has these letters in this order, and no others but the command line's.
fn is_settled(kept: &[Letter], wanted: &[Definition], source: Source) -> bool {
    let (commanded, others): (Vec<&Letter>, Vec<&Letter>) = kept
        .iter()
        .partition(|letter| letter.source == Source::Command);
    let (ours, left): (Vec<&Letter>, Vec<&Letter>) = others
        .into_iter()
        .partition(|letter| is_in(wanted, &letter.definition.slug));
    let is_commanded = |slug: &Slug| {
        commanded
            .iter()
            .any(|letter| letter.definition.slug == *slug)
    };
    let wanted: Vec<&Definition> = wanted
        .iter()
        .filter(|definition| !is_commanded(&definition.slug))
        .collect();
    let is_there = |(letter, definition): (&&Letter, &&Definition)| {
        letter.definition == **definition
            && letter.source == source
            && letter.state != LetterState::Retired
    };
    left.iter()
        .all(|letter| letter.state == LetterState::Retired)
        && ours.len() == wanted.len()
        && ours.iter().zip(&wanted).all(is_there)
}

/// The letters of a paper that defines none.
fn program_letters(language: &Language) -> Vec<Definition> {
    let [morning, week, breaking] = Words::of(language).own_letters;
    let [of_a_morning, of_a_week] = LONGEST;
    let letter =
        |slug: &str, [name, promise]: [&str; 2], schedule: &str, gathers: &[Gathers], longest| {
            Some(Definition {
                slug: slug.parse().ok()?,
                name: name.to_owned(),
                promise: promise.to_owned(),
                schedule: schedule.parse().ok()?,
                gathers: gathers.to_vec(),
                sections: Vec::new(),
                shortest: 1,
                longest,
                reply_to: None,
            })
        };
    let letters = [
        letter(
            "morning",
            morning,
            "daily 06:30",
            &[Gathers::Newest, Gathers::MostRead],
            of_a_morning,
        ),
        letter(
            "week",
            week,
            "sat 08:00",
            &[Gathers::Picks, Gathers::MostRead, Gathers::Newest],
            of_a_week,
        ),
        letter("breaking", breaking, "breaking", &[Gathers::Breaking], 1),
    ];
    letters.into_iter().flatten().collect()
}
