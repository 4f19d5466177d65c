//! A way in for scripts/fuzz: what an import reads of a file before it looks at the store.

use jiff::tz::TimeZone;

use super::body_pictures;
use super::front_matter::FrontMatter;
use super::manuscript::{self, Kind};
use super::story::Story;

/// Takes a file apart and checks every value of it.
pub fn article(file: &[u8]) {
    let Ok(Kind::Article(manuscript)) = manuscript::read(file) else {
        return;
    };
    let lines = file
        .iter()
        .filter(|byte| matches!(byte, b'\n' | b'\r'))
        .count()
        + 1;
    match FrontMatter::read(&manuscript.front_matter, manuscript.front_matter_line) {
        Ok(front) => {
            let _ = Story::check(&front, "file", &TimeZone::UTC);
        }
        Err(flaw) => assert!(
            flaw.line.is_none_or(|line| (1..=lines + 1).contains(&line)),
            "{flaw:?} of {lines} lines"
        ),
    }
    let _ = body_pictures::beside(&manuscript.body);
    let _ = body_pictures::elsewhere(&manuscript.body);
}
