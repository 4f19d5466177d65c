//! Preview pictures, drawn with no other fonts than those in the program.

use image::RgbImage;
use newsroom::previews::{Preview, SIZE, Studio};

const PAPER: [u8; 3] = [0xfb, 0xfc, 0xfa];
const BAND: [u8; 3] = [0x0a, 0x4a, 0x3c];

fn of(headline: &str) -> Preview {
    Preview {
        paper: "The Test".to_owned(),
        section: "City".to_owned(),
        headline: headline.to_owned(),
    }
}

fn drawn(preview: &Preview) -> RgbImage {
    let png = Studio::without_the_systems_fonts()
        .draw_png(preview)
        .unwrap();
    image::load_from_memory(&png).unwrap().into_rgb8()
}

#[test]
fn a_picture_has_the_pages_colours_and_the_size_of_a_card() {
    let picture = drawn(&of("Fog shuts the bridge"));
    assert_eq!(picture.dimensions(), SIZE);
    assert_eq!(picture.get_pixel(9, 9).0, BAND);
    assert_eq!(picture.get_pixel(9, 600).0, PAPER);
    let tokens = include_str!("../../../style/tokens.scss");
    for (name, [red, green, blue]) in [("--paper", PAPER), ("--band", BAND)] {
        let token = format!("{name}: light-dark(#{red:02x}{green:02x}{blue:02x},");
        assert!(tokens.contains(&token), "{token}");
    }
}

#[test]
fn a_headline_of_any_length_stays_within_the_margins() {
    let words = "Harbourmaster counts swimmers again ";
    for headline in [
        "Fog".to_owned(),
        words.repeat(2),
        words.repeat(8),
        "A".repeat(300),
        "قافلة من إحدى وأربعين سفينة ".repeat(10),
    ] {
        let picture = drawn(&of(&headline));
        for (x, y, pixel) in picture.enumerate_pixels() {
            let is_margin = y > 28 && !(66..1134).contains(&x) || y > 600;
            assert!(!is_margin || pixel.0 == PAPER, "{headline}: {x}, {y}");
        }
    }
}

#[test]
fn every_headline_has_a_picture_of_its_own() {
    let headlines = ["Fog", "Frog", "Łódź", "Мост", "Γέφυρα", "جسر", "قافلة"];
    for (place, one) in headlines.iter().enumerate() {
        for other in &headlines[..place] {
            assert_ne!(of(one).name(), of(other).name());
            assert!(drawn(&of(one)) != drawn(&of(other)), "{one} and {other}");
        }
    }
    let elsewhere = Preview {
        section: "World".to_owned(),
        ..of("Fog")
    };
    assert_ne!(of("Fog").name(), elsewhere.name());
}

#[test]
fn where_no_font_has_the_letters_the_papers_name_stands_alone() {
    let name_alone = drawn(&of("東京湾の霧"));
    assert_eq!(name_alone.get_pixel(9, 600).0, BAND);
    assert!(name_alone == drawn(&of("大阪")));
    // Not even of the name: a picture all the same.
    let nameless = Preview {
        paper: "東京新聞".to_owned(),
        ..of("東京湾の霧")
    };
    assert_eq!(drawn(&nameless).dimensions(), SIZE);
}

#[test]
fn signs_that_no_font_has_are_left_out() {
    assert!(drawn(&of("Cat 🐈 retires ✨")) == drawn(&of("Cat retires")));
}
