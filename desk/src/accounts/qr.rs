//! A text as a picture that a telephone reads.

use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

/// Light modules around it, without which it is not found (ISO/IEC 18004, section 9.1).
const MARGIN: usize = 4;

/// The picture, black on white whatever the colours of the page are; nothing for a text that is too long for one.
pub(crate) fn picture(text: &str, label: &str) -> Markup {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else {
        return html! {};
    };
    let width = code.width();
    let colors = code.to_colors();
    let mut dark = String::new();
    for (place, color) in colors.iter().enumerate() {
        if *color == Color::Dark {
            let (across, down) = (place % width + MARGIN, place / width + MARGIN);
            dark.push_str(&format!("M{across} {down}h1v1h-1z"));
        }
    }
    let side = width + 2 * MARGIN;
    html! {
        svg class="desk-qr" xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (side) " " (side) } role="img"
            aria-label=(label) shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(dark) fill="#000" {}
        }
    }
}
