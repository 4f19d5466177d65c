//! Names of picture files, what was made of a picture, and how a body shows it.
#![allow(clippy::unwrap_used)]

use domain::{
    Focus, Markdown, MediaType, Picture, PictureFile, Place, Prepared, Rendering, Tone, Variants,
};

const COLUMN: Place = Place {
    sizes: "100vw",
    narrowest: 320,
    widest: 1280,
};

fn kept() -> Picture {
    Picture {
        id: "0af3".parse().unwrap(),
        media_type: MediaType::Png,
        width: 1600,
        height: 900,
        prepared: None,
        focus: None,
        alt: "A ferry".parse().unwrap(),
        caption: None,
        credit: None,
    }
}

fn prepared(variants: &str) -> Picture {
    Picture {
        prepared: Some(Prepared {
            variants: Some(variants.parse().unwrap()),
            tone: Some(Tone::of([10, 100, 255])),
        }),
        ..kept()
    }
}

fn html(body: &str, picture: Picture) -> String {
    let body: Markdown = body.parse().unwrap();
    let pictures = [picture];
    let rendering = Rendering::default().with_pictures(&pictures, COLUMN);
    body.render_as(&rendering).as_str().to_owned()
}

#[test]
fn a_picture_file_has_one_name() {
    for name in ["0af3.jpg", "0af3-1-640.avif"] {
        assert_eq!(name.parse::<PictureFile>().unwrap().to_string(), name);
    }
    for name in [
        "",
        "0af3",
        ".jpg",
        "xyz.jpg",
        "0af3.svg",
        "0af3.jpg.png",
        "0af3-1.avif",
        "0af3-1-640-2.avif",
        "0af3-01-640.avif",
        "0af3-1-+640.avif",
        "0af3--640.avif",
        "../0af3.jpg",
        "0af3-1-640.jpeg",
    ] {
        assert!(name.parse::<PictureFile>().is_err(), "{name}");
    }
}

#[test]
fn a_list_of_variants_reads_as_it_is_written() {
    let text = "1 160,320,640 jpg 640";
    let variants: Variants = text.parse().unwrap();
    assert_eq!(variants.to_string(), text);
    assert_eq!(variants.widths(MediaType::Webp), [160, 320, 640]);
    assert_eq!(variants.widths(MediaType::Jpeg), [640]);
    assert!(variants.widths(MediaType::Png).is_empty());
    for wrong in [
        "",
        "1",
        "1 160 jpg",
        "1 320,160 jpg 640",
        "1 0 jpg 1",
        "1 160 tif 160",
        "1 160 jpg 160 x",
        "1  jpg 1",
    ] {
        assert!(wrong.parse::<Variants>().is_err(), "{wrong}");
    }
}

#[test]
fn a_tone_is_one_of_sixty_four_and_reads_as_a_colour() {
    assert_eq!(Tone::of([0, 127, 255]).to_string(), "26e");
    assert_eq!("26e".parse(), Ok(Tone::of([63, 64, 192])));
    for wrong in ["", "26", "26e2", "123", "26E"] {
        assert!(wrong.parse::<Tone>().is_err(), "{wrong}");
    }
}

#[test]
fn a_place_is_offered_what_fits_it() {
    let picture = prepared("1 160,320,640,1600 jpg 640,1280");
    assert_eq!(
        picture.srcset(MediaType::Avif, COLUMN).unwrap(),
        "/media/0af3-1-320.avif 320w, /media/0af3-1-640.avif 640w"
    );
    assert_eq!(picture.plain_path(700), "/media/0af3-1-1280.jpg");
    assert_eq!(picture.plain_path(9000), "/media/0af3-1-1280.jpg");
    let small = prepared("1 100 png 100");
    assert_eq!(
        small.srcset(MediaType::Webp, COLUMN).unwrap(),
        "/media/0af3-1-100.webp 100w"
    );
    assert_eq!(kept().srcset(MediaType::Avif, COLUMN), None);
    assert_eq!(kept().plain_path(640), "/media/0af3.png");
}

#[test]
fn a_picture_in_a_body_has_its_size_before_it_is_prepared() {
    assert_eq!(
        html(
            "![A \"big\" *ferry* & ![one](/media/0af3.png)](/media/0af3.png \"<Nine>\")",
            kept()
        ),
        "<figure><img src=\"/media/0af3.png\" width=\"1600\" height=\"900\" \
         alt=\"A &quot;big&quot; ferry &amp; one\" loading=\"lazy\" decoding=\"async\">\
         <figcaption>&lt;Nine&gt;</figcaption></figure>\n"
    );
}

