//! The search follows a section that was renamed at the desk.

use domain::Section;
use newsroom::desk::account::Account;
use newsroom::desk::role::Role;
use newsroom::desk::settings::{Standing, change};
use newsroom::search::Search;
use newsroom::settings::{Origins, Setting, kept_sections};
use newsroom::store::Scope;

use crate::paper::{TestPaper, slug};
use crate::settings::{account, particulars};

/// More stories than are written in one transaction.
const STORIES: usize = 120;

async fn paper() -> (TestPaper, Account) {
    let paper = TestPaper::start().await;
    for number in 0..STORIES {
        paper.publish_new(&format!("story-{number}")).await;
    }
    let owner = account(&paper, "Zoe", Role::Owner).await;
    (paper, owner)
}

/// Names the section at `/city`.
pub async fn name_city(paper: &TestPaper, by: &Account, name: &str) {
    let standing = Standing {
        particulars: &particulars(),
        origins: &Origins::default(),
    };
    let value = kept_sections(&[Section::new(slug("city"), name).unwrap()]);
    let values = [(Setting::Sections, value.as_str())];
    let changed = change(&paper.store, &paper.clock, by, standing, &values, i64::MAX);
    changed.await.unwrap();
}

async fn found_by(paper: &TestPaper, words: &str) -> usize {
    let search = Search::read(words).unwrap();
    let found = paper.store.search(&search, Scope::default(), 500).await;
    found.unwrap().len()
}

/// What the server does by and by.
async fn search_follows(paper: &TestPaper) {
    let mut so_far = None;
    for _ in 0..20 {
        so_far = paper.store.follow_renaming(so_far).await.unwrap();
        if so_far.is_none() {
            return;
        }
    }
    panic!("the search never catches up");
}

#[tokio::test]
async fn stories_are_found_by_the_new_name_of_their_section_and_no_longer_by_the_old_one() {
    let (paper, owner) = paper().await;
    assert_eq!(paper.store.follow_renaming(None).await.unwrap(), None);
    name_city(&paper, &owner, "Harbourside").await;
    search_follows(&paper).await;
    assert_eq!(found_by(&paper, "harbourside").await, STORIES);
    assert_eq!(found_by(&paper, "city").await, 0);
    assert_eq!(paper.store.follow_renaming(None).await.unwrap(), None);
}

#[tokio::test]
async fn a_section_that_is_renamed_again_meanwhile_is_found_by_its_last_name() {
    let (paper, owner) = paper().await;
    name_city(&paper, &owner, "Harbourside").await;
    let begun = paper.store.follow_renaming(None).await.unwrap();
    let found = found_by(&paper, "harbourside").await;
    assert!((1..STORIES).contains(&found), "{found}");
    name_city(&paper, &owner, "Quayside").await;
    let further = paper.store.follow_renaming(begun).await.unwrap();
    assert!(further.is_some());
    // By a server that was started again.
    search_follows(&paper).await;
    assert_eq!(found_by(&paper, "quayside").await, STORIES);
    assert_eq!(found_by(&paper, "harbourside").await, 0);
}
