//! What holds of every merge, whoever wrote what and in whatever order it was saved.

use newsroom::desk::manuscript::{Field, Manuscript};
use newsroom::desk::merging::{Choice, merge, settle};
use proptest::prelude::*;

fn story(body: &str) -> Manuscript {
    Manuscript::default().with(Field::Body, body)
}

/// What a text says, line by line.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// Bodies with what makes splitting and aligning hard: the same paragraphs again and again, fences, lists, uneven gaps.
fn any_body() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        6 => "[a-e]{1}( [a-e]){0,3}",
        2 => Just("\n\n".to_owned()),
        4 => Just("\n\n".to_owned()),
        1 => Just("\n".to_owned()),
        1 => Just("\n \n\n".to_owned()),
        1 => Just("```".to_owned()),
        1 => Just("~~~~\n".to_owned()),
        1 => Just("- ".to_owned()),
        1 => Just("    ".to_owned()),
        1 => "[\\PC]{0,4}",
    ];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

fn any_story() -> impl Strategy<Value = Manuscript> {
    (any_body(), "[ab]?", "[ab]?").prop_map(|(body, headline, byline)| {
        story(&body)
            .with(Field::Headline, &headline)
            .with(Field::Byline, &byline)
    })
}

/// Cutting (0), putting in (1) or writing on (2) at a paragraph.
type Edit = (usize, usize, String);

fn edited(base: &Manuscript, edits: &[Edit]) -> Manuscript {
    let mut paragraphs: Vec<String> = base.body.split("\n\n").map(str::to_owned).collect();
    for (place, kind, words) in edits {
        let place = place % (paragraphs.len() + 1);
        match (kind, paragraphs.get_mut(place)) {
            (0, Some(_)) => drop(paragraphs.remove(place)),
            (2, Some(paragraph)) => *paragraph = format!("{paragraph} {words}"),
            _ => paragraphs.insert(place, words.clone()),
        }
    }
    base.clone().with(Field::Body, &paragraphs.join("\n\n"))
}

/// A story and two others made from it.
fn three_of_a_kind() -> impl Strategy<Value = [Manuscript; 3]> {
    let edits = || prop::collection::vec((0..12_usize, 0..3_usize, "[x-z]{1,2}"), 0..5);
    (any_story(), edits(), edits()).prop_map(|(base, theirs, mine)| {
        let (theirs, mine) = (edited(&base, &theirs), edited(&base, &mine));
        [base, theirs, mine]
    })
}

fn any_three() -> impl Strategy<Value = [Manuscript; 3]> {
    prop_oneof![three_of_a_kind(), [any_story(), any_story(), any_story()],]
}

/// What somebody does to a story they opened: the paragraphs of the base that are theirs, changed or taken out, and new ones
/// with the place they go to.
#[derive(Debug, Clone)]
struct Work {
    touched: Vec<(usize, bool)>,
    added: Vec<usize>,
}

/// How many paragraphs everybody begins with.
const BEGAN: usize = 12;

fn works() -> impl Strategy<Value = Vec<Work>> {
    let owners = prop::collection::vec((0..4_usize, 0..3_u8), BEGAN);
    let added = prop::collection::vec(prop::collection::vec(0..=BEGAN, 0..5), 2..=4);
    (owners, added).prop_map(|(owners, added)| {
        let people = added.len();
        let of = |person: usize, added: Vec<usize>| Work {
            touched: owners
                .iter()
                .enumerate()
                .filter(|(_, (owner, what))| owner % people == person && *what > 0)
                .map(|(place, (_, what))| (place, *what == 1))
                .collect(),
            added,
        };
        added
            .into_iter()
            .enumerate()
            .map(|(person, added)| of(person, added))
            .collect()
    })
}

fn began_with(place: usize) -> String {
    format!("At the beginning paragraph {place} said that the ferry number {place} sails.")
}

fn rewritten(place: usize, person: usize) -> String {
    began_with(place).replace("sails", &format!("stays, says person {person}"))
}

fn added(person: usize, nth: usize) -> String {
    format!("Person{person} adds{person} something{nth}")
}

