//! Two people in one story: whose text stands where, and what they have to choose from.

use newsroom::desk::manuscript::{Field, Manuscript};
use newsroom::desk::merging::{Choice, Dispute, Merge, merge, settle};

fn story(body: &str) -> Manuscript {
    Manuscript::default().with(Field::Body, body)
}

fn bodies(base: &str, theirs: &str, mine: &str) -> Merge {
    merge(&story(base), &story(theirs), &story(mine))
}

/// The merged body, where nothing is in dispute.
fn merged(base: &str, theirs: &str, mine: &str) -> String {
    let merge = bodies(base, theirs, mine);
    assert_eq!(merge.disputes, []);
    merge.manuscript.body
}

fn dispute(base: &str, theirs: &str, mine: &str) -> Dispute {
    Dispute {
        field: Field::Body,
        base: base.to_owned(),
        theirs: theirs.to_owned(),
        mine: mine.to_owned(),
    }
}

const HARBOUR: &str = "The harbour opens at six.\n\nThe ferry leaves at seven.\n\nNobody swims.";

#[test]
fn changes_in_different_paragraphs_are_both_kept() {
    assert_eq!(
        merged(
            HARBOUR,
            &HARBOUR.replace("at six", "at five"),
            &HARBOUR.replace("Nobody swims", "Nobody swims in March"),
        ),
        "The harbour opens at five.\n\nThe ferry leaves at seven.\n\nNobody swims in March."
    );
    // Neighbours are different paragraphs too.
    assert_eq!(
        merged(
            HARBOUR,
            &HARBOUR.replace("at six", "at five"),
            &HARBOUR.replace("at seven", "at eight"),
        ),
        "The harbour opens at five.\n\nThe ferry leaves at eight.\n\nNobody swims."
    );
}

#[test]
fn a_paragraph_that_both_changed_is_shown_twice_to_choose_from() {
    let theirs = HARBOUR.replace("at seven", "at eight");
    let mine = HARBOUR.replace(
        "The ferry leaves at seven",
        "The ferry sails at seven sharp",
    );
    let merge = bodies(HARBOUR, &theirs, &mine);
    assert_eq!(
        merge.disputes,
        [dispute(
            "The ferry leaves at seven.",
            "The ferry leaves at eight.",
            "The ferry sails at seven sharp."
        )]
    );
    assert_eq!(merge.manuscript.body, theirs);
}

#[test]
fn what_is_disputed_is_no_more_than_what_both_changed() {
    let theirs = HARBOUR.replace("six", "five").replace("seven", "eight");
    let mine = HARBOUR.replace("seven", "nine").replace("swims", "dives");
    let merge = bodies(HARBOUR, &theirs, &mine);
    assert_eq!(
        merge.disputes,
        [dispute(
            "The ferry leaves at seven.",
            "The ferry leaves at eight.",
            "The ferry leaves at nine."
        )]
    );
    assert_eq!(
        merge.manuscript.body,
        "The harbour opens at five.\n\nThe ferry leaves at eight.\n\nNobody dives."
    );
}

#[test]
fn a_paragraph_taken_out_by_one_and_changed_by_the_other_is_a_dispute() {
    let without = "The harbour opens at six.\n\nNobody swims.";
    let changed = HARBOUR.replace("seven", "eight");
    assert_eq!(
        bodies(HARBOUR, without, &changed).disputes,
        [dispute(
            "The ferry leaves at seven.",
            "",
            "The ferry leaves at eight."
        )]
    );
    assert_eq!(
        bodies(HARBOUR, &changed, without).disputes,
        [dispute(
            "The ferry leaves at seven.",
            "The ferry leaves at eight.",
            ""
        )]
    );
}

#[test]
fn what_both_did_alike_is_done_once() {
    let changed = HARBOUR.replace("seven", "eight");
    assert_eq!(
        merged(HARBOUR, &format!("First.\n\n{changed}"), &changed),
        format!("First.\n\n{changed}")
    );
    let without = "The harbour opens at six.\n\nNobody swims.";
    assert_eq!(
        merged(HARBOUR, without, &format!("{without}\n\nLast.")),
        format!("{without}\n\nLast.")
    );
    // A paragraph that both put in, among others.
    assert_eq!(
        merged(
            "One.\n\nTwo.",
            "One.\n\nBoth had this.\n\nTheirs.\n\nTwo.",
            "One.\n\nMine.\n\nBoth had this.\n\nTwo."
        ),
        "One.\n\nMine.\n\nBoth had this.\n\nTheirs.\n\nTwo."
    );
}

#[test]
fn what_both_put_in_at_one_place_stays_theirs_first() {
    assert_eq!(
        merged(
            "One.\n\nTwo.",
            "One.\n\nTheirs.\n\nTwo.",
            "One.\n\nMine.\n\nTwo."
        ),
        "One.\n\nTheirs.\n\nMine.\n\nTwo."
    );
    assert_eq!(
        merged("One.", "One.\n\nTheirs.", "One.\n\nMine."),
        "One.\n\nTheirs.\n\nMine."
    );
    assert_eq!(merged("", "Theirs.\n", "Mine.\n"), "Theirs.\n\nMine.\n");
}

#[test]
fn a_paragraph_put_in_beside_one_that_was_taken_out_stays() {
    assert_eq!(
        merged(
            "One.\n\nTwo.\n\nThree.",
            "Three.",
            "One.\n\nNew.\n\nTwo.\n\nThree."
        ),
        "New.\n\nThree."
    );
}

