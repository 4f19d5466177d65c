//! What a body becomes beyond plain text: figures, quotes with sources, pull quotes, and the few words of its
//! own.
#![allow(clippy::unwrap_used, missing_docs)]

use domain::{Language, Markdown, Rendering};

fn as_(rendering: &Rendering<'_>, markdown: &str) -> String {
    let body: Markdown = markdown.parse().unwrap();
    body.render_as(rendering).as_str().to_owned()
}

fn page(markdown: &str) -> String {
    as_(&Rendering::default(), markdown)
}

fn language(tag: &str) -> Language {
    tag.parse().unwrap()
}

fn feed(markdown: &str) -> String {
    as_(&Rendering::feed(&language("en")), markdown)
}

#[test]
fn a_picture_alone_in_a_paragraph_is_a_figure_with_its_title_below() {
    assert_eq!(
        page("![A ferry](/media/a.png \"The <last> ferry.\")"),
        "<figure><img src=\"/media/a.png\" alt=\"A ferry\" />\
         <figcaption>The &lt;last&gt; ferry.</figcaption></figure>\n"
    );
    assert!(!page("![A ferry](/media/a.png)").contains("figcaption"));
    let in_text = page("See ![A ferry](/media/a.png \"x\") there.");
    assert!(in_text.starts_with("<p>See <img") && in_text.contains("title=\"x\""));
}

#[test]
fn the_last_sentence_under_a_picture_may_be_its_credit() {
    for (title, said) in [
        (
            "The ferry. Photo: Ilse Maro",
            "The ferry. <small>Photo: Ilse Maro</small>",
        ),
        ("Photo: Ilse Maro", "<small>Photo: Ilse Maro</small>"),
        (
            "العبّارة. تصوير: إلسا",
            "العبّارة. <small>تصوير: إلسا</small>",
        ),
        ("What he took: a photo: hers", "What he took: a photo: hers"),
        ("She kept one Photo: this", "She kept one Photo: this"),
        ("It was a Telephoto: new", "It was a Telephoto: new"),
    ] {
        let html = page(&format!("![x](/media/a.png \"{title}\")"));
        assert!(
            html.contains(&format!("<figcaption>{said}</figcaption>")),
            "{html}"
        );
    }
}

#[test]
fn pictures_in_one_paragraph_are_a_row_of_figures() {
    let html = page("![a](/media/a.png \"A\")\n![b](/media/b.png)\\\n![c](/media/c.png)");
    assert!(
        html.starts_with("<div class=\"pictures\">\n<figure>"),
        "{html}"
    );
    assert_eq!(html.matches("<figure>").count(), 3);
    assert!(!html.contains("<p>"), "{html}");
    let in_feed = feed("![a](/media/a.png)\n![b](/media/b.png)");
    assert!(in_feed.starts_with("<figure>") && !in_feed.contains("<div"));
}

#[test]
fn a_picture_from_elsewhere_is_no_figure() {
    let html = page("![a](https://example.org/a.png \"Caption\")");
    assert!(
        !html.contains("<figure") && !html.contains("example.org"),
        "{html}"
    );
}

#[test]
fn a_quote_whose_last_line_begins_with_a_dash_names_its_source() {
    for body in [
        "> It is open now.\n> — *Ada Low*, keeper",
        "> It is open now.\n>\n> -- *Ada Low*, keeper",
        "> It is open now.  \n> – *Ada Low*, keeper",
    ] {
        assert_eq!(
            page(body),
            "<figure class=\"quote\">\n<blockquote>\n<p>It is open now.</p>\n</blockquote>\n\
             <figcaption>— <em>Ada Low</em>, keeper</figcaption>\n</figure>\n",
            "{body}"
        );
    }
}

