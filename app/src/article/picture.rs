//! Pictures: always with their size, so that nothing moves when they arrive, and, once the paper has
//! prepared them, in the files a browser may choose from.

use domain::{MediaType, Picture, Place};
use leptos::prelude::*;

// The widths follow the style sheet, of which each place names its file; `rem` is the browser's own
// size of text here, whatever the style sheet makes of it (Media Queries 4, section 1.3).
//
// A picture that opens a page is as wide as a phone, and what its reader waits for. A phone has two pixels or three where a
// page has one, and nobody sees a fifth of them missing: with that said, the file that comes is half as long.

/// Above an article: `style/article/_article.scss`.
const ABOVE_A_STORY: Place = Place {
    sizes: "(min-width: 90rem) 52rem, (min-width: 72rem) 52vw, (min-width: 64rem) 58vw, \
            (min-width: 50rem) 75vw, (min-resolution: 2x) 80vw, 100vw",
    narrowest: 480,
    widest: 1920,
};
/// The story that leads the front: `style/front/_lead.scss`.
pub(crate) const LEADING: Place = Place {
    sizes: "(min-width: 90rem) 46rem, (min-width: 72rem) 46vw, (min-width: 64rem) 58vw, \
            (min-width: 47rem) 65vw, (min-resolution: 2x) 80vw, 100vw",
    ..ABOVE_A_STORY
};
/// In the text of an article: `style/article/_body.scss`.
pub(super) const IN_A_STORY: Place = Place {
    sizes: "(min-width: 44rem) 40rem, 92vw",
    narrowest: 320,
    widest: 1280,
};

/// In the text of a gallery: `style/article/_gallery.scss`.
pub(super) const IN_A_GALLERY: Place = Place {
    sizes: "(min-width: 90rem) 63rem, (min-width: 64rem) 70vw, 100vw",
    ..ABOVE_A_STORY
};

/// Where a small picture stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beside {
    /// A card: `style/article/_card.scss`.
    Card,
    /// A card that is the first of its strip.
    Feature,
    /// A pick at the side: `style/dont_miss/_dont_miss.scss`. Its square shows a part of a picture
    /// nearly twice as wide.
    Pick,
}

impl Beside {
    fn place(self) -> Place {
        match self {
            Self::Card => Place {
                sizes: "(min-width: 40rem) 14rem, 34vw",
                narrowest: 160,
                widest: 640,
            },
            Self::Feature => Place {
                sizes: "(min-width: 70rem) 24rem, (min-width: 64rem) 58vw, (min-width: 44rem) 52vw, 92vw",
                narrowest: 320,
                widest: 1280,
            },
            Self::Pick => Place {
                sizes: "10rem",
                narrowest: 160,
                widest: 480,
            },
        }
    }
}

/// A small picture beside a headline. The headline says it all, so it has no text of its own.
#[component]
pub(crate) fn Thumbnail(picture: Picture, beside: Beside, class: &'static str) -> impl IntoView {
    small(&picture, beside.place(), class, String::new(), Some("lazy"))
}

/// Somebody's picture beside their name, cut to a square, and above the fold: `style/section/_profile.scss`.
#[component]
pub(crate) fn Portrait(picture: Picture, class: &'static str) -> impl IntoView {
    const PLACE: Place = Place {
        sizes: "9rem",
        narrowest: 160,
        widest: 480,
    };
    small(&picture, PLACE, class, picture.alt.to_string(), None)
}

fn small(
    picture: &Picture,
    place: Place,
    class: &str,
    alt: String,
    loading: Option<&'static str>,
) -> AnyView {
    let class = match picture.classes() {
        Some(classes) => format!("{class} {classes}"),
        None => class.to_owned(),
    };
    let image = view! {
        <img
            class=class
            src=picture.plain_path(PLAIN)
            width=picture.width
            height=picture.height
            alt=alt
            loading=loading
            decoding="async"
        />
    };
    chosen(picture, place, image.into_any())
}

/// The picture a page opens with: loaded first, described in full.
#[component]
pub(crate) fn LeadPicture(
    picture: Picture,
    #[prop(default = ABOVE_A_STORY)] place: Place,
) -> impl IntoView {
    let image = view! {
        <img
            class=picture.classes()
            src=picture.plain_path(place.widest)
            width=picture.width
            height=picture.height
            alt=picture.alt.to_string()
            fetchpriority="high"
            decoding="async"
        />
    };
    chosen(&picture, place, image.into_any())
}

/// The width of small pictures for browsers that know neither AVIF nor WebP, in pixels.
const PLAIN: u32 = 640;

/// The image with the files to choose from around it, if there are any.
fn chosen(picture: &Picture, place: Place, image: AnyView) -> AnyView {
    let source = |kind: MediaType| {
        picture.srcset(kind, place).map(|srcset| {
            view! { <source type=kind.mime() srcset=srcset sizes=place.sizes /> }
        })
    };
    match (source(MediaType::Avif), source(MediaType::Webp)) {
        (Some(avif), Some(webp)) => view! { <picture>{avif} {webp} {image}</picture> }.into_any(),
        _ => image,
    }
}