#[test]
fn a_paragraph_that_was_parted_in_two_is_in_dispute_as_a_whole() {
    let long = "The harbour opens at six and closes at nine. Whoever comes later waits outside until the morning.";
    let parted = long.replace(". Whoever", ".\n\nWhoever");
    let changed = long.replace("nine", "ten");
    assert_eq!(
        bodies(long, &parted, &changed).disputes,
        [dispute(long, &parted, &changed)]
    );
}

#[test]
fn a_paragraph_is_known_again_in_scripts_without_spaces() {
    let base = "港は六時に開きます。\n\n渡し船は七時に出ます。";
    let theirs = "昨日は一日中雨でした。\n\n港は五時に開きます。\n\n渡し船は七時に出ます。";
    let mine = base.replace("港は", "あの港は");
    assert_eq!(
        bodies(base, theirs, &mine).disputes,
        [dispute(
            "港は六時に開きます。",
            "港は五時に開きます。",
            "あの港は六時に開きます。"
        )]
    );
}

#[test]
fn what_nobody_changed_stays_to_the_byte() {
    let code = "```sh\nferry --at seven\n\n\n  # spaces  \n```";
    let list = "- one\n\n- two\n  more of two\n\n\n- three";
    let base =
        format!("\n  Intro with spaces at its end.  \n\n{code}\n \t\n{list}\n\n\n\nEnd.\n\n");
    assert_eq!(
        merged(
            &base,
            &base.replace("Intro", "Start"),
            &base.replace("End.", "The end.")
        ),
        base.replace("Intro", "Start").replace("End.", "The end.")
    );
    // Inside a fence nothing is a paragraph of its own.
    let theirs = base.replace("ferry --at", "ferry --at half past");
    let mine = base.replace("# spaces", "# room");
    assert_eq!(
        bodies(&base, &theirs, &mine).disputes,
        [dispute(
            code,
            &code.replace("--at", "--at half past"),
            &code.replace("# spaces", "# room")
        )]
    );
}

#[test]
fn a_fence_that_is_never_closed_does_not_swallow_the_story() {
    let base = "```\n\nOne.\n\nTwo.";
    assert_eq!(
        merged(
            base,
            &base.replace("One", "First"),
            &base.replace("Two", "Second")
        ),
        "```\n\nFirst.\n\nSecond."
    );
}

#[test]
fn room_between_paragraphs_is_whose_it_was_that_changed_it() {
    assert_eq!(
        merged(
            "One.\n\nTwo.",
            "One.\n\n\n\nTwo.",
            "One.\n\nTwo.\n\nThree.\n"
        ),
        "One.\n\n\n\nTwo.\n\nThree.\n"
    );
}

#[test]
fn a_settled_text_has_what_was_chosen_and_what_nobody_disputed() {
    let base = story(HARBOUR);
    let theirs = story(&HARBOUR.replace("six", "five").replace("seven", "eight"));
    let mine = story(&HARBOUR.replace("seven", "nine").replace("swims", "dives"));
    let body = |choice| settle(&base, &theirs, &mine, &[choice]).unwrap().body;
    let around = |ferry: &str| format!("The harbour opens at five.\n\n{ferry}\n\nNobody dives.");
    assert_eq!(body(Choice::Theirs), around("The ferry leaves at eight."));
    assert_eq!(body(Choice::Mine), around("The ferry leaves at nine."));
    assert_eq!(
        body(Choice::Both),
        around("The ferry leaves at eight.\n\nThe ferry leaves at nine.")
    );
}

#[test]
fn a_text_too_tangled_to_be_compared_is_shown_whole_and_loses_nothing() {
    let base: Vec<&str> = ["One.", "Two.", "Three.", "Four.", "Five."].repeat(600);
    let mut theirs = base.clone();
    theirs.reverse();
    theirs.push("Only theirs.");
    let mut mine = base.clone();
    mine.reverse();
    mine.insert(1_500, "Only mine.");
    let [base, theirs, mine] = [base, theirs, mine].map(|it| story(&it.join("\n\n")));
    let merge = merge(&base, &theirs, &mine);
    assert_eq!(
        merge.disputes,
        [dispute(&base.body, &theirs.body, &mine.body)]
    );
    let mine_alone = settle(&base, &theirs, &mine, &[Choice::Mine]).unwrap();
    assert_eq!(mine_alone, mine);
}

/// A search and replace through a whole book, while somebody else corrects one page of it.
#[test]
fn a_book_that_one_went_through_and_another_corrected_is_disputed_where_both_were() {
    let paragraph = |number: usize, name: &str| {
        format!(
            "Chapter {number}: then {name} took the {number}th boat over the water, and came back."
        )
    };
    let book =
        |name: &str| -> Vec<String> { (0..4_000).map(|number| paragraph(number, name)).collect() };
    let base = book("Mr Hale");
    let theirs = book("Mr. Hale");
    let mut mine = base.clone();
    mine[1_234] = mine[1_234].replace("came back", "never came back");
    mine.insert(2_000, "A paragraph of my own.".to_owned());
    let merge = bodies(&base.join("\n\n"), &theirs.join("\n\n"), &mine.join("\n\n"));
    assert_eq!(
        merge.disputes,
        [dispute(&base[1_234], &theirs[1_234], &mine[1_234])]
    );
    let mut expected = theirs.clone();
    expected.insert(2_000, "A paragraph of my own.".to_owned());
    assert_eq!(merge.manuscript.body, expected.join("\n\n"));
}
