//! XML as a program reads it: well-formed or not at all.

use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};

/// An element: the names from the root to it, joined with `/`, and what it holds itself.
#[derive(Debug, Default)]
pub struct Element {
    pub path: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
}

impl Element {
    pub fn attribute(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }
}

/// All elements in the order they begin; fails the test if the text is no XML.
pub fn elements(xml: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(xml);
    let mut all: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        match reader
            .read_event()
            .unwrap_or_else(|error| panic!("{error}: {xml}"))
        {
            Event::Eof => break,
            Event::Start(start) => {
                open.push(all.len());
                let element = element(&all, &open, &start);
                all.push(element);
            }
            Event::Empty(start) => {
                open.push(all.len());
                let element = element(&all, &open, &start);
                all.push(element);
                open.pop();
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Text(text) => {
                let Some(&place) = open.last() else { continue };
                all[place].text.push_str(&text.xml10_content());
            }
            Event::GeneralRef(name) => {
                let meant = quick_xml::escape::unescape(&format!("&{};", &*name.xml10_content()))
                    .unwrap()
                    .into_owned();
                all[*open.last().unwrap()].text.push_str(&meant);
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "{xml}");
    all
}

fn element(all: &[Element], open: &[usize], start: &quick_xml::events::BytesStart<'_>) -> Element {
    let name = start.name().as_ref().to_owned();
    let parent = open
        .len()
        .checked_sub(2)
        .map(|above| &all[open[above]].path);
    Element {
        path: parent.map_or(name.clone(), |parent| format!("{parent}/{name}")),
        attributes: start
            .attributes()
            .map(|attribute| {
                let attribute = attribute.unwrap();
                let value = attribute
                    .normalized_value(XmlVersion::Implicit1_0)
                    .unwrap()
                    .into_owned();
                (attribute.key.as_ref().to_owned(), value)
            })
            .collect(),
        text: String::new(),
    }
}

/// The texts of all elements at that path, which is given from the root.
pub fn texts(xml: &str, path: &str) -> Vec<String> {
    let found = elements(xml).into_iter().filter(|one| one.path == path);
    found.map(|one| one.text).collect()
}
