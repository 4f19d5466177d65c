use std::sync::Arc;

use leptos::context::Provider;
use leptos::prelude::*;
use newsroom::weather::Shown;

use super::{Figure, LiveStrip};
use crate::dates::Calendar;
use crate::paper::{Masthead, Outdoors};
use crate::words::words;

/// What the strip shows. An island takes only what can be sent along with the page, so this goes by way of the context.
#[derive(Clone)]
struct Strip {
    masthead: Arc<Masthead>,
    weather: Option<Shown>,
    is_live: bool,
}

#[component]
pub(crate) fn DatelineStrip(
    masthead: Arc<Masthead>,
    weather: Option<Shown>,
    /// Whether the day turns while the page is open.
    is_live: bool,
) -> impl IntoView {
    let strip = Strip {
        masthead,
        weather,
        is_live,
    };
    view! {
        <div class="dateline-strip">
            <Provider value=strip>
                <LiveStrip />
            </Provider>
            <a class="dateline-strip__search" href="/search">
                {words().search}
            </a>
        </div>
    }
}

/// The strip, with what is needed to go on with it.
pub(super) fn strip() -> impl IntoView {
    let Strip {
        masthead,
        weather,
        is_live,
    } = expect_context();
    let today = expect_context::<Calendar>().now();
    let zone = masthead.time_zone.iana_name().filter(|_| is_live);
    let zone = zone.map(str::to_owned);
    let midnight = today.tomorrow().and_then(|day| day.start_of_day()).ok();
    let until = midnight.filter(|_| is_live);
    let until = until.map(|midnight| midnight.timestamp().to_string());
    let language = is_live.then_some(words().dates_in);
    let weather = masthead
        .outdoors
        .clone()
        .map(|outdoors| view! { <Weather masthead=masthead.clone() outdoors weather /> });
    view! {
        <ul class="dateline-strip__list" role="list">
            {weather}
            {masthead
                .place
                .clone()
                .map(|place| view! { <li class="dateline-strip__item">{place}</li> })}
            <li class="dateline-strip__item">
                <time
                    class="dateline-strip__day"
                    datetime=today.date().to_string()
                    data-until=until
                    data-zone=zone
                    data-language=language
                >
                    {(words().day)(&today)}
                </time>
            </li>
        </ul>
    }
}

/// Where it is not known how warm it is there is room for it, so that an open page can say so later.
#[component]
fn Weather(masthead: Arc<Masthead>, outdoors: Outdoors, weather: Option<Shown>) -> impl IntoView {
    let now = expect_context::<Calendar>().moment();
    let figure = weather
        .and_then(|shown| shown.at(now))
        .map(|shown| Figure::of(&masthead, &outdoors, shown));
    let hidden = figure.is_none();
    let (short, spoken, until) = match figure {
        Some(figure) => (figure.short, Some(figure.spoken), Some(figure.until)),
        None => (String::new(), None, None),
    };
    view! {
        <li class="dateline-strip__item" hidden=hidden>
            <abbr class="dateline-strip__weather" dir="ltr" title=spoken data-until=until>
                {short}
            </abbr>
        </li>
    }
}
