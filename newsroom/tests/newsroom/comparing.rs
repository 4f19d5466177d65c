//! What changed between two versions of a story, and which versions readers may see at all.

use domain::VersionNumber;
use newsroom::comparing::{Comparison, Piece, Stretch, Wording};
use newsroom::publishing::{self, Filing, When};

use crate::paper::{TestPaper, filing, slug};

fn wording(headline: &str, body: &str) -> Wording {
    Wording {
        headline: headline.to_owned(),
        standfirst: String::new(),
        body: body.to_owned(),
    }
}

/// Pieces in one line: `-what went-`, `+what came+`.
fn line(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Kept(words) => words.clone(),
            Piece::Added(words) => format!("+{words}+"),
            Piece::Removed(words) => format!("-{words}-"),
        })
        .collect()
}

/// The body of a comparison, a stretch to a line; `=n` for that many paragraphs as they were.
fn body(old: &str, new: &str) -> Vec<String> {
    let comparison = Comparison::of(&wording("", old), &wording("", new));
    let stretches = comparison.body.iter();
    stretches
        .map(|stretch| match stretch {
            Stretch::Paragraph(pieces) => line(pieces),
            Stretch::Unchanged(many) => format!("={many}"),
        })
        .collect()
}

#[test]
fn words_that_came_and_went_are_marked_in_their_sentence() {
    let headline =
        |old: &str, new: &str| line(&Comparison::of(&wording(old, ""), &wording(new, "")).headline);
    assert_eq!(
        headline(
            "The bridge is 321 metres long",
            "The bridge is 312 metres long"
        ),
        "The bridge is -321-+312+ metres long"
    );
    assert_eq!(
        headline("Ferry sails", "Ferry sails again"),
        "Ferry sails+ again+"
    );
    assert_eq!(headline("Same", "Same"), "Same");
    // What lies between two changes and is only white space belongs to both.
    assert_eq!(
        headline("a red cat sat", "a blue dog sat"),
        "a -red cat-+blue dog+ sat"
    );
    // Scripts without spaces are compared by their characters, not as one word.
    assert_eq!(
        headline("灯台守の日記", "灯台守の手紙"),
        "灯台守の-日記-+手紙+"
    );
}

#[test]
fn a_paragraph_that_came_leaves_its_neighbours_alone() {
    assert_eq!(
        body(
            "One is here.\nTwo is here.",
            "One is here.\nIt rained all day.\nTwo is here."
        ),
        ["One is here.", "+It rained all day.+", "Two is here."]
    );
    assert_eq!(
        body(
            "One is here.\nIt rained all day.\nTwo is here.",
            "One is here.\nTwo is here."
        ),
        ["One is here.", "-It rained all day.-", "Two is here."]
    );
}

#[test]
fn a_rewritten_paragraph_stands_beside_what_it_was_also_if_others_came_before_it() {
    assert_eq!(
        body(
            "The ferry left at nine with eleven people.",
            "Nobody had expected it.\nThe ferry left at ten with eleven people."
        ),
        [
            "+Nobody had expected it.+",
            "The ferry left at -nine-+ten+ with eleven people."
        ]
    );
    // What has nothing in common but spaces and small words is not shown as if one had become the other.
    let rain = "Rain stops play in the third hour, and nobody at the ground knows when it goes on.";
    let fish = "Seven herrings were sold at the market, in an auction that took all of a minute.";
    assert_eq!(body(rain, fish), [format!("-{rain}-"), format!("+{fish}+")]);
    assert_eq!(
        body("Rain stops play.", "Seven herrings were sold"),
        ["-Rain stops play.-", "+Seven herrings were sold+"]
    );
}

#[test]
fn what_is_far_from_any_change_is_counted_and_left_out() {
    let old: Vec<String> = (1..=9)
        .map(|it| format!("Paragraph number {it}."))
        .collect();
    let mut new = old.clone();
    new[4].push_str(" Again.");
    assert_eq!(
        body(&old.join("\n"), &new.join("\n")),
        [
            "=3",
            "Paragraph number 4.",
            "Paragraph number 5.+ Again.+",
            "Paragraph number 6.",
            "=3"
        ]
    );
    let comparison = |text: &[String]| {
        Comparison::of(
            &wording("", &old.join("\n")),
            &wording("", &text.join("\n")),
        )
    };
    assert!(comparison(&old).is_same() && !comparison(&new).is_same());
}

#[test]
fn a_novel_against_another_is_compared_in_bounded_time() {
    let words = |seed: u64| {
        let mut state = seed;
        (0..100_000)
            .map(|_| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                format!("w{} ", state >> 40)
            })
            .collect::<String>()
    };
    let began = std::time::Instant::now();
    let comparison = Comparison::of(&wording("", &words(1)), &wording("", &words(2)));
    assert!(!comparison.is_same());
    // Unbounded, this takes hours.
    assert!(began.elapsed().as_secs() < 60);
}

async fn version(paper: &TestPaper, body: &str, when: When) {
    let mut filing = Filing {
        when,
        ..filing("ferry")
    };
    filing.version.body = body.parse().unwrap();
    paper.file(&filing).await;
}

async fn shown(paper: &TestPaper) -> Vec<u32> {
    let article = paper.article("ferry").await.unwrap().id;
    let versions = paper.store.shown_versions(article).await.unwrap();
    versions.into_iter().map(|(number, _)| number.0).collect()
}

#[tokio::test]
async fn only_versions_that_readers_have_had_are_shown() {
    let paper = TestPaper::start().await;
    version(&paper, "A first thought.", When::Draft).await;
    version(&paper, "A second thought.", When::Draft).await;
    assert!(shown(&paper).await.is_empty());
    publishing::publish(&paper.store, &paper.clock, &slug("ferry"))
        .await
        .unwrap();
    version(&paper, "A third.", When::Now).await;
    assert_eq!(shown(&paper).await, [2, 3]);
    let article = paper.article("ferry").await.unwrap().id;
    let wording = async |number| {
        let wording = paper.store.shown_wording(article, VersionNumber(number));
        wording.await.unwrap().map(|it| it.body.trim().to_owned())
    };
    assert_eq!(wording(1).await, None);
    assert_eq!(wording(2).await.as_deref(), Some("A second thought."));
}

#[tokio::test]
async fn what_a_story_was_withdrawn_for_is_not_shown_once_it_is_out_again() {
    let paper = TestPaper::start().await;
    version(&paper, "The mayor stole a boat.", When::Now).await;
    version(&paper, "The mayor stole two boats.", When::Now).await;
    assert_eq!(shown(&paper).await, [1, 2]);
    let reason = "It was not so.".parse().unwrap();
    publishing::withdraw(&paper.store, &paper.clock, &slug("ferry"), reason)
        .await
        .unwrap();
    assert!(shown(&paper).await.is_empty());
    version(&paper, "The mayor bought a boat.", When::Now).await;
    assert!(shown(&paper).await.is_empty());
    publishing::publish(&paper.store, &paper.clock, &slug("ferry"))
        .await
        .unwrap();
    assert_eq!(shown(&paper).await, [3]);
}
