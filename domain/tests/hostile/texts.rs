//! Texts by somebody who would like to run a script on the paper's pages; see `texts.json`.

use serde_json::Value;

const TEXTS: &str = include_str!("texts.json");

/// Every text, with each handler and each scheme where one of them stands for all.
#[allow(dead_code)]
pub fn texts() -> Vec<String> {
    of_each(usize::MAX)
}

/// Every text, with the first handler and scheme alone: for places where a text is text, however it begins.
#[allow(dead_code)]
pub fn one_of_each() -> Vec<String> {
    of_each(1)
}

fn of_each(most: usize) -> Vec<String> {
    let all: Value = serde_json::from_str(TEXTS).unwrap();
    let (handlers, schemes) = (strings(&all["handlers"]), strings(&all["schemes"]));
    let classes = all["classes"].as_object().unwrap().values();
    let written: Vec<&str> = classes.flat_map(strings).collect();
    let each = |text: &str, place: &str, others: &[&str]| -> Vec<String> {
        let others = others.iter().take(most);
        others.map(|it| text.replace(place, it)).collect()
    };
    written
        .into_iter()
        .flat_map(|text| match text {
            text if text.contains("{handler}") => each(text, "{handler}", &handlers),
            text if text.contains("{scheme}") => each(text, "{scheme}", &schemes),
            text => vec![text.to_owned()],
        })
        .collect()
}

fn strings(list: &Value) -> Vec<&str> {
    let list = list.as_array().unwrap().iter();
    list.map(|text| text.as_str().unwrap()).collect()
}
