//! The pictures of one article: all of them are looked at before the first is kept, so that an
//! article with a bad picture leaves nothing behind.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::{Markdown, Picture};

use super::body_pictures::{self, Address};
use super::front_matter::Placed;
use super::origin::{Origin, Unreadable};
use super::report::Flaw;
use super::story::PictureWords;
use crate::media::{self, HEAVIEST, KeptPicture, Media};
use crate::store::Arrival;

/// An article's text with its pictures in place.
#[derive(Debug)]
pub(super) struct Illustrated {
    pub(super) picture: Option<Picture>,
    pub(super) body: String,
    /// All of them, above the text and in it.
    pub(super) kept: Vec<Arrival>,
}

/// The picture files of one article, each looked at once.
pub(super) struct Pictures<'a> {
    origin: &'a dyn Origin,
    folder: &'a Path,
    looked_at: BTreeMap<PathBuf, (KeptPicture, Placed<String>)>,
}

impl<'a> Pictures<'a> {
    /// Those named from the article in `file`.
    pub(super) fn of(origin: &'a dyn Origin, file: &'a Path) -> Self {
        Self {
            origin,
            folder: file.parent().unwrap_or(Path::new("")),
            looked_at: BTreeMap::new(),
        }
    }

    /// Keeps every picture of the article, or none. `body_line` is the file's line the body begins on.
    pub(super) fn keep(
        mut self,
        media: &Media,
        words: Option<PictureWords>,
        body: String,
        body_line: usize,
    ) -> Result<Illustrated, Flaw> {
        // Nothing else looks at what a body nests without end.
        let _: Markdown = body
            .parse()
            .map_err(|refusal| Flaw::refused(body_line, &refusal))?;
        let picture = words.map(|words| self.main(words)).transpose()?;
        let body = self.body(body, body_line)?;
        let mut kept = Vec::with_capacity(self.looked_at.len());
        for (path, (picture, address)) in &self.looked_at {
            let bytes = self
                .origin
                .read(path, HEAVIEST)
                .map_err(|error| unreadable(address, &error))?;
            media.keep(&bytes).map_err(|problem| {
                Flaw::at(
                    address.line,
                    format!("the picture `{}` {problem}", address.value),
                )
            })?;
            let name = path.file_name().map(|name| name.to_string_lossy());
            kept.push(Arrival {
                picture: picture.clone(),
                file_name: name.map(Cow::into_owned),
                words: media::words(&bytes, picture.media_type),
                by: None,
            });
        }
        Ok(Illustrated {
            picture,
            body,
            kept,
        })
    }

    fn main(&mut self, words: PictureWords) -> Result<Picture, Flaw> {
        let address = &words.address;
        let written = address.value.trim();
        if body_pictures::has_scheme(written) || written.starts_with("//") {
            return Err(Flaw::at(
                address.line,
                format!(
                    "`{written}` is on another site, and pictures are not fetched; save the file \
                     beside the article and name it here"
                ),
            ));
        }
        if Path::new(written).is_absolute() {
            return Err(Flaw::at(
                address.line,
                format!("`{written}` has to be a path that starts from the article's own folder"),
            ));
        }
        let found = self.look(&Placed {
            value: written.to_owned(),
            line: address.line,
        })?;
        Ok(Picture {
            id: found.id,
            media_type: found.media_type,
            width: found.width,
            height: found.height,
            prepared: None,
            focus: None,
            alt: words.alt,
            caption: words.caption,
            credit: words.credit,
        })
    }

    fn body(&mut self, body: String, body_line: usize) -> Result<String, Flaw> {
        let beside = body_pictures::beside(&body);
        let Some(first) = beside.first() else {
            return Ok(body);
        };
        let first_line = first.line + body_line - 1;
        let mut exchanges: Vec<(Address, String)> = Vec::with_capacity(beside.len());
        for Placed { value, line } in beside {
            let found = self.look(&Placed {
                value: value.means.clone(),
                line: line + body_line - 1,
            })?;
            exchanges.push((value, found.path()));
        }
        body_pictures::rewritten(&body, &exchanges).ok_or_else(|| {
            Flaw::at(
                first_line,
                "a picture's address from here on is written in a way that cannot be changed to \
                 the paper's own; write it on one line, like `![words](file.jpg)`",
            )
        })
    }

    fn look(&mut self, address: &Placed<String>) -> Result<KeptPicture, Flaw> {
        let path = self.folder.join(&address.value);
        if let Some((known, _)) = self.looked_at.get(&path) {
            return Ok(known.clone());
        }
        let (path, bytes) = match self.origin.read(&path, HEAVIEST) {
            Err(Unreadable::Missing) => {
                // In Markdown an address is a URL, so a space in a file's name may stand as `%20`.
                let decoded = self.folder.join(percent_decoded(&address.value));
                self.origin
                    .read(&decoded, HEAVIEST)
                    .map(|bytes| (decoded, bytes))
            }
            read => read.map(|bytes| (path, bytes)),
        }
        .map_err(|error| unreadable(address, &error))?;
        let found = Media::look(&bytes).map_err(|problem| {
            Flaw::at(
                address.line,
                format!("the picture `{}` {problem}", address.value),
            )
        })?;
        self.looked_at
            .insert(path, (found.clone(), address.clone()));
        Ok(found)
    }
}

fn unreadable(address: &Placed<String>, error: &Unreadable) -> Flaw {
    Flaw::at(
        address.line,
        format!("the picture `{}` {error}", address.value),
    )
}

/// The text with every `%` and two hexadecimal digits as the byte they stand for (RFC 3986 section 2.1).
fn percent_decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after
            .get(..2)
            .and_then(|digits| str::from_utf8(digits).ok());
        let byte = digits
            .filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (first, byte) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
