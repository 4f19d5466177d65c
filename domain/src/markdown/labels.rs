//! The few words that a body needs and its author did not write, in the language of the article.
//!
//! They stand within the story's text, which says what language it is in, so the pages' own words
//! would be read out with the wrong voice.

use crate::Language;

/// What somebody meets behind an embed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Medium {
    Video,
    Sound,
    Chart,
}

/// The words within bodies in one language.
pub(super) struct BodyWords {
    /// What a table's box is called.
    pub(super) table: &'static str,
    pub(super) footnotes: &'static str,
    pub(super) footnote: fn(usize) -> String,
    pub(super) back_to_the_text: &'static str,
    /// What an embed is and who has it.
    pub(super) medium: fn(Medium, &str) -> String,
    pub(super) load_from: fn(&str) -> String,
    /// What is told to nobody before that button is pressed.
    pub(super) until_then: fn(&str) -> String,
}

impl BodyWords {
    /// The words of `language`; English where it has none of its own.
    pub(super) fn of(language: &Language) -> &'static Self {
        match language.primary().as_str() {
            "ar" => &ARABIC,
            "es" => &SPANISH,
            _ => &ENGLISH,
        }
    }
}

pub(super) static ENGLISH: BodyWords = BodyWords {
    table: "Table",
    footnotes: "Footnotes",
    footnote: |number| format!("Footnote {number}"),
    back_to_the_text: "Back to the text",
    medium: |medium, name| match medium {
        Medium::Video => format!("Video on {name}"),
        Medium::Sound => format!("Audio on {name}"),
        Medium::Chart => format!("Chart on {name}"),
    },
    load_from: |name| format!("Load from {name}"),
    until_then: |name| format!("Until you do, {name} learns nothing of you."),
};

static SPANISH: BodyWords = BodyWords {
    table: "Tabla",
    footnotes: "Notas",
    footnote: |number| format!("Nota {number}"),
    back_to_the_text: "Volver al texto",
    medium: |medium, name| match medium {
        Medium::Video => format!("Vídeo en {name}"),
        Medium::Sound => format!("Audio en {name}"),
        Medium::Chart => format!("Gráfico en {name}"),
    },
    load_from: |name| format!("Cargar de {name}"),
    until_then: |name| format!("Hasta entonces, {name} no sabe nada de usted."),
};

static ARABIC: BodyWords = BodyWords {
    table: "جدول",
    footnotes: "الحواشي",
    footnote: |number| format!("الحاشية {number}"),
    back_to_the_text: "العودة إلى النص",
    medium: |medium, name| match medium {
        Medium::Video => format!("فيديو على {name}"),
        Medium::Sound => format!("مقطع صوتي على {name}"),
        Medium::Chart => format!("رسم بياني على {name}"),
    },
    load_from: |name| format!("تحميل من {name}"),
    until_then: |name| format!("حتى ذلك الحين لا يعرف {name} عنك شيئًا."),
};
