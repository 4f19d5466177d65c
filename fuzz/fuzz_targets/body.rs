//! The body of a story, as whoever may write one writes it.
#![no_main]

#[path = "../../domain/tests/hostile/markup.rs"]
mod markup;

use domain::{Language, Markdown, Rendering};
use libfuzzer_sys::fuzz_target;
use markup::{elements, scheme};

/// Elements that run or load something, or change how the rest of a page is read.
const NEVER: [&str; 16] = [
    "script", "style", "iframe", "object", "embed", "svg", "math", "form", "input", "link", "meta",
    "base", "template", "noscript", "textarea", "title",
];

fuzz_target!(|text: &str| {
    // One that is refused for its depth may have been stored before.
    let Ok(body) = Markdown::stored(text) else {
        return;
    };
    let Ok(english) = "en".parse::<Language>() else {
        return;
    };
    for rendering in [
        Rendering::page(&english),
        Rendering::feed(&english),
        Rendering::page(&english).among_others("e1"),
    ] {
        let html = body.render_as(&rendering);
        for element in elements(html.as_str()) {
            assert!(!NEVER.contains(&element.name.as_str()), "{html:?}");
            for (name, value) in &element.attributes {
                assert!(!name.starts_with("on") && name != "style", "{html:?}");
                let leads = matches!(name.as_str(), "href" | "src" | "cite");
                let scheme = scheme(value).filter(|_| leads);
                let is_well = matches!(
                    scheme.as_deref(),
                    None | Some("http" | "https" | "mailto" | "tel")
                );
                assert!(is_well, "{html:?}");
            }
        }
    }
    let _ = (body.words(), body.picture_ids(), text.parse::<Markdown>());
    // Raw HTML that is never closed takes the headings below it along.
    let parts = if text.contains('<') {
        Vec::new()
    } else {
        body.parts()
    };
    for part in parts {
        let anchor = format!("id=\"{}\"", part.anchor);
        assert!(body.render().as_str().contains(&anchor), "{anchor}");
    }
});
