//! What a reader changes by a link from a letter, and what is kept about them.

use domain::Slug;
use newsroom::letters::{
    Asked, Frequency, RefusedDomains, SignUp, SubscriberId, SubscriberState, Wishes, confirm,
    erase, everything_about, set_preferences, sign_up, unsubscribe,
};
use newsroom::letters::{Contents, Definition, DeliveryId, Gathers, LetterId, Source};

use crate::paper::{TestPaper, slug};

const DAY: i64 = 24 * 3_600_000_000;

async fn define(paper: &TestPaper, letter: &str) -> LetterId {
    let definition = Definition {
        slug: slug(letter),
        name: letter.to_owned(),
        promise: "What happened.".to_owned(),
        schedule: "daily 06:30".parse().unwrap(),
        gathers: vec![Gathers::Newest],
        sections: Vec::new(),
        shortest: 1,
        longest: 12,
        reply_to: None,
    };
    let now = paper.clock.now();
    let mut writing = paper.store.write().await.unwrap();
    writing
        .define_letter(&definition, Source::Settings, 0, now)
        .await
        .unwrap();
    writing.commit().await.unwrap();
    paper.store.letter(&slug(letter)).await.unwrap().unwrap().id
}

/// Somebody who gets these letters.
async fn reader(paper: &TestPaper, address: &str, letters: &[Slug]) -> SubscriberId {
    let address = address.parse().unwrap();
    let wish = SignUp {
        address: &address,
        letters,
        form: "page",
        wording: "Promised.",
    };
    let asked = sign_up(&paper.store, &paper.clock, wish).await.unwrap();
    let Asked::Confirmation(consent) = asked else {
        panic!("asked too often");
    };
    confirm(&paper.store, &paper.clock, consent).await.unwrap();
    let reader = paper.store.subscriber_with(&address).await.unwrap();
    reader.unwrap().id
}

async fn issue(paper: &TestPaper, letter: LetterId, slot: &str) {
    let contents = Contents {
        subject: slot.to_owned(),
        preheader: String::new(),
        html: String::new(),
        plain: String::new(),
        articles: Vec::new(),
    };
    let now = paper.clock.now();
    let mut writing = paper.store.write().await.unwrap();
    let added = writing.add_issue(letter, slot, &contents, now, now).await;
    assert!(added.unwrap().is_some());
    writing.commit().await.unwrap();
}

fn wishes(letters: &[Slug]) -> Wishes<'_> {
    Wishes {
        letters,
        frequency: Frequency::Every,
        paused_until: None,
        wording: "As it stood there.",
    }
}

async fn states(paper: &TestPaper, reader: SubscriberId) -> Vec<(String, String)> {
    let letters = paper.store.letters_to(reader).await.unwrap().into_iter();
    letters
        .filter_map(|it| Some((it.issue?.0, it.state)))
        .collect()
}

#[tokio::test]
async fn other_letters_are_a_consent_and_another_rhythm_is_none() {
    let paper = TestPaper::start().await;
    define(&paper, "morning").await;
    define(&paper, "sport").await;
    let ann = reader(&paper, "ann@example.org", &[slug("morning")]).await;
    let (store, clock) = (&paper.store, &paper.clock);
    let rhythm = Wishes {
        frequency: Frequency::Weekly,
        paused_until: Some(clock.now().shifted(DAY)),
        ..wishes(&[])
    };
    let same = [slug("morning")];
    let same = Wishes {
        letters: &same,
        ..rhythm
    };
    assert!(set_preferences(store, clock, ann, same).await.unwrap());
    assert_eq!(store.consents_of(ann).await.unwrap().len(), 1);
    let kept = store.subscriber(ann).await.unwrap().unwrap();
    assert_eq!(kept.frequency, Frequency::Weekly);
    assert_eq!(kept.paused_until, Some(clock.now().shifted(DAY)));

    let other = [slug("sport"), slug("no-such")];
    set_preferences(store, clock, ann, wishes(&other))
        .await
        .unwrap();
    let kept = store.subscriber(ann).await.unwrap().unwrap();
    assert_eq!(kept.letters, [slug("sport")]);
    let consents = store.consents_of(ann).await.unwrap();
    assert_eq!(consents[1].form, "preferences");
    assert_eq!(consents[1].wording, "As it stood there.");
    assert_eq!(consents[1].confirmed_at, Some(clock.now()));
}

