//! How a picture looks: whole, with what has to be seen of it, and as pages cut it.

use domain::{MediaType, Picture, Place};
use maud::{Markup, html};

/// How wide the picture is shown here: `desk/files/pictures.css`.
const LARGE: Place = Place {
    sizes: "(min-width: 60rem) 40rem, 92vw",
    narrowest: 480,
    widest: 1280,
};

/// How wide its cuts are.
const CUT: Place = Place {
    sizes: "12rem",
    narrowest: 160,
    widest: 640,
};

fn image(picture: &Picture, place: Place, alt: &str) -> Markup {
    let is_chosen = picture
        .prepared
        .as_ref()
        .is_some_and(|it| it.variants.is_some());
    let source = |kind: MediaType| {
        html! {
            @if let Some(srcset) = picture.srcset(kind, place) {
                source type=(kind.mime()) srcset=(srcset) sizes=(place.sizes);
            }
        }
    };
    let img = html! {
        img class=[picture.classes()] src=(picture.plain_path(place.widest)) width=(picture.width)
            height=(picture.height) alt=(alt) decoding="async";
    };
    html! {
        @if is_chosen {
            picture {
                (source(MediaType::Avif))
                (source(MediaType::Webp))
                (img)
            }
        } @else {
            (img)
        }
    }
}

/// The picture whole. With script, a press on it moves the focal point.
pub(crate) fn focal(picture: &Picture) -> Markup {
    html! {
        div class="focal" id="focal" {
            (image(picture, LARGE, picture.alt.as_str()))
        }
    }
}

/// The shapes in which pages show it.
pub(crate) fn cuts(picture: &Picture) -> Markup {
    html! {
        figure class="cuts" {
            figcaption class="desk-hint" { "How pages cut it: above a story and in lists, in a row of pictures, in “Don’t Miss”" }
            div class="cuts__row" id="cuts" {
                @for shape in ["wide", "row", "square"] {
                    div class={ "cuts__cut cuts__cut--" (shape) } { (image(picture, CUT, "")) }
                }
            }
        }
    }
}
