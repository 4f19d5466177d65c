//! What a search finds, and what it never shows.

use domain::Slug;
use newsroom::publishing::{self, Filing, When};
use newsroom::search::Passage;
use newsroom::search::{LONGEST, NoSearch, Search};
use newsroom::store::{Hit, Scope, Store};
use proptest::prelude::*;

use crate::paper::{TestPaper, at, database, filing, section, slug};

pub async fn file(paper: &TestPaper, name: &str, headline: &str, body: &str) {
    let mut filing = filing(name);
    filing.version.headline = headline.parse().unwrap();
    filing.version.body = body.parse().unwrap();
    paper.file(&filing).await;
}

async fn hits(store: &Store, typed: &str) -> Vec<Hit> {
    let search = Search::read(typed).unwrap();
    store.search(&search, Scope::default(), 20).await.unwrap()
}

async fn found(paper: &TestPaper, typed: &str) -> Vec<String> {
    let hits = hits(&paper.store, typed).await;
    let slugs = hits.into_iter().map(|hit| hit.article.slug.to_string());
    slugs.collect()
}

#[tokio::test]
async fn a_word_is_found_wherever_it_stands_and_first_in_the_headline() {
    let paper = TestPaper::start().await;
    file(
        &paper,
        "in-body",
        "Harbour news",
        "The old *ferry* leaves at nine.",
    )
    .await;
    file(&paper, "in-headline", "Ferry late", "It came at nine.").await;
    file(
        &paper,
        "elsewhere",
        "Budget passed",
        "At nine votes to four.",
    )
    .await;
    assert_eq!(found(&paper, "ferry").await, ["in-headline", "in-body"]);
    assert_eq!(found(&paper, "FERRY nine old").await, ["in-body"]);
    assert!(found(&paper, "submarine").await.is_empty());
}

#[tokio::test]
async fn the_passage_shows_the_words_where_they_stand_in_the_story() {
    let paper = TestPaper::start().await;
    file(
        &paper,
        "one",
        "Late",
        "Before. The **old ferry** [leaves](https://a.example) at nine.",
    )
    .await;
    let hits = hits(&paper.store, "ferry").await;
    assert_eq!(
        hits[0].passage,
        [
            Passage::Around("Before. The old ".to_owned()),
            Passage::Found("ferry".to_owned()),
            Passage::Around(" leaves at nine.\n".to_owned()),
        ]
    );
}

#[tokio::test]
async fn words_are_marked_in_the_story_also_where_the_headline_has_them_all() {
    let paper = TestPaper::start().await;
    file(&paper, "one", "Ferry late", "The old ferry came at nine.").await;
    let hits = hits(&paper.store, "ferry").await;
    assert!(
        hits[0]
            .passage
            .contains(&Passage::Found("ferry".to_owned()))
    );
}

#[tokio::test]
async fn accents_make_no_difference_and_the_last_word_may_be_half_typed() {
    let paper = TestPaper::start().await;
    file(&paper, "cafe", "Café à la crème", "Un été.").await;
    for typed in ["cafe", "CAFÉ creme", "ca", "crème ét"] {
        assert_eq!(found(&paper, typed).await, ["cafe"], "{typed}");
    }
    // A word that is followed by a space, or by another one, is finished.
    assert!(found(&paper, "ca ").await.is_empty());
    assert!(found(&paper, "ca -xyz").await.is_empty());
    assert!(found(&paper, "crème étr").await.is_empty());
}

#[tokio::test]
async fn quoted_words_stand_together_and_words_with_a_minus_stay_away() {
    let paper = TestPaper::start().await;
    file(&paper, "apart", "One", "The bridge over the old harbour.").await;
    file(&paper, "together", "Two", "The harbour bridge is old.").await;
    assert_eq!(found(&paper, "\"harbour bridge\"").await, ["together"]);
    assert_eq!(found(&paper, "bridge -together -over").await, ["together"]);
    assert_eq!(found(&paper, "old \"harbour bri").await, ["together"]);
    assert!(found(&paper, "\"bridge harbour\"").await.is_empty());
}

#[tokio::test]
async fn a_language_without_spaces_is_searched_by_its_words() {
    let paper = TestPaper::start().await;
    file(&paper, "tokyo", "東京の朝", "今日は新しい駅が開きました。").await;
    for typed in ["東京", "朝", "新しい駅", "駅 東京"] {
        assert_eq!(found(&paper, typed).await, ["tokyo"], "{typed}");
    }
    assert!(found(&paper, "京東").await.is_empty());
    let passage = hits(&paper.store, "駅").await.remove(0).passage;
    assert!(
        passage.contains(&Passage::Found("駅".to_owned())),
        "{passage:?}"
    );
    assert!(
        passage.contains(&Passage::Around("今日は新しい".to_owned())),
        "{passage:?}"
    );
}

#[tokio::test]
async fn authors_topics_and_sections_are_found_by_name() {
    let paper = TestPaper::start().await;
    paper
        .imported(
            "---\ntitle: A\nsection: City\nbyline: Ada Lovelace\ntopics: Bridges\n---\nText.\n",
        )
        .await;
    for typed in ["lovelace", "bridges", "city ada"] {
        assert_eq!(found(&paper, typed).await, ["one"], "{typed}");
    }
}

