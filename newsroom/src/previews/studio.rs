//! Setting words: which font has their letters, where lines break, which way they run.

use cosmic_text::{Align, Attrs, Buffer, Color, FontSystem, Metrics, Shaping, SwashCache, Wrap};

use super::canvas::{Area, Canvas};
use super::{Preview, fonts, layout};

/// Why a picture could not be drawn.
#[derive(Debug, thiserror::Error)]
#[error("the preview picture could not be written: {0}")]
pub struct Problem(#[from] image::ImageError);

/// Draws preview pictures, one at a time.
pub struct Studio {
    fonts: FontSystem,
    glyphs: SwashCache,
    /// Whether the fonts of the system may be looked at, and have not been yet.
    may_look: bool,
}

/// What words have to fit into.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// In pixels.
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) lines: usize,
}

/// Words as they were set.
pub(super) struct SetText {
    buffer: Buffer,
    /// Of the longest line, in pixels.
    pub(super) width: u32,
    pub(super) height: u32,
    /// From the top to where the letters of the first line stand.
    pub(super) base: i32,
    lines: usize,
    pub(super) is_right_to_left: bool,
}

/// Cut off here.
const AND_SO_ON: char = '…';

impl Default for Studio {
    fn default() -> Self {
        Self {
            fonts: fonts::ours(),
            glyphs: SwashCache::new(),
            may_look: true,
        }
    }
}

impl Studio {
    /// One that has no other fonts than those in the program.
    #[must_use]
    pub fn without_the_systems_fonts() -> Self {
        Self {
            may_look: false,
            ..Self::default()
        }
    }

    /// The picture as a PNG. It takes a part of a second of processor time.
    ///
    /// # Errors
    /// [`Problem`] when there is no memory for it.
    pub fn draw_png(&mut self, preview: &Preview) -> Result<Vec<u8>, Problem> {
        Ok(layout::draw(preview, self).png()?)
    }

    /// The words in the first of the sizes, in pixels, at which they fit; if they do at none, as many of
    /// them as fit at the last. Signs that no font has are left out; with a letter missing, there is
    /// nothing to show.
    pub(super) fn set(&mut self, text: &str, room: Room, sizes: &[f32]) -> Option<SetText> {
        let mut text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Err(missing) = self.shape(&text, room, *sizes.first()?) {
            if missing.chars().any(char::is_alphanumeric) {
                return None;
            }
            text.retain(|c| !missing.contains(c));
            text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        for size in sizes {
            let set = self.shape(&text, room, *size).ok()?;
            if set.fits(room) {
                return Some(set);
            }
        }
        while let Some(shorter) = shortened(&text) {
            let set = self.shape(&shorter, room, *sizes.last()?).ok()?;
            if set.fits(room) {
                return Some(set);
            }
            text = shorter;
        }
        None
    }

    /// Shapes the words in the first face that has all their letters, else in several; or says which
    /// letters none has.
    fn shape(&mut self, text: &str, room: Room, size: f32) -> Result<SetText, String> {
        let found = self.try_faces(text, room, size);
        if found.is_err() && self.may_look {
            self.may_look = false;
            self.fonts.db_mut().load_system_fonts();
            return self.try_faces(text, room, size);
        }
        found
    }

    fn try_faces(&mut self, text: &str, room: Room, size: f32) -> Result<SetText, String> {
        let mut mixed = None;
        let mut missing = String::new();
        for (family, weight) in fonts::FACES {
            let face = Attrs::new().family(family).weight(weight);
            let mut buffer = Buffer::new(&mut self.fonts, Metrics::relative(size, leading(text)));
            let wrap = if room.lines == 1 {
                Wrap::None
            } else {
                Wrap::WordOrGlyph
            };
            buffer.set_wrap(wrap);
            #[expect(clippy::cast_precision_loss, reason = "a picture is far smaller")]
            buffer.set_size(Some(room.width as f32), None);
            buffer.set_text(text, &face, Shaping::Advanced, None);
            buffer.shape_until_scroll(&mut self.fonts, false);
            match looked_at(&buffer) {
                Faces::One => return Ok(measured(buffer)),
                Faces::Several => mixed = mixed.or(Some(buffer)),
                Faces::Missing(letters) => missing = letters,
            }
        }
        mixed.map(measured).ok_or(missing)
    }

    /// Draws words with their top left corner at `at`.
    pub(super) fn draw(
        &mut self,
        mut text: SetText,
        at: (i32, i32),
        colour: Color,
        canvas: &mut Canvas,
    ) {
        let Self { fonts, glyphs, .. } = self;
        text.buffer.shape_until_scroll(fonts, false);
        text.buffer
            .draw(fonts, glyphs, colour, |x, y, width, height, colour| {
                let area = Area {
                    x: at.0.saturating_add(x),
                    y: at.1.saturating_add(y),
                    width,
                    height,
                };
                canvas.fill(area, colour);
            });
        // Glyphs at these sizes are rarely needed again, and would be kept for ever.
        glyphs.image_cache.clear();
    }
}

impl SetText {
    fn fits(&self, room: Room) -> bool {
        self.lines <= room.lines && self.width <= room.width && self.height <= room.height
    }

