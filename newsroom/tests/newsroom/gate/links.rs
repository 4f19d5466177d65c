//! Links and pictures that lead nowhere, within the paper and outside.

use newsroom::desk::gate::{Rule, look_up, paper_addresses};
use newsroom::desk::manuscript::Field;
use newsroom::publishing::{self, When};

use super::{URL, body, found, only};
use crate::paper::{TestPaper, filing, slug};

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
