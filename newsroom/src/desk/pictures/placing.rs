//! Putting a picture of the library into a story: with the words that the library offers.

use domain::{Language, names_a_credit};

use crate::desk::manuscript::{Field, Manuscript};
use crate::store::LibraryPicture;

/// A picture as it stands in a text, in Markdown: its alternative text, then caption and credit as the words below it. The
/// credit is introduced in the language of the text.
#[must_use]
pub fn in_text(held: &LibraryPicture, language: &Language) -> String {
    let picture = &held.picture;
    let alt = escaped(
        picture.alt.as_str(),
        &['\\', '[', ']', '*', '_', '`', '<', '&', '~'],
    );
    let caption = picture.caption.as_ref().map(ToString::to_string);
    let credit = picture
        .credit
        .as_ref()
        .map(|credit| introduced(credit.as_str(), language));
    let below = match (caption, credit) {
        (None, None) => return format!("![{alt}]({})", picture.path()),
        (Some(one), None) | (None, Some(one)) => one,
        (Some(caption), Some(credit)) if ends_a_sentence(&caption) => format!("{caption} {credit}"),
        (Some(caption), Some(credit)) => format!("{caption}. {credit}"),
    };
    let below = escaped(&below, &['\\', '"', '&']);
    format!("![{alt}]({} \"{below}\")", picture.path())
}

/// The same manuscript with the picture above the story. Words that were said of another picture give way to its own; those
/// that somebody wrote before there was one stay.
#[must_use]
pub fn above(held: &LibraryPicture, manuscript: &Manuscript) -> Manuscript {
    let picture = &held.picture;
    let path = picture.path();
    let before = manuscript.picture.trim();
    if before == path {
        return manuscript.clone();
    }
    let offers = [
        (Field::PictureAlt, Some(picture.alt.to_string())),
        (
            Field::PictureCaption,
            picture.caption.as_ref().map(ToString::to_string),
        ),
        (
            Field::PictureCredit,
            picture.credit.as_ref().map(ToString::to_string),
        ),
    ];
    let mut with = manuscript.clone().with(Field::Picture, &path);
    for (field, words) in offers {
        if !before.is_empty() || manuscript.get(field).trim().is_empty() {
            with.set(field, &words.unwrap_or_default());
        }
    }
    with
}

/// A credit with the word before it by which pages know one.
fn introduced(credit: &str, language: &Language) -> String {
    if names_a_credit(credit) {
        return credit.to_owned();
    }
    let word = match language.as_str().split('-').next().unwrap_or_default() {
        "es" => "Foto",
        "ar" => "تصوير",
        _ => "Photo",
    };
    format!("{word}: {credit}")
}

fn ends_a_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '…', ')', '"', '”', '»', '؟'])
}

/// Text in which some characters mean nothing but themselves (CommonMark 0.31, section 2.4).
fn escaped(text: &str, special: &[char]) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if special.contains(&c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
