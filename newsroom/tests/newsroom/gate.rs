//! What the publish gate asks somebody to look at before readers do.

mod changed_facts;
mod links;
mod written_as_html;

use newsroom::desk::gate::{Finding, GateFacts, Rule, Severity, Strictness, check};
use newsroom::desk::manuscript::{Field, Manuscript};

const URL: &str = "https://paper.example";

/// A story that no rule has anything to say about.
fn faultless() -> Manuscript {
    Manuscript::default()
        .with(Field::Section, "city")
        .with(Field::Headline, "Ferry late")
        .with(Field::Standfirst, "It came at nine.")
        .with(Field::Byline, "Ada Marsh")
        .with(Field::Body, "The ferry came at nine.")
}

fn body(markdown: &str) -> Manuscript {
    faultless().with(Field::Body, markdown)
}

fn facts(dead: &[&str]) -> GateFacts {
    GateFacts {
        url: URL.to_owned(),
        leads_nowhere: dead.iter().map(|address| (*address).to_owned()).collect(),
        ..GateFacts::default()
    }
}

fn found(manuscript: &Manuscript, dead: &[&str]) -> Vec<Finding> {
    check(manuscript, None, None, &facts(dead), &Strictness::default())
}

/// The one thing found.
fn only(manuscript: &Manuscript, dead: &[&str]) -> (Rule, Field, String) {
    let findings = found(manuscript, dead);
    let [finding] = findings.as_slice() else {
        panic!("{findings:?}");
    };
    (finding.rule, finding.field, finding.sentence.clone())
}

#[test]
fn a_faultless_story_passes() {
    assert_eq!(found(&faultless(), &[]), []);
}

#[test]
fn what_a_story_lacks_is_said_field_by_field() {
    let rules = |manuscript: &Manuscript| -> Vec<(Rule, Severity, Field)> {
        let findings = found(manuscript, &[]).into_iter();
        findings
            .map(|it| (it.rule, it.severity, it.field))
            .collect()
    };
    assert_eq!(
        rules(&Manuscript::default().with(Field::Picture, "/media/0a.jpg")),
        [
            (Rule::MissingSection, Severity::Block, Field::Section),
            (Rule::MissingStandfirst, Severity::Warn, Field::Standfirst),
            (Rule::MissingByline, Severity::Warn, Field::Byline),
            (Rule::MissingAltText, Severity::Block, Field::PictureAlt),
            (Rule::MissingCredit, Severity::Warn, Field::PictureCredit),
        ]
    );
}

#[test]
fn each_rule_is_as_strict_as_the_paper_is() {
    let story = faultless()
        .with(Field::Byline, " ")
        .with(Field::Standfirst, "");
    let strictness = Strictness::default()
        .with("missing-byline", "block")
        .and_then(|it| it.with("missing-standfirst", "off"))
        .unwrap();
    let findings = check(&story, None, None, &facts(&[]), &strictness);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].severity, Severity::Block);
    assert_eq!(
        findings[0].sentence,
        "The story does not say who wrote it. Name them in the byline."
    );
}

#[test]
fn a_headline_too_long_for_where_it_stands_says_what_is_cut_off() {
    let fits = "x".repeat(65);
    assert_eq!(found(&faultless().with(Field::Headline, &fits), &[]), []);
    let story = faultless().with(Field::Headline, &format!("{fits}  and more"));
    assert_eq!(
        only(&story, &[]),
        (
            Rule::HeadlineInSearch,
            Field::Headline,
            "The headline has 74 characters, and search results show about 65: “and more” is cut off. Shorten it, or have what \
             matters stand first."
                .to_owned()
        )
    );
    let both = found(&faultless().with(Field::Headline, &"é".repeat(91)), &[]);
    let rules: Vec<Rule> = both.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, [Rule::HeadlineInSearch, Rule::HeadlineInSidebar]);
    assert!(both[1].sentence.contains("91 characters") && both[1].sentence.contains("“é”"));
}