#[tokio::test]
async fn what_is_not_wanted_any_more_is_not_sent() {
    let paper = TestPaper::start().await;
    let morning = define(&paper, "morning").await;
    let sport = define(&paper, "sport").await;
    let both = [slug("morning"), slug("sport")];
    let ann = reader(&paper, "ann@example.org", &both).await;
    let bob = reader(&paper, "bob@example.org", &both).await;
    issue(&paper, morning, "one").await;
    issue(&paper, sport, "two").await;
    let (store, clock) = (&paper.store, &paper.clock);
    assert!(unsubscribe(store, clock, ann, Some(morning)).await.unwrap());
    let state = |letter: &str, state: &str| (letter.to_owned(), state.to_owned());
    let halved = [state("morning", "dropped"), state("sport", "waiting")];
    assert_eq!(states(&paper, ann).await, halved);
    // Again, and nothing is different.
    assert!(unsubscribe(store, clock, ann, Some(morning)).await.unwrap());
    assert_eq!(states(&paper, ann).await, halved);

    let pause = Wishes {
        paused_until: Some(clock.now().shifted(DAY)),
        ..wishes(&both)
    };
    set_preferences(store, clock, ann, pause).await.unwrap();
    let none = [state("morning", "dropped"), state("sport", "dropped")];
    assert_eq!(states(&paper, ann).await, none);
    let others = [state("morning", "waiting"), state("sport", "waiting")];
    assert_eq!(states(&paper, bob).await, others);
}

#[tokio::test]
async fn what_was_dropped_stays_dropped_when_the_copies_beside_it_are_sent() {
    let paper = TestPaper::start().await;
    let morning = define(&paper, "morning").await;
    let ann = reader(&paper, "ann@example.org", &[slug("morning")]).await;
    let bob = reader(&paper, "bob@example.org", &[slug("morning")]).await;
    issue(&paper, morning, "one").await;
    let (store, clock) = (&paper.store, &paper.clock);
    let under_way = store.issues_under_way().await.unwrap();
    let due = store.due_letters(Some(under_way[0].id), clock.now(), 10);
    let copies: Vec<DeliveryId> = due.await.unwrap().iter().map(|due| due.id).collect();
    assert_eq!(copies.len(), 2);
    unsubscribe(store, clock, ann, None).await.unwrap();
    store.end_sent_letters(&copies, clock.now()).await.unwrap();
    let state = |state: &str| [("morning".to_owned(), state.to_owned())];
    assert_eq!(states(&paper, ann).await, state("dropped"));
    assert_eq!(states(&paper, bob).await, state("sent"));
    let told = everything_about(store, bob).await.unwrap().unwrap();
    let sent = &told["deliveries"].as_array().unwrap()[1];
    assert!(sent["ended_at"].is_string(), "{told}");
}

#[tokio::test]
async fn stopping_all_letters_keeps_the_reader_and_ends_every_subscription() {
    let paper = TestPaper::start().await;
    define(&paper, "morning").await;
    define(&paper, "sport").await;
    let both = [slug("morning"), slug("sport")];
    let ann = reader(&paper, "ann@example.org", &both).await;
    let (store, clock) = (&paper.store, &paper.clock);
    assert!(unsubscribe(store, clock, ann, None).await.unwrap());
    let kept = store.subscriber(ann).await.unwrap().unwrap();
    assert_eq!(
        (kept.letters, kept.state),
        (vec![], SubscriberState::Confirmed)
    );
}

#[tokio::test]
async fn nobody_is_changed_who_is_not_known() {
    let paper = TestPaper::start().await;
    let letter = define(&paper, "morning").await;
    let ann = reader(&paper, "ann@example.org", &[slug("morning")]).await;
    let (store, clock) = (&paper.store, &paper.clock);
    assert!(erase(store, ann).await.unwrap());
    assert!(!erase(store, ann).await.unwrap());
    assert!(
        !set_preferences(store, clock, ann, wishes(&[]))
            .await
            .unwrap()
    );
    assert!(!unsubscribe(store, clock, ann, Some(letter)).await.unwrap());
    assert_eq!(everything_about(store, ann).await.unwrap(), None);
    // The number is nobody else's, so that the old links stay without effect.
    let bob = reader(&paper, "bob@example.org", &[slug("morning")]).await;
    assert_ne!(ann, bob);
}

