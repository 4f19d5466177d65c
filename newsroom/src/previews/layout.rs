//! Where in a picture everything stands: the paper's name with its rule, below it the section and the headline.

use cosmic_text::Color;

use super::canvas::{Area, Canvas};
use super::studio::{Room, Studio};
use super::{Preview, SIZE};

/// The colours of the pages by day, as `style/tokens.scss` has them.
const PAPER: Color = Color::rgb(0xfb, 0xfc, 0xfa);
const INK: Color = Color::rgb(0x14, 0x19, 0x18);
const ACCENT: Color = Color::rgb(0x0a, 0x5a, 0x49);
const BAND: Color = Color::rgb(0x0a, 0x4a, 0x3c);
const ON_BAND: Color = Color::rgb(0xe3, 0xf2, 0xec);

/// Left and right of everything, in pixels.
const MARGIN: i32 = 72;
const WIDTH: u32 = SIZE.0 - 2 * MARGIN as u32;
/// One line across the picture.
const LINE: Room = Room {
    width: WIDTH,
    height: u32::MAX,
    lines: 1,
};
const BAND_HEIGHT: u32 = 28;
const NAME_SIZES: [f32; 4] = [60.0, 50.0, 42.0, 34.0];
/// Where the name's letters stand.
const NAME_BASE: i32 = 116;
const RULE_HEIGHT: u32 = 6;
const SECTION_TOP: i32 = 168;
const SECTION_SIZE: f32 = 34.0;
const HEADLINE_TOP: i32 = 222;
/// Down to which the headline may reach.
const HEADLINE_END: i32 = SIZE.1 as i32 - 44;
/// From the largest: the first at which all of it fits is taken.
const HEADLINE_SIZES: [f32; 9] = [148.0, 124.0, 104.0, 92.0, 80.0, 70.0, 62.0, 54.0, 48.0];

/// The article's picture; where no font has its headline's letters, the paper's name alone.
pub(super) fn draw(preview: &Preview, studio: &mut Studio) -> Canvas {
    let room = Room {
        width: WIDTH,
        height: (HEADLINE_END - HEADLINE_TOP).unsigned_abs(),
        lines: usize::MAX,
    };
    let Some(headline) = studio.set(&preview.headline, room, &HEADLINE_SIZES) else {
        return name_alone(preview, studio);
    };
    let mut canvas = Canvas::of(PAPER);
    let band = Area {
        x: 0,
        y: 0,
        width: SIZE.0,
        height: BAND_HEIGHT,
    };
    canvas.fill(band, BAND);
    name_with_rule(preview, headline.is_right_to_left, &mut canvas, studio);
    if let Some(mut section) = studio.set(&preview.section, LINE, &[SECTION_SIZE]) {
        section.align(headline.is_right_to_left);
        studio.draw(section, (MARGIN, SECTION_TOP), ACCENT, &mut canvas);
    }
    studio.draw(headline, (MARGIN, HEADLINE_TOP), INK, &mut canvas);
    canvas
}

/// As above every page: the name, and a rule from there to the edge.
fn name_with_rule(preview: &Preview, mirrored: bool, canvas: &mut Canvas, studio: &mut Studio) {
    let rule = |from: u32, width: u32| Area {
        x: MARGIN.saturating_add_unsigned(from),
        y: NAME_BASE - 6,
        width,
        height: RULE_HEIGHT,
    };
    let Some(mut name) = studio.set(&preview.paper, LINE, &NAME_SIZES) else {
        return canvas.fill(rule(0, WIDTH), ACCENT);
    };
    name.align(mirrored);
    let taken = (name.width + 18).min(WIDTH);
    let from = if mirrored { 0 } else { taken };
    canvas.fill(rule(from, WIDTH - taken), ACCENT);
    let top = NAME_BASE - name.base;
    studio.draw(name, (MARGIN, top), INK, canvas);
}

fn name_alone(preview: &Preview, studio: &mut Studio) -> Canvas {
    let mut canvas = Canvas::of(BAND);
    let (height, middle) = (330, SIZE.1 as i32 / 2);
    let room = Room {
        width: WIDTH,
        height,
        lines: usize::MAX,
    };
    let mut rule_at = middle;
    if let Some(name) = studio.set(&preview.paper, room, &HEADLINE_SIZES) {
        let height = i32::try_from(name.height).unwrap_or(0);
        let y = middle - height / 2;
        rule_at = y + height + 24;
        studio.draw(name, (MARGIN, y), ON_BAND, &mut canvas);
    }
    let rule = Area {
        x: MARGIN,
        y: rule_at,
        width: WIDTH,
        height: RULE_HEIGHT,
    };
    canvas.fill(rule, ON_BAND);
    canvas
}
