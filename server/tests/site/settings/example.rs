//! The example file: it works, and nothing is missing in it.

use newsroom::desk::gate::{Rule, Strictness};
use server::settings::Settings;

use super::read;

#[test]
fn every_rule_of_the_gate_is_in_the_example_and_the_readme_as_it_is() {
    let readme = include_str!("../../../../README.md");
    let example = include_str!("../../../../dateline.example.toml");
    for rule in Rule::ALL {
        let word = Strictness::default().of(rule).word();
        assert!(readme.contains(&format!("`{}`", rule.name())), "{rule:?}");
        let line = format!("\n#{} = \"{word}\"\n", rule.name());
        assert!(example.contains(&line), "{line}");
    }
}

/// The example file with everything in it switched on.
pub fn example() -> String {
    let written = include_str!("../../../../dateline.example.toml");
    let switched_on = |line: &str| {
        let rest = line.strip_prefix('#')?;
        let key = rest.split_once(" = ").map_or(rest, |(key, _)| key);
        let is_key = !key.is_empty()
            && key
                .chars()
                .all(|c| c.is_ascii_lowercase() || matches!(c, '_' | '-'));
        (is_key && rest != key || rest == "[[letters]]").then(|| rest.to_owned())
    };
    let lines = written
        .lines()
        .map(|line| switched_on(line).unwrap_or_else(|| line.to_owned()));
    lines.collect::<Vec<_>>().join("\n")
}

/// The same without what begins like that.
pub fn example_without(keys: &[&str]) -> String {
    let example = example();
    let lines = example
        .lines()
        .filter(|line| !keys.iter().any(|key| line.starts_with(key)));
    lines.collect::<Vec<_>>().join("\n")
}

pub fn read_file(text: &str) -> Result<Settings, String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.toml");
    std::fs::write(&file, text).unwrap();
    read(&[("DATELINE_CONFIG", file.to_str().unwrap())])
}

#[test]
fn the_example_file_works_with_everything_in_it_switched_on() {
    let settings = read_file(&example_without(&["acme_"])).unwrap();
    assert_eq!(settings.tls.unwrap().acme, None);
    let mail = settings.mail;
    assert_eq!(mail.servers[0].name(), "mail.example.org:465");
    assert_eq!(mail.dkim.unwrap().selector, "letters");
    assert_eq!((mail.per_minute, mail.per_domain), (Some(600), Some(120)));
    let [letter] = settings.letters.as_slice() else {
        panic!("{:?}", settings.letters);
    };
    assert_eq!(letter.sections.len(), 2);
    assert_eq!(
        letter.reply_to.as_ref().unwrap().as_str(),
        "desk@example.org"
    );
}

#[test]
fn every_setting_of_mail_is_in_the_example_the_readme_and_the_help() {
    let source = include_str!("../../../src/settings/mail.rs");
    let help = crate::shell::Shell::new().type_in(&["--help"]).out;
    let readme = include_str!("../../../../README.md");
    let example = include_str!("../../../../dateline.example.toml");
    let names: std::collections::BTreeSet<&str> = source
        .split('"')
        .filter(|text| text.starts_with("DATELINE_") || text.starts_with("mail."))
        .collect();
    assert_eq!(names.len(), 30, "{names:?}");
    for name in names {
        assert!(help.contains(name), "{name} in the help");
        assert!(
            readme.contains(&format!("`{name}`")),
            "{name} in the README"
        );
        let in_example = match name.strip_prefix("mail.") {
            Some(key) => format!("\n#{key} = "),
            None => name.to_owned(),
        };
        assert!(example.contains(&in_example), "{name} in the example");
    }
}
