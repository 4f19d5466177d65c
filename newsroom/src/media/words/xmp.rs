//! XMP (ISO 16684-1): RDF in XML. Of all it can say, the texts that the IPTC Photo Metadata Standard 2023.2 gives to people.
//!
//! Entities other than those of XML itself mean nothing here, so none can be made of others; a document type ends the reading.

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

use super::Found;

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";
const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
const RIGHTS: &str = "http://ns.adobe.com/xap/1.0/rights/";
const IPTC_CORE: &str = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";

/// How deep elements may stand in each other. Ours stand at six.
const DEEPEST: usize = 64;
/// How long all texts of one property may be together, in bytes.
const LONGEST: usize = 64 * 1024;

/// A text for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Property {
    Alt,
    Description,
    Caption,
    Creator,
    Credit,
    Rights,
    Terms,
}

impl Property {
    fn of(space: &str, name: &str) -> Option<Self> {
        match (space, name) {
            (IPTC_CORE, "AltTextAccessibility") => Some(Self::Alt),
            (IPTC_CORE, "ExtDescrAccessibility") => Some(Self::Description),
            (DUBLIN_CORE, "description") => Some(Self::Caption),
            (DUBLIN_CORE, "creator") => Some(Self::Creator),
            (PHOTOSHOP, "Credit") => Some(Self::Credit),
            (DUBLIN_CORE, "rights") => Some(Self::Rights),
            (RIGHTS, "UsageTerms") => Some(Self::Terms),
            _ => None,
        }
    }
}

/// What an element is to the reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Rdf,
    Description,
    Property(Property),
    /// One text of several: in a language, or of a list.
    Item,
    Other,
}

#[derive(Debug, Default)]
struct Reading {
    found: Found,
    terms: String,
    open: Vec<Element>,
    /// The texts of the property that is open. What is read is added to the last.
    texts: Vec<Text>,
}

/// A text of a property.
#[derive(Debug, Default)]
struct Text {
    text: String,
    /// Whether it is marked as the one for every language.
    is_default: bool,
}

/// What a packet says. Of texts in several languages it is the one that is marked as the default, else the first.
pub(super) fn read(packet: &[u8]) -> Found {
    let text = String::from_utf8_lossy(packet);
    // Packets end with white space, and with zeros where a program filled up its room.
    let text = text.trim_matches(|c: char| c == '\0' || c == '\u{FEFF}' || c.is_whitespace());
    let mut reader = NsReader::from_str(text);
    let mut reading = Reading::default();
    loop {
        let event = match reader.read_event() {
            Ok(Event::Eof | Event::DocType(_)) | Err(_) => break,
            Ok(event) => event,
        };
        match event {
            Event::Start(start) => {
                if reading.open.len() >= DEEPEST {
                    break;
                }
                reading.begin(&reader, &start);
            }
            Event::Empty(start) => {
                if reading.open.len() >= DEEPEST {
                    break;
                }
                reading.begin(&reader, &start);
                reading.end();
            }
            Event::End(_) => reading.end(),
            Event::Text(text) => reading.say(&text.xml10_content()),
            Event::CData(text) => reading.say(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let meant = match name.resolve_char_ref() {
                    Ok(Some(meant)) => Some(meant),
                    Ok(None) => match &*name {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    },
                    Err(_) => None,
                };
                if let Some(meant) = meant {
                    reading.say(meant.encode_utf8(&mut [0; 4]));
                }
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Eof => {}
        }
    }
    let Reading {
        mut found, terms, ..
    } = reading;
    if !terms.trim().is_empty() {
        found.rights = terms;
    }
    found
}

impl Reading {
    fn begin(&mut self, reader: &NsReader<&[u8]>, start: &BytesStart<'_>) {
        let (space, name) = reader.resolver().resolve_element(start.name());
        let space = namespace(&space);
        let name = name.into_inner();
        let element = match self.open.last() {
            Some(Element::Rdf) if (space, name) == (RDF, "Description") => Element::Description,
            Some(Element::Description) => {
                Property::of(space, name).map_or(Element::Other, Element::Property)
            }
            Some(Element::Property(_) | Element::Other)
                if self.property().is_some() && (space, name) == (RDF, "li") =>
            {
                Element::Item
            }
            _ if (space, name) == (RDF, "RDF") && self.is_outside() => Element::Rdf,
            _ => Element::Other,
        };
        match element {
            Element::Description => self.read_attributes(reader, start),
            Element::Property(_) => self.texts = vec![Text::default()],
            Element::Item => {
                let is_default = start.attributes().flatten().any(|attribute| {
                    attribute.key.into_inner() == "xml:lang" && &*attribute.value == "x-default"
                });
                self.texts.push(Text {
                    text: String::new(),
                    is_default,
                });
            }
            Element::Rdf | Element::Other => {}
        }
        self.open.push(element);
    }

    /// Short texts may be written as attributes (RDF 1.1 XML Syntax, section 2.5).
    fn read_attributes(&mut self, reader: &NsReader<&[u8]>, start: &BytesStart<'_>) {
        for attribute in start.attributes().flatten() {
            let (space, name) = reader.resolver().resolve_attribute(attribute.key);
            let property = Property::of(namespace(&space), name.into_inner());
            if let Some(property) = property
                && let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0)
            {
                let text = Text {
                    text: value.into_owned(),
                    is_default: false,
                };
                self.keep(property, &[text]);
            }
        }
    }

    /// Whether nothing is open but what may stand around the whole.
    fn is_outside(&self) -> bool {
        self.open.iter().all(|element| *element == Element::Other)
    }

    fn property(&self) -> Option<Property> {
        self.open.iter().rev().find_map(|element| match element {
            Element::Property(property) => Some(*property),
            Element::Rdf | Element::Description | Element::Item | Element::Other => None,
        })
    }

    fn say(&mut self, text: &str) {
        let said: usize = self.texts.iter().map(|it| it.text.len()).sum();
        if self.property().is_some()
            && said + text.len() <= LONGEST
            && let Some(last) = self.texts.last_mut()
        {
            last.text.push_str(text);
        }
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(Element::Property(property)) => {
                let texts = std::mem::take(&mut self.texts);
                self.keep(property, &texts);
            }
            // What stands between two items belongs to neither.
            Some(Element::Item) => self.texts.push(Text::default()),
            Some(Element::Rdf | Element::Description | Element::Other) | None => {}
        }
    }

    fn keep(&mut self, property: Property, texts: &[Text]) {
        let said: Vec<&Text> = texts
            .iter()
            .filter(|it| !it.text.trim().is_empty())
            .collect();
        let default = said.iter().find(|it| it.is_default).or(said.first());
        let Some(one) = default.map(|it| it.text.trim().to_owned()) else {
            return;
        };
        let place = match property {
            Property::Creator => {
                let names = said.iter().map(|it| it.text.trim().to_owned());
                self.found.creators = names.collect();
                return;
            }
            Property::Alt => &mut self.found.alt,
            Property::Description => &mut self.found.description,
            Property::Caption => &mut self.found.caption,
            Property::Credit => &mut self.found.credit,
            Property::Rights => &mut self.found.rights,
            Property::Terms => &mut self.terms,
        };
        *place = one;
    }
}

fn namespace<'n>(space: &ResolveResult<'n>) -> &'n str {
    match space {
        ResolveResult::Bound(space) => space.0,
        ResolveResult::Unbound | ResolveResult::Unknown(_) => "",
    }
}
