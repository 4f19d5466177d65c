//! Which letters a paper has.

use newsroom::letters::{Definition, LetterState, Source, settle};
use newsroom::store::Store;

use crate::letter_office::{HOUR, definition};
use crate::paper::{TestPaper, database};

async fn start_with(paper: &TestPaper, letters: &[Definition], language: &str) {
    let language = language.parse().unwrap();
    settle(&paper.store, &paper.clock, letters, &language)
        .await
        .unwrap();
}

/// The letters that are offered, and where each comes from.
async fn offered(paper: &TestPaper) -> Vec<String> {
    let letters = paper.store.letters().await.unwrap();
    letters
        .iter()
        .filter(|letter| letter.state != LetterState::Retired)
        .map(|letter| format!("{} {}", letter.definition.slug, letter.source))
        .collect()
}

#[tokio::test]
async fn a_paper_that_says_nothing_has_three_letters_in_its_own_language() {
    let paper = TestPaper::start().await;
    start_with(&paper, &[], "es").await;
    let all = ["morning program", "week program", "breaking program"];
    assert_eq!(offered(&paper).await, all);
    let morning = paper.letter("morning").await;
    assert_eq!(morning.definition.name, "La carta de la mañana");
    assert_eq!(morning.definition.schedule.to_string(), "daily 06:30");
    for letter in paper.store.letters().await.unwrap() {
        letter.definition.check().unwrap();
    }
    // Starting again changes nothing, in another language the words.
    paper.pass(HOUR);
    start_with(&paper, &[], "es").await;
    assert_eq!(paper.letter("morning").await, morning);
    start_with(&paper, &[], "de").await;
    let english = paper.letter("morning").await;
    assert_eq!(english.definition.name, "The morning letter");
    assert_eq!(english.since, morning.since);
    start_with(&paper, &[], "ar").await;
    assert_eq!(paper.letter("week").await.definition.name, "الأسبوع");
}

#[tokio::test]
async fn a_letter_that_leaves_the_settings_is_retired_and_one_that_comes_back_runs_again() {
    let paper = TestPaper::start().await;
    let (one, two) = (
        definition("one", "daily 06:30"),
        definition("morning", "daily 07:00"),
    );
    start_with(&paper, &[], "en").await;
    start_with(&paper, &[one.clone(), two.clone()], "en").await;
    assert_eq!(offered(&paper).await, ["one settings", "morning settings"]);
    assert_eq!(paper.letter("morning").await.definition, two);
    start_with(&paper, &[two.clone(), one.clone()], "en").await;
    assert_eq!(offered(&paper).await, ["morning settings", "one settings"]);
    start_with(&paper, std::slice::from_ref(&one), "en").await;
    assert_eq!(offered(&paper).await, ["one settings"]);
    let first = paper.letter("one").await;

    start_with(&paper, &[], "en").await;
    let own = ["morning program", "week program", "breaking program"];
    assert_eq!(offered(&paper).await, own);
    paper.pass(HOUR);
    start_with(&paper, &[one], "en").await;
    assert_eq!(offered(&paper).await, ["one settings"]);
    let again = paper.letter("one").await;
    assert_eq!((again.id, again.state), (first.id, LetterState::Running));
    // What was due while it was not offered is not made up for.
    assert_eq!(again.since, paper.clock.now());
}

#[tokio::test]
async fn what_the_command_line_said_stays_whatever_the_settings_say() {
    let paper = TestPaper::start().await;
    start_with(&paper, &[], "en").await;
    let mine = definition("morning", "daily 05:00");
    paper.define(&mine).await;
    paper.define(&definition("extra", "by-hand")).await;
    start_with(&paper, &[], "en").await;
    assert_eq!(offered(&paper).await.len(), 4);
    start_with(&paper, &[definition("morning", "daily 09:00")], "en").await;
    assert_eq!(paper.letter("morning").await.definition, mine);
    assert_eq!(paper.letter("extra").await.source, Source::Command);
    assert_eq!(offered(&paper).await, ["morning command", "extra command"]);
}

#[tokio::test]
async fn a_paused_letter_stays_paused() {
    let paper = TestPaper::start().await;
    start_with(&paper, &[], "en").await;
    let letter = paper.letter("week").await;
    let mut writing = paper.store.write().await.unwrap();
    writing
        .put_letter_in_state(letter.id, LetterState::Paused, paper.clock.now())
        .await
        .unwrap();
    writing.commit().await.unwrap();
    start_with(&paper, &[], "es").await;
    assert_eq!(paper.letter("week").await.state, LetterState::Paused);
}

#[tokio::test(flavor = "multi_thread")]
async fn processes_that_start_at_once_agree_on_the_letters() {
    let paper = TestPaper::start().await;
    let mut starting = Vec::new();
    for _ in 0..6 {
        let store = Store::open(&database(paper.folder())).await.unwrap();
        let clock = paper.clock.clone();
        starting.push(tokio::spawn(async move {
            let language = "en".parse().unwrap();
            settle(&store, &clock, &[], &language).await.unwrap();
        }));
    }
    for started in starting {
        started.await.unwrap();
    }
    let all = ["morning program", "week program", "breaking program"];
    assert_eq!(offered(&paper).await, all);
}
