//! Pictures and links that somebody wrote as HTML between the Markdown.
//!
//! Read as a browser reads it, with the references in attributes taken apart. What the renderer lets of it onto a page is its own
//! business: a picture that it leaves out is one that readers do not see, and that is told, too.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// What the rules look at in HTML, in its order.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Picture {
        address: String,
        alt: String,
        title: String,
    },
    Link(String),
    LinkEnds,
    /// A picture with the words below it.
    Figure,
    FigureEnds,
    Caption,
    CaptionEnds,
    Words(String),
}

pub(super) fn pieces(html: &str) -> impl Iterator<Item = Piece> {
    tokens(html).filter_map(|token| match token {
        Token::StartTag(tag) => begins(&tag),
        Token::EndTag(tag) => match tag.name.as_slice() {
            b"a" => Some(Piece::LinkEnds),
            b"figure" => Some(Piece::FigureEnds),
            b"figcaption" => Some(Piece::CaptionEnds),
            _ => None,
        },
        Token::String(text) => Some(Piece::Words(words(&text))),
        Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => None,
    })
}

/// The places that a link can lead to.
pub(super) fn anchors(html: &str) -> Vec<String> {
    let id = |token| match token {
        Token::StartTag(tag) => tag.attributes.get(b"id".as_slice()).map(|id| words(id)),
        Token::EndTag(_)
        | Token::String(_)
        | Token::Comment(_)
        | Token::Doctype(_)
        | Token::Error(_) => None,
    };
    tokens(html).filter_map(id).collect()
}

fn tokens(html: &str) -> impl Iterator<Item = Token> {
    let mut emitter = DefaultEmitter::default();
    // What stands in scripts and styles is text.
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).flatten()
}

fn begins(tag: &StartTag<()>) -> Option<Piece> {
    let value = |name: &[u8]| tag.attributes.get(name).map(|value| words(value));
    Some(match tag.name.as_slice() {
        // Browsers take the second for the first (HTML Standard, section 13.2.6.4.7).
        b"img" | b"image" => Piece::Picture {
            address: value(b"src").unwrap_or_default(),
            alt: value(b"alt").unwrap_or_default().trim().to_owned(),
            title: value(b"title").unwrap_or_default(),
        },
        b"a" => Piece::Link(value(b"href")?),
        b"figure" => Piece::Figure,
        b"figcaption" => Piece::Caption,
        _ => return None,
    })
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
