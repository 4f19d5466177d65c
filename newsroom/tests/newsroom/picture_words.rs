//! What a picture's file says of it: read where it can be, and never more than fits.

use domain::MediaType;
use newsroom::media::{Media, Words, words};
use proptest::prelude::*;

use crate::pictures::{jpeg, png};

fn xmp(description: &str) -> String {
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">
         {description}</rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>"
    )
}

const NAMES: &str = "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\" \
     xmlns:r=\"http://ns.adobe.com/xap/1.0/rights/\" xmlns:core=\"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/\"";

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap();
    [&[0xFF, marker][..], &length.to_be_bytes(), content].concat()
}

/// A JPEG with segments after its first two bytes.
fn jpeg_with(segments: &[Vec<u8>]) -> Vec<u8> {
    let plain = jpeg(40, 30, 1);
    [&plain[..2], &segments.concat(), &plain[2..]].concat()
}

fn xmp_segment(packet: &str) -> Vec<u8> {
    segment(
        0xE1,
        &[b"http://ns.adobe.com/xap/1.0/\0", packet.as_bytes()].concat(),
    )
}

fn dataset(record: u8, number: u8, text: &[u8]) -> Vec<u8> {
    let length = u16::try_from(text.len()).unwrap();
    [&[0x1C, record, number][..], &length.to_be_bytes(), text].concat()
}

fn iim_segment(datasets: &[Vec<u8>]) -> Vec<u8> {
    let iim = datasets.concat();
    let length = u32::try_from(iim.len()).unwrap();
    // Another resource with a name comes before.
    let other = b"8BIM\x03\xED\x03abc\0\0\0\x03xyz\0";
    segment(
        0xED,
        &[
            b"Photoshop 3.0\0",
            &other[..],
            b"8BIM\x04\x04\0\0",
            &length.to_be_bytes(),
            &iim,
        ]
        .concat(),
    )
}

/// A JPEG that has a caption in it.
pub fn captioned(caption: &str) -> Vec<u8> {
    jpeg_with(&[iim_segment(&[dataset(2, 120, caption.as_bytes())])])
}

fn of_jpeg(segments: &[Vec<u8>]) -> Words {
    words(&jpeg_with(segments), MediaType::Jpeg)
}

fn said(words: &Words) -> [String; 4] {
    let text = |text: Option<String>| text.unwrap_or_default();
    [
        words.alt.to_string(),
        text(words.caption.as_ref().map(ToString::to_string)),
        text(words.credit.as_ref().map(ToString::to_string)),
        text(words.licence.as_ref().map(ToString::to_string)),
    ]
}

#[test]
fn words_are_read_from_xmp_in_jpeg_png_and_webp() {
    let packet = xmp(&format!(
        "<rdf:Description {NAMES} photoshop:Credit=\"Harbour &amp; Sons\">
           <dc:description><rdf:Alt><rdf:li xml:lang=\"de\">Der Hafen</rdf:li>
             <rdf:li xml:lang=\"x-default\">The harbour &#228;t &lt;dawn&gt;</rdf:li></rdf:Alt></dc:description>
           <dc:creator><rdf:Seq><rdf:li>Ilse Maro</rdf:li><rdf:li>Bo Lind</rdf:li></rdf:Seq></dc:creator>
           <dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">(c) 2026</rdf:li></rdf:Alt></dc:rights>
           <r:UsageTerms><rdf:Alt><rdf:li xml:lang=\"x-default\">CC BY 4.0</rdf:li></rdf:Alt></r:UsageTerms>
           <core:AltTextAccessibility><rdf:Alt><rdf:li xml:lang=\"x-default\">Boats in fog</rdf:li></rdf:Alt></core:AltTextAccessibility>
         </rdf:Description>"
    ));
    let expected = [
        "Boats in fog",
        "The harbour ät <dawn>",
        "Ilse Maro, Bo Lind/Harbour & Sons",
        "CC BY 4.0",
    ];
    let in_jpeg = of_jpeg(&[xmp_segment(&packet)]);
    assert_eq!(said(&in_jpeg), expected);

    let text = [b"XML:com.adobe.xmp\0\0\0\0\0", packet.as_bytes()].concat();
    let length = u32::try_from(text.len()).unwrap();
    let plain = png(40, 30);
    let file = [&plain, &length.to_be_bytes()[..], b"iTXt", &text, &[0; 4]].concat();
    assert_eq!(said(&words(&file, MediaType::Png)), expected);

    let length = u32::try_from(packet.len()).unwrap();
    let file = [
        b"RIFF\0\0\0\0WEBPVP8 \x03\0\0\0abc\0XMP ",
        &length.to_le_bytes()[..],
        packet.as_bytes(),
    ]
    .concat();
    assert_eq!(said(&words(&file, MediaType::Webp)), expected);
}

