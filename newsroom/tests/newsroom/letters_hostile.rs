//! Whatever a story, a person, the paper or a letter is called: it is text in an issue.

#[path = "../../../domain/tests/hostile/markup.rs"]
mod markup;
#[path = "../../../domain/tests/hostile/texts.rs"]
mod texts;

use std::collections::BTreeSet;

use domain::{Author, Byline, Slug};
use markup::{elements, scheme};
use newsroom::letters::{Contents, Definition, MOST_STORIES, PLACEHOLDERS, PaperFacts, compose};
use texts::one_of_each;

use crate::letter_office::{HOUR, definition, facts, wordy};
use crate::paper::TestPaper;

const HARMLESS: &str = "Plain words";

/// An issue of stories that say these, by a paper and a letter that are called like the first of them.
async fn issue(texts: &[String]) -> Contents {
    let paper = TestPaper::start().await;
    for (number, text) in texts.iter().enumerate() {
        let mut story = wordy(&format!("story-{number}"), "City");
        let version = &mut story.version;
        version.headline = text.parse().unwrap_or_else(|_| HARMLESS.parse().unwrap());
        version.standfirst = text.parse().ok().or_else(|| HARMLESS.parse().ok());
        version.kicker = text.parse().ok().or_else(|| HARMLESS.parse().ok());
        let author = Slug::from_words(text).and_then(|slug| Author::new(slug, text).ok());
        let author =
            author.unwrap_or_else(|| Author::new("plain".parse().unwrap(), HARMLESS).unwrap());
        version.byline = Byline::try_from(vec![author]).unwrap();
        paper.file(&story).await;
    }
    // As a form or a settings file would have it, of one line.
    let name = texts[0].replace(char::is_control, " ");
    let letter = Definition {
        name: name.clone(),
        promise: name.clone(),
        longest: MOST_STORIES,
        ..definition("morning", "daily 06:30")
    };
    let letter = paper.define(&letter).await;
    let facts = PaperFacts {
        name: name.clone(),
        postal_address: Some(name),
        ..facts()
    };
    let now = paper.clock.now();
    let composed = compose(&paper.store, &letter, &facts, now.shifted(-HOUR), now);
    composed.await.unwrap().unwrap()
}

fn shapes(html: &str) -> BTreeSet<(String, String)> {
    let found = elements(html).into_iter();
    found
        .flat_map(|element| {
            let names = element.attributes.into_iter().map(|(name, _)| name);
            let names = names.chain([String::new()]);
            names
                .map(|attribute| (element.name.clone(), attribute))
                .collect::<Vec<_>>()
        })
        .collect()
}

#[tokio::test]
async fn words_are_words_in_a_letter() {
    const AT_ONCE: usize = 12;
    let harmless: Vec<String> = (0..AT_ONCE)
        .map(|number| format!("{HARMLESS} {number}"))
        .collect();
    let known = shapes(&issue(&harmless).await.html);
    for texts in one_of_each().chunks(AT_ONCE) {
        let contents = issue(texts).await;
        let new: Vec<_> = shapes(&contents.html).difference(&known).cloned().collect();
        assert!(new.is_empty(), "{new:?} of {texts:#?}");
        for element in elements(&contents.html) {
            for (name, value) in &element.attributes {
                let leads = matches!(name.as_str(), "href" | "src" | "background");
                let scheme = scheme(value).filter(|_| leads);
                let is_well = matches!(scheme.as_deref(), None | Some("http" | "https" | "mailto"));
                assert!(is_well, "{name}={value} of {texts:#?}");
            }
        }
        for placeholder in PLACEHOLDERS {
            let times = contents.html.matches(placeholder).count();
            assert_eq!(times, 1, "{placeholder} of {texts:#?}");
        }
        assert!(!contents.subject.contains(char::is_control));
    }
}
