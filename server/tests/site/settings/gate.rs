//! What becomes of what the publish gate finds.

use newsroom::desk::gate::{Rule, Severity, Strictness};

use super::read;

#[test]
fn the_gate_is_set_rule_by_rule_and_the_environment_goes_before_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.toml");
    let written = "[desk.gate]\nmissing-credit = \"block\"\ndead-links = \"off\"\n";
    std::fs::write(&file, written).unwrap();
    let file = ("DATELINE_CONFIG", file.to_str().unwrap());
    let gate = read(&[file, ("DATELINE_DESK_GATE", "dead-links=warn")])
        .unwrap()
        .gate;
    assert_eq!(gate.of(Rule::MissingCredit), Severity::Block);
    assert_eq!(gate.of(Rule::DeadLinks), Severity::Warn);
    assert_eq!(gate.of(Rule::MissingAltText), Severity::Block);
    assert_eq!(read(&[]).unwrap().gate, Strictness::default());
}

#[test]
fn a_rule_that_there_is_not_and_a_word_that_says_nothing_are_named() {
    let refused = |value| read(&[("DATELINE_DESK_GATE", value)]).unwrap_err();
    assert_eq!(
        refused("missing-credit=never"),
        "DATELINE_DESK_GATE cannot be used: `missing-credit` is `never`, but it has to be off, warn or block."
    );
    let unknown = refused("missing-kicker=warn");
    assert!(
        unknown.contains("no rule `missing-kicker`; there are missing-section, "),
        "{unknown}"
    );
    assert!(refused("block").contains("such as missing-credit=block"));

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.toml");
    std::fs::write(&file, "[desk.gate]\ndeadlinks = \"off\"\n").unwrap();
    let refused = read(&[("DATELINE_CONFIG", file.to_str().unwrap())]).unwrap_err();
    assert!(
        refused.contains("desk.gate in ") && refused.contains("`deadlinks`"),
        "{refused}"
    );
}
