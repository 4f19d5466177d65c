use domain::ArticleKind;

use super::{Confirmation, Invitation, Words};
use crate::calendar::{ENGLISH, time_of_day};

pub(super) static WORDS: Words = Words {
    read_online: "Read online",
    breaking: "Breaking news",
    newest: "The latest",
    picks: "Editors’ picks",
    most_read: "Most read",
    live: "Live",
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
    more_at: |paper| format!("More news at {paper}"),
    because: |letter, paper| format!("You get “{letter}” because you asked {paper} for it."),
    preferences: "Change what you get",
    unsubscribe: "Unsubscribe",
    day: |time| {
        format!(
            "{}, {} {}, {}",
            ENGLISH.weekday(time.date()),
            ENGLISH.month(time.date()),
            time.day(),
            time.year()
        )
    },
    day_and_time: |time| {
        format!(
            "{} {}, {}",
            ENGLISH.month(time.date()),
            time.day(),
            time_of_day(time)
        )
    },
    confirmation: Confirmation {
        subject: "Please confirm: letters from {paper}",
        asked: "Somebody, we hope you, asked for letters from {paper} at this address.",
        press: "To get them, open this page and press the button on it:",
        button: "Yes, send me letters",
        not_you: "If it was not you, do nothing: without your confirmation nothing is sent.",
        lasts: "The link can be used for three days.",
    },
    invitation: Invitation {
        subject: "Your link to the desk of {paper}",
        hello: "Hello {name},",
        made: "Somebody who runs {paper} made a link for you, with which you come in at its desk and choose a password.",
        press: "It lets you in once. Keep it to yourself:",
        button: "Come in",
        not_you: "If you do not work for {paper}, do nothing.",
        lasts: "The link can be used for three days.",
    },
    own_letters: [
        [
            "The morning letter",
            "What happened since yesterday, every morning.",
        ],
        [
            "The week",
            "What the editors picked and what was read most, every Saturday.",
        ],
        [
            "Breaking news",
            "A short letter when something happens that cannot wait.",
        ],
    ],
};