    /// Puts it to the right, or to the left, whichever way it runs itself.
    pub(super) fn align(&mut self, right: bool) {
        let align = if right { Align::Right } else { Align::Left };
        for line in &mut self.buffer.lines {
            line.set_align(Some(align));
        }
    }
}

/// Which faces words came out in.
enum Faces {
    One,
    Several,
    /// Of these letters there is none.
    Missing(String),
}

fn looked_at(buffer: &Buffer) -> Faces {
    let mut faces = Vec::new();
    let mut missing = String::new();
    for run in buffer.layout_runs() {
        for glyph in run.glyphs {
            if glyph.glyph_id == 0 {
                missing.push_str(run.text.get(glyph.start..glyph.end).unwrap_or_default());
            }
            if !faces.contains(&glyph.font_id) {
                faces.push(glyph.font_id);
            }
        }
    }
    match (missing.is_empty(), faces.len()) {
        (false, _) => Faces::Missing(missing),
        (true, 0 | 1) => Faces::One,
        (true, _) => Faces::Several,
    }
}

fn measured(buffer: Buffer) -> SetText {
    let (mut width, mut height, mut base) = (0.0_f32, 0.0_f32, 0.0_f32);
    let mut lines = 0;
    let mut is_right_to_left = false;
    for run in buffer.layout_runs() {
        width = width.max(run.line_w);
        height = height.max(run.line_top + run.line_height);
        if lines == 0 {
            base = run.line_y;
        }
        is_right_to_left |= run.rtl;
        lines += 1;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "all are positive and not larger than the picture by much"
    )]
    let (width, height, base) = (
        width.ceil() as u32,
        height.ceil() as u32,
        base.round() as i32,
    );
    SetText {
        buffer,
        width,
        height,
        base,
        lines,
        is_right_to_left,
    }
}

/// Without its last word, or, where there is only one, without the last tenth of it; none where nothing
/// would be left.
fn shortened(text: &str) -> Option<String> {
    let text = text.trim_end_matches(AND_SO_ON);
    let kept = match text.rsplit_once(' ') {
        Some((kept, _)) => kept.to_owned(),
        None => {
            let letters = text.chars().count();
            text.chars().take(letters - letters.div_ceil(10)).collect()
        }
    };
    let kept = kept.trim_end_matches(|c: char| !c.is_alphanumeric());
    (!kept.is_empty()).then(|| format!("{kept}{AND_SO_ON}"))
}

/// Headlines stand close, but for scripts whose letters reach higher and lower.
fn leading(text: &str) -> f32 {
    let is_tall = |c: char| matches!(c, '\u{0590}'..'\u{1E00}' | '\u{2E80}'..'\u{FE00}');
    if text.contains(is_tall) { 1.35 } else { 1.1 }
}
