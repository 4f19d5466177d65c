//! How letters look: the paper's colours and sizes, as mail programs can have them.
//!
//! Outlook on Windows knows tables, inline styles and little else; Gmail drops a style sheet it finds a mistake in. So
//! everything that a letter needs stands in `style` attributes, and the sheet in its head only adds what programs that
//! read it do better with: the dark colours, and less room at the sides of a phone.

/// How wide the letter is, in CSS pixels: what the reading pane of a mail program leaves.
pub(super) const WIDTH: u32 = 600;
/// How many pixels a picture over the whole width has.
pub(super) const PICTURE_WIDTH: u32 = 640;
/// How wide a picture beside a story is shown, in CSS pixels.
pub(super) const BESIDE: u32 = 150;

/// Serif text, as the paper's headlines have.
pub(super) const SERIF: &str = "Georgia,'Times New Roman',serif";
/// Labels and small print.
pub(super) const SANS: &str = "-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

/// For all text: a word or an address that is longer than a line goes on in the next. Else it makes the tables around it, and the
/// pictures that fill them, as wide as itself. The second says the same to WebKit before 15.4.
pub(super) const LONG_WORDS: &str = "overflow-wrap:anywhere;word-break:break-word;";
/// For a table of one column: it is no wider than there is room, whatever stands in it, also where words are not broken.
pub(super) const ONE_COLUMN: &str = "table-layout:fixed;";

/// Colours in the light: the page, text, text that matters less, lines, strong lines, links and labels, alarm.
pub(super) const PAPER: &str = "#fbfcfa";
pub(super) const INK: &str = "#141918";
pub(super) const SOFT: &str = "#535d59";
pub(super) const RULE: &str = "#d3dad5";
pub(super) const ACCENT: &str = "#0a5a49";
pub(super) const SIGNAL: &str = "#b3261e";

/// What is better on a phone. It stands apart from the dark colours, so that a program that stumbles over these keeps it.
pub(super) const SHEET: &str = "\
body{margin:0;padding:0;-webkit-text-size-adjust:100%}\
a:hover{text-decoration:underline!important}\
@media (max-width:620px){\
.side{padding-left:18px!important;padding-right:18px!important}\
.lead{font-size:26px!important;line-height:31px!important}\
.beside{width:104px!important}.beside img{width:104px!important}\
}";

/// Colours in the dark, by class; `data-ogsc` is what Outlook's own programs put around a letter that they darken.
pub(super) const DARK_SHEET: &str = "\
:root{color-scheme:light dark;supported-color-schemes:light dark}\
@media (prefers-color-scheme:dark){\
.paper{background:#121615!important;background-color:#121615!important}\
.ink{color:#e7eae6!important}.soft{color:#a5aeaa!important}\
.accent{color:#74c9ae!important}.signal{color:#ff9a8a!important}\
.rule{border-color:#303936!important}.strong{border-color:#c8cfca!important}\
}\
[data-ogsc] .ink{color:#e7eae6!important}[data-ogsc] .soft{color:#a5aeaa!important}\
[data-ogsc] .accent{color:#74c9ae!important}[data-ogsc] .signal{color:#ff9a8a!important}\
[data-ogsb] .paper{background-color:#121615!important}";
