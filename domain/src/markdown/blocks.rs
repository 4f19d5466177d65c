//! A rendered body, cut where one of its blocks ends: whoever shows a body while it is written exchanges the blocks that changed.

/// Elements of a body that have no end.
const VOID: [&str; 4] = ["br", "hr", "img", "source"];

/// Cuts HTML after each element that stands in no other; joined, the parts are the whole.
///
/// It is for what the renderer writes by itself, where every element that begins ends. What begins and never ends is in one part
/// with all that follows it.
pub(super) fn of(html: &str) -> Vec<&str> {
    let mut blocks = Vec::new();
    let (mut start, mut at, mut depth) = (0, 0, 0_usize);
    while let Some(tag) = html[at..].find('<').map(|found| &html[at + found + 1..]) {
        at = html.len() - tag.len() + length(tag);
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !VOID.contains(&name(tag)) {
            depth += 1;
        }
        if depth == 0 {
            let space = html[at..].bytes().take_while(u8::is_ascii_whitespace);
            at += space.count();
            blocks.push(&html[start..at]);
            start = at;
        }
    }
    if start < html.len() {
        blocks.push(&html[start..]);
    }
    blocks
}

/// How long a tag is: to its end, which does not stand in an attribute's value.
fn length(tag: &str) -> usize {
    let mut is_quoted = false;
    let end = tag.bytes().position(|byte| {
        is_quoted ^= byte == b'"';
        byte == b'>' && !is_quoted
    });
    end.map_or(tag.len(), |end| end + 1)
}

fn name(tag: &str) -> &str {
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric());
    &tag[..end.unwrap_or(tag.len())]
}
