use jiff::civil::Date;
use leptos::prelude::*;

use super::Day;
use super::day::path;
use crate::article::{Card, CardLook, HeadlineLevel};
use crate::words::words;

#[component]
pub(crate) fn DayView(day: Day) -> impl IntoView {
    let Day {
        date,
        articles,
        earlier,
        later,
    } = day;
    let words = words();
    let empty = articles
        .is_empty()
        .then(|| view! { <p class="listing__empty">{words.nothing_that_day}</p> });
    let to = |date: Option<Date>, rel: &'static str| {
        date.map(|date| {
            view! {
                <a href=path(date) rel=rel>
                    {(words.date)(date)}
                </a>
            }
        })
    };
    view! {
        <div class="listing">
            <header class="listing__header">
                <p class="listing__kind">{words.archive}</p>
                <h1 class="listing__name">{(words.date)(date)}</h1>
            </header>
            {empty}
            {(!articles.is_empty())
                .then(|| {
                    view! {
                        <ul class="stories stories--list" role="list">
                            {articles
                                .into_iter()
                                .map(|summary| {
                                    view! {
                                        <li class="stories__item">
                                            <Card summary level=HeadlineLevel::Second look=CardLook::ACROSS />
                                        </li>
                                    }
                                })
                                .collect_view()}
                        </ul>
                    }
                })}
            <nav class="listing__pager" aria-label=words.archive>
                {to(earlier, "prev")} {to(later, "next")}
            </nav>
            <form class="archive-form" action="/archive">
                <label for="archive-day">{words.archive_day}</label>
                <input id="archive-day" type="date" name="day" value=date.to_string() />
                <button type="submit">{words.archive_open}</button>
            </form>
        </div>
    }
}
