use domain::{AddressProblem, ArticleKind, CoverageState};
use newsroom::calendar::{ENGLISH, time_of_day};

use super::Words;

pub(super) static WORDS: Words = Words {
    skip_to_story: "Skip to the story",
    beside: "More from the paper",
    sections: "Sections",
    latest: "Latest Posts",
    live_new: "New",
    live_count: "New stories",
    minutes_ago: "0 now|1 #\u{a0}min ago",
    live_states: ["Live", "Waiting for the connection", "Live is off"],
    degrees: ["degrees Celsius", "degrees Fahrenheit"],
    weather_from: "Weather: Open-Meteo and MET Norway, CC BY 4.0",
    breaking: "Breaking",
    close: "Close",
    notice: "Notice",
    dont_miss: "Don't Miss",
    most_read: "Most Read",
    front_page: "Front page",
    todays_front_page: "Today’s front page",
    nothing_yet: "Nothing has been published here yet.",
    nothing_older: "There is nothing older than that.",

    by: "By ",
    and: " and ",
    comma: ", ",
    published: "Published",
    updated: "Updated",
    changes: "What changed",
    changes_since: "Since the version of",
    changes_none: "Not a word of it has changed since.",
    changes_nothing_earlier: "No earlier version of it can be read.",
    changes_unchanged: |paragraphs| match paragraphs {
        1 => "1 paragraph as it was".to_owned(),
        _ => format!("{paragraphs} paragraphs as they were"),
    },
    changes_read_on: "Read the story as it stands",
    story_updated: ["This story was updated", "Show what changed"],
    front_changed: ["The front page has changed", "Show it"],
    section_changed: ["This page has changed", "Show it"],
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
        ArticleKind::Coverage => Some("Coverage"),
    },
    contents: "In this story",
    corrections: "Corrections",
    related: "Related stories",
    next_in: |section| format!("Next in {section}:"),

    coverage_state: |state| match state {
        CoverageState::Open => "Live",
        CoverageState::Paused => "Paused",
        CoverageState::Closed => "As it happened",
    },
    story_so_far: "The story so far",
    updates: "Updates",
    key_events: "Key events",
    key_event: "Key event",
    pinned: "Pinned",
    no_updates: "The first update is still to come.",
    newer_updates: "Newer updates",
    older_updates: "Older updates",
    check_for_updates: "Check for updates",
    updates_since: |updates| match updates {
        0 => "Nothing new so far.".to_owned(),
        1 => "1 new update".to_owned(),
        _ => format!("{updates} new updates"),
    },
    live_updates: "New updates",
    update_link: "Link to this update",
    update_removed: "That update was taken back.",

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
    save: "Save for later",
    save_said: [
        "Saved on this device",
        "No longer saved",
        "No more can be saved. Please remove one first.",
        "That could not be saved. There may be no network, or no room.",
    ],
    notify_breaking: "Notify me of breaking news",
    notify_topic: |topic| format!("Notify me of news on {topic}"),
    notify_refused: "Your browser does not let this site notify you. You can allow it in the browser's settings for this site.",
    notify_failed: "That did not work. Please try again later.",
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
    search_days_reversed: "The first day comes after the last one.",
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
    thanks: "Thank you. If letters can reach that address, a link to confirm it is on its way there. Nothing else is sent \
        before you follow it. If it does not come within minutes, look among unwanted mail or sign up once more.",
    not_kept: "We could not write that down just now. Please try again in a minute.",
    not_passed_on: "We do not pass your address on.",
    address_problem: AddressProblem::sentence,
    letters: &super::letters::ENGLISH,

    saved_stories: "Saved stories",
    offline_text: |saved, opened, pictures| {
        format!(
            "Stories that you save stay on this device with their pictures, {saved} at most. So do the last {opened} \
            pages that you opened, with up to {pictures} of their pictures. All of them can be read without a network; \
            when there is one, you get the newest version. Nobody else learns what is kept."
        )
    },
    offline: "There is no network",
    kept_none: "Nothing is kept on this device so far. It takes JavaScript and a browser that may keep pages.",
    saved_for_later: "Saved for later",
    saved_on: "Saved on",
    opened_last: "Opened last",
    kept_remove: "Remove",
    kept_forget: "Forget all of it",
    kept_forget_sure: "Everything that is kept on this device is forgotten, saved stories too. Go on?",

    error: |code| format!("Error {code}"),
    not_found: "We could not find that page",
    not_found_text: "It may have moved, or the address may have lost a letter on the way. \
        The stories beside this one are all where they should be.",
    withdrawn: "This story was withdrawn",
    time_over: "This story could be read for a limited time, which is over.",
    moved: "This page has moved",
    moved_text: |path| format!("It is at {path} now."),
    tampered: "That address leads nowhere",
    tampered_text: "Something in it is not as we wrote it. The list starts anew without what follows the question mark.",
    broken: "Something broke on our side",
    broken_text: "Please try again in a minute.",
    stand_in: |time| format!("This page is from {time}. A newer one cannot be made just now."),

    dates_in: "en-US",
    date: |date| format!("{} {}, {}", ENGLISH.month(date), date.day(), date.year()),
    day: |day| {
        format!(
            "{}, {} {}, {}",
            ENGLISH.weekday(day.date()),
            ENGLISH.month(day.date()),
            day.day(),
            day.year()
        )
    },
    date_and_time: |time| {
        format!(
            "{} {}, {}, {}",
            ENGLISH.month(time.date()),
            time.day(),
            time.year(),
            time_of_day(time)
        )
    },
    short_day: |day| format!("{} {}", ENGLISH.short_month(day.date()), day.day()),
    short_day_and_year: |day| {
        format!(
            "{} {}, {}",
            ENGLISH.short_month(day.date()),
            day.day(),
            day.year()
        )
    },
};
