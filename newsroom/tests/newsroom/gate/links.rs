//! Links and pictures that lead nowhere, within the paper and outside.

use domain::{Author, Byline, Refusal, Slug, Topic};
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
        "https://[bad",
        "//[bad",
        "https://[::1",
        "https://example.com:port/",
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

    let fine = "[a](https://example.com/a?b#c) [b](mailto:ada@example.com?subject=x) [c](tel:+155) [d](#part-note) \
                <https://[::1]:80/> <ada@example.com> [e](//example.com) [f](https://bücher.example) [g](/about)\n\n## Note";
    assert_eq!(found(&body(fine), &[]), []);
}

#[test]
fn a_link_that_a_story_has_often_is_told_of_once() {
    let often = "Read [it](www.example.com).\n\n".repeat(40);
    only(&body(&often), &[]);
    let told = found(&body(&format!("{often}[So](www.example.com)")), &[]);
    assert_eq!(told.len(), 2, "{told:?}");
}

#[test]
fn a_place_in_the_story_has_to_be_there() {
    let text = "## The *first* tram\n\nIt came.[^1]\n\n### Café\n\n[^1]: At nine.\n\n";
    for place in [
        "#part-the-first-tram",
        "#part-café",
        "#part-caf%C3%A9",
        "#note-1",
        "#noteref-1",
        "#top",
    ] {
        let story = body(&format!("{text}[There]({place})"));
        assert_eq!(found(&story, &[]), [], "{place}");
    }
    let (rule, field, sentence) = only(&body(&format!("{text}[there](#nowhere)")), &[]);
    assert_eq!((rule, field), (Rule::DeadLinks, Field::Body));
    assert_eq!(
        sentence,
        "The link “there” leads to `#nowhere`, which is nowhere in the text. Its headings are at `#part-the-first-tram`, \
         `#part-café`."
    );
    let (_, _, sentence) = only(&body("[there](#part-none)"), &[]);
    assert_eq!(
        sentence,
        "The link “there” leads to `#part-none`, which is nowhere in the text. Give the place a heading, or take the link out."
    );
}

#[test]
fn nobody_is_sent_into_the_desk() {
    for address in [
        "/desk",
        "/desk/stories/1?save=2",
        "https://paper.example/desk/stories/1",
    ] {
        let (rule, _, sentence) = only(&body(&format!("[the draft]({address})")), &[]);
        assert_eq!(rule, Rule::DeadLinks);
        assert_eq!(
            sentence,
            format!(
                "The link “the draft” leads to `{address}`, which is for those who write the paper. Have it lead to what readers \
                 have, or take it out."
            )
        );
    }
    for address in ["/desk/shared/abc", "https://paper.example/desk/enter/abc"] {
        let (_, _, sentence) = only(&body(&format!("[the draft]({address})")), &[]);
        assert_eq!(
            sentence,
            format!(
                "The link “the draft” leads to `{address}`, a secret address that opens what is behind it to everybody. Have it \
                 lead to what readers have, or take it out."
            )
        );
    }
    assert_eq!(found(&body("[a desk](/desk-lamps/bright)"), &[]), []);
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
            "/nowhere",
            "/topic/x"
        ]
    );
    assert_eq!(facts.url, URL);
}

#[tokio::test]
async fn pages_that_the_site_makes_itself_are_there_or_not() {
    let paper = TestPaper::start().await;
    let mut ferry = filing("ferry");
    ferry.version.byline = Byline::try_from(vec![named(Author::new, "Ada Marsh")]).unwrap();
    ferry.version.topics = vec![named(Topic::new, "Ferries")];
    paper.file(&ferry).await;
    let there = [
        "/topic/ferries",
        "/topic/ferries/feed.rss",
        "/topic/trams",
        "/author/ada-marsh",
        "/author/bo-lind",
        "/author/bo-lind/feed.json",
        "/archive",
        "/archive/2023-02-05",
        "/letters",
        "/search",
        "/stay-in-touch",
        "/privacy",
        "/corrections",
        "/city/feed.atom",
        "/feed.json",
        "/robots.txt",
    ];
    let nowhere = [
        "/topic/nonesuch",
        "/topic/nonesuch/feed.rss",
        "/topic/ferries/more",
        "/topic",
        "/author/none",
        "/author",
        "/archive/yesterday",
        "/letters/none",
        "/letters/none/1",
        "/stay-in-touch/preferences/abc",
        "/desk/stories/1",
        "/desk",
        "/api/x",
        "/feed.pdf",
        "/city/feed.pdf",
        "/media",
    ];
    let links = there.iter().chain(&nowhere);
    let links: Vec<String> = links.map(|address| format!("[it]({address})")).collect();
    let story = body(&links.join(" "))
        .with(Field::Topics, "Trams, Ferries")
        .with(Field::Byline, "Bo Lind");
    let facts = look_up(&paper.store, &story, URL, None).await.unwrap();
    let mut expected = nowhere;
    expected.sort_unstable();
    let dead: Vec<&str> = facts.leads_nowhere.iter().map(String::as_str).collect();
    assert_eq!(dead, expected);
}

fn named<T: std::fmt::Debug>(new: fn(Slug, &str) -> Result<T, Refusal>, name: &str) -> T {
    new(Slug::from_words(name).unwrap(), name).unwrap()
}
