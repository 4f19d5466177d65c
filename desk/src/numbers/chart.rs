//! Small charts, drawn on the server as SVG, with the same numbers as a table for whoever does not see them.

use maud::{Markup, html};

/// A bar of a chart.
pub(crate) struct Bar {
    /// What it is of.
    pub(crate) label: String,
    /// How much.
    pub(crate) count: i64,
}

const HEIGHT: i64 = 120;
const BAR: usize = 12;
const GAP: usize = 2;
/// There is room for so many at least.
const LEAST: usize = 12;

/// Bars beside each other, the highest as high as the chart. `of` says what a bar is of.
pub(crate) fn bars(title: &str, (of, unit): (&str, &str), bars: &[Bar]) -> Markup {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0);
    let highest = most.max(1);
    // A few are not as wide as the page.
    let width = bars.len().max(LEAST) * (BAR + GAP);
    html! {
        figure class="desk-chart" {
            figcaption {
                (title)
                @if most == 0 { ": none" } @else { ", at most " (most) " " (unit) }
            }
            svg viewBox={ "0 0 " (width) " " (HEIGHT) } preserveAspectRatio="none" aria-hidden="true" {
                @for (place, bar) in bars.iter().enumerate() {
                    @let height = bar.count * HEIGHT / highest;
                    rect x=(place * (BAR + GAP)) y=(HEIGHT - height) width=(BAR) height=(height) {
                        title { (bar.label) ": " (bar.count) }
                    }
                }
            }
            details {
                summary { "As a table" }
                table class="desk-table" {
                    thead { tr { th scope="col" { (of) } th scope="col" { (unit) } } }
                    tbody {
                        @for bar in bars {
                            tr { th scope="row" { (bar.label) } td { (bar.count) } }
                        }
                    }
                }
            }
        }
    }
}

/// One bar of three parts that make up a hundred. The numbers have to stand beside it.
pub(crate) fn shares([good, fair, poor]: [u64; 3]) -> Markup {
    html! {
        svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" {
            rect class="desk-shares__good" width=(good) height="10" {}
            rect class="desk-shares__fair" x=(good) width=(fair) height="10" {}
            rect class="desk-shares__poor" x=(good + fair) width=(poor) height="10" {}
        }
    }
}
