//! Single values that stand in addresses, forms and messages. What is taken is written as it was read.
#![no_main]

use domain::{EmailAddress, Language, PictureId, Slug};
use jiff::tz::TimeZone;
use libfuzzer_sys::fuzz_target;
use newsroom::redirects::{OldAddress, Target};
use newsroom::store::Cursor;
use newsroom::vitals::views;

const URL: &str = "https://paper.example";

fuzz_target!(|text: &str| {
    if let Ok(slug) = text.parse::<Slug>() {
        assert_eq!(slug.as_str(), text);
    }
    if let Some(slug) = Slug::from_words(text) {
        assert_eq!(slug.as_str().parse::<Slug>().as_ref(), Ok(&slug));
    }
    if let Some(cursor) = Cursor::from_address(text) {
        assert_eq!(Cursor::from_address(&cursor.to_string()), Some(cursor));
    }
    if let Ok(address) = EmailAddress::read(text) {
        assert_eq!(EmailAddress::read(address.as_str()).as_ref(), Ok(&address));
    }
    if let Ok(language) = text.parse::<Language>() {
        assert_eq!(
            language.to_string().parse::<Language>().as_ref(),
            Ok(&language)
        );
    }
    if let Ok(from) = OldAddress::read(text, URL) {
        assert_eq!(OldAddress::read(from.as_str(), URL).as_ref(), Ok(&from));
    }
    if let Ok(target) = Target::read(text, URL) {
        assert_eq!(Target::read(target.written(), URL).as_ref(), Ok(&target));
    }
    let _ = text.parse::<PictureId>();
    let _ = newsroom::importing::moment(text, &TimeZone::UTC);
    let _ = views(text);
});
