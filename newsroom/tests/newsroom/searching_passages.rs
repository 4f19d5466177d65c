//! The passage of a story that a search shows.

use newsroom::search::{Passage, Search};
use newsroom::store::{Hit, Scope};
use proptest::prelude::*;

use crate::paper::TestPaper;
use crate::searching::file;

async fn hits(paper: &TestPaper, typed: &str) -> Vec<Hit> {
    let search = Search::read(typed).unwrap();
    let hits = paper.store.search(&search, Scope::default(), 20).await;
    hits.unwrap()
}

/// The passage of the one story that is found, with what was found between brackets.
async fn passage(paper: &TestPaper, typed: &str) -> String {
    let hits = hits(paper, typed).await;
    assert_eq!(hits.len(), 1, "{typed}");
    written(&hits[0].passage)
}

fn written(passage: &[Passage]) -> String {
    let parts = passage.iter().map(|part| match part {
        Passage::Around(text) => text.clone(),
        Passage::Found(text) => format!("[{text}]"),
    });
    parts.collect::<String>().trim_end().to_owned()
}

#[tokio::test]
async fn it_marks_a_word_however_it_is_written_and_however_it_goes_on() {
    let paper = TestPaper::start().await;
    file(&paper, "one", "Food", "Le Café ferme. The cafés close.").await;
    assert_eq!(
        passage(&paper, "cafe ").await,
        "Le [Café] ferme. The cafés close."
    );
    assert_eq!(
        passage(&paper, "CAF").await,
        "Le [Café] ferme. The [cafés] close."
    );
    assert_eq!(
        passage(&paper, "closé fermé").await,
        "Le Café [ferme]. The cafés [close]."
    );
}

#[tokio::test]
async fn it_marks_words_in_quotation_marks_only_where_they_stand_together() {
    let paper = TestPaper::start().await;
    let body = "The bridge of the harbour, the harbour bridge, is shut.";
    file(&paper, "one", "Shut", body).await;
    assert_eq!(
        passage(&paper, "\"harbour bridge\"").await,
        "The bridge of the harbour, the [harbour bridge], is shut."
    );
}

#[tokio::test]
async fn of_a_long_story_it_is_where_most_of_the_words_stand() {
    let paper = TestPaper::start().await;
    let filler = "one two three four five six seven eight nine ten ".repeat(10);
    let body = format!("The ferry. {filler}The ferry met the tram at the quay. {filler}");
    file(&paper, "one", "Long", &body).await;
    let passage = passage(&paper, "ferry tram quay").await;
    assert!(
        passage.starts_with('…') && passage.ends_with('…'),
        "{passage}"
    );
    for word in ["[ferry]", "[tram]", "[quay]"] {
        assert!(passage.contains(word), "{word} in {passage}");
    }
    assert_eq!(passage.split_whitespace().count(), 28, "{passage}");
}

#[tokio::test]
async fn where_only_the_headline_has_the_word_it_is_how_the_story_begins() {
    let paper = TestPaper::start().await;
    file(&paper, "one", "Ferry", "It came at nine.").await;
    assert_eq!(passage(&paper, "ferry").await, "It came at nine.");
}

#[tokio::test]
async fn a_word_that_is_not_wanted_keeps_a_story_out_wherever_it_stands() {
    let paper = TestPaper::start().await;
    file(&paper, "in-text", "Ferry one", "It met the Trâm.").await;
    file(&paper, "in-headline", "Ferry and tram", "It came.").await;
    file(&paper, "nowhere", "Ferry two", "It came at nine.").await;
    let found: Vec<String> = hits(&paper, "ferry -tram")
        .await
        .iter()
        .map(|hit| hit.article.slug.to_string())
        .collect();
    assert_eq!(found, ["nowhere"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn it_is_made_of_the_story_whatever_that_is(
        body in "[a-c é\u{301}東駅.,\"\u{200B}]{0,200}",
        typed in "[a-c é東\"-]{1,12}",
    ) {
        let Ok(search) = Search::read(&typed) else { return Ok(()) };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let paper = TestPaper::start().await;
            file(&paper, "one", "Headline", &format!("{body} z")).await;
            for hit in paper.store.search(&search, Scope::default(), 20).await.unwrap() {
                let text: String = hit.passage.iter().map(|part| match part {
                    Passage::Around(text) | Passage::Found(text) => text.trim_matches('…').to_owned(),
                }).collect();
                let story: domain::Markdown = format!("{body} z").parse().unwrap();
                let story = story.words().replace('\u{200B}', "");
                prop_assert!(story.contains(text.as_str()), "{text:?} of {story:?}");
            }
            Ok(())
        })?;
    }
}