#[tokio::test]
async fn who_is_told_everything_is_told_what_mail_servers_said() {
    let paper = TestPaper::start().await;
    let morning = define(&paper, "morning").await;
    let ann = reader(&paper, "ann@example.org", &[slug("morning")]).await;
    issue(&paper, morning, "one").await;
    let stored = everything_about(&paper.store, ann).await.unwrap().unwrap();
    assert_eq!(stored["address"], "ann@example.org");
    assert_eq!(stored["consents"][0]["wording"], "Promised.");
    assert_eq!(stored["consents"][0]["letters"][0], "morning");
    assert_eq!(stored["subscriptions"][0]["since"], "2023-02-05T12:00:00Z");
    assert_eq!(stored["deliveries"][1]["state"], "waiting");
    assert_eq!(stored["deliveries"][1]["due_at"], "2023-02-05T12:00:00Z");
}

#[test]
fn a_refused_domain_stands_for_those_below_it_and_not_for_those_that_end_alike() {
    let list = "# comment\nTrash.Example # why\r\n\n  @gone.example  \n";
    let refused = RefusedDomains::read(list);
    for address in ["a@trash.example", "a@x.y.trash.example", "a@gone.example"] {
        assert!(refused.has(&address.parse().unwrap()), "{address}");
    }
    for address in [
        "a@nottrash.example",
        "a@trash.example.org",
        "trash.example@b.example",
    ] {
        assert!(!refused.has(&address.parse().unwrap()), "{address}");
    }
}

#[tokio::test]
async fn whoever_confirms_during_a_pause_has_ended_it() {
    let paper = TestPaper::start().await;
    let morning = define(&paper, "morning").await;
    let chosen = [slug("morning")];
    let ann = reader(&paper, "ann@example.org", &chosen).await;
    let paused = Wishes {
        paused_until: Some(paper.clock.now().shifted(365 * DAY)),
        frequency: Frequency::Weekly,
        ..wishes(&chosen)
    };
    set_preferences(&paper.store, &paper.clock, ann, paused)
        .await
        .unwrap();
    paper.clock.set(paper.clock.now().shifted(DAY));
    assert_eq!(reader(&paper, "ann@example.org", &chosen).await, ann);
    let kept = paper.store.subscriber(ann).await.unwrap().unwrap();
    assert_eq!(
        (kept.paused_until, kept.frequency),
        (None, Frequency::Weekly)
    );
    issue(&paper, morning, "one").await;
    assert_eq!(states(&paper, ann).await.len(), 1);
}

#[tokio::test]
async fn who_wants_one_in_a_week_gets_one_in_each_however_long_it_is_on_its_way() {
    let paper = TestPaper::start().await;
    let morning = define(&paper, "morning").await;
    let chosen = [slug("morning")];
    let ann = reader(&paper, "ann@example.org", &chosen).await;
    let weekly = Wishes {
        frequency: Frequency::Weekly,
        ..wishes(&chosen)
    };
    set_preferences(&paper.store, &paper.clock, ann, weekly)
        .await
        .unwrap();
    let state = |state: &str| ("morning".to_owned(), state.to_owned());
    let pass = |micros| paper.clock.set(paper.clock.now().shifted(micros));
    issue(&paper, morning, "one").await;
    // The mail server is down for a day.
    pass(DAY);
    issue(&paper, morning, "two").await;
    assert_eq!(states(&paper, ann).await, [state("waiting")]);
    let due = paper.store.issues_under_way().await.unwrap()[0].id;
    let due = paper.store.due_letters(Some(due), paper.clock.now(), 9);
    let copies: Vec<DeliveryId> = due.await.unwrap().iter().map(|due| due.id).collect();
    paper
        .store
        .end_sent_letters(&copies, paper.clock.now())
        .await
        .unwrap();
    assert_eq!(states(&paper, ann).await, [state("sent")]);
    pass(5 * DAY);
    issue(&paper, morning, "three").await;
    assert_eq!(states(&paper, ann).await.len(), 1);
    // A week after the first was made comes the next, though that arrived a day late.
    pass(DAY);
    issue(&paper, morning, "four").await;
    assert_eq!(states(&paper, ann).await, [state("sent"), state("waiting")]);
}