#[tokio::test]
async fn only_what_readers_can_open_is_found_in_its_newest_words() {
    let paper = TestPaper::start().await;
    let draft = "---\ntitle: Secret ferry\nsection: City\ndraft: true\n---\nText.\n";
    paper.imported(draft).await;
    assert!(found(&paper, "secret").await.is_empty());
    publishing::publish(&paper.store, &paper.clock, &slug("one"))
        .await
        .unwrap();
    assert_eq!(found(&paper, "secret").await, ["one"]);
    paper
        .imported(
            &draft
                .replace("Secret", "Public")
                .replace("draft: true\n", ""),
        )
        .await;
    assert!(found(&paper, "secret").await.is_empty());
    assert_eq!(found(&paper, "public").await, ["one"]);
    let reason = "It was wrong.".parse().unwrap();
    publishing::withdraw(&paper.store, &paper.clock, &slug("one"), reason)
        .await
        .unwrap();
    assert!(found(&paper, "public").await.is_empty());
}

#[tokio::test]
async fn a_search_can_be_kept_to_a_section_and_to_days() {
    let paper = TestPaper::start().await;
    for (name, place, day) in [
        ("old", "City", "2023-01-01T12:00:00Z"),
        ("new", "City", "2023-02-01T12:00:00Z"),
        ("abroad", "World", "2023-02-01T12:00:00Z"),
    ] {
        let filed = Filing {
            section: section(place),
            when: When::At(at(day)),
            ..filing(name)
        };
        paper.file(&filed).await;
    }
    let search = Search::read("all about").unwrap();
    let city: Slug = slug("city");
    let within = Scope {
        section: Some(&city),
        from: Some(at("2023-01-15T00:00:00Z")),
        before: None,
    };
    let hits = paper.store.search(&search, within, 20).await.unwrap();
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].article.slug, slug("new"));
    let before = Scope {
        before: Some(at("2023-01-15T00:00:00Z")),
        ..Scope::default()
    };
    let hits = paper.store.search(&search, before, 20).await.unwrap();
    assert_eq!(hits[0].article.slug, slug("old"));
}

#[tokio::test]
async fn days_decades_and_ages_can_be_searched() {
    let paper = TestPaper::start().await;
    for (name, day) in [
        ("first", "1931-03-31T23:30:00Z"),
        ("second", "1999-12-31T23:30:00Z"),
        ("third", "2023-02-04T23:30:00Z"),
    ] {
        let filed = Filing {
            when: When::At(at(day)),
            ..filing(name)
        };
        paper.file(&filed).await;
    }
    let search = Search::read("all about").unwrap();
    for (from, before, names) in [
        ("1931-03-31T23:30:00Z", "1931-03-31T23:30:01Z", "first"),
        ("1931-03-31T23:30:01Z", "1931-04-30T00:00:00Z", ""),
        ("1999-12-31T00:00:00Z", "2000-01-01T00:00:00Z", "second"),
        ("1990-05-01T00:00:00Z", "2022-01-01T00:00:00Z", "second"),
        (
            "1800-01-01T00:00:00Z",
            "2022-01-01T00:00:00Z",
            "second first",
        ),
        (
            "1999-12-31T23:30:00Z",
            "2023-02-05T00:00:00Z",
            "third second",
        ),
        ("2023-02-05T00:00:00Z", "2022-01-01T00:00:00Z", ""),
    ] {
        let within = Scope {
            section: None,
            from: Some(at(from)),
            before: Some(at(before)),
        };
        let hits = paper.store.search(&search, within, 20).await.unwrap();
        let found: Vec<String> = hits
            .iter()
            .map(|hit| hit.article.slug.to_string())
            .collect();
        assert_eq!(found.join(" "), names, "{from} to {before}");
    }
}

#[tokio::test]
async fn what_articles_are_filed_under_is_no_word_of_theirs() {
    let paper = TestPaper::start().await;
    file(&paper, "one", "Ferry late", "It came at nine.").await;
    for typed in ["s1", "scope"] {
        assert!(found(&paper, typed).await.is_empty(), "{typed}");
    }
    // One letter is no beginning of a word.
    assert!(found(&paper, "f").await.is_empty());
}

#[tokio::test]
async fn a_paper_from_before_there_was_a_search_can_be_searched() {
    let paper = TestPaper::start().await;
    file(&paper, "one", "Ferry late", "It came at nine.").await;
    paper.store.close().await;
    let url = database(paper.folder());
    let by_hand = sqlx::sqlite::SqliteConnectOptions::new().filename(url.path());
    let mut connection = sqlx::ConnectOptions::connect(&by_hand).await.unwrap();
    sqlx::query("delete from search")
        .execute(&mut connection)
        .await
        .unwrap();
    sqlx::Connection::close(connection).await.unwrap();
    let store = Store::open(&url).await.unwrap();
    assert_eq!(hits(&store, "ferry").await.len(), 1);
}

#[test]
fn what_has_no_word_in_it_and_what_is_too_long_is_no_search() {
    for typed in ["", "   ", "\"\"", "-", "🎉🎉", "-only", "*", "()"] {
        assert_eq!(Search::read(typed), Err(NoSearch::Wordless), "{typed}");
    }
    assert_eq!(
        Search::read(&"é".repeat(LONGEST + 1)),
        Err(NoSearch::TooLong)
    );
    assert!(Search::read(&"é".repeat(LONGEST)).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn nothing_a_reader_types_is_an_error(typed in prop::collection::vec("[a-c\"*():^+{}é東🎉٣' -]{0,12}|NEAR|AND|OR|NOT|headline:|[\\PC]{0,6}", 0..8)) {
        let typed = typed.join(" ");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let paper = TestPaper::start().await;
            paper.publish_new("a").await;
            if let Ok(search) = Search::read(&typed) {
                let answer = paper.store.search(&search, Scope::default(), 5).await;
                assert!(answer.is_ok(), "{typed:?}: {answer:?}");
            }
        });
    }
}
