//! The parts of a body: its headings as readers meet them, and what leads to each.

use domain::Markdown;

#[test]
fn the_parts_of_a_body_lead_to_its_headings() {
    let body: Markdown = "# One\n\nText.\n\n### Below\n\n## One\n\n## *Two* of `three`\n\n## !\n"
        .parse()
        .unwrap();
    let html = body.render().as_str().to_owned();
    let parts = body.parts();
    let titles: Vec<&str> = parts.iter().map(|part| part.title.as_str()).collect();
    assert_eq!(titles, ["One", "One", "Two of three"]);
    for part in &parts {
        assert!(
            html.contains(&format!("id=\"{}\"", part.anchor)),
            "{part:?} in {html}"
        );
    }
    assert_ne!(parts[0].anchor, parts[1].anchor);
}

#[test]
fn a_heading_that_raw_html_has_swallowed_is_no_part() {
    for opened in [
        "<title>",
        "<style>",
        "<script>",
        "<textarea>",
        "<iframe>",
        "<noembed>",
        "<xmp>",
        "<!--",
        "<select>",
        "<svg><title>",
        "<plaintext>",
        "<div>",
        "<b>",
        "<table><tr><td>",
    ] {
        let body = format!("## Before\n\n{opened}\n\n## After *it*\n\nText.\n\n## Last\n");
        let body: Markdown = body.parse().unwrap();
        let html = body.render().as_str().to_owned();
        let parts = body.parts();
        assert_eq!(
            parts.first().map(|it| it.title.as_str()),
            Some("Before"),
            "{opened}"
        );
        for part in &parts {
            assert!(
                html.contains(&format!("id=\"{}\"", part.anchor)),
                "{part:?} in {html}"
            );
        }
        let shown = html.matches("<h2 ").count();
        assert_eq!(parts.len(), shown, "{opened}: {html}");
    }
    let swallowed: Markdown = "<style>\n\n## After\n".parse().unwrap();
    assert_eq!(swallowed.parts(), []);
}
