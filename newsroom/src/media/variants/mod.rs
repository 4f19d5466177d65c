//! The variants of a picture: what readers get instead of the file that an editor brought.
//!
//! A phone needs a tenth of what a camera writes, and a browser that knows AVIF needs half of that.
//! This is a function of bytes; where the files go and who remembers them is [`super::prepare_next`].

mod decode;
mod encode;
mod pixels;

use std::panic::{AssertUnwindSafe, catch_unwind};

use domain::{MediaType, Prepared, Variants};

use super::{KeptPicture, Media};
use pixels::Pixels;

/// The settings below, by number. It stands in every file's name, because browsers keep those for
/// ever: whoever changes a width or a quality counts it up.
pub const RECIPE: u16 = 2;

/// The widths there are in AVIF and WebP, in pixels: "Don't Miss" at one and two pixels to a CSS
/// pixel, cards, phones at two and three, the lead on a desk at one and two.
const WIDTHS: [u32; 7] = [160, 320, 480, 640, 960, 1280, 1920];

/// The widths for browsers that know neither, for previews elsewhere and for feeds.
const PLAIN_WIDTHS: [u32; 2] = [640, 1280];

/// What one picture became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// What pages have to know.
    pub prepared: Prepared,
    /// The files.
    pub files: Vec<VariantFile>,
}

/// A smaller picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariantFile {
    /// What kind of file.
    pub media_type: MediaType,
    /// Width in pixels.
    pub width: u32,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// Why a picture has no variants although it should.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Undecodable(String);

/// Makes the variants of a picture, none wider than the picture. One that moves, and an AVIF, stays
/// as it is.
///
/// This computes for seconds, and needs memory for all of the picture's pixels.
///
/// # Errors
/// [`Undecodable`] for a file that is damaged or claims more pixels than fit.
pub fn of(bytes: &[u8]) -> Result<Made, Undecodable> {
    let picture = Media::look(bytes).map_err(|problem| Undecodable(problem.to_string()))?;
    if decode::stays_as_it_is(bytes, picture.media_type) {
        return Ok(Made {
            prepared: Prepared::default(),
            files: Vec::new(),
        });
    }
    // Decoders are written for any bytes, but only the one that fails on a file of its own shows it.
    catch_unwind(AssertUnwindSafe(|| make(bytes, &picture)))
        .unwrap_or_else(|_| Err(Undecodable("its decoder failed".to_owned())))
}

fn make(bytes: &[u8], picture: &KeptPicture) -> Result<Made, Undecodable> {
    let widest = picture.width.min(WIDTHS[WIDTHS.len() - 1]);
    let top = decode::decode(bytes, picture, widest)?;
    let plain = if top.is_opaque() {
        MediaType::Jpeg
    } else {
        MediaType::Png
    };
    let widths = up_to(&WIDTHS, widest);
    let plain_widths = up_to(&PLAIN_WIDTHS, widest);
    let tone = top.narrowed(widths[0])?.tone();
    let mut files = Vec::new();
    for (kinds, widths) in [
        ([MediaType::Avif, MediaType::Webp].as_slice(), &widths),
        (&[plain], &plain_widths),
    ] {
        for width in widths {
            let pixels = top.narrowed(*width)?;
            for media_type in kinds {
                files.push(VariantFile {
                    media_type: *media_type,
                    width: *width,
                    bytes: encode::encode(&pixels, *media_type)?,
                });
            }
        }
    }
    let variants = Variants::new(RECIPE, widths, plain, plain_widths)
        .map_err(|refusal| Undecodable(refusal.to_string()))?;
    Ok(Made {
        prepared: Prepared {
            variants: Some(variants),
            tone,
        },
        files,
    })
}

/// The steps that are clearly narrower than `widest`, and `widest` itself if no step is wider.
fn up_to(steps: &[u32], widest: u32) -> Vec<u32> {
    let top = widest.min(steps[steps.len() - 1]);
    let mut widths: Vec<u32> = steps
        .iter()
        .copied()
        .filter(|step| u64::from(*step) * 5 <= u64::from(top) * 4)
        .collect();
    widths.push(top);
    widths
}
