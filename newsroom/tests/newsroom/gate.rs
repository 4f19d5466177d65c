//! What the publish gate asks somebody to look at before readers do.

use domain::{Headline, Markdown};
use newsroom::comparing::Wording;
use newsroom::desk::gate::{
    Finding, GateFacts, Rule, Severity, Strictness, check, look_up, paper_addresses,
};
use newsroom::desk::manuscript::{Field, Manuscript};
use newsroom::publishing::{self, When};

use crate::paper::{TestPaper, filing, slug};

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
fn a_link_that_leads_nowhere_is_quoted_with_its_words() {
    for address in [
        "http:/x",
        "http://",
        "https://?q",
        "https://a..b/",
        "mailto:ada",
        "tel:",
    ] {
        let (rule, field, sentence) =
            only(&body(&format!("Read [the *report*](<{address}>).")), &[]);
        assert_eq!((rule, field), (Rule::DeadLinks, Field::Body));
        assert!(sentence.starts_with("The link “the report” "), "{sentence}");
        assert!(sentence.contains(address), "{sentence}");
    }
    for address in ["", "#"] {
        let (_, _, sentence) = only(&body(&format!("[it](<{address}>)")), &[]);
        assert!(sentence.contains("has no address"), "{sentence}");
    }
    let (_, _, sentence) = only(&body("[it](www.example.com/a)"), &[]);
    assert!(sentence.contains("with `https://` in front"), "{sentence}");
    let (_, _, sentence) = only(&body("[it](ftp://example.com/a)"), &[]);
    assert!(sentence.contains("browsers do not follow"), "{sentence}");

    let fine = "[a](https://example.com/a?b#c) [b](mailto:ada@example.com?subject=x) [c](tel:+155) [d](#note) \
                <https://[::1]:80/> <ada@example.com> [e](//example.com) [f](https://bücher.example) [g](/about)";
    assert_eq!(found(&body(fine), &[]), []);
}

#[test]
fn what_leads_nowhere_within_the_paper_is_found_in_links_and_pictures() {
    let story = body(
        "[One](/city/gone#end), [two](https://paper.example/city/gone?x), [three](/city/here) and \
         ![a tram](/media/0b.png \"Photo: Ilse Maro\").",
    )
    .with(Field::Picture, "/media/0a.jpg")
    .with(Field::PictureAlt, "A tram")
    .with(Field::PictureCredit, "Ilse Maro");
    let addresses = paper_addresses(&story, URL);
    assert_eq!(
        addresses.iter().map(String::as_str).collect::<Vec<_>>(),
        ["/city/gone", "/city/here", "/media/0a.jpg", "/media/0b.png"]
    );
    assert_eq!(found(&story, &[]), []);
    let findings = found(&story, &["/city/gone", "/media/0a.jpg", "/media/0b.png"]);
    let fields: Vec<Field> = findings.iter().map(|finding| finding.field).collect();
    assert_eq!(
        fields,
        [Field::Picture, Field::Body, Field::Body, Field::Body]
    );
    assert!(
        findings[1]
            .sentence
            .starts_with("The link “One” leads to `/city/gone#end`")
    );

    let (_, _, sentence) = only(
        &body("![a tram](https://example.com/tram.png \"Photo: Ilse Maro\")"),
        &[],
    );
    assert!(
        sentence.starts_with("The paper does not keep the picture “a tram” in the text"),
        "{sentence}"
    );
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

#[tokio::test]
async fn where_links_lead_is_looked_up_in_the_store() {
    let paper = TestPaper::start().await;
    paper.publish_new("bridge").await;
    paper.publish_new("gone").await;
    publishing::withdraw(
        &paper.store,
        &paper.clock,
        &slug("gone"),
        "Wrong.".parse().unwrap(),
    )
    .await
    .unwrap();
    let mut draft = filing("draft");
    draft.when = When::Draft;
    paper.file(&draft).await;
    let story = body(
        "[a](/city/bridge) [b](/city/gone) [c](/city/draft) [d](/city/never) [e](/city) [f](/nowhere) [g](/about) [h](/) \
         [i](/topic/x) [j](/media/00.png) [k](/city/bridge/changes) [l](/feed.rss) [m](/city/bridge/more) [n](/city/itself)",
    );
    let facts = look_up(&paper.store, &story, URL, Some(&slug("itself")))
        .await
        .unwrap();
    let dead: Vec<&str> = facts.leads_nowhere.iter().map(String::as_str).collect();
    assert_eq!(
        dead,
        [
            "/city/bridge/more",
            "/city/draft",
            "/city/gone",
            "/city/never",
            "/media/00.png",
            "/nowhere"
        ]
    );
    assert_eq!(facts.url, URL);
}
