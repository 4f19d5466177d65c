//! An issue as HTML, in tables kept by hand.

use domain::{Direction, Language, Picture};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::drafting::Draft;
use super::look::{
    ACCENT, BESIDE, DARK_SHEET, INK, LONG_WORDS, ONE_COLUMN, PAPER, PICTURE_WIDTH, RULE, SANS,
    SERIF, SHEET, SIGNAL, SOFT, WIDTH,
};
use super::{introduction, marks};
use crate::letters::Gathers;

/// After the preheader: nothing that takes room, so that no text of the letter follows it in a list of mails.
const HUSH: &str = "&#8199;&#847;&zwnj;&nbsp;";
const HUSHES: usize = 40;

pub(super) fn page(draft: &Draft<'_>) -> String {
    let language = &draft.facts.language;
    let direction = language.direction().as_str();
    let page = html! {
        (DOCTYPE)
        html lang=(language.as_str()) dir=(direction) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="supported-color-schemes" content="light dark";
                // Phones would make links of dates and numbers.
                meta name="format-detection" content="telephone=no, date=no, address=no, email=no";
                title { (draft.subject()) }
                style { (PreEscaped(SHEET)) }
                style { (PreEscaped(DARK_SHEET)) }
            }
            body.paper style=(format!("margin:0;padding:0;background-color:{PAPER};")) {
                div style="display:none;max-height:0;overflow:hidden;mso-hide:all;" {
                    (draft.preheader()) (PreEscaped(HUSH.repeat(HUSHES)))
                }
                // Some programs drop what html and body say; this says it again, and names the letter.
                div lang=(language.as_str()) dir=(direction) role="article" aria-roledescription="email"
                    aria-label=(draft.letter.name) {
                    (outer(draft))
                }
            }
        }
    };
    marks::in_html(&page.into_string())
}

/// A table that is none: mail programs lay out with nothing else.
fn table(class: &str, style: &str, rows: &Markup) -> Markup {
    html! {
        table class=[(!class.is_empty()).then_some(class)] role="presentation" width="100%" cellpadding="0"
            cellspacing="0" border="0" style=(format!("border-collapse:collapse;{style}")) { (rows) }
    }
}

fn outer(draft: &Draft<'_>) -> Markup {
    let inside = html! {
        tr { td.side style="padding:28px 24px 0;" { (masthead(draft)) } }
        @if let Some(text) = draft.introduction() {
            tr { td.side style="padding:22px 24px 0;" { (introduction::in_html(draft, text)) } }
        }
        @for place in 0..draft.items.len() {
            tr { td.side style="padding:0 24px;" {
                @if let Some(heading) = draft.heading(place) { (group(heading, place)) }
                (story(draft, place))
            } }
        }
        tr { td.side style="padding:0 24px 36px;" { (foot(draft)) } }
    };
    // Outlook on Windows does not know max-width.
    let rows = html! {
        tr { td align="center" {
            (PreEscaped(format!("<!--[if mso]><table role=\"presentation\" width=\"{WIDTH}\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td><![endif]-->")))
            (table("", &format!("{ONE_COLUMN}max-width:{WIDTH}px;margin:0 auto;"), &inside))
            (PreEscaped("<!--[if mso]></td></tr></table><![endif]-->"))
        } }
    };
    let style = format!("{ONE_COLUMN}{LONG_WORDS}background-color:{PAPER};");
    table("paper", &style, &rows)
}

fn masthead(draft: &Draft<'_>) -> Markup {
    let direction = draft.facts.language.direction();
    let small = format!("font:14px/20px {SANS};color:{SOFT};padding:10px 0 0;");
    html! {
        (table("", "", &html! {
            tr { td.strong style=(format!("padding:0 0 10px;border-bottom:3px solid {INK};")) {
                a.ink href=(draft.url("/")) style=(format!("font:bold 30px/36px {SERIF};color:{INK};text-decoration:none;")) {
                    (draft.facts.name)
                }
            } }
        }))
        (table("", "", &html! {
            tr {
                td.soft valign="top" style=(small) {
                    h1.ink style=(format!("margin:0;font:bold 14px/20px {SANS};color:{INK};")) { (draft.letter.name) }
                    ((draft.words.day)(&draft.time(draft.now)))
                }
                td valign="top" align=(end(direction)) style=(format!("{small}white-space:nowrap;")) {
                    a.accent href=(draft.online()) style=(format!("color:{ACCENT};text-decoration:underline;")) {
                        (draft.words.read_online)
                    }
                }
            }
        }))
    }
}

fn group(heading: &str, place: usize) -> Markup {
    let above = if place == 0 { 22 } else { 14 };
    html! {
        (table("", "", &html! {
            tr { td.strong style=(format!("padding:{above}px 0 0;")) {
                h2.ink.strong style=(format!("margin:0;padding:8px 0 0;border-top:3px solid {INK};font:bold 15px/20px {SANS};color:{INK};")) {
                    (heading)
                }
            } }
        }))
    }
}

