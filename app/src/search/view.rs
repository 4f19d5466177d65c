use domain::Section;
use leptos::prelude::*;
use newsroom::search::NoSearch;
use newsroom::search::Passage;
use newsroom::store::Hit;

use super::instant_search_island::InstantSearch;
use super::page::{MOST, Outcome};
use super::{Asked, SearchPage};
use crate::article::{KickerLine, class_of_kind, language_and_direction, own_language};
use crate::dates::{Precision, Time};
use crate::words::words;

#[component]
pub(crate) fn SearchView(page: SearchPage, sections: Vec<Section>) -> impl IntoView {
    let SearchPage { asked, outcome } = page;
    let words = words();
    let wrong = Wrong::in_outcome(&outcome);
    let hits = match outcome {
        Outcome::Found(hits) => Some(hits),
        Outcome::Open | Outcome::Unasked(_) | Outcome::NoSuchDay { .. } | Outcome::DaysReversed => {
            None
        }
    };
    view! {
        <div class="listing search">
            <h1 class="listing__name">{words.search}</h1>
            <Form asked sections wrong />
            <Hits hits />
        </div>
    }
}

/// What is wrong with what was asked, and the fields that have it.
#[derive(Clone, Copy, Default)]
struct Wrong {
    said: Option<&'static str>,
    words: bool,
    from: bool,
    to: bool,
}

impl Wrong {
    fn in_outcome(outcome: &Outcome) -> Self {
        let words = words();
        let (said, in_words, from, to) = match *outcome {
            Outcome::Open | Outcome::Found(_) => return Self::default(),
            Outcome::Unasked(NoSearch::Wordless) => (words.search_wordless, true, false, false),
            Outcome::Unasked(NoSearch::TooLong) => (words.search_too_long, true, false, false),
            Outcome::NoSuchDay { from, to } => (words.search_no_such_day, false, from, to),
            Outcome::DaysReversed => (words.search_days_reversed, false, true, true),
        };
        Self {
            said: Some(said),
            words: in_words,
            from,
            to,
        }
    }
}

/// As an attribute, which is always written: a page that comes in place sets attributes and takes none away.
fn invalid(is_wrong: bool) -> &'static str {
    if is_wrong { "true" } else { "false" }
}

/// The form keeps what was asked, so that a search can be changed instead of typed again.
#[component]
fn Form(asked: Asked, sections: Vec<Section>, wrong: Wrong) -> impl IntoView {
    let words = words();
    let Asked {
        words: typed,
        section: chosen,
        from,
        to,
    } = asked;
    // One that the paper does not have, such as that of an old link, is shown as it was asked: it is where was looked.
    let is_unknown = !chosen.is_empty()
        && sections
            .iter()
            .all(|section| section.slug().as_str() != chosen);
    let unknown = is_unknown.then(|| {
        view! {
            <option value=chosen.clone() selected>
                {chosen.clone()}
            </option>
        }
    });
    let choices = sections
        .into_iter()
        .map(|section| {
            let is_chosen = section.slug().as_str() == chosen;
            view! {
                <option value=section.slug().to_string() selected=is_chosen>
                    {section.name().to_owned()}
                </option>
            }
        })
        .collect_view();
    view! {
        <form class="search__form" action="/search" role="search">
            <div class="search__words">
                <label for="search-words">{words.search_words}</label>
                <input
                    id="search-words"
                    type="search"
                    name="q"
                    value=typed
                    maxlength="200"
                    autocomplete="off"
                    enterkeyhint="search"
                    aria-invalid=invalid(wrong.words)
                    aria-describedby="search-problem"
                />
            </div>
            <div class="search__field">
                <label for="search-section">{words.search_section}</label>
                <select id="search-section" name="section">
                    <option value="">{words.search_all_sections}</option>
                    {choices} {unknown}
                </select>
            </div>
            <div class="search__field">
                <label for="search-from">{words.search_from}</label>
                <input
                    id="search-from"
                    type="date"
                    name="from"
                    value=from
                    aria-invalid=invalid(wrong.from)
                    aria-describedby="search-problem"
                />
            </div>
            <div class="search__field">
                <label for="search-to">{words.search_to}</label>
                <input
                    id="search-to"
                    type="date"
                    name="to"
                    value=to
                    aria-invalid=invalid(wrong.to)
                    aria-describedby="search-problem"
                />
            </div>
            <button class="search__button" type="submit">
                {words.search}
            </button>
            <p class="search__problem" id="search-problem" role="alert">
                {wrong.said}
            </p>
            <InstantSearch />
        </form>
    }
}

#[component]
fn Hits(hits: Option<Vec<Hit>>) -> impl IntoView {
    let words = words();
    let count = hits.as_ref().map(|hits| {
        if hits.len() < MOST as usize {
            (words.search_found)(hits.len())
        } else {
            (words.search_first)(hits.len())
        }
    });
    view! {
        <p class="search__count" id="search-count" role="status">
            {count}
        </p>
        // Its items come and go while somebody types.
        <div id="search-hits">
            {hits
                .filter(|hits| !hits.is_empty())
                .map(|hits| {
                    view! {
                        <ol class="search__hits" role="list">
                            {hits.into_iter().map(|hit| view! { <Story hit /> }).collect_view()}
                        </ol>
                    }
                })}
        </div>
    }
}

#[component]
fn Story(hit: Hit) -> impl IntoView {
    let Hit { article, passage } = hit;
    let (lang, dir) = language_and_direction(article.language.as_ref());
    let (own_lang, own_dir) = own_language(lang.is_some());
    let class = class_of_kind("card", article.kind);
    let in_another_language = lang.is_some();
    let path = article.path();
    let passage = passage
        .into_iter()
        .map(|part| match part {
            Passage::Around(text) => text.into_any(),
            Passage::Found(text) => view! { <mark>{text}</mark> }.into_any(),
        })
        .collect_view();
    view! {
        <li class="search__hit">
            <article class=class lang=lang dir=dir aria-label=article.headline.to_string()>
                <KickerLine
                    class="card__kicker"
                    kind=article.kind
                    state=article.coverage
                    section=Some(article.section)
                    kicker=None
                    in_another_language
                />
                <h2 class="card__headline">
                    <a href=path>{article.headline.to_string()}</a>
                </h2>
                <p class="search__passage">{passage}</p>
                <p class="card__meta" lang=own_lang dir=own_dir>
                    <Time moment=article.published_at precision=Precision::Brief />
                </p>
            </article>
        </li>
    }
}
