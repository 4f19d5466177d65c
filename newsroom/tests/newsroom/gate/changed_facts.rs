//! What readers were told and are told no more.

use domain::{Headline, Markdown};
use newsroom::comparing::Wording;
use newsroom::desk::gate::{Rule, Strictness, check};
use newsroom::desk::manuscript::Field;

use super::{body, facts};

/// What is said to have changed between two bodies.
fn changed(before: &str, now: &str, correction: Option<&str>) -> Option<String> {
    let headline: Headline = "Ferry late".parse().unwrap();
    let before = Wording::of(&headline, None, &before.parse::<Markdown>().unwrap());
    let strictness = Strictness::default();
    let findings = check(
        &body(now),
        Some(&before),
        correction,
        &facts(&[]),
        &strictness,
    );
    assert!(findings.len() <= 1, "{findings:?}");
    let finding = findings.into_iter().next()?;
    assert_eq!(
        (finding.rule, finding.field),
        (Rule::ChangedFacts, Field::Body)
    );
    Some(finding.sentence)
}

#[test]
fn numbers_names_and_quotes_that_are_gone_need_a_correction() {
    let before =
        "The bridge is 321 metres long, said Ada Marsh.\n\n“Nobody swims here,” she said in March.";
    let now =
        "The bridge is 312 metres long, said Ava Marsh.\n\n“Nobody dives here,” she said in March.";
    assert_eq!(
        changed(before, now, None).unwrap(),
        "Readers were told “321”, “Ada”, “Nobody swims here”, and are told no more. Say in a correction what was wrong, or put \
         it back."
    );
    assert_eq!(changed(before, now, Some("It is 312 metres long.")), None);
    assert!(changed(before, now, Some("  ")).is_some());
}

#[test]
fn what_says_the_same_in_other_words_is_no_changed_fact() {
    for (before, now) in [
        ("It cost 1,000 in May.", "In May it cost 1000, they say."),
        (
            "The ship of Ada Marsh left.",
            "Ada Marsh had a ship. It left.",
        ),
        ("She said “no one swims”.", "“No one swims”, she said."),
        (
            "A ferry left. Nobody was there.",
            "A boat left. There was no soul.",
        ),
        ("橋の長さは321メートルです。", "長さ321メートルの橋です。"),
        ("He paid 3.5 and *left*.", "He left and **paid 3.5**."),
    ] {
        assert_eq!(changed(before, now, None), None, "{before} {now}");
    }
    assert!(changed("It cost 3.5.", "It cost 35.", None).is_some());
    assert!(changed("At 18:30 it left.", "At 18:15 it left.", None).is_some());
    let names = changed("We met Ada Marsh and Bo Lind.", "We met nobody.", None).unwrap();
    assert!(names.contains("“Ada Marsh”, “Bo Lind”"), "{names}");
}

#[test]
fn a_story_that_readers_never_had_has_no_changed_facts() {
    let story = body("Now it is 312 metres.");
    assert_eq!(
        check(&story, None, None, &facts(&[]), &Strictness::default()),
        []
    );
}