fn story(draft: &Draft<'_>, place: usize) -> Markup {
    let item = &draft.items[place];
    let leads = place == 0;
    // A line goes above every story that follows another without a heading between.
    let line = match leads || draft.heading(place).is_some() {
        true => String::new(),
        false => format!("border-top:1px solid {RULE};"),
    };
    let picture = item.picture.as_ref();
    let wide = picture.filter(|picture| leads && picture.width >= picture.height);
    let beside =
        picture.filter(|picture| wide.is_none() && picture.height <= picture.width * 3 / 2);
    let gap = match draft.facts.language.direction() {
        Direction::LeftToRight => "padding:0 0 0 20px;",
        Direction::RightToLeft => "padding:0 20px 0 0;",
    };
    table(
        "rule",
        &format!("{ONE_COLUMN}{line}"),
        &html! {
            tr { td style=(if leads { "padding:20px 0 22px;" } else { "padding:18px 0;" }) {
                @if let Some(picture) = wide {
                    a href=(draft.url(&item.path)) style="text-decoration:none;" {
                        (shown(draft, picture, WIDTH - 48, "width:100%;margin:0 0 14px;"))
                    }
                }
                (table("", "", &html! {
                    tr {
                        td valign="top" { (told(draft, place)) }
                        @if let Some(picture) = beside {
                            td.beside valign="top" width=(BESIDE) style=(format!("width:{BESIDE}px;{gap}")) {
                                a href=(draft.url(&item.path)) style="text-decoration:none;" {
                                    (shown(draft, picture, BESIDE, &format!("width:{BESIDE}px;")))
                                }
                            }
                        }
                    }
                }))
            } }
        },
    )
}

/// A picture, as wide as it is shown. Beside a headline that says it all, its own words are still for whoever cannot see it.
fn shown(draft: &Draft<'_>, picture: &Picture, width: u32, style: &str) -> Markup {
    let (file_width, file_height) = picture.plain_size(PICTURE_WIDTH);
    let height = u64::from(file_height) * u64::from(width) / u64::from(file_width.max(1));
    html! {
        img src=(draft.url(&picture.plain_path(PICTURE_WIDTH))) alt=(picture.alt.as_str()) width=(width)
            height=(height.max(1)) border="0"
            style=(format!("display:block;{style}max-width:100%;height:auto;font:14px/20px {SANS};color:{SOFT};"));
    }
}

fn told(draft: &Draft<'_>, place: usize) -> Markup {
    let item = &draft.items[place];
    let leads = place == 0;
    let foreign = item.language.as_ref();
    let lang = foreign.map(Language::as_str);
    // A story need not say its language. In the paper's direction its full stops would stand on the wrong side.
    let own = draft.facts.language.direction();
    let dir = match foreign {
        Some(language) => Some(language.direction()),
        None => Direction::of_words(&item.headline).filter(|words| *words != own),
    };
    let dir = dir.map(Direction::as_str);
    let breaks = item.gathers == Gathers::Breaking;
    let (label_class, label) = if breaks {
        ("signal", SIGNAL)
    } else {
        ("accent", ACCENT)
    };
    let size = if leads { "30px/36px" } else { "20px/26px" };
    let class = if leads { "ink lead" } else { "ink" };
    let headline = html! {
        a class=(class) href=(draft.url(&item.path))
            style=(format!("font:bold {size} {SERIF};color:{INK};text-decoration:none;")) { (item.headline) }
    };
    html! {
        div lang=[lang] dir=[dir] {
            p class=(label_class) style=(format!("margin:0 0 4px;font:bold 13px/18px {SANS};color:{label};")) {
                (item.label)
                @if item.is_live { span.signal style=(format!("color:{SIGNAL};")) { " · " (draft.words.live) } }
            }
            @if draft.is_under_heading(place) {
                h3 style="margin:0;padding:0;" { (headline) }
            } @else {
                h2 style="margin:0;padding:0;" { (headline) }
            }
            @if let Some(standfirst) = &item.standfirst {
                p.ink style=(format!("margin:6px 0 0;font:17px/25px {SERIF};color:{INK};")) { (standfirst) }
            }
        }
        p.soft style=(format!("margin:6px 0 0;font:13px/18px {SANS};color:{SOFT};")) {
            ((draft.words.day_and_time)(&draft.time(item.at)))
        }
    }
}

fn foot(draft: &Draft<'_>) -> Markup {
    let small = format!("margin:0 0 10px;font:13px/20px {SANS};color:{SOFT};");
    let link = |address: &str, text: &str| {
        html! {
            a.accent href=(address) style=(format!("color:{ACCENT};text-decoration:underline;")) { (text) }
        }
    };
    let facts = draft.facts;
    table(
        "",
        "",
        &html! {
            tr { td.strong style=(format!("padding:16px 0 0;border-top:3px solid {INK};")) {
                p style=(format!("margin:0 0 14px;font:bold 15px/22px {SANS};color:{SOFT};")) {
                    (link(&draft.url("/"), &(draft.words.more_at)(&facts.name)))
                }
                p.soft style=(small) { ((draft.words.because)(&draft.letter.name, &facts.name)) }
                p.soft style=(small) {
                    (link(marks::PREFERENCES, draft.words.preferences)) " · "
                    (link(marks::UNSUBSCRIBE, draft.words.unsubscribe))
                }
                @if let Some(address) = &facts.postal_address {
                    p.soft style=(small) { (facts.name) " · " (address) }
                }
            } }
        },
    )
}

/// The side where a line ends.
fn end(direction: Direction) -> &'static str {
    match direction {
        Direction::LeftToRight => "right",
        Direction::RightToLeft => "left",
    }
}