#[test]
fn a_dash_elsewhere_in_a_quote_names_nobody() {
    for body in [
        "> — Ada",
        "> One.\n> —No —dijo.",
        "> One — two",
        "> One.\n> —",
        "> *One\n> — two*",
        "> - One\n> - — two",
        "> One.\n> — two\n> three",
    ] {
        let html = page(body);
        assert!(
            html.starts_with("<blockquote>") && !html.contains("figcaption"),
            "{html}"
        );
    }
}

#[test]
fn a_pull_quote_that_repeats_the_text_is_for_the_eye_alone() {
    let body = "She said: “The bridge is open, as a rule, and that is all.”\n\n> [!QUOTE]\n> The *bridge* is open … that is all\n";
    let html = page(body);
    assert!(
        html.contains("<figure class=\"pull-quote\" aria-hidden=\"true\">\n<blockquote>"),
        "{html}"
    );
    assert!(!html.contains("QUOTE"), "{html}");
    let feed = feed(body);
    assert!(
        !feed.contains("<blockquote>") && feed.contains("She said"),
        "{feed}"
    );
}

#[test]
fn a_pull_quote_that_says_something_of_its_own_is_there_for_everybody() {
    for body in [
        "Text.\n\n> [!quote]\n> Words that stand nowhere else.\n> — Ada",
        "Words that link.\n\n> [!QUOTE]\n>\n> [Words](/x) that link.",
        "> [!QUOTE]\n> Once.\n\n> [!QUOTE]\n> Once.",
    ] {
        let html = page(body);
        assert!(
            html.contains("<figure class=\"pull-quote\">") && !html.contains("aria-hidden"),
            "{html}"
        );
        assert!(feed(body).contains("<blockquote>"));
    }
    assert!(!page("> [!QUOTE] on the same line").contains("pull-quote"));
}

#[test]
fn what_is_searched_has_captions_and_sources_but_no_marks() {
    let body: Markdown = "> [!QUOTE]\n> Open.\n> — Ada\n\n![A ferry](/media/a.png \"The last.\")"
        .parse()
        .unwrap();
    assert_eq!(body.words(), "Open.\nAda\nThe last.\nA ferry\n");
}

#[test]
fn what_is_searched_has_the_words_of_html_but_no_tags_comments_or_scripts() {
    let words = |body: &str| body.parse::<Markdown>().unwrap().words();
    for (body, said) in [
        (
            "<div>\n<p>The <b>old</b>\nferry.</p><p>Late &amp; sold.</p>\n</div>\n\nEnd.",
            "The old ferry.\nLate & sold.\nEnd.\n",
        ),
        (
            "<!-- wp:paragraph -->\n<p>One</p>\n<!-- /wp:paragraph -->",
            "One\n",
        ),
        ("<p>A<!-- > --> b <? c ?>d</p>", "A b d\n"),
        ("<div>1 < 2 &lt;b&gt; caf&eacute;</div>", "1 < 2 <b> café\n"),
        (
            "<div><script>let a = \"<p>b</p>\";</script><p>c</div>",
            "c\n",
        ),
        ("<script>\n\nlet a;\n</script>\n\nb", "b\n"),
        ("a <script>`b`</script> c<br>d", "a  c d\n"),
        ("a <script>b\n\nc", "a \nc\n"),
    ] {
        let words = words(body);
        assert_eq!(words.trim_start_matches('\n'), said, "{body}");
    }
}

#[test]
fn a_body_speaks_the_language_of_its_article() {
    let body = "| a |\n|---|\n| 1 |\n\nWord.[^1]\n\nhttps://vimeo.com/76979871\n\n[^1]: Note.";
    for (tag, words) in [
        (
            "es",
            [
                "\"Tabla\"",
                "\"Nota 1\"",
                "\"Notas\"",
                "\"Volver al texto\"",
                "Cargar de Vimeo",
                "Vídeo en Vimeo",
            ],
        ),
        (
            "ar-EG",
            [
                "\"جدول\"",
                "\"الحاشية 1\"",
                "\"الحواشي\"",
                "\"العودة إلى النص\"",
                "تحميل من Vimeo",
                "فيديو على Vimeo",
            ],
        ),
        (
            "fr",
            [
                "\"Table\"",
                "\"Footnote 1\"",
                "\"Footnotes\"",
                "\"Back to the text\"",
                "Load from Vimeo",
                "Video on Vimeo",
            ],
        ),
    ] {
        let html = as_(&Rendering::page(&language(tag)), body);
        for word in words {
            assert!(html.contains(word), "{word} in {html}");
        }
    }
}

