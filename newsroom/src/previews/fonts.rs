//! The fonts that pictures are set in: the paper's own and two for other scripts, which are in the program,
//! and, if none of them has a letter, those of the system.

use std::sync::Arc;

use cosmic_text::fontdb::{Database, Source};
use cosmic_text::{Fallback, Family, FontSystem, PlatformFallback, Weight};
use unicode_script::Script;

/// The paper's headlines. What it has no letter for is set wholly in another, as two faces within a
/// word look like a mistake.
const NEWSREADER: &str = "Newsreader Display";
const NOTO_SERIF: &str = "Noto Serif";
const NOTO_NASKH: &str = "Noto Naskh Arabic";

const OURS: [&[u8]; 3] = [
    include_bytes!("../../fonts/newsreader.ttf"),
    include_bytes!("../../fonts/noto-serif.ttf"),
    include_bytes!("../../fonts/noto-naskh-arabic.ttf"),
];

/// What a text is set in, the best first. Many systems have no bold face for some script.
pub(super) const FACES: [(Family<'static>, Weight); 3] = [
    (Family::Name(NEWSREADER), Weight::BOLD),
    (Family::Name(NOTO_SERIF), Weight::BOLD),
    (Family::Name(NOTO_SERIF), Weight::NORMAL),
];

/// The fonts that are in the program.
pub(super) fn ours() -> FontSystem {
    let mut fonts = Database::new();
    for font in OURS {
        fonts.load_font_source(Source::Binary(Arc::new(font)));
    }
    FontSystem::new_with_locale_and_db_and_fallback("en".to_owned(), fonts, OursFirst)
}

/// Which font has the letters that the wanted one has not.
struct OursFirst;

impl Fallback for OursFirst {
    fn common_fallback(&self) -> &[&'static str] {
        &[
            NOTO_SERIF,
            NOTO_NASKH,
            "Noto Sans",
            "DejaVu Serif",
            "DejaVu Sans",
        ]
    }

    fn forbidden_fallback(&self) -> &[&'static str] {
        PlatformFallback.forbidden_fallback()
    }

    fn script_fallback(&self, script: Script, locale: &str) -> &[&'static str] {
        match script {
            Script::Arabic => &[NOTO_NASKH],
            Script::Latin | Script::Greek | Script::Cyrillic => &[NOTO_SERIF],
            other => PlatformFallback.script_fallback(other, locale),
        }
    }
}