#[test]
fn a_picture_in_the_story_needs_words_and_a_name() {
    let story =
        body("Before.\n\n![](/media/0a.jpg \"The first tram. Photo: Ilse Maro\")\n\nAfter.");
    let (rule, field, sentence) = only(&story, &[]);
    assert_eq!((rule, field), (Rule::MissingAltText, Field::Body));
    assert!(
        sentence.contains("see the picture “The first tram.” in the text"),
        "{sentence}"
    );

    let story = body("![The first *tram*](/media/0a.jpg \"The first tram.\")");
    let (rule, _, sentence) = only(&story, &[]);
    assert_eq!(rule, Rule::MissingCredit);
    assert!(
        sentence.contains("made the picture “The first tram.” in the text"),
        "{sentence}"
    );

    let story = body("![The first tram](/media/0a.jpg \"Photo: Ilse Maro\")");
    assert_eq!(found(&story, &[]), []);
    // In code it is no picture.
    assert_eq!(found(&body("    ![](/media/0a.jpg)"), &[]), []);
}

#[test]
fn a_picture_is_called_what_a_person_knows_it_by() {
    const HASH: &str = "000102030405060708090a0b0c0d0e0f";
    let made = |markdown: &str, facts: &GateFacts| {
        let findings = check(&body(markdown), None, None, facts, &Strictness::default());
        let sentences = findings.into_iter().map(|finding| finding.sentence);
        let mut named = sentences.filter_map(|it| {
            let rest = it.strip_prefix("Nobody is named who made ")?;
            rest.split_once(". Name them")
                .map(|(name, _)| name.to_owned())
        });
        let last = named.by_ref().last();
        last.unwrap()
    };
    let known = facts(&[]);
    let long = "The first tram that ever came over the new bridge, on the day that it was opened";
    for (markdown, called) in [
        (
            format!("![A tram](/media/{HASH}.jpg \"Ready to go.\")"),
            "the picture “Ready to go.” in the text",
        ),
        (
            format!("![A tram](/media/{HASH}.jpg)"),
            "the picture “A tram” in the text",
        ),
        (
            format!("![{long}](/media/{HASH}.jpg)"),
            "the picture “The first tram that ever came over the new bridge…” in the text",
        ),
        (
            "![](https://example.com/a/tram.png?x)".to_owned(),
            "the picture “tram.png” in the text",
        ),
        (format!("![](/media/{HASH}.jpg)"), "the picture in the text"),
        (
            format!("![A tram](/media/0a.jpg)\n\n![](/media/{HASH}.jpg)"),
            "the second picture in the text",
        ),
        (
            format!(
                "{}![](/media/{HASH}.jpg)",
                "![](/media/0a.jpg)\n\n".repeat(11)
            ),
            "picture 12 in the text",
        ),
    ] {
        assert_eq!(made(&markdown, &known), called, "{markdown}");
    }
    let address = format!("/media/{HASH}.jpg");
    let known = GateFacts {
        file_names: [(address.clone(), "tram in May.jpg".to_owned())].into(),
        ..known
    };
    let called = made(&format!("![]({address})"), &known);
    assert_eq!(called, "the picture “tram in May.jpg” in the text");
}

#[test]
fn a_heading_that_skips_a_level_is_told_what_to_begin_with() {
    assert_eq!(
        found(&body("# One\n\n## Two\n\n### Three\n\n## Four"), &[]),
        []
    );
    let (rule, _, sentence) = only(&body("## One\n\n#### *Far* below\n\nText."), &[]);
    assert_eq!(rule, Rule::SkippedHeadings);
    assert_eq!(
        sentence,
        "The heading “Far below” skips a level. Begin it with `###` instead of `####`."
    );
    let (_, _, sentence) = only(&body("### First of all"), &[]);
    assert!(sentence.ends_with("Begin it with `##` instead of `###`."));
}