#[test]
fn a_feed_has_nothing_that_needs_the_paper_around_it() {
    let html = feed(
        "| a |\n|---|\n| 1 |\n\nhttps://vimeo.com/76979871\n\n![a](/media/a.png)\n![b](/media/b.png)\n\n> [!QUOTE]\n> New.",
    );
    for of_the_page in [
        "<button",
        "data-player",
        "table-scroll",
        "tabindex",
        "class=\"pictures\"",
    ] {
        assert!(!html.contains(of_the_page), "{of_the_page} in {html}");
    }
}

/// Each as it is without raw HTML, and with some beside it, which sends it through the sanitiser.
#[test]
fn the_sanitiser_takes_nothing_from_our_own_furniture() {
    for body in [
        "![A](/media/a.png \"The ferry. Photo: Ilse\")",
        "![a](/media/a.png)\n![b](/media/b.png)",
        "> Open.\n> — Ada",
        "Open, she said.\n\n> [!QUOTE]\n> Open",
        "[A week](https://vimeo.com/76979871/0a1b2c3d4e)",
        "| a | b |\n|---|--:|\n| 1 | 2 |",
        "Word.[^1]\n\n[^1]: Note.",
    ] {
        let alone = page(body);
        let beside = page(&format!("{body}\n\n<hr>"));
        let parts = |html: &str| {
            let mut parts: Vec<String> = html
                .replace(" />", ">")
                .split(['<', '>', ' '])
                .filter(|part| !matches!(part.trim(), "" | "hr"))
                .map(|part| part.replace('"', "").trim().to_owned())
                .collect();
            parts.sort();
            parts
        };
        assert_eq!(parts(&alone), parts(&beside), "{body}");
    }
}

#[test]
fn furniture_from_raw_html_is_held_to_what_ours_may_be() {
    let html = page(
        "<figure class=\"embed evil\" data-player=\"https://evil.example/x\" data-x=\"1\" onclick=\"x()\">a</figure>\n\
         <figure data-player=\"javascript:alert(1)\">b</figure>\n\
         <figure data-player=\"https://player.vimeo.com@evil.example/\">c</figure>\n\
         <figure data-player=\"https://player.vimeo.com/video/1?x=&quot;><script>\">d</figure>\n\
         <button type=\"submit\" formaction=\"https://evil.example\" name=\"x\" class=\"y\">e</button>\n\
         <div role=\"dialog\" tabindex=\"5\" class=\"modal\">f</div>\n\
         <section role=\"alert\">g</section>\n\
         <figure aria-hidden=\"false\" class=\"pull-quote site-header\">h</figure>\n\
         <p aria-hidden=\"true\">i</p>\n\
         <iframe src=\"https://player.vimeo.com/video/1\"></iframe>",
    );
    for harm in [
        "data-player",
        "evil",
        "onclick",
        "data-x",
        "formaction",
        "submit",
        "dialog",
        "tabindex",
        "modal",
        "alert",
        "site-header",
        "aria-hidden",
        "iframe",
        "name=",
    ] {
        assert!(!html.contains(harm), "{harm} in {html}");
    }
    let ours = "<figure data-player=\"https://player.vimeo.com/video/1?h=ab&amp;dnt=1\">x</figure>";
    assert!(page(ours).contains("player.vimeo.com/video/1?h=ab&amp;dnt=1"));
}
