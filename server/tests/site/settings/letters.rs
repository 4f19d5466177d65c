//! What is said of a letter in the settings file that cannot be one.

use super::read;

const CITY: &str = "[[letters]]\nslug = \"city\"\nname = \"The city letter\"\npromise = \"News of the city.\"\nschedule = \"mon thu 17:00\"\n";

/// Why a settings file is refused; `FILE` stands for its path.
fn refused(written: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.toml");
    let path = file.to_str().unwrap();
    std::fs::write(&file, written).unwrap();
    let refused = read(&[("DATELINE_CONFIG", path)]).unwrap_err();
    refused.replace(path, "FILE")
}

#[test]
fn two_letters_cannot_have_one_address() {
    let sport = CITY.replace("\"city\"", "\"sport\"");
    let refused = refused(&[CITY, &sport, CITY].concat());
    assert_eq!(
        refused,
        "letters.slug in FILE is \"city\", but it has to be another one for each letter."
    );
}

#[test]
fn a_rule_that_a_letter_breaks_is_told_as_the_sentence_it_is() {
    for (right, wrong, said) in [
        (
            "mon thu 17:00",
            "25:00",
            "letters.schedule in FILE of `city` is \"25:00\". A schedule is \"daily 06:30\",",
        ),
        (
            "schedule = ",
            "gathers = \"oldest\"\nschedule = ",
            "letters.gathers in FILE of `city` is \"oldest\". ",
        ),
        (
            "News of the city.",
            " ",
            "The letter `city` in FILE cannot be used. The promise of a letter has to be one line of 1 to 200 characters.",
        ),
        (
            "\"city\"",
            "\"bounces\"",
            "The letter `bounces` in FILE cannot be used. A letter cannot be called `bounces`:",
        ),
    ] {
        let refused = refused(&CITY.replace(right, wrong));
        assert!(refused.starts_with(said), "{refused}");
        assert!(
            !refused.contains("has to be A ") && refused.ends_with('.') && !refused.ends_with("..")
        );
    }
}
