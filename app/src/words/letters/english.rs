use newsroom::letters::Schedule;

use super::{LetterWords, days_and_time};

pub(crate) static WORDS: LetterWords = LetterWords {
    choose: "Your letters",
    choose_one: "Please choose at least one letter.",
    refused_domain: "We send no letters to addresses of that provider. Please use another address.",
    too_often: "That was asked too often from your network. Please try again in ten minutes.",

    confirm: [
        "Confirm your address",
        "One press, and your letters begin. If you did not ask for any, leave this page: nothing is sent then.",
    ],
    confirm_button: "Yes, send me the letters",
    confirmed: [
        "Thank you, your address is confirmed",
        "Your letters come to it from now on. Each has a link to change or end them.",
    ],
    confirmed_before: [
        "Your address is confirmed already",
        "There is nothing left to do. You can change or end your letters at any time.",
    ],
    to_preferences: "Change your letters",

    link_unknown: [
        "That link is not whole",
        "Something in it is not as we wrote it. Please open it from the letter itself, or copy all of it.",
    ],
    link_expired: [
        "That link is too old",
        "A link to confirm an address works for three days. Sign up again and we send you a new one.",
    ],
    link_gone: [
        "We do not have your address any more",
        "That link was in a letter to it. If you want letters, sign up again.",
    ],

    preferences: "Your letters",
    letters_go_to: |address| format!("These are the letters to {address}."),
    stopped: "No letters go to this address at the moment: it is not confirmed, some came back, or one was reported as \
        spam. Choose letters and save to get them again.",
    saved: "That is saved.",
    frequency: "How often",
    frequencies: ["Every issue", "At most one a week of each letter"],
    pause: "Pause",
    pauses: [
        "No pause",
        "For a week",
        "For four weeks",
        "Until I end the pause",
    ],
    paused_until: |day| format!("Until {day}, as it is"),
    save: "Save",
    about_you: "What is stored about you",
    export: "Get everything as a file",
    erase: "Erase everything",
    erase_sure: [
        "Erase everything?",
        "Your address, what you agreed to and which letters you got are forgotten, and no letters come any more. This \
        cannot be undone.",
    ],
    erase_button: "Erase everything",
    erased: [
        "Everything is erased",
        "No letters come any more. What stays is a number made from your address, so that no old list can bring it back: \
        nobody can read the address from it, and it goes when you sign up again.",
    ],

    unsubscribe: |letter| format!("Stop “{letter}”?"),
    unsubscribe_text: "One press, and it does not come any more.",
    unsubscribe_button: "Stop it",
    unsubscribed: |letter| format!("“{letter}” does not come any more"),
    unsubscribed_text: "You need not do anything else. One that is on its way already may still arrive.",
    unsubscribe_all: "Stop all letters",
    unsubscribed_from_all: [
        "No letters come any more",
        "You need not do anything else. One that is on its way already may still arrive.",
    ],

    letters: "Letters",
    letters_promise: "What we send by e-mail, and what we have sent.",
    no_letters: "There are no letters yet.",
    no_issues: "The first issue is still to come.",
    older_issues: "Older issues",
    past_issues: "All issues",
    subscribe: "Get letters by e-mail",
    issue: |letter, number| format!("{letter}, no. {number}"),
    issue_without_stories: "The stories of this issue are not on the site any more.",
    schedule: |schedule| match schedule {
        Schedule::Breaking => "When there is breaking news".to_owned(),
        Schedule::ByHand => "Now and then".to_owned(),
        Schedule::Weekly { days, at } => {
            let (days, at) = days_and_time(days, *at);
            match days.as_slice() {
                [0, 1, 2, 3, 4, 5, 6] => format!("Every day at {at}"),
                [0, 1, 2, 3, 4] => format!("Weekdays at {at}"),
                days => {
                    let days: Vec<&str> = days.iter().map(|day| DAYS[*day]).collect();
                    format!("{} at {at}", days.join(", "))
                }
            }
        }
    },
};

const DAYS: [&str; 7] = [
    "Mondays",
    "Tuesdays",
    "Wednesdays",
    "Thursdays",
    "Fridays",
    "Saturdays",
    "Sundays",
];
