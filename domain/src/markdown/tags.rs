//! The tags in HTML, as a browser finds them (HTML Standard, section 13.2.5): none in comments, values of attributes, or scripts.

/// In these, only their own end is a tag.
const RAW: &str = "script style textarea title xmp iframe noembed noframes plaintext";
/// In these, the ones above are elements like any other.
const OTHER_RULES: &str = "svg math select template frameset";

pub(super) struct Tag<'h> {
    /// Where it begins.
    pub(super) start: usize,
    pub(super) name: String,
    pub(super) is_end: bool,
    /// It ends in a slash.
    pub(super) is_closed: bool,
    pub(super) attributes: usize,
    /// From its name to its end.
    pub(super) written: &'h str,
    pub(super) has_text_behind: bool,
}

pub(super) fn tags(html: &str) -> Tags<'_> {
    Tags {
        html,
        at: 0,
        has_other_rules: false,
        is_doubtful: false,
    }
}

pub(super) struct Tags<'h> {
    html: &'h str,
    at: usize,
    /// Whether there was an element within which other rules hold.
    has_other_rules: bool,
    /// Whether it cannot be told any more what is text and what is a tag. From there on, whatever may begin counts, and nothing
    /// ends.
    is_doubtful: bool,
}

impl Tag<'_> {
    /// Where what stands behind it begins.
    pub(super) fn end(&self) -> usize {
        self.start + 1 + usize::from(self.is_end) + self.written.len()
    }
}

impl<'h> Iterator for Tags<'h> {
    type Item = Tag<'h>;

    fn next(&mut self) -> Option<Tag<'h>> {
        loop {
            let start = self.at + self.html[self.at..].find('<')?;
            self.at = start + 1;
            let rest = &self.html[self.at..];
            let is_end = rest.starts_with('/');
            let name = &rest[usize::from(is_end)..];
            if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                if !self.is_doubtful && (is_end || rest.starts_with(['!', '?'])) {
                    self.at += length_of_comment(rest);
                }
            } else if !self.is_doubtful {
                let tag = self.read(start, is_end, name)?;
                if !is_end {
                    self.pass_raw(&tag.name);
                }
                return Some(tag);
            } else if !is_end {
                let tag = self.read(start, is_end, name)?;
                self.at = start + 1;
                return Some(tag);
            }
        }
    }
}

impl<'h> Tags<'h> {
    fn read(&mut self, start: usize, is_end: bool, rest: &'h str) -> Option<Tag<'h>> {
        let (length, attributes) = measure(rest)?;
        let written = &rest[..length];
        self.at = start + 1 + usize::from(is_end) + length;
        let behind = self.html[self.at..].trim_ascii_start();
        let end_of_name = written.find(is_end_of_name).unwrap_or(length);
        Some(Tag {
            start,
            name: written[..end_of_name].to_ascii_lowercase(),
            is_end,
            is_closed: written.ends_with("/>"),
            attributes,
            written,
            has_text_behind: !behind.is_empty() && !behind.starts_with('<'),
        })
    }

    /// Passes what is text in an element that has begun.
    fn pass_raw(&mut self, name: &str) {
        let is = |names: &str| names.split(' ').any(|other| other == name);
        self.has_other_rules |= is(OTHER_RULES);
        if !is(RAW) {
            return;
        }
        let rest = &self.html[self.at..];
        let ends = |at: &usize| {
            let end = &rest.as_bytes()[at + "</".len()..];
            let is_named = |end: &[u8]| end.eq_ignore_ascii_case(name.as_bytes());
            name != "plaintext"
                && end.get(..name.len()).is_some_and(is_named)
                && end
                    .get(name.len())
                    .is_none_or(|&next| is_end_of_name(next.into()))
        };
        let end = rest.match_indices("</").map(|(at, _)| at).find(ends);
        let text = &rest[..end.unwrap_or(rest.len())];
        let has_other_end = name == "script" && text.contains("<!--");
        if has_other_end || self.has_other_rules && text.contains('<') {
            self.is_doubtful = true;
        } else {
            self.at += text.len();
        }
    }
}

fn is_end_of_name(c: char) -> bool {
    c.is_ascii_whitespace() || c == '/' || c == '>'
}

/// How long what is no tag is, behind its `<`: a comment, or something taken for one.
pub(super) fn length_of_comment(rest: &str) -> usize {
    let is_comment = rest.starts_with("!--");
    let ends = |at: &usize| {
        let text = &rest[..*at];
        !is_comment || text.ends_with("--") || text.len() > "!---!".len() && text.ends_with("--!")
    };
    let end = rest.match_indices('>').map(|(at, _)| at).find(ends);
    end.map_or(rest.len(), |at| at + 1)
}

/// How long a tag is and how many attributes it has; nothing of one that does not end.
fn measure(tag: &str) -> Option<(usize, usize)> {
    let bytes = tag.as_bytes();
    let skip = |at: usize, is: fn(u8) -> bool| {
        at + bytes[at..].iter().take_while(|byte| is(**byte)).count()
    };
    let is_in_word = |byte: u8| !byte.is_ascii_whitespace() && byte != b'>';
    let mut at = skip(0, |byte| {
        !byte.is_ascii_whitespace() && byte != b'/' && byte != b'>'
    });
    let mut attributes = 0;
    loop {
        at = skip(at, |byte| byte.is_ascii_whitespace() || byte == b'/');
        if *bytes.get(at)? == b'>' {
            return Some((at + 1, attributes));
        }
        attributes += 1;
        at = skip(at + 1, |byte| {
            !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'=')
        });
        let value = skip(at, |byte| byte.is_ascii_whitespace());
        if *bytes.get(value)? != b'=' {
            continue;
        }
        at = skip(value + 1, |byte| byte.is_ascii_whitespace());
        at = match *bytes.get(at)? {
            quote @ (b'"' | b'\'') => {
                let length = bytes[at + 1..].iter().position(|byte| *byte == quote)?;
                at + 1 + length + 1
            }
            _ => skip(at, is_in_word),
        };
    }
}
