//! The menu of the desk: what is used all day stands in it, and what is left behind "More". That is a disclosure of HTML, which
//! opens without script and by any key that presses a button.

use maud::{Markup, html};
use newsroom::desk::Right;

use crate::guard::Signed;

/// What it is called, who has it, where it leads, and what else is below it.
struct Item(&'static str, Right, &'static str, &'static [&'static str]);

const DAILY: [Item; 5] = [
    Item(
        "Stories",
        Right::Write,
        "/desk",
        &["/desk/stories", "/desk/bin"],
    ),
    Item("Live", Right::Write, "/desk/coverage", &[]),
    Item("Pictures", Right::Write, "/desk/pictures", &[]),
    Item("Published", Right::ReadAll, "/desk/published", &[]),
    Item("Front", Right::Arrange, "/desk/front", &["/desk/breaking"]),
];
/// Where a window is wide enough for them. On a narrow one they are behind the button, too.
const WIDE: [Item; 2] = [
    Item("Letters", Right::SendLetters, "/desk/letters", &[]),
    Item("The paper", Right::Write, "/", &[]),
];
const LESS_USED: [Item; 5] = [
    Item(
        "Numbers",
        Right::ReadAll,
        "/desk/numbers",
        &["/desk/vitals"],
    ),
    Item("Readers", Right::ManageReaders, "/desk/readers", &[]),
    Item("People", Right::ManageAccounts, "/desk/people", &[]),
    Item("Settings", Right::ChangeSettings, "/desk/settings", &[]),
    Item("Log", Right::Publish, "/desk/log", &[]),
];

impl Item {
    /// Whether the page at `at` is the one that it leads to, or one below, as ARIA has it.
    fn current(&self, at: &str) -> Option<&'static str> {
        let Self(_, _, path, below) = self;
        let is_below = |path: &str| {
            let rest = at.strip_prefix(path);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if at == *path {
            return Some("page");
        }
        // Every page of the desk is below its first one.
        let is_its_own = *path != "/desk" && *path != "/" && is_below(path);
        (is_its_own || below.iter().any(|path| is_below(path))).then_some("true")
    }
}

/// The menu as somebody has it who may open these doors, on the page that they asked for.
pub(crate) fn menu(signed: &Signed) -> Markup {
    let (account, at) = (&signed.account, signed.path.as_str());
    let theirs = |item: &&Item| account.may(item.1);
    let item = |item: &Item, class: Option<&str>| {
        html! {
            li class=[class] { a href=(item.2) aria-current=[item.current(at)] { (item.0) } }
        }
    };
    let less_used: Vec<&Item> = LESS_USED.iter().filter(theirs).collect();
    let is_behind = less_used.iter().any(|item| item.current(at).is_some());
    // Whoever has nothing else behind the button needs it on a narrow window only.
    let only_narrow = less_used.is_empty().then_some("desk-head__narrow");
    html! {
        nav class="desk-head__menu" aria-label="Desk" {
            ul {
                @for daily in DAILY.iter().filter(theirs) { (item(daily, None)) }
                @for wide in WIDE.iter().filter(theirs) { (item(wide, Some("desk-head__wide"))) }
                li class=[only_narrow] {
                    details class="desk-head__more" {
                        summary data-current[is_behind] { "More" }
                        ul {
                            @for wide in WIDE.iter().filter(theirs) { (item(wide, Some("desk-head__narrow"))) }
                            @for less_used in less_used { (item(less_used, None)) }
                        }
                    }
                }
            }
        }
        div class="desk-head__own" {
            a href="/desk/me" aria-current=[(at == "/desk/me").then_some("page")] { (account.name) }
            form method="post" action="/desk/sign-out" {
                button class="desk-button desk-button--quiet" { "Sign out" }
            }
        }
    }
}
