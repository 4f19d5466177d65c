//! Which stories an issue has, and in which order.

use std::collections::HashSet;

use domain::{ArticleId, Moment, Summary};

use super::PaperFacts;
use super::drafting::Item;
use crate::letters::words::Words;
use crate::letters::{Gathers, Letter, MOST_STORIES};
use crate::store::{Cursor, Listing, Store, StoreError};

/// How many issues back a story is not told of again.
const REMEMBERED: u32 = 30;
/// How long a pick, or what is read most, is worth telling of after it came out, in microseconds: a week.
const FRESH: i64 = 7 * 24 * 3600 * 1_000_000;
/// How many picks are looked at.
const PICKS: u32 = 200;

pub(super) async fn gather(
    store: &Store,
    letter: &Letter,
    facts: &PaperFacts,
    since: Moment,
    now: Moment,
) -> Result<Vec<Item>, StoreError> {
    let definition = &letter.definition;
    let words = Words::of(&facts.language);
    let longest = usize::try_from(definition.longest).unwrap_or(1);
    let earlier = store.articles_of_issues(letter.id, REMEMBERED).await?;
    let mut items = Vec::new();
    let mut lists = Vec::new();
    for gathers in &definition.gathers {
        let list = match gathers {
            Gathers::Breaking => {
                items.extend(breaking(store, words, now).await?);
                continue;
            }
            Gathers::Newest => {
                let most = definition.longest + MOST_STORIES;
                let is_first = earlier.is_empty();
                store
                    .came_out(since, now, is_first, &definition.sections, most)
                    .await?
            }
            Gathers::Picks => {
                let picks = store.list(Listing::DontMiss, Cursor::START, PICKS);
                fresh(picks.await?.articles, since, now)
            }
            Gathers::MostRead => fresh(store.most_read().await?, since, now),
        };
        lists.push((*gathers, list));
    }
    // What breaks is told whatever was told before.
    let mut told = earlier;
    told.extend(items.iter().filter_map(|item| item.article));
    items.truncate(longest);
    let room = longest - items.len();
    let shared = share(lists, told, room);
    items.extend(
        shared
            .into_iter()
            .map(|(gathers, story)| Item::of(gathers, &story, words)),
    );
    lead_with_a_picture(&mut items);
    Ok(items)
}

/// The stories that somebody chose, in their order, as far as readers have them.
pub(super) async fn chosen(
    store: &Store,
    facts: &PaperFacts,
    articles: &[ArticleId],
) -> Result<Vec<Item>, StoreError> {
    let words = Words::of(&facts.language);
    let mut public = store.public_among(articles).await?;
    let stories = articles.iter().filter_map(|id| public.remove(id));
    Ok(stories
        .map(|(story, _)| Item::of(Gathers::Newest, &story, words))
        .collect())
}

/// Puts the first story with a picture of the first group on top, as the front page does. What breaks stays where it is.
fn lead_with_a_picture(items: &mut [Item]) {
    let Some(first) = items.first().map(|item| item.gathers) else {
        return;
    };
    let pictured = items
        .iter()
        .take_while(|item| item.gathers == first)
        .position(|item| item.picture.is_some());
    if let Some(pictured) = pictured
        && first != Gathers::Breaking
    {
        items[..=pictured].rotate_right(1);
    }
}

/// The breaking bar that stands, with the story it leads to.
async fn breaking(store: &Store, words: &Words, now: Moment) -> Result<Option<Item>, StoreError> {
    let Some(bar) = store.breaking(now).await? else {
        return Ok(None);
    };
    let story = match &bar.story {
        Some(story) => store.public_among(&[story.id]).await?.remove(&story.id),
        None => None,
    };
    let story = story.map(|(summary, _)| summary);
    Ok(Some(Item::of_bar(&bar, story.as_ref(), words)))
}

fn fresh(mut stories: Vec<Summary>, since: Moment, now: Moment) -> Vec<Summary> {
    let oldest = since.min(now.shifted(-FRESH));
    stories.retain(|story| story.published_at > oldest && story.published_at <= now);
    stories
}

/// At most `room` stories of all lists, each once and none that was told, list after list. The first lists leave some
/// room for those after them: a morning with much news must not keep out what is read most.
fn share(
    lists: Vec<(Gathers, Vec<Summary>)>,
    mut told: HashSet<ArticleId>,
    room: usize,
) -> Vec<(Gathers, Summary)> {
    let kept_free = room / (2 * lists.len()).max(1);
    let mut lists: Vec<(Gathers, Vec<Summary>, Vec<Summary>)> = lists
        .into_iter()
        .map(|(gathers, list)| (gathers, list, Vec::new()))
        .collect();
    let mut left = room;
    for is_last_round in [false, true] {
        for place in 0..lists.len() {
            let later: usize = match is_last_round {
                true => 0,
                false => lists[place + 1..]
                    .iter()
                    .map(|(_, list, _)| list.len().min(kept_free))
                    .sum(),
            };
            let (_, list, taken) = &mut lists[place];
            let mut may_take = left.saturating_sub(later);
            for story in list.iter() {
                if may_take > 0 && told.insert(story.id) {
                    taken.push(story.clone());
                    may_take -= 1;
                    left -= 1;
                }
            }
        }
    }
    lists
        .into_iter()
        .flat_map(|(gathers, _, taken)| taken.into_iter().map(move |story| (gathers, story)))
        .collect()
}