fn done(work: &Work, person: usize) -> String {
    let mut paragraphs = Vec::new();
    for place in 0..=BEGAN {
        let here = work.added.iter().enumerate();
        let here = here.filter(|(_, wanted)| **wanted == place);
        paragraphs.extend(here.map(|(nth, _)| added(person, nth)));
        if place < BEGAN {
            match work.touched.iter().find(|touched| touched.0 == place) {
                None => paragraphs.push(began_with(place)),
                Some((_, true)) => paragraphs.push(rewritten(place, person)),
                Some((_, false)) => {}
            }
        }
    }
    paragraphs.join("\n\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_order_of_saves_loses_a_paragraph_or_says_one_twice(
        works in works(),
        order in Just([0, 1, 2, 3]).prop_shuffle(),
    ) {
        let base = story(&(0..BEGAN).map(began_with).collect::<Vec<_>>().join("\n\n"));
        let mut saved = base.clone();
        for person in order.into_iter().filter(|person| *person < works.len()) {
            let mine = story(&done(&works[person], person));
            let merge = merge(&base, &saved, &mine);
            prop_assert_eq!(merge.disputes, []);
            saved = merge.manuscript;
        }
        let mut stands: Vec<&str> = saved.body.split("\n\n").filter(|it| !it.is_empty()).collect();
        let mut expected: Vec<String> = Vec::new();
        let mut left: Vec<Option<String>> = (0..BEGAN).map(|place| Some(began_with(place))).collect();
        for (person, work) in works.iter().enumerate() {
            expected.extend((0..work.added.len()).map(|nth| added(person, nth)));
            for (place, is_rewritten) in &work.touched {
                left[*place] = is_rewritten.then(|| rewritten(*place, person));
            }
        }
        let left: Vec<String> = left.into_iter().flatten().collect();
        let order: Vec<&str> = stands.iter().copied().filter(|it| left.iter().any(|one| one == it)).collect();
        prop_assert_eq!(&order, &left.iter().map(String::as_str).collect::<Vec<_>>());
        expected.extend(left);
        expected.sort();
        stands.sort_unstable();
        prop_assert_eq!(stands, expected);
    }

    #[test]
    fn who_was_alone_in_a_story_gets_what_they_wrote(base in any_story(), other in any_story()) {
        for merge in [merge(&base, &base, &other), merge(&base, &other, &base), merge(&base, &other, &other)] {
            prop_assert_eq!(merge.disputes, []);
            prop_assert_eq!(&merge.manuscript, &other);
        }
    }

    #[test]
    fn every_line_that_somebody_wrote_stands_or_is_in_dispute([base, theirs, mine] in any_three()) {
        let merge = merge(&base, &theirs, &mine);
        let shown: Vec<&str> = Field::ALL
            .into_iter()
            .flat_map(|field| lines(merge.manuscript.get(field)))
            .chain(merge.disputes.iter().flat_map(|it| lines(&it.theirs).chain(lines(&it.mine))))
            .collect();
        for field in Field::ALL {
            let was: Vec<&str> = lines(base.get(field)).collect();
            let written = lines(theirs.get(field)).chain(lines(mine.get(field)));
            for line in written.filter(|line| !was.contains(line)) {
                prop_assert!(shown.contains(&line), "{line:?} is lost: {merge:?}");
            }
        }
    }

    #[test]
    fn who_settles_for_one_side_keeps_what_the_other_did_elsewhere([base, theirs, mine] in any_three()) {
        let disputes = merge(&base, &theirs, &mine).disputes;
        let settled = |choice| settle(&base, &theirs, &mine, &vec![choice; disputes.len()]).unwrap();
        prop_assert_eq!(settled(Choice::Theirs), merge(&base, &theirs, &mine).manuscript);
        let one_side = [
            (settled(Choice::Mine), &mine, &theirs, disputes.iter().map(|it| &it.theirs).collect::<Vec<_>>()),
            (settled(Choice::Theirs), &theirs, &mine, disputes.iter().map(|it| &it.mine).collect()),
        ];
        for (settled, chosen, other, given_up) in one_side {
            for field in Field::ALL {
                let stands: Vec<&str> = lines(settled.get(field)).collect();
                let was: Vec<&str> = lines(base.get(field)).collect();
                for line in lines(chosen.get(field)).filter(|line| !was.contains(line)) {
                    prop_assert!(stands.contains(&line), "{line:?} was chosen and is lost");
                }
                let given_up: Vec<&str> = given_up.iter().flat_map(|text| lines(text)).collect();
                let elsewhere = lines(other.get(field)).filter(|line| !was.contains(line) && !given_up.contains(line));
                for line in elsewhere {
                    prop_assert!(stands.contains(&line), "{line:?} was not in dispute and is lost");
                }
            }
        }
    }
}
