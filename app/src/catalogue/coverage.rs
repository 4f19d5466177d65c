//! Made-up coverage: one that goes on, and one that is over and runs the other way.

use domain::{ArticleKind, CoverageState, Entry, EntryNumber, EntryVersion, Language, Moment};
use newsroom::store::Stretch;

use super::{articles, specimens};
use crate::article::{ArticlePage, Below, render_entry};
use crate::coverage::{Since, Update, Updates};

const MINUTE: i64 = 60_000_000;

pub(super) fn open() -> ArticlePage {
    let mut version = articles::version(
        "The old ferry sails again: what happens on the quay",
        "- The ferry left at **nine**, with eleven people, a dog and a piano.\n- The piano is still on board.\n",
    );
    version.kind = ArticleKind::Coverage;
    version.kicker = "Harbour".parse().ok();
    version.standfirst = specimens::story(0).and_then(|story| story.standfirst);
    version.byline = specimens::byline(2);
    let pinned = entry(
        3,
        -95,
        "Where to stand",
        "The **north quay** is closed. The south quay is free.",
    );
    let newest = entry(
        9,
        -4,
        "The ferry is back",
        "She came round the mole at ten to three.\n\n> We had the piano tuned on the way.\n> — The mate\n",
    );
    let edited = entry(
        8,
        -31,
        "",
        "Somebody on the quay has begun to sing. It is the *harbour master*.",
    );
    let older = entry(
        2,
        -60 * 26,
        "Eleven tickets are sold",
        "The first went to a woman who wanted to know whether it was the same boat. It is.",
    );
    let pinned = pinned.map(|entry| Entry {
        is_pinned: true,
        ..entry
    });
    let edited = edited.map(|entry| Entry {
        edited_at: Some(entry.at.shifted(9 * MINUTE)),
        ..entry
    });
    let newest = newest.map(by_somebody).map(key);
    let key_events = [newest.clone(), older.clone().map(key)];
    let updates = Updates {
        key_events: key_events.into_iter().flatten().collect(),
        pinned: update(pinned, None).into_iter().collect(),
        entries: [newest, edited, older.map(key)]
            .into_iter()
            .filter_map(|entry| update(entry, None))
            .collect(),
        older: Some(Stretch::Before(EntryNumber(2))),
        newest: EntryNumber(9),
        since: Some(Since {
            after: EntryNumber(8),
            count: 1,
        }),
        ..nothing(CoverageState::Open)
    };
    articles::page(version, Below::default()).going_on(updates)
}

pub(super) fn foreign() -> ArticlePage {
    let mut version = articles::version("قافلة الملح تعود إلى الوادي، لحظة بلحظة", "");
    version.kind = ArticleKind::Coverage;
    version.language = "ar".parse().ok();
    version.byline = specimens::byline(1);
    let entry = entry(
        1,
        -60,
        "وصلت القافلة إلى السوق",
        "وصلت قبيل الظهر، وكان الأطفال أول من رآها.",
    );
    let language = version.language.clone();
    let updates = Updates {
        entries: update(entry.map(key), language.as_ref())
            .into_iter()
            .collect(),
        newest: EntryNumber(1),
        is_missing: true,
        language,
        ..nothing(CoverageState::Closed)
    };
    articles::page(version, Below::default()).going_on(updates)
}

fn nothing(state: CoverageState) -> Updates {
    Updates {
        path: "/city/specimen".to_owned(),
        article: 1,
        language: None,
        state,
        closed_at: None,
        key_events: Vec::new(),
        pinned: Vec::new(),
        entries: Vec::new(),
        newer: None,
        older: None,
        newest: EntryNumber(0),
        since: None,
        asked: None,
        is_missing: false,
        is_first: true,
    }
}

/// An entry that was added so many minutes from now.
fn entry(number: u32, minutes: i64, headline: &str, text: &str) -> Option<Entry> {
    let at: Moment = specimens::NOW.shifted(minutes * MINUTE);
    Some(Entry {
        number: EntryNumber(number),
        at,
        edited_at: None,
        is_pinned: false,
        version: EntryVersion {
            headline: headline.parse().ok(),
            text: text.parse().ok()?,
            byline: specimens::byline(0),
            is_key: false,
        },
    })
}

fn key(mut entry: Entry) -> Entry {
    entry.version.is_key = true;
    entry
}

fn by_somebody(mut entry: Entry) -> Entry {
    entry.version.byline = specimens::byline(1);
    entry
}

fn update(entry: Option<Entry>, language: Option<&Language>) -> Option<Update> {
    let english: Language = "en".parse().ok()?;
    let entry = entry?;
    Some(Update {
        html: render_entry(&entry, language.unwrap_or(&english), &[]),
        entry,
    })
}
