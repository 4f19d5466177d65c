use domain::{AddressProblem, ArticleKind};

use super::{Words, clock, month, weekday};

pub(super) static WORDS: Words = Words {
    skip_to_story: "Skip to the story",
    beside: "More from the paper",
    sections: "Sections",
    latest: "Latest Posts",
    live_new: "New",
    live_count: "New stories",
    live_states: ["Live", "Waiting for the connection", "Live is off"],
    breaking: "Breaking",
    close: "Close",
    notice: "Notice",
    dont_miss: "Don't Miss",
    most_read: "Most Read",
    front_page: "Front page",
    todays_front_page: "Today’s front page",
    nothing_yet: "Nothing has been published here yet.",

    by: "By ",
    and: " and ",
    comma: ", ",
    published: "Published",
    updated: "Updated",
    changes: "What changed",
    changes_since: "Since the version of",
    changes_none: "Not a word of it has changed since.",
    changes_unchanged: |paragraphs| match paragraphs {
        1 => "1 paragraph as it was".to_owned(),
        _ => format!("{paragraphs} paragraphs as they were"),
    },
    changes_read_on: "Read the story as it stands",
    story_updated: ["This story was updated", "Show what changed"],
    front_changed: ["The front page has changed", "Show it"],
    minutes_to_read: |minutes| format!("{minutes} min read"),
    topics: "Topics",
    more_in: "More in",
    kind: |kind| match kind {
        ArticleKind::News => None,
        ArticleKind::Opinion => Some("Opinion"),
        ArticleKind::Analysis => Some("Analysis"),
        ArticleKind::Review => Some("Review"),
        ArticleKind::Gallery => Some("In pictures"),
        ArticleKind::Explainer => Some("Explainer"),
        ArticleKind::Obituary => Some("Obituary"),
    },
    contents: "In this story",
    corrections: "Corrections",
    related: "Related stories",
    next_in: |section| format!("Next in {section}:"),

    topic: "Topic",
    author: "Author",
    older: "Older stories",
    list_description: |list, paper| format!("{list}: the latest from {paper}."),
    front_description: |paper, place| match place {
        Some(place) => format!("{paper}: the news from {place} and beyond."),
        None => format!("{paper}: the news."),
    },

    about: "About",
    privacy: "Privacy",
    accessibility: "Accessibility",

    share: "Share",
    copied: "Link copied",
    display: "Display",
    display_names: ["Colours", "Text", "Pictures", "New stories"],
    display_choices: [
        ["As on this device", "Light", "Dark"],
        ["Normal", "Large", "Larger"],
        ["All", "Fewer, to save data", ""],
        ["As they come in", "Their number first", "Not live"],
    ],

    archive: "Archive",
    archive_of: |day| format!("Archive: {day}"),
    archive_day: "Another day",
    archive_open: "Open",
    nothing_that_day: "Nothing was published that day.",
    corrections_promise: "What we had wrong, newest first. A story that was corrected says so itself.",
    corrections_none: "Nothing had to be corrected so far.",

    search: "Search",
    searched_for: |typed| format!("Search: {typed}"),
    search_words: "Words, names or a “quotation”",
    search_section: "Section",
    search_all_sections: "All sections",
    search_from: "From day",
    search_to: "To day",
    search_wordless: "Please type a word to look for.",
    search_too_long: "That is too long to look for. Please keep to a few words.",
    search_no_such_day: "A day is written like 2023-02-05.",
    search_found: |stories| match stories {
        0 => "Nothing was found. Fewer words find more.".to_owned(),
        1 => "1 story".to_owned(),
        _ => format!("{stories} stories"),
    },
    search_first: |stories| {
        format!("The {stories} stories that fit best. Another word or a day narrows it down.")
    },

    stay_in_touch: "Stay in touch",
    promise: "To be updated with all the latest news, offers and special announcements.",
    email_address: "E-mail address",
    leave_empty: "Leave this empty",
    keep_me_posted: "Keep me posted",
    no_answer: "That did not get through. Please try again in a minute.",
    thanks: "Thank you. Your address is noted.",
    not_kept: "We could not write that down just now. Please try again in a minute.",
    not_passed_on: "We do not pass your address on.",
    address_problem: AddressProblem::sentence,

    offline: "There is no network",
    offline_text: "These pages were kept on this device and can be read without one:",
    error: |code| format!("Error {code}"),
    not_found: "We could not find that page",
    not_found_text: "It may have moved, or the address may have lost a letter on the way. \
        The stories beside this one are all where they should be.",
    withdrawn: "This story was withdrawn",
    moved: "This page has moved",
    moved_text: |path| format!("It is at {path} now."),
    tampered: "That address leads nowhere",
    tampered_text: "Something in it is not as we wrote it. The list starts anew without what follows the question mark.",
    broken: "Something broke on our side",
    broken_text: "Please try again in a minute.",

    date: |date| format!("{} {}, {}", MONTHS[month(date)], date.day(), date.year()),
    day: |day| {
        format!(
            "{}, {} {}, {}",
            WEEKDAYS[weekday(day)],
            MONTHS[month(day.date())],
            day.day(),
            day.year()
        )
    },
    date_and_time: |time| {
        format!(
            "{} {}, {}, {}",
            MONTHS[month(time.date())],
            time.day(),
            time.year(),
            clock(time)
        )
    },
    short_day: |day| format!("{} {}", &MONTHS[month(day.date())][..3], day.day()),
    short_day_and_year: |day| {
        format!(
            "{} {}, {}",
            &MONTHS[month(day.date())][..3],
            day.day(),
            day.year()
        )
    },
};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
