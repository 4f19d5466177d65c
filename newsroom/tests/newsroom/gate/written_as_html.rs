//! Pictures and links that somebody wrote as HTML between the Markdown.

use newsroom::desk::gate::{Rule, paper_addresses};
use newsroom::desk::manuscript::Field;

use super::{URL, body, found, only};

#[test]
fn a_picture_written_as_html_needs_words() {
    for markdown in [
        "a <img src=\"/media/0a.jpg\" title=\"The first tram. Photo: Ilse Maro\"> b",
        "<figure>\n<IMG\n src='/media/0a.jpg' alt=\" \">\n\n<figcaption>The first <b>tram</b>. Photo: Ilse Maro</figcaption></figure>",
        "<div><image src=/media/0a.jpg title=\"The first tram. Photo: Ilse Maro\"></div>",
    ] {
        let (rule, field, sentence) = only(&body(markdown), &[]);
        assert_eq!((rule, field), (Rule::MissingAltText, Field::Body));
        assert_eq!(
            sentence,
            "Those who cannot see the picture “The first tram.” in the text learn nothing of it. Write what it shows as its \
             `alt`: `<img alt=\"what it shows\" …>`."
        );
    }
    let whole = "<img src=\"/media/0a.jpg\" alt=\"A tram\" title=\"Photo: Ilse Maro\">";
    assert_eq!(found(&body(whole), &[]), []);
    // In code and in a comment it is none, nor among the words of another.
    let none = "`<img src=\"/media/0a.jpg\">` <!-- <img src=\"/media/0a.jpg\"> --> \
                ![A <img src=\"/media/0a.jpg\"> tram](/media/0b.jpg \"Photo: Ilse Maro\")";
    assert_eq!(found(&body(none), &[]), []);
}

#[test]
fn a_picture_written_as_html_needs_a_name_below_it() {
    let (rule, field, sentence) = only(
        &body("<p><img src=\"/media/0a.jpg\" alt=\"A &quot;tram&quot;\"></p>"),
        &[],
    );
    assert_eq!((rule, field), (Rule::MissingCredit, Field::Body));
    assert_eq!(
        sentence,
        "Nobody is named who made the picture “A \"tram\"” in the text. Name them at the end of the words below it: \
         `<figcaption>What it shows. Photo: Name</figcaption>`."
    );
    let around = "<figure>\n\n![A tram](/media/0a.jpg)\n\n<figcaption>Photo: Ilse Maro</figcaption>\n</figure>";
    assert_eq!(found(&body(around), &[]), []);
}

#[test]
fn pictures_of_both_kinds_are_told_once_each_and_in_their_order() {
    let markdown = "![](/media/0a0a0a0a0a0a0a0a.jpg \"Photo: Ilse Maro\")\n\n<img src=\"/media/0b0b0b0b0b0b0b0b.jpg\" title=\"Photo: Ilse Maro\">\n\n\
                    ![](/media/0c0c0c0c0c0c0c0c.jpg \"Photo: Ilse Maro\")";
    let sentences: Vec<String> = found(&body(markdown), &[])
        .into_iter()
        .map(|finding| finding.sentence)
        .collect();
    let places = [
        ("first", "`![what"),
        ("second", "`<img"),
        ("third", "`![what"),
    ];
    assert_eq!(sentences.len(), places.len(), "{sentences:?}");
    for (sentence, (place, way)) in sentences.iter().zip(places) {
        let called = format!("the {place} picture in the text");
        assert!(
            sentence.contains(&called) && sentence.contains(way),
            "{sentence}"
        );
    }
}

#[test]
fn what_html_leads_to_is_looked_up_like_all_else() {
    let story = body(
        "Read <a href=\"/city/gone?a=1&amp;b=2\">the *report*</a>, it is [here](/city/here).\n\n\
         <p><a name=\"x\">No link</a> <a href=mailto:ada>is</a>\n<img src=\"/media/0a.jpg\" alt=\"A tram\" title=\"Photo: Ilse \
         Maro\"></p>",
    );
    let addresses = paper_addresses(&story, URL);
    assert_eq!(
        addresses.iter().map(String::as_str).collect::<Vec<_>>(),
        ["/city/gone", "/city/here", "/media/0a.jpg"]
    );
    let findings = found(&story, &["/city/gone", "/media/0a.jpg"]);
    assert!(findings.iter().all(|it| it.rule == Rule::DeadLinks));
    let begins = [
        "The link “the report” leads to `/city/gone?a=1&b=2`, where readers find nothing.",
        "The link “is” leads to `mailto:ada`, which is no whole address.",
        "The paper does not keep the picture “A tram” in the text",
    ];
    assert_eq!(findings.len(), begins.len(), "{findings:?}");
    for (finding, begin) in findings.iter().zip(begins) {
        assert!(finding.sentence.starts_with(begin), "{finding:?}");
    }

    let elsewhere =
        "<img src=\"https://example.com/tram.png\" alt=\"A tram\" title=\"Photo: Ilse Maro\">";
    let (rule, _, _) = only(&body(elsewhere), &[]);
    assert_eq!(rule, Rule::DeadLinks);
}
