//! What stands around every page of the desk.

use maud::{DOCTYPE, Markup, html};

use crate::guard::Signed;
use crate::menu::menu;
use crate::{Desk, files};

/// A page of the desk.
pub(crate) fn frame(desk: &Desk, signed: Option<&Signed>, title: &str, body: &Markup) -> Markup {
    framed(desk, signed, title, None, body)
}

/// A page of the desk with a script of its own.
pub(crate) fn framed(
    desk: &Desk,
    signed: Option<&Signed>,
    title: &str,
    script: Option<&'static str>,
    body: &Markup,
) -> Markup {
    let looks = Looks {
        style: script.and_then(style_beside),
        script,
    };
    dressed(desk, signed, title, looks, body)
}

/// What a page has of its own.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Looks {
    pub(crate) style: Option<&'static str>,
    pub(crate) script: Option<&'static str>,
}

/// A page of the desk with a style or a script of its own.
pub(crate) fn dressed(
    desk: &Desk,
    signed: Option<&Signed>,
    title: &str,
    looks: Looks,
    body: &Markup,
) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " – " (desk.facts.name) " desk" }
                link rel="icon" href="/favicon.svg" type="image/svg+xml";
                link rel="stylesheet" href=(desk.facts.style);
                link rel="stylesheet" href=(files::path(files::ALL_STYLE));
                @if let Some(style) = looks.style {
                    link rel="stylesheet" href=(files::path(style));
                }
                @if signed.is_some() {
                    script type="module" src=(files::path("head.js")) {}
                }
                @if let Some(script) = looks.script {
                    script type="module" src=(files::path(script)) {}
                }
            }
            body class="desk" {
                a class="skip-link" href="#main" { "Skip to the page" }
                header class="desk-head" {
                    p class="desk-head__name" { a href="/desk" { (desk.facts.name) " desk" } }
                    @if let Some(signed) = signed {
                        (menu(signed))
                    }
                }
                main id="main" class="desk-main" tabindex="-1" { (body) }
            }
        }
    }
}

/// The styles of the pages that have a script, where they are their own.
fn style_beside(script: &str) -> Option<&'static str> {
    match script {
        "editor.js" => Some(files::ALL_EDITOR_STYLE),
        "pictures.js" => Some("pictures.css"),
        _ => None,
    }
}
