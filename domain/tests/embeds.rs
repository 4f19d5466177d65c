//! Embeds: a link alone in its paragraph, to one of four sites whose players may be shown.
#![allow(clippy::unwrap_used, missing_docs)]

use domain::{EMBED_HOSTS, Markdown, Rendering};
use proptest::prelude::*;

fn as_(rendering: &Rendering<'_>, markdown: &str) -> String {
    let body: Markdown = markdown.parse().unwrap();
    body.render_as(rendering).as_str().to_owned()
}

fn page(markdown: &str) -> String {
    as_(&Rendering::default(), markdown)
}

fn feed(markdown: &str) -> String {
    as_(&Rendering::feed(&"en".parse().unwrap()), markdown)
}

#[test]
fn a_link_alone_to_a_known_site_becomes_a_card_that_is_a_link() {
    assert_eq!(
        page("[A *week* & more](https://www.youtube.com/watch?v=abc_DEF-123&t=1m30s)"),
        "<figure class=\"embed\" data-player=\"https://www.youtube-nocookie.com/embed/abc_DEF-123?start=90\">\
         <figcaption><a href=\"https://www.youtube.com/watch?v=abc_DEF-123&amp;t=1m30s\">A week &amp; more</a> \
         <small>Video on YouTube</small></figcaption>\
         <p><button type=\"button\">Load from YouTube</button> \
         <small>Until you do, YouTube learns nothing of you.</small></p></figure>\n"
    );
    assert_eq!(
        feed("[A week](https://youtu.be/abc_DEF-123)"),
        "<p><a href=\"https://youtu.be/abc_DEF-123\">A week (Video on YouTube)</a></p>\n"
    );
}

#[test]
fn addresses_of_four_sites_have_players() {
    for (address, player) in [
        (
            "https://youtu.be/abc_DEF-123?si=x&t=42",
            "www.youtube-nocookie.com/embed/abc_DEF-123?start=42",
        ),
        (
            "https://m.youtube.com/watch?list=x&v=abc_DEF-123",
            "www.youtube-nocookie.com/embed/abc_DEF-123",
        ),
        (
            "http://youtube.com/shorts/abc_DEF-123",
            "www.youtube-nocookie.com/embed/abc_DEF-123",
        ),
        (
            "https://vimeo.com/76979871",
            "player.vimeo.com/video/76979871?dnt=1",
        ),
        (
            "https://vimeo.com/76979871/0a1b2c3d4e",
            "player.vimeo.com/video/76979871?h=0a1b2c3d4e&amp;dnt=1",
        ),
        (
            "https://open.spotify.com/intl-de/episode/4rOoJ6Egrf8K2IrywzwOMk?si=1",
            "open.spotify.com/embed/episode/4rOoJ6Egrf8K2IrywzwOMk",
        ),
        (
            "https://datawrapper.dwcdn.net/aB3dE/",
            "datawrapper.dwcdn.net/aB3dE/",
        ),
        (
            "https://datawrapper.dwcdn.net/aB3dE/12/",
            "datawrapper.dwcdn.net/aB3dE/12/",
        ),
    ] {
        let player = format!("data-player=\"https://{player}\"");
        for body in [
            address.to_owned(),
            format!("<{address}>"),
            format!("[x]({address})"),
        ] {
            let html = page(&body);
            assert!(html.contains(&player), "{body}: {html}");
        }
    }
}

#[test]
fn other_links_stay_links() {
    for body in [
        "https://youtu.be/abc_DEF-123 is worth seeing",
        "https://youtu.be/abc_DEF-123\nhttps://youtu.be/abc_DEF-124",
        "See [it](https://youtu.be/abc_DEF-123)",
        "- https://youtu.be/abc_DEF-123",
        "[x](https://youtu.be.example.org/abc_DEF-123)",
        "[x](https://example.org/youtu.be/abc_DEF-123)",
        "[x](https://youtu.be@example.org/abc_DEF-123)",
        "[x](//youtu.be/abc_DEF-123)",
        "[x](https://youtu.be/too-short)",
        "[x](https://youtu.be/abc_DEF-123/more)",
        "[x](https://vimeo.com/channels/staffpicks)",
        "[x](https://open.spotify.com/user/4rOoJ6Egrf8K2IrywzwOMk)",
        "[x](https://open.spotify.com/track/..%2f..%2f4rOoJ6Egrf8K2)",
        "[x](https://datawrapper.dwcdn.net/aB3dE/full.html)",
        "[x](https://www.youtube.com/watch?v=\"onload=1)",
        "[![x](/media/a.png)](https://youtu.be/abc_DEF-123)",
    ] {
        let html = page(body);
        assert!(!html.contains("data-player"), "{body}: {html}");
    }
}
/// Bits of addresses and of what may stand around one.
fn address() -> impl Strategy<Value = String> {
    let host = prop_oneof![
        Just("youtu.be".to_owned()),
        Just("www.youtube.com".to_owned()),
        Just("vimeo.com".to_owned()),
        Just("open.spotify.com".to_owned()),
        Just("datawrapper.dwcdn.net".to_owned()),
        "[a-z.@:\\[\\]%]{0,20}",
    ];
    let path = prop_oneof![
        Just("abc_DEF-123".to_owned()),
        Just("watch?v=abc_DEF-123".to_owned()),
        Just("76979871".to_owned()),
        Just("episode/4rOoJ6Egrf8K2IrywzwOMk".to_owned()),
        Just("aB3dE/".to_owned()),
        Just("&t=".to_owned()),
        "[a-zA-Z0-9/?=&#%.\"'<>()\\\\ _*-]{0,30}",
    ];
    let scheme = prop_oneof![
        Just("https://"),
        Just("http://"),
        Just("//"),
        Just("javascript://")
    ];
    (scheme, host, proptest::collection::vec(path, 0..3))
        .prop_map(|(scheme, host, path)| format!("{scheme}{host}/{}", path.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_player_is_at_one_of_four_sites_whatever_the_address(address in address(), form in 0..4) {
        let html = page(&match form {
            0 => address,
            1 => format!("<{address}>"),
            2 => format!("[x]({address})"),
            _ => format!("<figure class=\"embed\" data-player=\"{address}\">x</figure>"),
        });
        for rest in html.split("data-player=\"").skip(1) {
            let player = rest.split('"').next().unwrap();
            let host = player.strip_prefix("https://").unwrap().split('/').next().unwrap();
            prop_assert!(EMBED_HOSTS.contains(&host), "{}", html);
        }
    }
}
