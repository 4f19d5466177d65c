//! How strict the publish gate is: a table of the file, and a variable that goes before it, rule by rule.

use std::collections::BTreeMap;

use newsroom::desk::gate::Strictness;

use super::Refused;
use super::source::Source;

const VARIABLE: &str = "DATELINE_DESK_GATE";
const TABLE: &str = "desk.gate";

pub(super) fn read(
    source: &Source<'_>,
    file: BTreeMap<String, String>,
) -> Result<Strictness, Refused> {
    let mut strictness = Strictness::default();
    for (rule, word) in file {
        strictness = strictness
            .with(&rule, &word)
            .map_err(|error| Refused::because(&format!("{TABLE} in {}", source.file()), &error))?;
    }
    let chosen = source
        .setting(VARIABLE, TABLE, None)
        .checked(
            "rules and off, warn or block, such as missing-credit=block, dead-links=warn",
            pairs,
        )?
        .unwrap_or_default();
    for (rule, word) in chosen {
        strictness = strictness
            .with(&rule, &word)
            .map_err(|error| Refused::because(VARIABLE, &error))?;
    }
    Ok(strictness)
}

fn pairs(raw: &str) -> Option<Vec<(String, String)>> {
    let pairs = raw.split(',').map(|pair| {
        let (rule, word) = pair.split_once('=')?;
        Some((rule.trim().to_owned(), word.trim().to_owned()))
    });
    pairs.collect()
}
