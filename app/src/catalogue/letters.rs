//! Letters, for the sheets about them.

use domain::{ArticleId, Refusal};
use newsroom::letters::{
    Definition, Frequency, Gathers, Letter, LetterId, LetterState, PastIssue, Source,
    SubscriberState,
};

use super::specimens::{NOW, stories};
use crate::letters::{IssuePage, LetterPage, LettersPage};
use crate::stay_in_touch::{LinkPage, Offer, Preferences};

const DAY: i64 = 24 * 3_600_000_000;

fn letters() -> Vec<Letter> {
    let letter = |slug: &str, name: &str, promise: &str, schedule: &str| -> Result<_, Refusal> {
        Ok(Letter {
            id: LetterId(1),
            definition: Definition {
                slug: slug.parse()?,
                name: name.to_owned(),
                promise: promise.to_owned(),
                schedule: schedule.parse()?,
                gathers: vec![Gathers::Newest],
                sections: Vec::new(),
                shortest: 1,
                longest: 12,
                reply_to: None,
            },
            state: LetterState::Running,
            source: Source::Program,
            since: NOW,
            decided_until: NOW,
            place: 0,
        })
    };
    let letters = [
        letter(
            "morning",
            "Before the first ferry",
            "What happened overnight, in five minutes.",
            "daily 06:30",
        ),
        letter(
            "breaking",
            "At once",
            "A line when something cannot wait until morning, which is seldom, and never twice about the same thing.",
            "breaking",
        ),
    ];
    letters.into_iter().filter_map(Result::ok).collect()
}

pub(super) fn offers() -> Vec<Offer> {
    letters()
        .into_iter()
        .map(|letter| Offer {
            slug: letter.definition.slug,
            name: letter.definition.name,
            promise: letter.definition.promise,
        })
        .collect()
}

fn issues() -> Vec<PastIssue> {
    let issue = |number: i64, subject: &str| PastIssue {
        introduction: None,
        number,
        subject: subject.to_owned(),
        preheader: "And: why the lighthouse was dark.".to_owned(),
        articles: vec![ArticleId(1)],
        composed_at: NOW.shifted((number - 4) * DAY),
    };
    vec![
        issue(3, "The old ferry sails again"),
        issue(2, "Eleven minutes late, to applause"),
        issue(1, "A sign is no typing error"),
    ]
}

pub(super) fn all() -> LettersPage {
    let past = [issues(), Vec::new()];
    LettersPage(letters().into_iter().zip(past).collect())
}

pub(super) fn one() -> Option<LetterPage> {
    Some(LetterPage {
        letter: letters().into_iter().next()?,
        issues: issues(),
        next: Some(1),
    })
}

pub(super) fn issue() -> Option<IssuePage> {
    Some(IssuePage {
        letter: letters().into_iter().next()?,
        issue: issues().into_iter().next()?,
        stories: stories(3),
    })
}

pub(super) fn preferences() -> LinkPage {
    LinkPage::Preferences(Box::new(Preferences {
        link: "made-up".to_owned(),
        address: "reader@paper.example".to_owned(),
        state: SubscriberState::Confirmed,
        chosen: offers().into_iter().take(1).map(|it| it.slug).collect(),
        offers: offers(),
        frequency: Frequency::Every,
        paused_until: Some(NOW.shifted(7 * DAY)),
        saved: true,
    }))
}

pub(super) fn unsubscribed() -> LinkPage {
    LinkPage::Unsubscribed {
        link: "made-up".to_owned(),
        letter: Some("Before the first ferry".to_owned()),
        preferences: "made-up".to_owned(),
    }
}