#[test]
fn words_are_read_from_iim_and_xmp_counts_where_both_say_something() {
    let iim = iim_segment(&[
        dataset(1, 90, b"\x1B%G"),
        dataset(2, 120, "Der Hafen um fünf".as_bytes()),
        dataset(2, 80, b"Ilse Maro"),
        dataset(2, 110, b"ILSE MARO/Agency"),
        dataset(2, 116, b"(c) Agency"),
    ]);
    let alone = of_jpeg(std::slice::from_ref(&iim));
    assert_eq!(
        said(&alone),
        ["", "Der Hafen um fünf", "ILSE MARO/Agency", "(c) Agency"]
    );
    let packet = xmp(&format!(
        "<rdf:Description {NAMES}><dc:description>The harbour at five</dc:description></rdf:Description>"
    ));
    let both = of_jpeg(&[iim, xmp_segment(&packet)]);
    assert_eq!(
        said(&both),
        ["", "The harbour at five", "ILSE MARO/Agency", "(c) Agency"]
    );
    let latin = of_jpeg(&[iim_segment(&[dataset(2, 120, b"caf\xE9")])]);
    assert_eq!(said(&latin)[1], "café");
}

#[test]
fn what_is_too_long_or_cannot_be_shown_is_made_to_fit() {
    let long = format!("One\n\u{202E}two {}", "word ".repeat(1_000));
    let words = of_jpeg(&[iim_segment(&[
        dataset(2, 120, long.as_bytes()),
        dataset(2, 80, b" \r\n"),
        dataset(2, 110, "x".repeat(300).as_bytes()),
    ])]);
    let [_, caption, credit, _] = said(&words);
    assert!(caption.starts_with("One two word") && caption.ends_with("word…"));
    assert!(caption.chars().count() <= 1_000);
    assert_eq!(credit.chars().count(), 200);
}

#[test]
fn entities_of_a_document_are_not_expanded() {
    let bomb = format!(
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>{}",
        xmp(&format!(
            "<rdf:Description {NAMES} photoshop:Credit=\"&b;\"><dc:description>&b;</dc:description></rdf:Description>"
        ))
    );
    assert_eq!(of_jpeg(&[xmp_segment(&bomb)]), Words::default());
    let unknown = xmp(&format!(
        "<rdf:Description {NAMES}><dc:description>A&b;B</dc:description></rdf:Description>"
    ));
    assert_eq!(said(&of_jpeg(&[xmp_segment(&unknown)]))[1], "AB");
}

#[test]
fn what_others_wrote_into_a_packet_is_not_taken_for_the_picture() {
    let packet = xmp(&format!(
        "<rdf:Description {NAMES}><photoshop:History><rdf:Seq><rdf:li rdf:parseType=\"Resource\">
           <dc:description>Of another picture</dc:description></rdf:li></rdf:Seq></photoshop:History>
         </rdf:Description>"
    ));
    assert_eq!(of_jpeg(&[xmp_segment(&packet)]), Words::default());
    let deep = "<a>".repeat(100_000);
    assert_eq!(of_jpeg(&[xmp_segment(&deep[..60_000])]), Words::default());
}

#[test]
fn a_kept_file_says_nothing_any_more() {
    let file = jpeg_with(&[iim_segment(&[dataset(2, 120, b"A secret place")])]);
    let folder = tempfile::tempdir().unwrap();
    let media = Media::new(folder.path());
    let kept = media.keep(&file).unwrap();
    let bytes = std::fs::read(media.file(&kept.id, kept.media_type)).unwrap();
    assert_eq!(words(&bytes, kept.media_type), Words::default());
}

proptest! {
    #[test]
    fn no_bytes_bring_the_reading_down(
        bytes in proptest::collection::vec(any::<u8>(), 0..600),
        kind in 0_usize..5,
    ) {
        let photoshop = [b"Photoshop 3.0\0", &bytes[..]].concat();
        let iim = [&b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\x01\0"[..], &bytes].concat();
        let xmp = [b"http://ns.adobe.com/xap/1.0/\0", &bytes[..]].concat();
        let segments = [(0xED, photoshop), (0xED, iim), (0xE1, xmp)];
        for (marker, content) in segments {
            let read = of_jpeg(&[segment(marker, &content)]);
            prop_assert!(read.alt.as_str().chars().count() <= 1_000);
        }
        let read = words(&bytes, MediaType::ALL[kind]);
        prop_assert!(read.alt.as_str().chars().count() <= 1_000);
    }

    #[test]
    fn a_packet_that_was_cut_anywhere_is_read_as_far_as_it_goes(at in 0_usize..700) {
        let packet = xmp(&format!(
            "<rdf:Description {NAMES}><dc:description>Words</dc:description><dc:creator>Ann</dc:creator></rdf:Description>"
        ));
        let at = (0..=at.min(packet.len())).rev().find(|at| packet.is_char_boundary(*at)).unwrap_or(0);
        let read = of_jpeg(&[xmp_segment(&packet[..at])]);
        prop_assert!(read.caption.is_none() || said(&read)[1] == "Words");
    }
}
