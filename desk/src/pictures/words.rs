//! What is said of a picture of the library: a form for whoever may change it, and the words alone for everybody else.

use maud::{Markup, html};
use newsroom::desk::pictures::{Changed, Field, Typed};
use newsroom::store::LibraryPicture;

use crate::form::value;

/// What the fields show, and what the page came with, so that what somebody else kept since is not taken for typed over.
pub(crate) struct Words {
    pub(crate) typed: Typed,
    pub(crate) before: Typed,
}

impl Words {
    pub(crate) fn of(held: &LibraryPicture) -> Self {
        Self {
            typed: Typed::of(held),
            before: Typed::of(held),
        }
    }
}

/// What was typed.
pub(crate) fn typed(pairs: &[(String, String)]) -> Typed {
    read(pairs, "")
}

/// What the page came with, if its form says so.
pub(crate) fn before(pairs: &[(String, String)]) -> Option<Typed> {
    value(pairs, "alt_before")?;
    Some(read(pairs, "_before"))
}

fn read(pairs: &[(String, String)], which: &str) -> Typed {
    let text = |name: &str| {
        let text = value(pairs, &format!("{name}{which}"));
        text.unwrap_or_default().replace("\r\n", "\n")
    };
    Typed {
        alt: text("alt"),
        caption: text("caption"),
        credit: text("credit"),
        licence: text("licence"),
        focus_x: text("focus_x"),
        focus_y: text("focus_y"),
    }
}

/// What two people changed, to the second of them.
pub(crate) fn meanwhile(changed: &[Changed]) -> String {
    let mut said = String::new();
    for Changed { field, now } in changed {
        let label = match field {
            Field::Alt => "Alternative text",
            Field::Caption => "Caption",
            Field::Credit => "Credit",
            Field::Licence => "Licence",
            Field::Focus => "Focal point",
        };
        let now = match now.as_str() {
            "" => "nothing".to_owned(),
            now => format!("“{now}”"),
        };
        said.push_str(&format!(
            "Somebody else changed “{label}” meanwhile: it says {now}. "
        ));
    }
    said + "What you typed stands there and is not kept. Press “Keep” again if it is to be."
}

pub(crate) fn form(path: &str, Words { typed, before }: &Words) -> Markup {
    let came_with = [
        ("alt_before", &before.alt),
        ("caption_before", &before.caption),
        ("credit_before", &before.credit),
        ("licence_before", &before.licence),
        ("focus_x_before", &before.focus_x),
        ("focus_y_before", &before.focus_y),
    ];
    html! {
        form method="post" action=(path) class="desk-form" id="describe" {
            @for (name, value) in came_with {
                input type="hidden" name=(name) value=(value);
            }
            label for="alt" { "Alternative text" }
            textarea id="alt" name="alt" rows="2" dir="auto" aria-describedby="alt-hint" { "\n" (typed.alt) }
            p class="desk-hint" id="alt-hint" { "What somebody who cannot see it is told." }
            label for="caption" { "Caption" }
            textarea id="caption" name="caption" rows="2" dir="auto" { "\n" (typed.caption) }
            label for="credit" { "Credit" }
            input id="credit" name="credit" dir="auto" autocomplete="off" value=(typed.credit);
            label for="licence" { "Licence" }
            input id="licence" name="licence" dir="auto" autocomplete="off" value=(typed.licence)
                aria-describedby="licence-hint";
            p class="desk-hint" id="licence-hint" { "Under which terms the paper may show it. For the desk alone." }
            p class="desk-hint" {
                "The editor offers these words when the picture is put into a story. Stories that have it keep theirs."
            }
            fieldset {
                legend { "Focal point" }
                p class="desk-hint" id="focus-hint" {
                    "What has to be seen wherever the picture is cut, in percent; 50 and 50 are the middle. With script, press on the picture. It counts at once, also for stories that are out."
                }
                div class="focus-fields" {
                    div {
                        label for="focus_x" { "From the left" }
                        input id="focus_x" name="focus_x" type="number" min="0" max="100" step="1" value=(typed.focus_x)
                            aria-describedby="focus-hint";
                    }
                    div {
                        label for="focus_y" { "From the top" }
                        input id="focus_y" name="focus_y" type="number" min="0" max="100" step="1" value=(typed.focus_y)
                            aria-describedby="focus-hint";
                    }
                }
            }
            button class="desk-button" { "Keep" }
        }
    }
}

/// What is said of it, for whom it is not to change.
pub(crate) fn words(held: &LibraryPicture) -> Markup {
    let picture = &held.picture;
    let said = [
        ("Alternative text", Some(picture.alt.to_string())),
        ("Caption", picture.caption.as_ref().map(ToString::to_string)),
        ("Credit", picture.credit.as_ref().map(ToString::to_string)),
        ("Licence", held.licence.as_ref().map(ToString::to_string)),
    ];
    html! {
        dl class="picture-facts" {
            @for (name, words) in said {
                dt { (name) }
                dd dir="auto" { (words.filter(|it| !it.is_empty()).unwrap_or_else(|| "–".to_owned())) }
            }
        }
    }
}