#[test]
fn a_prepared_picture_in_a_body_comes_in_sizes() {
    let page = html(
        "Before.\n\n![A ferry](/media/0af3.png) after",
        prepared("1 320 jpg 320"),
    );
    assert_eq!(
        page,
        "<p>Before.</p>\n<p><picture>\
         <source type=\"image/avif\" srcset=\"/media/0af3-1-320.avif 320w\" sizes=\"100vw\">\
         <source type=\"image/webp\" srcset=\"/media/0af3-1-320.webp 320w\" sizes=\"100vw\">\
         <img class=\"tone-26e\" src=\"/media/0af3-1-320.jpg\" width=\"1600\" height=\"900\" \
         alt=\"A ferry\" loading=\"lazy\" decoding=\"async\"></picture> after</p>\n"
    );
}

#[test]
fn a_picture_that_nobody_knows_is_shown_as_before() {
    let body = "![x](/media/ff.png \"y\")";
    let plain: Markdown = body.parse().unwrap();
    assert_eq!(html(body, kept()), plain.render().as_str());
}

#[test]
fn pictures_keep_their_sizes_beside_raw_html_and_hostile_ones_get_none() {
    let body = "<b>x</b>\n\n![A ferry](/media/0af3.png)\n\n\
        <picture><source srcset=\"/a.png 1w, https://spy.example/b 2w\"><img class=\"masthead\" src=\"/a.png\"></picture>";
    let page = html(body, prepared("1 320 jpg 320"));
    assert!(
        page.contains("srcset=\"/media/0af3-1-320.avif 320w\""),
        "{page}"
    );
    assert!(
        page.contains("class=\"tone-26e\"") && page.contains("loading=\"lazy\""),
        "{page}"
    );
    assert!(
        !page.contains("spy.example") && !page.contains("masthead"),
        "{page}"
    );
}

#[test]
fn a_body_names_each_of_its_pictures_once() {
    let body: Markdown =
        "![a](/media/0af3.png) ![b](/media/0af3.png) ![c](/media/ff.jpg) /media/x.png"
            .parse()
            .unwrap();
    let ids: Vec<String> = body.picture_ids().iter().map(ToString::to_string).collect();
    assert_eq!(ids, ["0af3", "ff"]);
}

/// What of an axis is seen through a cut that is `share` of it wide, as `object-position` with that percentage has it (CSS
/// Images 3, section 5.5).
fn seen(position: f64, share: f64) -> std::ops::RangeInclusive<f64> {
    let start = position / 100.0 * (1.0 - share);
    start - 1e-9..=start + share + 1e-9
}

#[test]
fn a_focal_point_is_in_sight_in_every_cut_down_to_a_twelfth_of_the_picture() {
    for at in 0..=100 {
        let focus = Focus::new(at, 100 - at).unwrap();
        let classes = focus.classes().unwrap_or_default();
        let place = |axis: &str| {
            let prefix = format!("focus-{axis}");
            let class = classes
                .split(' ')
                .find_map(|class| class.strip_prefix(&prefix));
            class.map_or(50.0, |place| place.parse::<f64>().unwrap())
        };
        for cut in 1..=12 {
            let share = 1.0 / f64::from(cut);
            for (axis, wanted) in [("x", focus.x()), ("y", focus.y())] {
                let seen = seen(place(axis), share);
                assert!(
                    seen.contains(&(f64::from(wanted) / 100.0)),
                    "{axis} {wanted} in {seen:?}"
                );
            }
        }
    }
}

#[test]
fn the_middle_of_a_picture_needs_no_class() {
    assert_eq!(Focus::MIDDLE.classes(), None);
    let focus = Focus::new(50, 12).unwrap();
    assert_eq!(focus.classes().as_deref(), Some("focus-y10"));
    assert_eq!(focus.to_string().parse(), Ok(focus));
    for bad in ["", "50", "50 101", "-1 3", "50 50 50"] {
        assert!(bad.parse::<Focus>().is_err(), "{bad}");
    }
}

#[test]
fn a_picture_in_a_text_says_what_is_kept_of_it_where_it_is_cut() {
    let picture = Picture {
        focus: Focus::new(20, 88).ok(),
        ..prepared("1 160,320,640 jpg 640")
    };
    let page = html("![](/media/0af3.png)", picture);
    assert!(
        page.contains("class=\"tone-26e focus-x20 focus-y90\""),
        "{page}"
    );
    for class in [
        "focus-x3",
        "focus-x50",
        "focus-x105",
        "focus-z5",
        "focus-x05",
        "card",
    ] {
        let body: Markdown = format!("<img class=\"{class}\" src=\"/media/0af3.png\">")
            .parse()
            .unwrap();
        let page = body.render_as(&Rendering::default());
        assert!(!page.as_str().contains("class="), "{class}");
    }
}
